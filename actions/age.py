"""Too old, too young? No source names a limit or says that age counts; that is said as it is, with what they do say counts."""

from __future__ import annotations

from actions.profile import Profile
from actions.speech import source_line, sources_of
from actions.turn import Turn
from bot import danish
from bot.knowledge.records import Source

TOPIC = "ask_requirements"
OLD, YOUNG, ABOUT = "too_old", "too_young", "of_age"  # cues of lexicon.yml
OF_AGE = 18
MIDLIFE = 40  # from here on "is my age a problem?" means too old
SHOWN = ("requirements-communication", "requirements-preferred")


def asks_about_age(turn: Turn, intent: str) -> bool:
    """Whether a question about what is required is one about age."""
    return intent == TOPIC and not turn.is_pressed and any(cue in turn.cues for cue in (OLD, YOUNG, ABOUT))


def answer_age(profile: Profile, turn: Turn) -> tuple[str, dict[str, str], tuple[Source, ...], tuple[str, ...]]:
    """The response, its values, their sources and the ids of the claims shown."""
    rows = turn.store.statements_with(SHOWN)
    sources = sources_of(rows)
    values = {"points": danish.bullets([row.text for row in rows]), "source_line": source_line(sources)}
    return f"utter_answer_age_{_kind(profile, turn)}", values, sources, tuple(row.id for row in rows)


def _kind(profile: Profile, turn: Turn) -> str:
    if OLD in turn.cues or (YOUNG not in turn.cues and (profile.age or MIDLIFE) >= MIDLIFE):
        return "old"
    return "young" if profile.age is None or profile.age < OF_AGE else "young_adult"
