"""One chart of each kind, from the real content."""

from __future__ import annotations

import pytest

from actions.route import way
from bot.charts.chart import Shown
from bot.charts.ladder import ladder_chart
from bot.charts.pay import pay_bands, pay_chart
from bot.charts.scores import score_chart
from bot.knowledge.store import KnowledgeStore


@pytest.fixture
def charts(store: KnowledgeStore) -> dict[str, Shown]:
    """Charts by what they show."""
    ladder = ladder_chart(store)
    marked = ladder_chart(store, way("kundeserviceelev", "kundeservicechef", store))
    assert ladder is not None
    assert marked is not None
    return {
        "pay": pay_chart(store, pay_bands(store)),
        "pay of leaders": pay_chart(store, pay_bands(store, "teamleder"), store.role("teamleder")),
        "ladder": ladder,
        "way": marked,
        "two games": score_chart((42, 55), 100),
        "many games": score_chart((0, 100, 42, 55, 71, 8, 99, 63), 100),
    }
