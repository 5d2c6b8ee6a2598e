"""Somebody from another trade asks whether they can change, or what of theirs counts: the skills the job takes, held up to them."""

from __future__ import annotations

from actions.reply import Reply
from actions.speech import shown_sources, source_line, sources_of
from actions.turn import Turn
from bot import danish

SKILLS = ("skills-listen", "skills-patience")  # the claims held up to what somebody did before
UNREAD, TOLD = ("out_of_scope", "nlu_fallback"), ("inform", "express_worry", "express_frustration")
OF_SKILLS = ("ask_skills", "ask_requirements", "ask_application", "ask_occupation", "ask_duties")


def is_changer(turn: Turn) -> bool:
    """Whether somebody names the trade they come from and asks about it, or what of it can be used."""
    if "own_trade" not in turn.cues or turn.is_pressed or len(turn.questions) > 1:
        return False
    if turn.intent in UNREAD or "transfer" in turn.cues:
        return turn.intent in (*UNREAD, *TOLD, *OF_SKILLS)
    return turn.intent in TOLD and turn.asks


def add_changer(reply: Reply, turn: Turn) -> Reply:
    """Adds what the job takes, and asks which of it somebody knows from their own work."""
    rows = turn.store.statements_with(SKILLS)
    sources = sources_of(rows)
    reply.add("utter_changer", points=danish.bullets([row.text for row in rows]), source_line=source_line(sources))
    reply.about("ask_skills", sources=[source.id for source in sources], rows=[row.id for row in rows])
    return reply.show(sources=shown_sources(sources)).offer("utter_open_changer")
