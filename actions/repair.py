"""When Karla is unsure: the two most likely meanings as choices."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType
from rasa_sdk.executor import CollectingDispatcher

from actions.speech import response_text

CHOICES = 2


class ActionOfferMeanings(Action):
    """Offers what the message may have meant; asks for other words when nothing is likely."""

    def name(self) -> str:
        return "action_offer_meanings"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[EventType]:
        choices = likely_meanings(tracker.latest_message, domain)
        if not choices:
            dispatcher.utter_message(response="utter_offer_meanings_none")
            return []
        other = response_text(domain, "utter_meaning_other")
        buttons = [*choices, {"title": other, "payload": "/help"}]
        dispatcher.utter_message(response="utter_offer_meanings", buttons=buttons)
        return []


def likely_meanings(message: dict[str, Any], domain: dict[str, Any]) -> list[dict[str, str]]:
    """Buttons for the likeliest intents that have a title in the domain, likeliest first."""
    ranked = [entry.get("name") for entry in message.get("intent_ranking", [])]
    titled = [(intent, response_text(domain, f"utter_meaning_{intent}")) for intent in ranked]
    return [{"title": title, "payload": f"/{intent}"} for intent, title in titled if title][:CHOICES]
