"""What is not hers: says so in one line, and where it is answered."""

from __future__ import annotations

from actions.reply import Reply
from actions.turn import Turn

OUTSIDE = ("other_trade", "own_order", "law", "trade")  # cues of what people ask that others answer, the surest first


def add_outside(reply: Reply, turn: Turn) -> None:
    """Adds that this is not hers, and who answers it."""
    reply.add(f"utter_out_of_scope_{outside_kind(turn)}")


def outside_kind(turn: Turn) -> str:
    """What kind of thing it is that others answer; "other" when no word tells."""
    return next((cue.removeprefix("other_") for cue in OUTSIDE if cue in turn.cues), "other")
