"""Values for tests: each takes only what the test is about."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Tracker

from bot.knowledge.records import Certainty, SalaryBand, Source


def make_tracker(*, intent: str = "inform", slots: dict[str, Any] | None = None, roles: tuple[str, ...] = (), **message: Any) -> Tracker:
    """A conversation whose last message had this intent and named these roles."""
    entities = [{"entity": "role", "value": role} for role in roles]
    understood = {"name": intent, "confidence": 1.0}
    latest = {"intent": understood, "intent_ranking": [understood], "entities": entities, "text": "", **message}
    return Tracker(
        sender_id="test",
        slots=slots or {},
        latest_message=latest,
        events=[],
        paused=False,
        followup_action=None,
        active_loop={},
        latest_action_name=None,
    )


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
