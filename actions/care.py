"""Handing over to people."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions import wiring
from actions.speech import source_line, sources_of
from bot import danish

KINDS = ("guidance", "union")
LINES = 4


class ActionHandOver(Action):
    """Says where a person can be had."""

    def name(self) -> str:
        return "action_hand_over"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[EventType]:
        lines = wiring.knowledge_store().helplines(*KINDS)[:LINES]
        points = [f"{line.name}{danish.contact(line.phone, line.url)}: {line.text}" for line in lines]
        sources = sources_of(lines)
        dispatcher.utter_message(response="utter_request_human", points=danish.bullets(points), source_line=source_line(sources))
        return [SlotSet("last_sources", [source.id for source in sources])]
