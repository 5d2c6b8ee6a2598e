"""What the ledger hands out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Arrival:
    """A message that came in. client_id: its sender's id for it. text: as Rasa gets it. shown: as people see it, None for nothing.

    route: where a channel sends the answer when nobody waits for it; JSON values.
    """

    conversation: str
    client_id: str
    text: str
    shown: str | None
    route: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Receipt:
    """What the ledger knows of an arrival. is_new: seen for the first time. answers: the stored ones, None when there are none yet."""

    is_new: bool
    text: str
    answers: tuple[dict[str, Any], ...] | None


@dataclass(frozen=True)
class Page:
    """Messages of a conversation, oldest first. last_number: of the last one here, or what was asked after; more: there are later ones."""

    messages: tuple[dict[str, Any], ...]
    last_number: int
    more: bool


class UnknownConversation(Exception):  # noqa: N818 - an answer of the ledger, not a fault
    """The conversation was never begun, or was deleted, or is too old."""
