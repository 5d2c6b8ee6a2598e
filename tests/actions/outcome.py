"""What an action did: which responses it used, what a person sees of them, and what it remembers."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from actions.turn import Context

PLACEHOLDER = re.compile(r"{(\w+)}")


@dataclass(frozen=True)
class Bubble:
    """One message as a person sees it; buttons: title and payload of each."""

    text: str
    buttons: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Outcome:
    """parts: names of the responses that were said, in their order; slots: what was set, the last value of each."""

    parts: list[str]
    bubbles: list[Bubble]
    slots: dict[str, Any]
    events: list[dict[str, Any]] = field(default_factory=list)

    @property
    def text(self) -> str:
        """All that was said."""
        return "\n".join(bubble.text for bubble in self.bubbles)

    @property
    def buttons(self) -> list[str]:
        """The payloads of the last bubble's buttons."""
        return [payload for _, payload in self.bubbles[-1].buttons]

    @property
    def context(self) -> Context:
        """What the answer is remembered to be about."""
        return Context.of(self.slots["context"])


def bubble_of(message: Mapping[str, Any], domain: Mapping[str, Any], slots: Mapping[str, Any]) -> Bubble:
    """A message of an action as Rasa words it: each placeholder of the response filled once, from the message or a slot.

    Raises: KeyError when the domain lacks the response; AssertionError when nothing fills a placeholder.
    """
    variant = domain["responses"][message["response"]][0]
    values = {**{name: value for name, value in slots.items() if value is not None}, **message}
    unfilled = set(PLACEHOLDER.findall(variant["text"])) - set(values)
    assert not unfilled, f"{message['response']}: nothing fills {sorted(unfilled)}"
    text = PLACEHOLDER.sub(lambda found: str(values[found.group(1)]), variant["text"])
    buttons = [*(variant.get("buttons") or []), *(message.get("buttons") or [])]
    return Bubble(text, tuple((button["title"], button["payload"]) for button in buttons))


def outcome_of(
    messages: list[dict[str, Any]],
    events: list[dict[str, Any]],
    used: list[tuple[str, str]],
    domain: Mapping[str, Any],
    slots: Mapping[str, Any],
) -> Outcome:
    """used: names and texts of the responses that were worded, of which an offer may have been replaced by a later one."""
    bubbles = [bubble_of(message, domain, slots) for message in messages]
    said = "\n".join(bubble.text for bubble in bubbles)
    parts = [(said.find(text), name) for name, text in dict.fromkeys(used) if text and text in said]
    whole = [(said.find(bubble.text), message["response"]) for bubble, message in zip(bubbles, messages, strict=True)]
    named = sorted([*parts, *(entry for entry in whole if entry[1] != "utter_say")])
    remembered = {event["name"]: event["value"] for event in events if event["event"] == "slot"}
    return Outcome([name for _, name in named], bubbles, remembered, events)
