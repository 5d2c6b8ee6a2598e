"""One turn's answer: parts that become one bubble in the order they are added, and at most one offer as a second."""

from __future__ import annotations

import json
import zlib
from collections.abc import Sequence
from typing import Any

from rasa_sdk.events import EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions import aftercare, danger
from actions.speech import buttons_of, first_payload, texts_of
from actions.turn import Context, Turn
from bot.charts.chart import Shown

# Questions that a yes does not answer, so it takes none of their buttons.
OPEN = ("utter_open_", "utter_offer_help", "utter_offer_meanings", "utter_offer_after_simpler")
SHOW_HELP = "utter_open_help"


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
        self._chart: Shown | None = None
        self._beside: list[dict[str, str]] = []
        self._introduced = bool(turn.tracker.get_slot("introduced"))

    def add(self, response: str, **values: str) -> Reply:
        """A part of the bubble. Of several wordings the next unused one is taken, so that none comes twice before all have."""
        self._parts.append(self._text(response, values))
        return self

    def offer(self, response: str, buttons: Sequence[dict[str, str]] | None = None, **values: str) -> Reply:
        """The one offer of a next step, in place of an earlier one; yes takes its first button, unless it is an open question.

        An empty name offers nothing.
        """
        if not response:
            return self
        made = buttons_of(self._turn.domain, response) if buttons is None else list(buttons)
        self._offer = (self._text(response, values), made)
        self._offered = None
        if response in danger.ASKING:
            self._events.append(SlotSet("crisis_asked", float(self._turn.number)))
        if response == SHOW_HELP or not response.startswith(OPEN):
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
        """What the web channel shows beside the text: sources, a card; see bot/channels/replies.py."""
        self._extra.update(extra)
        return self

    def draw(self, chart: Shown) -> Reply:
        """A chart: a picture where the channel shows one, and where it does not its numbers, as a part of the bubble."""
        if self._turn.sees_pictures:
            self._chart = chart
        else:
            self.add("utter_chart_numbers", numbers=chart.text)
        return self

    def beside(self, title: str, payload: str) -> Reply:
        """One more button for whatever is offered in the end; none when nothing is."""
        button = {"title": title, "payload": payload}
        if button not in self._beside:
            self._beside.append(button)
        return self

    def introduce_no_more(self) -> Reply:
        """For an answer that says itself who Karla is."""
        self._introduced = True
        return self

    @property
    def is_after_crisis(self) -> bool:
        """Whether a cry for help was one of the last messages."""
        since = danger.turns_since(self._turn)
        return since is not None and since <= danger.SPOKEN_TO

    def cry(self) -> Reply:
        """Answers a cry for help, and nothing beside it."""
        self._drop()
        kind = danger.kind_of(self._turn)
        self._events += danger.begun(self._turn, kind)
        return self.add(danger.words_of(self._turn, kind))

    def send(self, dispatcher: CollectingDispatcher, *, plain: bool = False) -> list[EventType]:
        """Says it. plain: neither introduction nor care for what was said before, since this is the care.

        Returns the events that remember it.
        """
        if not plain and danger.is_confirmed(self._turn):
            self.cry()
            plain = True
        opening = [] if plain else self._opening()
        body = "\n".join(part for part in [*opening, *self._parts] if part)
        in_form = self._turn.tracker.active_loop_name is not None and not plain
        if in_form and self._offer and not body:
            # Nothing but the offer was said: it is the answer, as when somebody is asked what they meant.
            dispatcher.utter_message(response="utter_say", body=self._offer[0], buttons=self._offer[1])
        offer = self._resume() if in_form else self._offer
        if offer and offer is self._offer:
            offer = (offer[0], [*offer[1], *self._beside])
        shown = {**(self._extra if self._turn.is_on_web else {}), **({"chart": self._chart.as_dict()} if self._chart else {})}
        extra = {"json_message": shown} if shown else {}
        if body:
            alone = offer[1] if offer and not offer[0] else []
            dispatcher.utter_message(response="utter_say", body=body, buttons=alone, **extra)
        if offer and offer[0]:
            dispatcher.utter_message(response="utter_say", body=offer[0], buttons=offer[1])
        remembered = {
            "turns": self._turn.number + 1,
            "said": self._said,
            "offered": self._offered,
            "choices": self._choices(),
            "context": self._context.as_slot(),
            "introduced": True,
        }
        return [*(SlotSet(slot, value) for slot, value in remembered.items()), *self._events]

    def _choices(self) -> list[list[str]]:
        """The choices that can be named afterwards; a no leaves those it was said to."""
        if self._offer is None:
            return list(self._turn.tracker.get_slot("choices") or []) if self._turn.intent == "deny" else []
        return [[button["title"], button["payload"]] for button in self._offer[1]]

    def _opening(self) -> list[str]:
        care = aftercare.care_for(self._turn, answers=self._answers)
        if care is None:
            return [] if self._introduced else [self._text("utter_introduction", {})]
        if care.ends:
            self._events += danger.calmed(self._turn) if danger.kind_of_last(self._turn) in danger.OTHERS else danger.ended()
        if not care.keeps:
            self._drop()
        elif not care.ends and (care.response or self._parts):
            self._offer = None  # a calm answer, and nothing to be cheerful about
        if care.opens:
            self._offer = (self._text("utter_open_after_crisis", {}), [])
        return [self._text(care.response, aftercare.values_of(care, self._turn))] if care.response else []

    @property
    def _answers(self) -> bool:
        """Whether a question in the message was answered, rather than a move of the talk or a feeling met."""
        turn = self._turn
        if turn.intent == "out_of_scope" and turn.asks and self._parts:
            return True
        # "In Aarhus" goes on with an answer; right after a cry for help there is none to go on with.
        goes_on = turn.intent == "inform" and bool(turn.entities) and (danger.turns_since(turn) or 0) > 1
        asked = turn.asks or bool(turn.questions) or turn.intent not in aftercare.MOVES or goes_on
        return asked and bool(self._parts) and self._parts_of_now()

    def _drop(self) -> None:
        """Lets go of everything that was to be said."""
        self._parts, self._extra, self._chart, self._offer, self._context = [], {}, None, None, self._turn.context

    def _resume(self) -> tuple[str, list[dict[str, str]]] | None:
        """In the middle of a form the next step is to go on with it. A game says so; a form asks its question again by itself."""
        response = f"utter_resume_{self._turn.tracker.active_loop_name}"
        if response not in self._turn.domain["responses"]:
            return None
        game = self._turn.tracker.get_slot("practice") or {}
        variant = f"{response}_{game.get('waits') or game.get('game')}"
        if variant in self._turn.domain["responses"]:
            return self._text(variant, {}), buttons_of(self._turn.domain, variant)
        if question := game.get("asked"):
            # Whoever asked something meanwhile no longer has the question before their eyes.
            said = self._text(f"{response}_asked", {"question": str(question[0])})
            chosen = [{"title": str(title), "payload": f"/inform{json.dumps({'choice': name})}"} for name, title in question[1]]
            return said, [*chosen, *buttons_of(self._turn.domain, response)]
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
