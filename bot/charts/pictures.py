"""A chart as a file: drawn once for each content, however many look at it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from bot.charts.chart import Chart, LadderChart, PayChart
from bot.charts.drawing import Drawing
from bot.charts.ladder_drawing import draw_ladder
from bot.charts.pay_drawing import draw_pay
from bot.charts.png import as_png
from bot.charts.score_drawing import draw_scores
from bot.charts.svg import as_svg

KEPT = 64  # files; each is below 100 kB
TYPES = {"svg": "image/svg+xml", "png": "image/png"}

Form = Literal["svg", "png"]


@dataclass(frozen=True)
class File:
    """A picture as it is served. tag: changes with its content."""

    body: bytes
    content_type: str
    tag: str


def draw(chart: Chart) -> Drawing:
    """The shapes of a chart."""
    if isinstance(chart, PayChart):
        return draw_pay(chart)
    return draw_ladder(chart) if isinstance(chart, LadderChart) else draw_scores(chart)


@lru_cache(maxsize=KEPT)
def picture(chart: Chart, form: Form) -> File:
    """The chart in this form. Takes up to a third of a second the first time, so not on an event loop."""
    drawing = draw(chart)
    body = as_svg(drawing, chart.title) if form == "svg" else as_png(drawing)
    return File(body, TYPES[form], f'"{hashlib.sha256(body).hexdigest()[:32]}"')
