"""One turn's answer: parts that become one bubble in the order they are added, and at most one offer as a second."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from typing import Any

from rasa_sdk.events import EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.speech import buttons_of, first_payload, texts_of
from actions.turn import Context, Turn

AFTER_CRISIS = 2  # turns in which a cry for help is still spoken to


class Reply:
    """Collects what Karla says in a turn and what she remembers of it. Wording is the domain's; here are names of responses."""

    def __init__(self, turn: Turn) -> None:
        self._turn = turn
        self._parts: list[str] = []
        self._offer: tuple[str, list[dict[str, str]]] | None = None
        self._offered: str | None = None
        self._said: dict[str, int] = dict(turn.tracker.get_slot("said") or {})
        self._events: list[EventType] = []
        self._context = turn.context
        self._extra: dict[str, Any] = {}

    def add(self, response: str, **values: str) -> Reply:
        """A part of the bubble. Of several wordings the next unused one is taken, so that none comes twice before all have."""
        self._parts.append(self._text(response, values))
        return self

    def offer(self, response: str, buttons: Sequence[dict[str, str]] | None = None, **values: str) -> Reply:
        """The one offer of a next step, in place of an earlier one; yes will take its first button."""
        made = buttons_of(self._turn.domain, response) if buttons is None else list(buttons)
        self._offer = (self._text(response, values), made)
        self._offered = made[0]["payload"].removeprefix("/") if made else first_payload(self._turn.domain, response)
        return self

    def about(self, topic: str, *, sources: Sequence[str] = (), rows: Sequence[str] = (), asked: dict[str, str] | None = None) -> Reply:
        """Remembers what this answer is about, for follow-ups and for "where is that from?"."""
        self._context = Context(
            topic=topic,
            sources=tuple(dict.fromkeys([*(self._context.sources if self._parts_of_now() else ()), *sources])),
            rows=tuple(rows),
            asked=dict(asked or {}),
            turn=self._turn.number,
            time=self._turn.now,
        )
        return self

    def remember(self, slot: str, value: Any) -> Reply:
        """Sets a slot when the reply is sent."""
        self._events.append(SlotSet(slot, value))
        return self

    def show(self, **extra: Any) -> Reply:
        """What channels that can draw it show beside the text: sources, a card, a chart; see bot/channels/."""
        self._extra.update(extra)
        return self

    @property
    def is_after_crisis(self) -> bool:
        """Whether a cry for help was one of the last messages."""
        crisis_turn = self._turn.tracker.get_slot("crisis_turn")
        return crisis_turn is not None and self._turn.number - int(crisis_turn) <= AFTER_CRISIS

    def send(self, dispatcher: CollectingDispatcher, *, plain: bool = False) -> list[EventType]:
        """Says it. plain: neither introduction nor care for what was said before, since this is the care.

        Returns the events that remember it.
        """
        opening = [] if plain else self._opening()
        body = "\n".join(part for part in [*opening, *self._parts] if part)
        offer = self._offer if self._turn.tracker.active_loop_name is None or plain else self._resume()
        extra = {"json_message": self._extra} if self._extra and self._turn.is_on_web else {}
        if body:
            alone = offer[1] if offer and not offer[0] else []
            dispatcher.utter_message(response="utter_say", body=body, buttons=alone, **extra)
        if offer and offer[0]:
            dispatcher.utter_message(response="utter_say", body=offer[0], buttons=offer[1])
        remembered = {
            "turns": self._turn.number + 1,
            "said": self._said,
            "offered": self._offered,
            "context": self._context.as_slot(),
            "introduced": True,
        }
        return [*(SlotSet(slot, value) for slot, value in remembered.items()), *self._events]

    def _opening(self) -> list[str]:
        slots = self._turn.tracker.slots
        if self.is_after_crisis:
            self._offer = None
            first = self._turn.number - int(slots["crisis_turn"]) == 1
            return [self._text("utter_after_crisis" if first else "utter_later_after_crisis", {})]
        return [] if slots.get("introduced") else [self._text("utter_introduction", {})]

    def _resume(self) -> tuple[str, list[dict[str, str]]] | None:
        """In the middle of a form the next step is to go on with it. A game says so; a form asks its question again by itself."""
        response = f"utter_resume_{self._turn.tracker.active_loop_name}"
        if response not in self._turn.domain["responses"]:
            return None
        return self._text(response, {}), buttons_of(self._turn.domain, response)

    def _parts_of_now(self) -> bool:
        """Whether an answer earlier in this same turn has set the context: two questions have the sources of both."""
        return self._context is not self._turn.context

    def _text(self, response: str, values: dict[str, str]) -> str:
        texts = texts_of(self._turn.domain, response)
        count = self._said.get(response, 0)
        if len(texts) > 1:
            self._said[response] = count + 1
        start = zlib.crc32(self._turn.tracker.sender_id.encode())
        return texts[(start + count) % len(texts)].format(**values)
