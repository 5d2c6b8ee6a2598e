"""A cry for help, and handing over to people."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import ActiveLoop, EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.mood import add_mood
from actions.particulars import answer_particular
from actions.people import add_people
from actions.reply import Reply
from actions.salary_form import forget_unknown
from actions.topics import ANSWERED, say_all
from actions.turn import Turn

BESIDE = ("violence", "of_customer", "of_other")  # cues of what more there is to say beside the numbers, the gravest first


class ActionCrisis(Action):
    """Remembers a cry for help, and leaves any form or game; says what helps against violence or for somebody else.

    The numbers are said by a plain response before it, which needs no action server.
    """

    def name(self) -> str:
        return "action_crisis"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[EventType]:
        turn = Turn(tracker, domain)
        reply = Reply(turn).remember("crisis_turn", float(turn.number))
        kind = next((cue for cue in BESIDE if cue in turn.cues), None)
        if kind and not turn.is_pressed:
            reply.add(f"utter_crisis_{kind}")
        events = reply.send(dispatcher, plain=True)
        return [*events, *forget_unknown(tracker), SlotSet("practice", None), ActiveLoop(None), SlotSet("requested_slot", None)]


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
