"""The doors of games and of the pay form: typed words open one only when they surely ask for it; else Karla asks."""

from __future__ import annotations

from actions.reply import Reply
from actions.speech import response_text
from actions.topics import ANSWERED, say_all
from actions.turn import Turn

SURE = 0.8  # probability from which a message that says so asks for the game
FAIRLY = 0.5  # ... and from which its words, if they name what the game is, are enough
LONG = 25  # words; a story may end in a wish for the game, but is not played on without asking
NAMING = {
    "start_roleplay": "wants_roleplay",
    "start_interview": "wants_interview",
    "start_fit_quiz": "wants_fit",
    "estimate_salary": "about_pay",
}


def stays_shut(turn: Turn, reply: Reply) -> bool:
    """Adds what is said instead of beginning a game that was not surely asked for. Returns: whether it stays shut."""
    if turn.is_pressed:
        return False
    if "wants_no_game" in turn.cues:
        reply.add("utter_not_now").offer("utter_open_talk")
        return True
    asked = [intent for intent in turn.questions if intent in ANSWERED]
    named = NAMING.get(turn.intent, "") in turn.cues or bool(turn.entities and turn.intent == "estimate_salary")
    if asked and turn.intent != "estimate_salary":
        say_all(turn.questions if named else asked, turn, reply)
        return True
    if named and turn.confidence >= FAIRLY and len(turn.text.split()) <= LONG:
        return False
    if turn.confidence >= SURE and len(turn.text.split()) <= LONG:
        return False
    if turn.intent == "estimate_salary" and turn.asks:
        say_all(["ask_salary"], turn, reply)  # the sources' figures for what was told; working out one's own is offered below them
        return True
    _ask(turn, reply)
    return True


def _ask(turn: Turn, reply: Reply) -> None:
    yes, no = (response_text(turn.domain, name) or "" for name in ("utter_door_yes", "utter_door_no"))
    reply.offer(f"utter_ask_{turn.intent}", [{"title": yes, "payload": f"/{turn.intent}"}, {"title": no, "payload": "/help"}])
