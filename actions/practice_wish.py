"""A title of a customer written out begins that role-play, whatever else the words resemble: "øv 45 minutter i kø" sighs over nothing."""

from __future__ import annotations

from rasa_sdk.events import EventType, FollowupAction

from actions.turn import Turn
from bot.practice import choosing
from bot.practice.phrases import flat

SPARE = 3  # words that may stand beside a title


def starts_named(turn: Turn) -> list[EventType]:
    """The events that begin the role-play whose title is nearly all of a message; empty for any other message."""
    if turn.is_pressed or turn.tracker.active_loop_name:
        return []
    title = choosing.title_in(turn.text)
    return [FollowupAction("action_start_practice")] if title and len(flat(turn.text).split()) <= len(flat(title).split()) + SPARE else []
