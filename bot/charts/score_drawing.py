"""Points of games as columns, oldest first, the newest filled."""

from __future__ import annotations

from bot.charts.chart import ScoreChart
from bot.charts.drawing import INNER, MARGIN, Box, Drawing, Text

TALL = 150  # units for all points there are
WIDEST = 48


def draw_scores(chart: ScoreChart) -> Drawing:
    """The picture of a score chart. Columns begin at nothing, so that their heights can be compared."""
    drawing = Drawing()
    drawing.head(chart.title, chart.unit)
    top = drawing.height + 26  # the number over a column of all points
    floor = top + TALL
    drawing.add(Box(MARGIN, floor - TALL, INNER, 1, "line", 0))
    each = INNER / len(chart.totals)
    width = min(WIDEST, each * 0.68)
    for place, total in enumerate(chart.totals):
        middle = MARGIN + each * (place + 0.5)
        tall = max(TALL * total / chart.of, 2)
        newest = place == len(chart.totals) - 1
        drawing.add(
            Box(middle - width / 2, floor - tall, width, tall, "accent" if newest else "tint", min(4, tall / 2), "accent"),
            Text(middle, floor - tall - 7, str(total), 15, bold=True, anchor="middle"),
            Text(middle, floor + 17, f"{place + 1}.", 13, "quiet", anchor="middle"),
        )
    drawing.add(Box(MARGIN, floor, INNER, 1.5, "quiet", 0))
    drawing.height = floor + 22
    drawing.foot(())
    return drawing
