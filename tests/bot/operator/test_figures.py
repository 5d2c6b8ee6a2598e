"""How the server has done is read from its metrics, and handed out in the shape that openapi.yml describes."""

from __future__ import annotations

import pytest
from ruamel.yaml import YAML

from bot import metrics
from bot.channels.texts import FILE
from bot.operator.figures import Figures, read_health
from tests.bot.operator.samples import BUSY, QUIET


def test_failures_are_counted_by_what_failed_and_what_went_well_is_none() -> None:
    before = read_health()
    for channel, outcome in (("web", "answered"), ("web", "fault"), ("slack", "fault"), ("slack", "delivered")):
        metrics.TURNS.labels(channel, outcome).inc()
    for outcome in ("ok", "rejected", "ActionServerAway"):
        metrics.ACTION_CALLS.labels("action_greet", outcome).inc()
    metrics.REFUSALS.labels("too_many").inc()
    after = read_health()
    assert after.turns - before.turns == 3
    grown = {name: count - before.failures.get(name, 0) for name, count in after.failures.items()}
    assert {name: count for name, count in grown.items() if count} == {"fault": 2, "actions": 1}
    assert after.refusals["too_many"] - before.refusals.get("too_many", 0) == 1


def test_the_whole_turn_stands_before_its_parts() -> None:
    metrics.STAGE_SECONDS.labels("understand").observe(0.004)
    latencies = read_health().latencies
    assert [item.stage for item in latencies] == ["turn", "understand", "act", "store"]
    assert latencies[1].count > 0
    assert latencies[1].p50 is not None


def test_a_breaker_that_is_open_is_told() -> None:
    metrics.BREAKER_OPEN.set(1)
    try:
        assert read_health().actions_away is True
    finally:
        metrics.BREAKER_OPEN.set(0)
    assert read_health().actions_away is False


def test_thumbs_and_rate_are_sums_over_all_topics() -> None:
    assert (BUSY.up, BUSY.down) == (103, 21)
    assert BUSY.fallback_rate == pytest.approx(423 / 9312)
    assert (QUIET.up, QUIET.down, QUIET.fallback_rate) == (0, 0, None)


@pytest.mark.parametrize("figures", [BUSY, QUIET])
def test_the_values_have_the_fields_that_are_described(figures: Figures) -> None:
    described = YAML(typ="safe", pure=True).load(FILE.with_name("openapi.yml").read_text(encoding="utf-8"))["components"]["schemas"][
        "Figures"
    ]
    values = figures.as_values()
    assert set(values) == set(described["required"]) == set(described["properties"])
    assert set(values["since_start"]) == set(described["properties"]["since_start"]["required"])
