"""A cry for help, and handing over to people."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType
from rasa_sdk.executor import CollectingDispatcher

from actions.mood import add_mood
from actions.particulars import answer_particular
from actions.people import add_people
from actions.reply import Reply
from actions.salary_form import forget_unknown
from actions.topics import ANSWERED, say_all
from actions.turn import Turn


class ActionCrisis(Action):
    """Answers a cry for help in words that fit it, remembers it, and leaves any form or game.

    Should the action server be away, bot/channels/texts.yml has the numbers.
    """

    def name(self) -> str:
        return "action_crisis"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[EventType]:
        turn = Turn(tracker, domain)
        return [*Reply(turn).cry().send(dispatcher, plain=True), *forget_unknown(tracker)]


class ActionHandOver(Action):
    """Says where a person can be had."""

    def name(self) -> str:
        return "action_hand_over"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[EventType]:
        turn = Turn(tracker, domain)
        reply = Reply(turn)
        if not reply.is_after_crisis:
            reply.introduce_no_more()
        add_mood(reply, turn)
        if not reply.is_after_crisis and answer_particular(turn, reply):
            return reply.send(dispatcher)
        asked = [intent for intent in turn.questions if intent in ANSWERED]
        if len(turn.questions) == 2 and asked:
            say_all(asked, turn, reply)
        add_people(reply, turn)
        return reply.send(dispatcher)
