"""The real charts, of the real content, for the fake server to show."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from actions.route import way
from bot.charts.chart import Shown
from bot.charts.ladder import ladder_chart
from bot.charts.pay import pay_bands, pay_chart
from bot.charts.scores import score_chart
from bot.knowledge.loader import fill
from bot.knowledge.store import KnowledgeStore
from bot.settings import CONTENT
from tests.conftest import memory_engine

PLACE = "/webhooks/web/charts/"


@lru_cache(maxsize=1)
def charts() -> dict[str, Shown]:
    """Charts by the names in answers.yml."""
    engine = memory_engine()
    fill(engine, CONTENT)
    store = KnowledgeStore(engine)
    ladder = ladder_chart(store, way("kundeservicemedarbejder", "teamleder", store))
    assert ladder is not None
    return {"pay": pay_chart(store, pay_bands(store)), "ladder": ladder, "scores": score_chart((42, 55, 72), 100)}


def drawn(chart: dict[str, Any] | None) -> dict[str, Any] | None:
    """A chart of answers.yml as the protocol has it: draw names one of ours, anything else is one already."""
    if chart is None or "draw" not in chart:
        return chart
    shown = charts()[chart["draw"]]
    return {"url": f"{PLACE}{chart['draw']}.svg", "alt": shown.alt, "text": shown.text}
