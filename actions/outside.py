"""What is not hers: says so in one line, and where it is answered."""

from __future__ import annotations

from actions.reply import Reply
from actions.turn import Turn

# What people ask that others answer, or that nobody does, by the cue that tells it; the surest first.
OUTSIDE = {
    "breaks_rules": "rules",
    "flirts": "flirt",
    "wants_promise": "promise",
    "says_so": "say",
    "other_trade": "trade",
    "own_order": "own_order",
    "law": "law",
    "trade": "trade",
}
REFUSED = ("rules", "promise", "say")  # after which the sources' own figures are said where pay is named
ORDER = "own_order"  # what the talk is about once somebody complained of a firm


def add_outside(reply: Reply, turn: Turn) -> None:
    """Adds that this is not hers, and who answers it; nothing where somebody only names the trade they come from."""
    kind = outside_kind(turn)
    if kind == "trade" and "own_trade" in turn.cues:
        return
    if kind == ORDER:
        again = turn.is_context_fresh and turn.context.topic == ORDER
        reply.add("utter_out_of_scope_own_order_again" if again else "utter_out_of_scope_own_order").about(ORDER)
        return
    reply.add(f"utter_out_of_scope_{kind}")


def outside_kind(turn: Turn) -> str:
    """What kind of thing it is that others answer; "other" when no word tells, or the talk so far for one of an order."""
    kind = next((OUTSIDE[cue] for cue in OUTSIDE if cue in turn.cues), "other")
    complains = turn.is_context_fresh and turn.context.topic == ORDER and turn.intent == "out_of_scope"
    named = "other_trade" in turn.cues or kind not in ("other", "law", "trade")
    return ORDER if complains and not named else kind
