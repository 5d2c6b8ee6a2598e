"""Too old, too young? No source names a limit or says that age counts; that is said as it is, with what they do say counts."""

from __future__ import annotations

from actions.profile import Profile
from actions.speech import source_line, sources_of
from actions.turn import Turn
from bot import danish
from bot.knowledge.records import Source

TOPIC = "ask_requirements"
# Cues of lexicon.yml; those of the second line only in pairs: "may one work there at fifteen?", "I am 63, would they have me?".
OLD, YOUNG, ABOUT = "too_old", "too_young", "of_age"
YEARS, ALLOWED, OLD_YEARS, TAKEN = "young_years", "allowed", "old_years", "taken"
OF_AGE = 18
MIDLIFE = 40  # from here on "is my age a problem?" means too old
SHOWN = {
    "old": ("requirements-communication", "requirements-preferred"),
    "young": ("requirements-school", "requirements-communication"),
    "young_adult": ("requirements-school", "requirements-preferred"),
}


def asks_about_age(turn: Turn, intent: str) -> bool:
    """Whether a question about what is required is one about age."""
    together = {YEARS, ALLOWED} <= turn.cues or {OLD_YEARS, TAKEN} <= turn.cues
    return intent == TOPIC and not turn.is_pressed and (together or any(cue in turn.cues for cue in (OLD, YOUNG, ABOUT)))


def answer_age(profile: Profile, turn: Turn) -> tuple[str, dict[str, str], tuple[Source, ...], tuple[str, ...]]:
    """The response, its values, their sources and the ids of the claims shown; said once, who knows more."""
    kind = _kind(profile, turn)
    if turn.is_context_fresh and turn.context.rows == SHOWN[kind]:
        return "utter_answer_age_again", {}, (), SHOWN[kind]
    # In the middle of a form its question stands below.
    rows = turn.store.statements_with(SHOWN[kind][:1] if turn.tracker.active_loop_name else SHOWN[kind])
    sources = sources_of(rows)
    values = {"points": danish.bullets([row.text for row in rows]), "source_line": source_line(sources)}
    return f"utter_answer_age_{kind}", values, sources, SHOWN[kind]


def _kind(profile: Profile, turn: Turn) -> str:
    if {OLD, OLD_YEARS} & turn.cues or (not {YOUNG, YEARS} & turn.cues and (profile.age or MIDLIFE) >= MIDLIFE):
        return "old"
    return "young" if profile.age is None or YEARS in turn.cues or profile.age < OF_AGE else "young_adult"
