"""The feeling first: named in words that fit it, before the question beside it is answered."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType
from rasa_sdk.executor import CollectingDispatcher

from actions.mood import add_mood, frustrations
from actions.reply import Reply
from actions.topics import say_all
from actions.turn import Turn

ENOUGH = 3  # times somebody is frustrated in one talk before a person is offered


class ActionMeetFeeling(Action):
    """Names the feeling; answers the question beside it, or asks what would help."""

    def name(self) -> str:
        return "action_meet_feeling"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[EventType]:
        turn = Turn(tracker, domain)
        reply = Reply(turn)
        response = add_mood(reply, turn) or "utter_feel_worry"
        asked = turn.questions
        if turn.mood == "express_frustration" and frustrations(turn) >= ENOUGH:
            if asked:
                say_all(asked, turn, reply)
            return reply.offer("utter_offer_person").send(dispatcher)
        if asked:
            say_all(asked, turn, reply)
        else:
            reply.offer(response.replace("utter_feel_", "utter_open_"))
        return reply.send(dispatcher)
