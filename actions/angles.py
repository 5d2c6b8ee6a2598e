"""Sides of a topic that have an answer of their own: the interview of an application, the angry customer of the conditions."""

from __future__ import annotations

from dataclasses import dataclass

from actions.turn import Turn


@dataclass(frozen=True)
class Angle:
    """intent: the topic it is a side of; topic and kinds: where the store has it; response and offer: how it is said.

    also: intents that such a message is mistaken for.
    """

    intent: str
    topic: str
    kinds: tuple[str, ...]
    response: str
    offer: str
    also: tuple[str, ...] = ()


GOOD_AND_BAD = (
    "inform",
    "affirm",
    "deny",
    "ask_occupation",
    "ask_skills",
    "ask_duties",
    "ask_salary",
    "express_joy",
    "express_frustration",
)
# By the cue of lexicon.yml that tells it, which is also the value of the button that asks for it; the surest first.
ANGLES = {
    "negotiate": Angle("ask_salary", "ask_salary", ("negotiate", "raises"), "utter_answer_negotiate", "utter_offer_negotiate", ("ask_application",)),
    # The good and the bad, also where only a word asks for it ("og ulemperne?").
    "pros_and_cons": Angle("ask_working_conditions", "ask_working_conditions", ("benefit", "demand"), "utter_answer_pros_and_cons", "utter_offer_ask_working_conditions", GOOD_AND_BAD),
    "pros": Angle("ask_working_conditions", "ask_working_conditions", ("benefit",), "utter_answer_pros", "utter_offer_ask_working_conditions", GOOD_AND_BAD),
    "cons": Angle("ask_working_conditions", "ask_working_conditions", ("demand",), "utter_answer_cons", "utter_offer_ask_working_conditions", GOOD_AND_BAD),
    "interview": Angle("ask_application", "interview", ("question",), "utter_answer_interview", "utter_offer_interview"),
    "angry_customer": Angle(
        "ask_working_conditions",
        "service_methods",
        ("advice",),
        "utter_answer_angry_customer",
        "utter_offer_angry_customer",
        ("start_roleplay", "ask_skills", "ask_duties", "ask_application"),
    ),
    "measures": Angle(
        "ask_working_conditions",
        "service_methods",
        ("measure",),
        "utter_answer_measures",
        "utter_offer_ask_working_conditions",
        ("ask_application", "ask_duties", "ask_skills", "ask_technology", "ask_career_growth"),
    ),
    "rights": Angle(
        "ask_working_conditions", "ask_working_conditions", ("right",), "utter_rights_at_work", "utter_offer_ask_working_conditions"
    ),
    "language": Angle(
        "ask_requirements", "ask_requirements", ("language",), "utter_answer_language", "utter_offer_ask_requirements", ("ask_skills",)
    ),
}  # fmt: skip
FEW = 5  # words in a message that only names a side ("og det bedste")
UNSURE = ("nlu_fallback", "help", "out_of_scope", "follow_up")


def angle_of(turn: Turn, intent: str) -> Angle | None:
    """The side of this topic that a message asks for, in words or by a button."""
    pressed = turn.values("choice")
    named = [name for name in ANGLES if name in (pressed if turn.is_pressed else turn.cues)]
    if "practise" in turn.cues or (len(turn.questions) == 2 and "pros_and_cons" not in turn.cues):
        return None
    return next((ANGLES[name] for name in named if intent == ANGLES[name].intent or intent in ANGLES[name].also), None)


def meant_angle(turn: Turn) -> Angle | None:
    """The side of a topic that a message asks for which was not understood, or taken for something else."""
    brief = len(turn.text.split()) <= FEW and not {"pros_and_cons", "pros", "cons"}.isdisjoint(turn.cues)
    if "practise" in turn.cues or turn.questions or not (turn.asks or brief):
        return None
    return next((angle for name, angle in ANGLES.items() if name in turn.cues and turn.intent in (*UNSURE, *angle.also)), None)
