"""A cry for help: what kind it is, and the words it is answered with."""

from __future__ import annotations

from collections.abc import Set
from typing import Any

from rasa_sdk.events import ActiveLoop, EventType, SlotSet

from actions.turn import Turn

SELF, ENGLISH, OVER = "self", "english", "over"
OTHER, CUSTOMER, STAFF, VIOLENCE = "other", "of_customer", "of_staff", "violence"
OTHERS = frozenset({OTHER, CUSTOMER, STAFF})  # somebody else is in danger
SWALLOWED, SELF_HARM = "swallowed", "self_harm"
STAFF_SAD = "staff_sad"  # what the talk is about after a leader told of an employee who is not well
ASKING = ("utter_ask_maybe_crisis", "utter_ask_overwrought", "utter_ask_hopeless")  # the questions whether something is one
SPOKEN_TO = 3  # turns in which whatever is said is met with care; later only what goes on with it
NEAR = 8  # turns in which a further message is heard as going on with it
ASKED = 2  # turns after Karla asked whether it is a cry for help in which a few words can say that it is
STATED = 8  # ... and in which the title of that button does, typed


def kind_of_last(turn: Turn) -> str | None:
    """What the last cry was about, OVER when it was said that it is over or was none; none where there was none."""
    kind = turn.tracker.get_slot("crisis_kind")
    return str(kind) if kind else (SELF if turn.tracker.get_slot("crisis_turn") is not None else None)


def turns_since(turn: Turn) -> int | None:
    """How many turns ago the last cry was; none when there was none or it is over."""
    last = turn.tracker.get_slot("crisis_turn")
    return None if last is None else turn.number - int(last)


def is_near(turn: Turn) -> bool:
    """Whether a cry for help is near enough for what is said now to be about it."""
    since = turns_since(turn)
    return since is not None and since <= NEAR


def kind_of(turn: Turn) -> str:
    """What a cry for help is about, by its words and by the one before it."""
    cues, before = turn.cues, kind_of_last(turn) if is_near(turn) else None
    if "english" in cues and "in_danish" not in cues:
        return ENGLISH
    if VIOLENCE in cues:
        return VIOLENCE
    if SWALLOWED in cues:
        return SWALLOWED
    if CUSTOMER in cues and "my_cry" not in cues:
        return CUSTOMER
    if "of_staff" in cues and "my_cry" not in cues:
        return STAFF
    if is_of_other(cues):
        of_staff = turn.is_context_fresh and turn.context.topic == STAFF_SAD
        return before if before in OTHERS else STAFF if of_staff else OTHER
    return before if before in (VIOLENCE, ENGLISH) and "my_cry" not in cues else SELF


def is_of_other(cues: Set[str]) -> bool:
    """Whether it is somebody else who is in danger: they are named or their life is, and no wish to die is the writer's own."""
    if "my_cry" in cues or "grief" in cues:
        return False
    return "their_cry" in cues or "of_other" in cues


def words_of(turn: Turn, kind: str) -> str:
    """The response a cry of this kind is answered with."""
    if kind == SWALLOWED:
        return "utter_crisis_swallowed_other" if is_of_other(turn.cues) or "child" in turn.cues else "utter_crisis_swallowed"
    if kind == SELF:
        if SELF_HARM in turn.cues:
            return "utter_crisis_self_harm"
        return "utter_crisis_again" if kind_of_last(turn) in (SELF, OVER) else "utter_crisis"
    return f"utter_crisis_{kind}"


def begun(turn: Turn, kind: str) -> list[EventType]:
    """The events that remember a cry and leave whatever form or game was going on."""
    remembered = {"crisis_turn": float(turn.number), "crisis_kind": kind, "crisis_asked": None, "practice": None, "requested_slot": None}
    return [*(SlotSet(slot, value) for slot, value in remembered.items()), ActiveLoop(None)]


def ended() -> list[EventType]:
    """The events by which what somebody says of themselves is believed: it is over, or was none."""
    return [SlotSet("crisis_turn", None), SlotSet("crisis_kind", OVER), SlotSet("crisis_asked", None)]


def calmed(turn: Turn) -> list[EventType]:
    """The events by which somebody else is out of danger: what is asked about them is still heard, and nothing else is met with care."""
    return [SlotSet("crisis_turn", float(turn.number - SPOKEN_TO)), SlotSet("crisis_asked", None)]


def is_confirmed(turn: Turn) -> bool:
    """Whether a message that is no cry by itself is one after what was said before: "not the job. all of it", "I meant it"."""
    if turn.is_pressed or turn.intent == "crisis" or "denied" in turn.cues or "job_only" in turn.cues - _not_only(turn.cues):
        return False
    asked: Any = turn.tracker.get_slot("crisis_asked")
    since = turn.number - int(asked) if asked is not None else None
    if "very_hard" in turn.cues and (is_near(turn) or (since is not None and since <= STATED)):
        return True
    if since is not None and since <= ASKED and "all_of_it" in turn.cues and not turn.asks:
        return True
    return kind_of_last(turn) is not None and "meant_it" in turn.cues and not turn.asks


def _not_only(cues: Set[str]) -> Set[str]:
    """ "Not only the job" says the opposite of "only the job"."""
    return frozenset({"job_only"}) if "not_only_job" in cues else frozenset()
