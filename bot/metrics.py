"""What is counted and timed, for Prometheus and for pages of our own: numbers and names of ours, never what a person wrote.

Counted by Rasa's process, which every message passes; the action server's share is what Rasa's side waits for it.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

from prometheus_client import REGISTRY, Counter, Gauge, Histogram

SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)
# One for each way of not knowing: asked back, and outside the field.
FALLBACK_ACTIONS = {"action_offer_meanings": "asked_back", "action_out_of_scope": "out_of_scope"}

TURNS = Counter("karla_turns", "Turns by channel and how they ended", ["channel", "outcome"])
TURN_SECONDS = Histogram("karla_turn_seconds", "From message to answer", ["channel"], buckets=SECONDS)
STAGE_SECONDS = Histogram(
    "karla_stage_seconds",
    "Parts of a turn: understand (a message), act (a call to the action server, retries included), store (a call to the database)",
    ["stage"],
    buckets=SECONDS,
)
REFUSALS = Counter("karla_refusals", "Requests that were refused, by reason", ["code"])
INTENTS = Counter("karla_intents", "Messages by what they were understood as", ["intent"])
FALLBACKS = Counter("karla_fallbacks", "Turns that could not be answered, by kind", ["kind"])
ACTION_CALLS = Counter("karla_action_calls", "Calls to the action server by action and how they ended", ["action", "outcome"])
STORE_FAILURES = Counter("karla_store_failures", "Calls to the database of conversations that failed, by cause", ["cause"])
LOCKS_LOST = Counter("karla_locks_lost", "Locks on conversations in Redis that were gone before their turn ended, by cause", ["cause"])
BREAKER_OPEN = Gauge("karla_breaker_open", "1 while the action server is not asked because it did not answer")
READY = Gauge("karla_ready", "1 for each part that was well when readiness was last asked", ["part"])
FEEDBACK = Counter("karla_feedback", "Thumbs up and down", ["rating"])
PURGED = Counter("karla_purged_conversations", "Conversations deleted because nobody wrote in them any more")


@dataclass(frozen=True)
class Figure:
    """One number as Prometheus shows it. name: with its suffix, as karla_turns_total."""

    name: str
    labels: dict[str, str]
    value: float


def figures(prefix: str = "karla_") -> Iterator[Figure]:
    """Every figure whose name begins so, as it stands now."""
    for family in REGISTRY.collect():
        for sample in family.samples:
            if sample.name.startswith(prefix) and not sample.name.endswith("_created"):
                yield Figure(sample.name, dict(sample.labels), sample.value)


def total(name: str, **labels: str) -> float:
    """The sum of a figure over everything that has these labels; 0 when nothing was counted."""
    return sum(figure.value for figure in figures(name) if figure.name == name and labels.items() <= figure.labels.items())


def by_label(name: str, label: str, **labels: str) -> dict[str, float]:
    """A figure's sum for each value of one label, the largest first."""
    sums: dict[str, float] = {}
    for figure in figures(name):
        if figure.name == name and labels.items() <= figure.labels.items():
            sums[figure.labels[label]] = sums.get(figure.labels[label], 0) + figure.value
    return dict(sorted(sums.items(), key=lambda item: (-item[1], item[0])))


def quantile(name: str, share: float, **labels: str) -> float | None:
    """Seconds within which this share of a histogram lies, 0 < share <= 1, as Prometheus interpolates; None when nothing was timed.

    name: without a suffix. What lies above the last limit is that limit.
    """
    buckets = by_label(f"{name}_bucket", "le", **labels)
    counts = sorted((float(limit), count) for limit, count in buckets.items())
    if not counts or not counts[-1][1]:
        return None
    rank = share * counts[-1][1]
    lower, below = 0.0, 0.0
    for limit, count in counts:
        if count >= rank:
            return lower if math.isinf(limit) else lower + (limit - lower) * (rank - below) / (count - below)
        lower, below = limit, count
    return lower
