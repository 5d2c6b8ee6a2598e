"""The form of the pay estimate: reads short answers, takes "don't know" for an answer, and asks again kindly about what cannot be."""

from __future__ import annotations

import json
import re
from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.events import ActionExecutionRejected, EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.forms import FormValidationAction

from actions.profile import read_experience
from actions.speech import buttons_of
from actions.turn import Turn
from bot import danish

FORM = "salary_form"
AT_ONCE = ("crisis", "request_human", "delete_my_data")
SLOTS = ("role", "experience", "region", "employer_kind")
UNKNOWN = "unknown"  # asked for, and not told
NO_EXPERIENCE = "uerfaren"
FEW_WORDS = 4  # a number in a longer message is not an answer by itself
ASK = "utter_ask_salary_form_"
WORD = re.compile(r"\w+")
NUMBER = re.compile(r"\d+(?:[.,]\d+)?")


class ValidateSalaryForm(FormValidationAction):
    """Each answer is a value, "unknown", or asked for again."""

    def name(self) -> str:
        return "validate_salary_form"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[EventType]:
        """Keeps what was told; what must be met at once is left to its own rule, whatever values stand in the same message.

        Without this a form takes any message that tells a value for an answer, a cry for help too.
        """
        heard: list[EventType] = await super().run(dispatcher, tracker, domain)
        turn = Turn(tracker, domain)
        requested = tracker.get_slot("requested_slot")
        if requested is None or not _was_under_way(tracker):
            return heard
        aside = _is_aside(turn)
        if aside and turn.values(requested):
            # "What would I get in Copenhagen?" asks; it does not say where somebody works.
            heard = [*(event for event in heard if event.get("name") != requested), SlotSet(requested, None)]
        at_once = turn.intent in AT_ONCE and not _pressed_in_words(requested, turn)
        # Run again once that is answered, the form must ask on, or neither would ever end.
        if (at_once or aside) and not turn.is_let_through:
            return [*heard, ActionExecutionRejected(self.form_name())]
        return [*heard, *_drop_asked(turn)]

    async def extract_role(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> dict[str, Any]:
        """A role named as the answer, or that none is told."""
        return answer("role", Turn(tracker, domain))

    async def extract_experience(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> dict[str, Any]:
        """A bare number as years; no for none."""
        turn = Turn(tracker, domain)
        if tracker.get_slot("requested_slot") == "experience" and not turn.values("experience"):
            if turn.intent == "deny" and "unknown" not in turn.cues and not turn.entities:
                return {"experience": NO_EXPERIENCE}
            years = _bare_number(turn.text)
            if years is not None:
                return {"experience": years}
        return answer("experience", turn)

    async def extract_region(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> dict[str, Any]:
        """A place named as the answer, or that none is told."""
        return answer("region", Turn(tracker, domain))

    async def extract_employer_kind(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> dict[str, Any]:
        """A kind of employer named as the answer, or that none is told."""
        return answer("employer_kind", Turn(tracker, domain))

    def validate_experience(self, value: Any, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> dict[str, Any]:
        """Years that a working life can hold; anything else is asked for again."""
        if value is None or value == UNKNOWN or read_experience(str(value))[0] is not None:
            return {"experience": value}
        dispatcher.utter_message(response="utter_wrong_experience", said=str(value))
        return {"experience": None}


def forget_unknown(tracker: Tracker) -> list[EventType]:
    """Empties what was asked for and not told, when the form is left: it is asked for again the next time."""
    return [SlotSet(slot, None) for slot in SLOTS if tracker.get_slot(slot) == UNKNOWN]


def _was_under_way(tracker: Tracker) -> bool:
    """Whether the form was being filled before the last message; "work out my pay" begins it and is no question aside."""
    before = [event for event in tracker.events if event.get("event") in ("user", "active_loop")]
    last = max((place for place, event in enumerate(before) if event["event"] == "user"), default=0)
    loops = [event.get("name") for event in before[:last] if event["event"] == "active_loop"]
    return bool(loops) and loops[-1] == FORM


def _is_aside(turn: Turn) -> bool:
    """Whether a message asks something of its own rather than answering the form."""
    asks = turn.intent.startswith("ask_") or turn.intent in ("compare_roles", "estimate_salary")
    return not turn.is_pressed and asks and turn.asks and turn.intent not in ("ask_privacy",)


def _drop_asked(turn: Turn) -> list[EventType]:
    """What somebody tells now takes the place of what was only asked about before."""
    told = {kind for kind in SLOTS if turn.values(kind, "own")}
    left = {kind: value for kind, value in turn.context.asked.items() if kind not in told}
    return [] if left == turn.context.asked else [SlotSet("context", {**turn.context.as_slot(), "asked": left})]


def answer(slot: str, turn: Turn) -> dict[str, Any]:
    """The slot's value in this message where the form has asked for it, "unknown" for a skipped one; empty where it says nothing of it."""
    if turn.tracker.get_slot("requested_slot") != slot:
        return {}
    if turn.questions or turn.intent.startswith("ask_") or turn.intent in ("crisis", "compare_roles"):
        return {}
    if said := turn.values(slot):
        return {slot: said[-1]}
    # "Next" and "skip it" sound like leaving altogether, and are not.
    if titled := _pressed_in_words(slot, turn):
        return {slot: titled}
    skipped = ("skip" in turn.cues and turn.intent != "affirm") or (turn.intent != "stop" and "unknown" in turn.cues)
    return {slot: UNKNOWN} if skipped or (turn.intent == "deny" and not turn.entities) else {}


def _pressed_in_words(slot: str, turn: Turn) -> str | None:
    """The value of the one button of the form's question whose title the message writes out, whole or in part."""
    said = set(WORD.findall(turn.text.lower()))
    if not said or len(said) > FEW_WORDS or turn.is_pressed:
        return None
    titles = {frozenset(WORD.findall(button["title"].lower())): button["payload"] for button in buttons_of(turn.domain, f"{ASK}{slot}")}
    hits = [payload for title, payload in titles.items() if title <= said or said <= title]
    values = json.loads("{" + hits[0].partition("{")[2]) if len(hits) == 1 else {}
    value = values.get(slot)
    return str(value) if value is not None else None


def _bare_number(text: str) -> str | None:
    words = text.lower().split()
    if len(words) > FEW_WORDS:
        return None
    if number := NUMBER.search(text):
        return number.group()
    named = [str(danish.NUMBER_WORDS.index(word)) for word in words if word in danish.NUMBER_WORDS]
    return named[0] if named else None
