"""What Karla says in a turn, collected as she says it.

A response in domain.yml or from an action may carry `custom:` with these keys; anything else in it is ignored:

    sources   list of {publisher, title, year, url}: where the answer comes from
    card      {kind: score|interview|fit|compare|plan, title, total, of, parts: [...], footer}
    chart     {picture, alt, text}: what is drawn (bot/charts/chart.py), its figures as sentences and line by line
    speaker   {id, name}: who speaks, in a role-play
    erase     true: the action asks that everything stored about this conversation is deleted. Its text is only said when
              that was done (see turns.py)

Parts belong to the bubble of the response they came with; a response of several paragraphs has them at its last bubble,
the speaker at each.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from rasa.core.channels.channel import OutputChannel

from bot.channels.texts import texts

PARTS = ("sources", "card", "chart")


@dataclass(frozen=True)
class Reply:
    """One bubble. buttons: (title, payload); sources, card, chart, speaker: as a response carried them, None when it did not."""

    text: str
    buttons: tuple[tuple[str, str], ...] = ()
    sources: tuple[Mapping[str, Any], ...] = ()
    card: Mapping[str, Any] | None = None
    chart: Mapping[str, Any] | None = None
    speaker: Mapping[str, Any] | None = None

    def content(self) -> dict[str, Any]:
        """The reply as a message of the web protocol, without number, id and time. Payloads stay here; choices have ids."""
        return {
            "text": self.text,
            "speaker": dict(self.speaker) if self.speaker else None,
            "choices": [{"id": choice_id(payload), "title": title} for title, payload in self.buttons],
            "sources": [dict(source) for source in self.sources],
            "chart": dict(self.chart) if self.chart else None,
            "card": dict(self.card) if self.card else None,
        }


def choice_id(payload: str) -> str:
    """A short name for a payload; who sends it back must have been offered it (tracker_store.offers)."""
    return "c-" + hashlib.sha256(payload.encode()).hexdigest()[:20]


def chosen_payload(offers: Mapping[str, str], choice: str) -> tuple[str, str] | None:
    """Payload and title of the offered button with this id, None when it was not offered."""
    return next(((payload, title) for payload, title in offers.items() if choice_id(payload) == choice), None)


class ReplyOutput(OutputChannel):
    """Collects the replies of one turn for a channel. channel: its name, for responses written for one channel."""

    def __init__(self, channel: str) -> None:
        self.channel = channel
        self.replies: list[Reply] = []
        self.erase = False

    def name(self) -> str:
        """The channel's name; Rasa asks the instance."""
        return self.channel

    async def send_response(self, recipient_id: str, message: dict[str, Any]) -> None:
        """Takes one response of Rasa's."""
        self.add(message)

    def add(self, message: Mapping[str, Any]) -> None:
        """Takes one response: a blank line in its text begins a new bubble."""
        custom = message.get("custom") if isinstance(message.get("custom"), Mapping) else {}
        assert isinstance(custom, Mapping)
        self.erase = self.erase or custom.get("erase") is True
        speaker = _mapping(custom.get("speaker"))
        bubbles = [part.strip() for part in str(message.get("text") or "").split("\n\n") if part.strip()]
        parts: dict[str, Any] = {
            "buttons": tuple(_buttons([*(message.get("buttons") or []), *(message.get("quick_replies") or [])])),
            "sources": tuple(source for source in custom.get("sources") or () if isinstance(source, Mapping)),
            "card": _mapping(custom.get("card")),
            "chart": _mapping(custom.get("chart")),
        }
        if not bubbles and not any(parts.values()):
            return
        self.replies += [Reply(bubble, speaker=speaker) for bubble in bubbles[:-1]]
        self.replies.append(Reply(bubbles[-1] if bubbles else _title(parts), speaker=speaker, **parts))


def _mapping(value: Any) -> Mapping[str, Any] | None:
    return value if isinstance(value, Mapping) else None


def _buttons(buttons: Iterable[Any]) -> Iterable[tuple[str, str]]:
    for button in buttons:
        if isinstance(button, Mapping) and button.get("title") and button.get("payload"):
            yield str(button["title"]), str(button["payload"])


def _title(parts: Mapping[str, Any]) -> str:
    """Words for a response that has none: whoever cannot see the card or picture still reads what it is."""
    card, chart = parts["card"] or {}, parts["chart"] or {}
    return str(card.get("title") or chart.get("text") or chart.get("alt") or texts()["choose"])
