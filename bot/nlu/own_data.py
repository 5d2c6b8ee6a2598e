"""Messages about the writer's own data, whose words settle what they are whatever the classifier makes of them."""

from __future__ import annotations

from collections.abc import Collection

from bot.nlu.decision import CRISIS
from bot.nlu.erasing import MENTIONED, PART

ASK_PRIVACY, DELETE, REQUIREMENTS, OUTSIDE = "ask_privacy", "delete_my_data", "ask_requirements", "out_of_scope"
OWN = "own_"
OTHERS_OWN = ("own_order", "own_records")  # named alike, and no question about the writer
AGE = ("too_old", "too_young")
AGE_ALONE, DOUBTFUL_OF_AGE = "of_age", (DELETE, OUTSIDE, "nlu_fallback", "ask_job_market")
# "I am 63, would they have me?", "I am 15. May I work there?": only together do they ask about age.
AGE_PAIRS = (frozenset({"old_years", "taken"}), frozenset({"young_years", "allowed"}))
OPEN_TO_AGE = (
    *(OUTSIDE, "nlu_fallback", "ask_job_market", "ask_workplaces", "ask_working_conditions"),
    *("inform", "help", "express_worry", "express_frustration"),
)
SOURCE, SOURCE_AGE = "ask_source", "source_age"
GOING_ON, SAID_OF = "follow_up", "repeat_of"
ENTITLED, DOUBTFUL_OF_RIGHTS = "entitled", (REQUIREMENTS, "nlu_fallback")


def settled_intent(intent: str, cues: Collection[str]) -> str:
    """The intent that the cues of a message leave no doubt about; the one it was read as where they say nothing. See `cues` in
    lexicon.yml."""
    if intent == CRISIS:
        return intent
    if any(cue.startswith(PART) for cue in cues):
        return DELETE
    if any(cue.startswith(OWN) and cue not in OTHERS_OWN for cue in cues):
        return ASK_PRIVACY
    if SAID_OF in cues and MENTIONED not in cues and intent not in (DELETE, SOURCE):
        return GOING_ON  # "what did you say about my age?" asks for what was said, not about age
    if SOURCE_AGE in cues:
        return SOURCE
    if intent != ASK_PRIVACY and any(cue in cues for cue in AGE):
        return REQUIREMENTS
    if intent in OPEN_TO_AGE and any(pair.issubset(cues) for pair in AGE_PAIRS):
        return REQUIREMENTS
    if AGE_ALONE in cues and intent in DOUBTFUL_OF_AGE and MENTIONED not in cues:
        return REQUIREMENTS
    return OUTSIDE if ENTITLED in cues and intent in DOUBTFUL_OF_RIGHTS else intent
