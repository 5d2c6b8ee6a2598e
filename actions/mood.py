"""Which words meet a feeling."""

from __future__ import annotations

from actions.reply import Reply
from actions.turn import Turn

# Bad news by its cue, and the words for it.
NEWS = {
    "harassed": "utter_feel_harassed",
    "denied": "utter_feel_denied",
    "staff_sad": "utter_feel_staff_sad",
    "drinking": "utter_feel_drinking",
    "lost_job": "utter_feel_dismissal",
    "grief": "utter_feel_grief",
    "rejected": "utter_feel_rejected",
    "closing": "utter_feel_closing",
}


def mood_response(turn: Turn) -> str | None:
    """The response that names the feeling in this message; bad news and anger at Karla have words of their own."""
    mood = turn.mood
    if mood is None:
        return None
    if turn.sorrow:
        return NEWS[turn.sorrow]
    if mood in ("express_worry", "express_frustration") and "dismissal" in turn.cues:
        return "utter_feel_dismissal"
    if mood in ("express_worry", "express_frustration") and "hopeless" in turn.cues:
        return "utter_feel_hopeless"
    if mood == "express_frustration" and "at_bot" in turn.cues:
        return "utter_feel_frustration_bot"
    return f"utter_feel_{mood.removeprefix('express_')}"


def add_mood(reply: Reply, turn: Turn) -> str | None:
    """Adds the words for the feeling, if there is one. Returns: the response they came from."""
    response = mood_response(turn)
    if response:
        reply.add(response)
        reply.remember("frustrations", frustrations(turn))
    return response


def frustrations(turn: Turn) -> float:
    """How often in this talk somebody was frustrated, this time included; joy lets it go."""
    before = float(turn.tracker.get_slot("frustrations") or 0)
    if turn.mood == "express_joy":
        return 0.0
    return before + (turn.mood == "express_frustration")
