"""Setting right what was told before: another number, "no, not that", what somebody no longer is, or never said they were.

What a message tells is stored before any action runs; only the talk so far shows that a role was named to ask about it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from rasa_sdk.events import EventType, SlotSet

from actions import plan
from actions.memory import own_values
from actions.profile import MOST_YEARS, SLOTS, one, read_background, read_profile, whole
from actions.reply import Reply
from actions.speech import response_text
from actions.turn import Turn
from bot import danish

FEW = 4  # words in a message that only names a role
AGES, PAYS = range(13, 100), range(8_000, 200_001)
NUMBERS = ("age", "experience", "pay")  # slots that a bare number can set right
CORRECTING = ("correcting", "perhaps_correcting")  # cues
COMPARES = '/compare_roles{"role"'  # a button of the question which two roles are meant


@dataclass
class SetRight:
    """values: what slots hold instead, None for nothing; unsaid: what was only asked about, so that nothing is said of it."""

    values: dict[str, str | None] = field(default_factory=dict)
    unsaid: set[str] = field(default_factory=set)


def set_right(turn: Turn, reply: Reply) -> bool:
    """Takes back and sets right what the message shows to be otherwise, and says what was told before and is now noted.

    Returns: whether it said so.
    """
    found = _found(turn)
    before = {slot: turn.before(slot) for slot in SLOTS}
    was = _values(before, turn)
    for slot, value in found.values.items():
        turn.tracker.slots[slot] = value
        reply.remember(slot, value)
    now = _values(turn.tracker.slots, turn)
    told = [slot for slot in SLOTS if slot in found.values or turn.values(slot, "own")]
    if turn.values("role", "goal"):
        told.append("goal")
    said = [part for slot in told if slot not in found.unsaid and (part := _said(slot, was, now, turn))]
    if (role := turn.store.role(_wished_instead(turn))) and not said:
        reply.add("utter_wished_instead", role=role.title)
        return True
    if said:
        reply.add("utter_corrected", known=danish.join(list(dict.fromkeys(said))))
    return bool(said)


def corrected(turn: Turn) -> list[EventType]:
    """The slots a message sets right, for a form that is asked something else."""
    return [SlotSet(slot, value) for slot, value in _found(turn).values.items()]


def asks_which_two(turn: Turn) -> bool:
    """Whether the last answer asked which two roles are to be compared."""
    return any(str(payload).startswith(COMPARES) for _, payload in turn.tracker.get_slot("choices") or [])


def _values(slots: Mapping[str, Any], turn: Turn) -> dict[str, str]:
    """What slots hold, in words, as it is told back."""
    profile = read_profile(slots, turn.store)
    return {**own_values(profile), **({"region": profile.region.in_phrase} if profile.region else {})}


def _found(turn: Turn) -> SetRight:
    if turn.is_pressed:
        return SetRight()
    found = SetRight()
    for take in (_only_asked, _number, _denied, _elsewhere):
        take(turn, found)
    return found


def _only_asked(turn: Turn, found: SetRight) -> None:
    """A role named as an answer to "which two?", or alone in the middle of a topic, is asked about; in talk of a plan it is wished for."""
    own = [entity for entity in turn.entities if entity.get("entity") == "role" and entity.get("role") == "own"]
    alone = turn.only_names == "bare" and len(turn.entities) == len(own) and len(turn.text.split()) <= FEW
    amid = turn.is_context_fresh and turn.context.topic is not None and str(turn.context.topic).startswith(("ask_", "compare_", "plan_"))
    if not own or turn.tracker.active_loop_name or not (asks_which_two(turn) or (alone and amid)):
        return
    wished = turn.context.topic == plan.TOPIC and not asks_which_two(turn)
    for entity in own:
        entity["role"] = "goal" if wished else None
    found.values["role"] = turn.before("role")
    found.unsaid.add("role")
    if wished:
        found.values["goal"] = str(own[-1]["value"])


def _number(turn: Turn, found: SetRight) -> None:
    """A bare number ("nej vent, 61") takes the place of the number told last that it can be."""
    if turn.bare_number is None or turn.cues.isdisjoint(CORRECTING):
        return
    number = float(turn.bare_number)
    for slot in turn.told_last(NUMBERS):
        if turn.tracker.get_slot(slot) != turn.bare_number and _can_be(slot, number):
            found.values[slot] = turn.bare_number
            turn.entities.append({"entity": slot, "value": turn.bare_number, "role": "own"})
            return


def _can_be(slot: str, number: float) -> bool:
    if slot == "experience":
        return number <= MOST_YEARS
    return number == int(number) and int(number) in (AGES if slot == "age" else PAYS)


def _denied(turn: Turn, found: SetRight) -> None:
    """ "Jeg er IKKE teamleder, jeg vil være det", "det var jeg før": the role goes, and may be what is wished for."""
    for denied in turn.denied:
        slot, value = denied["entity"], denied["value"]
        if turn.tracker.get_slot(slot) == value and not turn.values(slot, "own"):
            found.values[slot] = None
    if "formerly" in turn.cues and turn.tracker.get_slot("role") and not turn.values("role", "own"):
        found.values["role"] = None
    # What is denied is not asked about either.
    gone = [(item["entity"], item["value"]) for item in turn.denied]
    turn.entities = [one for one in turn.entities if one.get("role") or (one.get("entity"), one.get("value")) not in gone]
    if named := _wished_instead(turn):
        found.values["goal"] = named
        turn.entities.append({"entity": "role", "value": named, "role": "goal"})


def _wished_instead(turn: Turn) -> str | None:
    """The role somebody says they do not have and want."""
    named = [item["value"] for item in turn.denied if item["entity"] == "role"]
    return named[-1] if named and "wants_it" in turn.cues else None


def _elsewhere(turn: Turn, found: SetRight) -> None:
    """Years told as other work, or as an age, are no years in customer service, whatever they were taken for before."""
    background = read_background(one(turn.values("background", "own")))
    if background and not turn.values("experience", "own") and one(turn.tracker.get_slot("experience")) == f"{background.years:g}":
        found.values["experience"] = None
    age, before = whole(one(turn.values("age", "own"))), read_background(one(turn.tracker.get_slot("background")))
    if age and before and before.years == age and not turn.values("background", "own"):
        found.values["background"] = None


def _said(slot: str, was: dict[str, str], now: dict[str, str], turn: Turn) -> str | None:
    """How a slot that held something else before is told back; None for one that did not."""
    if slot not in was or was[slot] == now.get(slot):
        return None
    if slot in now:
        return (response_text(turn.domain, f"utter_corrected_{slot}") or "{value}").format(value=now[slot])
    said = response_text(turn.domain, f"utter_not_{slot}")
    return said.format(value=was[slot]) if said else None
