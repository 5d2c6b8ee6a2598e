"""Values for tests: each takes only what the test is about."""

from __future__ import annotations

from time import time as clock
from typing import Any

from rasa_sdk import Tracker

from actions.turn import Context
from bot.knowledge.records import Certainty, SalaryBand, Source


def make_entity(entity: str, value: Any, role: str | None = None) -> dict[str, Any]:
    """Something found in a message; role: "own", "goal", or None for what is only asked about."""
    return {"entity": entity, "value": value, **({"role": role} if role else {})}


def make_questions(*intents: str) -> list[dict[str, Any]]:
    """What a message says, as the classifier lists two things said in one."""
    return [{"intent": intent, "confidence": 0.9, "text": ""} for intent in intents]


def make_message(intent: str, *, questions: tuple[str, ...] = (), roles: tuple[str, ...] = (), **message: Any) -> dict[str, Any]:
    """A message as the pipeline hands it over: this intent, these two questions, these roles asked about."""
    understood = {"name": intent, "confidence": 1.0}
    found = {"entities": [make_entity("role", role) for role in roles], "questions": make_questions(*questions)}
    return {"intent": understood, "intent_ranking": [understood], "text": "", **found, **message}


def make_tracker(
    *,
    intent: str = "inform",
    slots: dict[str, Any] | None = None,
    events: list[dict[str, Any]] | None = None,
    active_loop: str | None = None,
    sender_id: str = "test",
    **message: Any,
) -> Tracker:
    """A conversation whose last message had this intent; further arguments are make_message's."""
    return Tracker(
        sender_id=sender_id,
        slots=slots or {},
        latest_message=make_message(intent, **message),
        events=list(events or []),  # a form adds to it
        paused=False,
        followup_action=None,
        active_loop={"name": active_loop} if active_loop else {},
        latest_action_name=None,
    )


def make_context(topic: str, *, turn: int = 0, time: float | None = None, **context: Any) -> dict[str, Any]:
    """What an answer was about, as the context slot holds it; of just now unless a time is given."""
    return Context(topic=topic, turn=turn, time=clock() if time is None else time, **context).as_slot()


def make_source(publisher: str = "HK", *, year: int | None = 2019) -> Source:
    return Source(id=publisher.lower(), publisher=publisher, title="Tillæg", year=year, url=None, checked="2026-11-24")


def make_band(
    band_id: str,
    *,
    low: int | None = None,
    typical: int | None = None,
    high: int | None = None,
    min_years: float | None = None,
    max_years: float | None = None,
) -> SalaryBand:
    return SalaryBand(
        id=band_id,
        role="kundeservicemedarbejder",
        min_years=min_years,
        max_years=max_years,
        region_kind=None,
        employer_kind=None,
        low=low,
        typical=typical,
        high=high,
        pension="unknown",
        year=None,
        scope="alle",
        source=make_source(),
        certainty=Certainty.LOW,
    )
