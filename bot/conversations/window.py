"""How much of a conversation is read back: its last turns, and the state before them as a few events.

Reading a whole conversation costs Rasa 0.4 ms for each earlier turn, on the event loop, where everybody waits for it. So once
MOST_TURNS have gathered, the state at an earlier point (slots, active form) is kept as a checkpoint, and later turns read that
and what came after. Nothing is removed from the stored events. Actions see at least KEPT_TURNS turns; what must be known
longer belongs in a slot.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from rasa.shared.core.constants import ACTION_LISTEN_NAME, ACTION_SESSION_START_NAME
from rasa.shared.core.events import ActionExecuted, ActiveLoop, ConversationPaused, Event, SessionStarted, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

KEPT_TURNS = 7
MOST_TURNS = 14
# A form that is being filled is not cut through, unless it has gone on for this long.
MOST_FORM_TURNS = 40


def checkpoint_place(events: Sequence[Event], prefix: int) -> int | None:
    """How many of the events a checkpoint should stand for; None when they are few, or a form is under way.

    prefix: how many an earlier checkpoint stands for.
    """
    starts = [number for number, event in enumerate(events) if isinstance(event, UserUttered)]
    if len(starts) <= MOST_TURNS:
        return None
    loop: str | None = None
    free: int | None = None
    for number in range(starts[-KEPT_TURNS] + 1):
        event = events[number]
        if isinstance(event, UserUttered) and loop is None and number > prefix:
            free = number
        if isinstance(event, ActiveLoop):
            loop = event.name
    if free is None and len(starts) > MOST_FORM_TURNS:
        return starts[-KEPT_TURNS]
    return free


def checkpoint_events(sender_id: str, events: Sequence[Event], slots: Sequence[Any]) -> list[dict[str, Any]]:
    """Events that put a new tracker into the state these events lead to, as JSON values."""
    tracker = DialogueStateTracker.from_events(sender_id, list(events), slots)
    at = events[-1].timestamp
    state: list[Event] = [ActionExecuted(ACTION_SESSION_START_NAME, timestamp=at), SessionStarted(timestamp=at)]
    state += [SlotSet(slot.name, slot.value, timestamp=at) for slot in tracker.slots.values() if slot.value != slot.initial_value]
    if tracker.active_loop_name:
        state.append(ActiveLoop(tracker.active_loop_name, timestamp=at))
    if tracker.is_paused():
        state.append(ConversationPaused(timestamp=at))
    state.append(ActionExecuted(ACTION_LISTEN_NAME, timestamp=at))
    return [event.as_dict() for event in state]
