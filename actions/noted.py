"""What was told is told back, so that a misunderstanding shows at once."""

from __future__ import annotations

from actions.listening import acknowledge
from actions.mood import kind_of
from actions.profile import one, read_profile
from actions.reply import Reply
from actions.speech import response_text, who
from actions.turn import Turn
from bot import danish


def note(reply: Reply, turn: Turn) -> None:
    """Adds what was understood of what somebody told, the part that tells most."""
    profile = read_profile(turn.tracker.slots, turn.store)
    names = turn.values("name")
    if names:
        reply.add("utter_inform_name", name=names[-1])
    said = who(profile)
    goal = turn.store.role(one(turn.values("role", "goal")))
    told = any(entity.get("role") == "own" for entity in turn.entities)
    if goal and not told:
        wished = (response_text(turn.domain, "utter_corrected_goal") or "{value}").format(value=goal.title)
        reply.add("utter_inform_noted", known=wished)
    elif turn.values("background", "own") and profile.background:
        reply.add("utter_background_noted", span=danish.span(profile.background.years), what=profile.background.what)
    elif not profile.is_empty and said and any(turn.values(kind) for kind in ("role", "experience", "region")):
        known = danish.uncapital(said.removeprefix("For dig ").strip())
        if profile.role is None and not profile.years and profile.level not in danish.LEVELS:
            reply.add("utter_inform_place", known=known)
        else:
            # "As a supervisor in Vejle" is told back without its first word; "without experience" needs it.
            bare = known.partition(" ")[2] if profile.years != 0 or profile.level in danish.LEVELS else known
            reply.add("utter_inform_noted", known=bare)
    elif turn.values("employer_kind") and profile.employer_kind in danish.EMPLOYERS:
        reply.add("utter_inform_noted", known=danish.EMPLOYERS[profile.employer_kind])
    elif turn.values("education") and profile.education in danish.EDUCATIONS:
        reply.add("utter_inform_education", education=danish.EDUCATIONS[profile.education])
    elif turn.values("situation", "own") and profile.situation in danish.SITUATIONS:
        reply.add("utter_inform_situation", value=danish.SITUATIONS[str(profile.situation)])
    elif turn.values("age"):
        reply.add("utter_inform_age", age=turn.values("age")[-1])
    elif not names:
        if kind := kind_of(turn):
            reply.offer(kind.question)
        elif turn.text.rstrip().endswith("?"):
            reply.add("utter_offer_meanings_none").offer("utter_open_talk")
        else:
            acknowledge(reply, turn)
        return
    reply.offer("utter_open_talk")
