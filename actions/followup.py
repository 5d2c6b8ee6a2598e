"""What comes after an answer: a value, a yes or no to an offer, a question about the source."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions import wiring
from actions.profile import read_profile
from actions.speech import who
from actions.topics import utter_answer
from bot import danish


class ActionFollowUp(Action):
    """Answers the last topic again with what was just told; without a topic, says what was understood."""

    def name(self) -> str:
        return "action_follow_up"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[EventType]:
        topic = tracker.get_slot("last_topic")
        if topic and tracker.latest_message.get("entities"):
            return utter_answer(topic, tracker, dispatcher, domain)
        profile = read_profile(tracker.slots, wiring.knowledge_store())
        if profile.is_empty:
            dispatcher.utter_message(response="utter_inform_unknown")
        else:
            dispatcher.utter_message(response="utter_inform_noted", known=danish.uncapital(who(profile)))
        return []


class ActionTakeOffer(Action):
    """Yes: does what was offered last."""

    def name(self) -> str:
        return "action_take_offer"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[EventType]:
        offered = tracker.get_slot("offered")
        if offered:
            return utter_answer(offered, tracker, dispatcher, domain)
        dispatcher.utter_message(response="utter_affirm")
        return []


class ActionDeclineOffer(Action):
    """No: lets the offer go."""

    def name(self) -> str:
        return "action_decline_offer"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[EventType]:
        dispatcher.utter_message(response="utter_deny")
        return [SlotSet("offered", None)]


class ActionAnswerSource(Action):
    """Where the last answer came from, with titles, years and addresses."""

    def name(self) -> str:
        return "action_answer_source"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[EventType]:
        sources = wiring.knowledge_store().sources(tracker.get_slot("last_sources") or [])
        if not sources:
            dispatcher.utter_message(response="utter_answer_ask_source_none")
            return []
        lines = [danish.full_source(source.publisher, source.title, source.year, source.url) for source in sources]
        dispatcher.utter_message(response="utter_answer_ask_source", points=danish.bullets(lines))
        return []
