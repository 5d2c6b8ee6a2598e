"""What is counted and timed, for Prometheus: numbers and names of our own, never what a person wrote."""

from __future__ import annotations

from prometheus_client import Counter, Gauge, Histogram

SECONDS = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)

TURNS = Counter("karla_turns", "Turns by channel and how they ended", ["channel", "outcome"])
TURN_SECONDS = Histogram("karla_turn_seconds", "From message to answer", ["channel"], buckets=SECONDS)
REFUSALS = Counter("karla_refusals", "Requests that were refused, by reason", ["code"])
INTENTS = Counter("karla_intents", "Messages by what they were understood as", ["intent"])
ACTION_CALLS = Counter("karla_action_calls", "Calls to the action server by action and how they ended", ["action", "outcome"])
ACTION_SECONDS = Histogram("karla_action_seconds", "A call to the action server, retries included", buckets=SECONDS)
BREAKER_OPEN = Gauge("karla_breaker_open", "1 while the action server is not asked because it did not answer")
FEEDBACK = Counter("karla_feedback", "Thumbs up and down", ["rating"])
