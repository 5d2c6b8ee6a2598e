"""Rasa's events from their stored form."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

from rasa.shared.core.events import Event


def event_of(stored: Mapping[str, Any]) -> Event | None:
    """The event that as_dict() gave this form; None for one that Rasa no longer knows. Raises: what Rasa's parsers raise."""
    # Rasa walks through all its classes of events for each one it reads, which was a tenth of a turn.
    kind = _class_of(str(stored.get("event")))
    return kind._from_parameters(dict(stored)) if kind else None


def events_of(stored: Iterable[Mapping[str, Any]]) -> list[Event]:
    """The events that Rasa still knows, in order."""
    return [event for event in map(event_of, stored) if event is not None]


@lru_cache(maxsize=64)
def _class_of(name: str) -> type[Event] | None:
    try:
        kind: type[Event] | None = Event.resolve_by_type(name)
    except ValueError:
        return None
    return kind
