"""Figures are readable by function, for pages of our own, as Prometheus reads them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from prometheus_client import REGISTRY, Counter, Histogram

from bot import metrics


@pytest.fixture
def answers() -> Iterator[Counter]:
    counter = Counter("karla_test_answers", "For this test", ["channel", "outcome"])
    yield counter
    REGISTRY.unregister(counter)


@pytest.fixture
def waits() -> Iterator[Histogram]:
    histogram = Histogram("karla_test_wait", "For this test", ["channel"], buckets=(1, 2, 4))
    yield histogram
    REGISTRY.unregister(histogram)


def test_a_figure_is_summed_over_what_is_not_asked_for(answers: Counter) -> None:
    answers.labels("web", "answered").inc(3)
    answers.labels("slack", "answered").inc(1)
    answers.labels("web", "fault").inc(5)
    assert metrics.total("karla_test_answers_total") == 9
    assert metrics.total("karla_test_answers_total", outcome="answered") == 4
    assert metrics.total("karla_test_answers_total", outcome="slow") == 0
    assert metrics.by_label("karla_test_answers_total", "channel") == {"web": 8, "slack": 1}
    assert metrics.by_label("karla_test_answers_total", "outcome", channel="web") == {"fault": 5, "answered": 3}


def test_a_quantile_lies_between_the_limits_of_its_bucket(waits: Histogram) -> None:
    assert metrics.quantile("karla_test_wait", 0.5) is None
    for seconds in (0.5, 1.5, 1.5, 3):
        waits.labels("web").observe(seconds)
    assert metrics.quantile("karla_test_wait", 0.25) == 1
    assert metrics.quantile("karla_test_wait", 0.5) == 1.5
    assert metrics.quantile("karla_test_wait", 1) == 4
    assert metrics.quantile("karla_test_wait", 0.5, channel="slack") is None


def test_a_quantile_above_the_last_limit_is_that_limit(waits: Histogram) -> None:
    waits.labels("web").observe(100)
    assert metrics.quantile("karla_test_wait", 0.95) == 4


def test_every_figure_has_a_name_of_ours_and_labels_we_chose() -> None:
    allowed = {"channel", "outcome", "stage", "code", "intent", "kind", "action", "cause", "part", "rating", "le"}
    for figure in metrics.figures():
        assert figure.name.startswith("karla_")
        assert set(figure.labels) <= allowed
