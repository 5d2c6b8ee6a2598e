"""The form of the pay estimate: asks for what is missing, answers what is asked in the middle of it, and says what it noted."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.events import ActionExecutionRejected, ActiveLoop, EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.forms import FormValidationAction

from actions.correction import corrected, set_right
from actions.form_answers import NO_EXPERIENCE, UNKNOWN, answer, pressed_in_words
from actions.pay_sides import is_meant
from actions.profile import read_experience
from actions.reply import Reply
from actions.salary import LEARNERS, TOPIC
from actions.topics import say_all
from actions.turn import Turn
from bot import danish

FORM = "salary_form"
AT_ONCE = ("crisis", "request_human", "delete_my_data")
LEAVES = "leaves_form"  # the cue of somebody who does not want the estimate any more
SLOTS = ("role", "experience", "region", "employer_kind")
MOST_MISSED = 2  # answers that could not be used, before the form goes on without
# Intents whose own rule has nothing better to say in the middle of the form than its next question.
NO_ANSWER = ("inform", "greet", "affirm", "deny", "follow_up", "nlu_fallback", "out_of_scope", "estimate_salary")
TELLING = ("inform", "nlu_fallback", "out_of_scope")
WHY = {
    "role": "utter_form_why_role",
    "experience": "utter_form_why_experience",
    "region": "utter_form_why_region",
    "employer_kind": "utter_form_why_employer_kind",
}


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
        if LEAVES in turn.cues and not turn.is_pressed and turn.intent not in AT_ONCE[:2]:
            # "No thanks, forget about the pay" wants no estimate, and nothing deleted.
            return [SlotSet("missed", {"left": True}), SlotSet("requested_slot", None), ActiveLoop(None)]
        told = next((event["value"] for event in heard if event.get("name") == requested), None)
        if turn.is_let_through:
            return [*heard, *_drop_asked(turn)]
        if turn.intent in AT_ONCE and not pressed_in_words(requested, turn):
            return [*heard, ActionExecutionRejected(self.form_name())]
        if rightly := corrected(turn):
            # "Eller nej, 2 og et halvt" sets right what was told before, whatever is asked now.
            reply = Reply(turn)
            set_right(turn, reply)
            return [*heard, *rightly, *reply.send(dispatcher)]
        if told is not None:
            return [*heard, *_drop_asked(turn), *_note(requested, told, turn, dispatcher)]
        if aside := _answer_aside(requested, turn, dispatcher):
            return [*heard, *aside]
        if _is_aside(turn):
            # What a question names is asked about, and not told. Run again once that is answered, the form must ask on.
            return [*heard, SlotSet(requested, None), ActionExecutionRejected(self.form_name())]
        if others := _others_told(requested, turn):
            return [*heard, *_drop_asked(turn), *_say(turn, dispatcher, "utter_form_noted", noted=danish.capital(danish.join(others)))]
        return [*heard, *_drop_asked(turn), *_miss(requested, turn, dispatcher)]

    async def extract_role(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> dict[str, Any]:
        """A role named as the answer, or that none is told."""
        return answer("role", Turn(tracker, domain))

    async def extract_experience(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> dict[str, Any]:
        """A bare number as years; no for none."""
        turn = Turn(tracker, domain)
        if tracker.get_slot("requested_slot") == "experience" and not turn.values("experience"):
            if turn.intent == "deny" and "unknown" not in turn.cues and not turn.entities and turn.bare_number is None:
                return {"experience": NO_EXPERIENCE}
            if turn.bare_number is not None:
                return {"experience": turn.bare_number}
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


def was_left(tracker: Tracker) -> bool:
    """Whether the form ended because nobody wanted the estimate any more."""
    return bool((tracker.get_slot("missed") or {}).get("left"))


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


def _note(requested: str, told: Any, turn: Turn, dispatcher: CollectingDispatcher) -> list[EventType]:
    """What an answer brings about: a learner's pay depends on nothing else, and what a question told is said back."""
    events: list[EventType] = []
    if requested == "role" and told in LEARNERS:
        events = [SlotSet(slot, UNKNOWN) for slot in SLOTS if slot != "role" and turn.tracker.get_slot(slot) is None]
    elif turn.asks and not turn.is_pressed and told != UNKNOWN:
        named = _named(requested, str(told), turn)
        events = _say(turn, dispatcher, "utter_form_noted", noted=danish.capital(named)) if named else []
    return events


def _answer_aside(requested: str, turn: Turn, dispatcher: CollectingDispatcher) -> list[EventType]:
    """Answers what is asked about the form itself or about pay, before the form asks on; empty for anything else."""
    if "why_ask" in turn.cues:
        return _say(turn, dispatcher, WHY[requested])
    supposed = any(turn.values(slot, None) for slot in ("role", "experience", "region")) and turn.intent in NO_ANSWER
    if is_meant(turn) or (supposed and turn.asks and not _others_told(requested, turn)):
        reply = Reply(turn)
        say_all([TOPIC], turn, reply)
        return reply.send(dispatcher)
    return []


def _others_told(requested: str, turn: Turn) -> list[str]:
    """What was told of the form's other questions, as it is said back."""
    told = {slot: turn.values(slot, "own") for slot in SLOTS if slot != requested}
    named = [_named(slot, values[-1], turn) for slot, values in told.items() if values]
    return [name for name in named if name]


def _named(slot: str, value: str, turn: Turn) -> str | None:
    """A value as it is said back; None for one that has no name."""
    if slot == "role":
        role = turn.store.role(value)
        return role.title if role else None
    if slot == "region":
        region = turn.store.region(value)
        return region.name if region else None
    if slot == "experience":
        years, level = read_experience(value)
        return danish.experience_of(years, level) or None
    return danish.EMPLOYERS.get(value)


def _miss(requested: str, turn: Turn, dispatcher: CollectingDispatcher) -> list[EventType]:
    """Nothing was told: asks once more, and the second time goes on without. What has a rule of its own is left to it."""
    missed = turn.tracker.get_slot("missed") or {}
    count = 1 + (int(missed.get("count", 0)) if missed.get("slot") == requested else 0)
    remembered = SlotSet("missed", {"slot": requested, "count": count})
    if turn.intent not in NO_ANSWER or turn.is_pressed or turn.mood:
        return []
    if turn.asks and turn.intent not in ("affirm", "deny", "greet"):
        return [ActionExecutionRejected(FORM)]  # a question is no answer that could not be used
    if requested == "employer_kind" and turn.intent in TELLING and not turn.asks:
        # "At TDC": the figures do not tell employers apart, so nothing is gained by asking what kind it is.
        return [*_say(turn, dispatcher, "utter_form_employer"), SlotSet(requested, UNKNOWN), SlotSet("missed", None)]
    if count >= MOST_MISSED:
        return [*_say(turn, dispatcher, "utter_form_goes_on"), SlotSet(requested, UNKNOWN), SlotSet("missed", None)]
    if turn.intent in ("affirm", "greet"):
        return [remembered]
    return [*_say(turn, dispatcher, "utter_form_missed"), remembered]


def _say(turn: Turn, dispatcher: CollectingDispatcher, response: str, **values: str) -> list[EventType]:
    return Reply(turn).add(response, **values).send(dispatcher)


def _drop_asked(turn: Turn) -> list[EventType]:
    """What somebody tells now takes the place of what was only asked about before."""
    told = {kind for kind in SLOTS if turn.values(kind, "own")}
    left = {kind: value for kind, value in turn.context.asked.items() if kind not in told}
    return [] if left == turn.context.asked else [SlotSet("context", {**turn.context.as_slot(), "asked": left})]
