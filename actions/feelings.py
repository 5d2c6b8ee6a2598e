"""The feeling first: named in words that fit it, before the question beside it is answered."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType
from rasa_sdk.executor import CollectingDispatcher

from actions.danger import STAFF_SAD
from actions.listening import DISMISSAL, GRIEF, HARASSED, asks_whether_crisis
from actions.mood import add_mood, frustrations
from actions.particulars import answer_particular
from actions.practice_review import add_review
from actions.practice_wish import starts_named
from actions.reply import Reply
from actions.speech import source_line, sources_of
from actions.topics import say_all
from actions.turn import Turn
from bot import danish

OPEN = {
    "utter_feel_closing": "utter_open_dismissal",
    "utter_feel_hopeless": "utter_open_frustration",
}  # where the words for a feeling have no open question of their own
NEWS = {
    "utter_feel_dismissal": DISMISSAL,
    "utter_feel_closing": DISMISSAL,
    "utter_feel_grief": GRIEF,
    "utter_feel_harassed": HARASSED,
    "utter_feel_staff_sad": STAFF_SAD,
}
ENOUGH = 3  # times somebody is frustrated in one talk before a person is offered


def add_first_steps(reply: Reply, turn: Turn) -> None:
    """Adds what to do first after a dismissal, and who helps with it."""
    rows = turn.store.statements("ask_application", kinds=("reform",))
    lines = turn.store.helplines("unemployment")
    points = [f"{line.name}{danish.contact(line.phone, line.url)}: {line.text}" for line in lines]
    sources = sources_of([*rows, *lines])
    text = " ".join(filter(None, [rows[0].text, rows[0].more])) if rows else ""
    reply.add("utter_first_steps", text=text, points=danish.bullets(points[:2]), source_line=source_line(sources))
    reply.about(DISMISSAL, sources=[source.id for source in sources]).offer("utter_open_dismissal")


class ActionMeetFeeling(Action):
    """Names the feeling; answers the question beside it, or asks what would help."""

    def name(self) -> str:
        return "action_meet_feeling"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[EventType]:
        turn = Turn(tracker, domain)
        reply = Reply(turn)
        if asks_whether_crisis(reply, turn):
            return reply.send(dispatcher)
        if begun := starts_named(turn):
            return begun
        if add_review(turn, reply):
            return reply.send(dispatcher)  # "but I did give her the choice" disputes a card
        response = add_mood(reply, turn)
        asked = turn.questions
        if response is None:
            # Read as a joy that may be a joke or bad news: neither cheered nor pitied.
            if asked:
                say_all(asked, turn, reply)
            else:
                reply.add("utter_inform_unknown").offer("utter_open_talk")
            return reply.send(dispatcher)
        if "overwrought" in turn.cues and not asked and not turn.cues & {"joking", "dismissal"}:
            # "The job takes my life" is mostly the job. Only the person knows, so they are asked.
            return reply.offer("utter_ask_overwrought").send(dispatcher)
        if turn.mood == "express_frustration" and frustrations(turn) >= ENOUGH:
            if asked:
                say_all(asked, turn, reply)
            return reply.offer("utter_offer_person").send(dispatcher)
        if asked:
            say_all(asked, turn, reply)
        elif turn.asks and answer_particular(turn, reply):
            pass
        else:
            reply.offer(OPEN.get(response, response.replace("utter_feel_", "utter_open_")))
            if response in NEWS:
                reply.about(NEWS[response])
            elif "interview" in turn.cues and turn.context.topic != GRIEF:
                reply.about("ask_application").offer("utter_offer_ask_application")
        return reply.send(dispatcher)
