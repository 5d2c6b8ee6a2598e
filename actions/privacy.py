"""Forgetting what a person told."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.profile import SLOTS

CONTEXT_SLOTS = ("last_topic", "last_sources", "offered")


class ActionForgetMe(Action):
    """Empties every slot that holds something about the person."""

    def name(self) -> str:
        return "action_forget_me"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[EventType]:
        dispatcher.utter_message(response="utter_forgot_me")
        return [SlotSet(slot, None) for slot in (*SLOTS, *CONTEXT_SLOTS)]
