"""What an operator wants to know: the survey of what is stored, and how the server has done since it started."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from bot import metrics
from bot.conversations.survey import Survey

STAGES = ("understand", "act", "store")
TURN = "turn"  # beside the stages: the whole of it
WELL = ("answered", "delivered")
DONE = ("ok", "rejected")  # an action that declines to run has done its work: Rasa asks the next one


@dataclass(frozen=True)
class Latency:
    """How long a part of a turn takes. count: how often it was timed; p50, p95: seconds, None before the first."""

    stage: str
    count: int
    p50: float | None
    p95: float | None


@dataclass(frozen=True)
class Health:
    """Counts since the server started, the largest first; failures by what failed (a turn that was answered with storage, fault or silence;
    actions, database: single calls), refusals by their code.

    actions_away: the action server is not asked at present, because it did not answer. parts: whether each was well when
    readiness was last asked; empty when nobody has.
    """

    turns: int
    latencies: tuple[Latency, ...]
    failures: Mapping[str, int]
    refusals: Mapping[str, int]
    actions_away: bool
    parts: Mapping[str, bool]


@dataclass(frozen=True)
class Figures:
    """Everything on the page."""

    survey: Survey
    health: Health

    @property
    def up(self) -> int:
        """Thumbs up."""
        return sum(opinions.up for opinions in self.survey.opinions)

    @property
    def down(self) -> int:
        """Thumbs down."""
        return sum(opinions.down for opinions in self.survey.opinions)

    @property
    def fallback_rate(self) -> float | None:
        """Share of messages that were not understood, 0 to 1; None when there were none."""
        missed = sum(self.survey.not_understood.values())
        return missed / self.survey.messages if self.survey.messages else None

    def as_values(self) -> dict[str, Any]:
        """JSON values, as bot/channels/openapi.yml describes them."""
        rate = self.fallback_rate
        feedback = {"up": self.up, "down": self.down}
        return {**asdict(self.survey), "fallback_rate": rate and round(rate, 4), "feedback": feedback, "since_start": asdict(self.health)}


def read_health() -> Health:
    """How this process has done since it started, from its metrics."""
    outcomes = metrics.by_label("karla_turns_total", "outcome")
    actions = metrics.by_label("karla_action_calls_total", "outcome")
    failures = {
        **{outcome: count for outcome, count in outcomes.items() if outcome not in WELL},
        "actions": sum(count for outcome, count in actions.items() if outcome not in DONE),
        "database": metrics.total("karla_store_failures_total"),
    }
    parts = metrics.by_label("karla_ready", "part")
    latencies = [_latency(TURN, "karla_turn_seconds")]
    latencies += [_latency(stage, "karla_stage_seconds", stage=stage) for stage in STAGES]
    return Health(
        turns=int(sum(count for outcome, count in outcomes.items() if outcome != "delivered")),
        latencies=tuple(latencies),
        failures=_counts(failures),
        refusals=_counts(metrics.by_label("karla_refusals_total", "code")),
        actions_away=metrics.total("karla_breaker_open") > 0,
        parts={name: bool(value) for name, value in sorted(parts.items())},
    )


def _latency(part: str, name: str, **labels: str) -> Latency:
    p50, p95 = (metrics.quantile(name, share, **labels) for share in (0.5, 0.95))
    return Latency(part, int(metrics.total(f"{name}_count", **labels)), p50, p95)


def _counts(sums: Mapping[str, float]) -> dict[str, int]:
    return {name: int(count) for name, count in sorted(sums.items(), key=lambda item: (-item[1], item[0])) if count}
