"""Pay as bars from low to high on one scale, grouped by role. Who says a figure is shown by how its bar is filled."""

from __future__ import annotations

import math
from itertools import groupby

from bot import danish
from bot.charts.chart import PayChart, PayFigure
from bot.charts.drawing import INNER, MARGIN, Box, Drawing, Paint, Text

BAR = 26
SIZE = 14
DOT = 14  # how wide the mark of a single amount is
LEAST = 4
GAP = 6  # between a bar and its amount
AMOUNT_GLYPH = 0.64  # of the size: what the letters of an amount are wide at most on average; figures and stops are narrow
END = 22  # from the ends of the track to the first and last mark, so that their amounts stand below them
STEP = 10_000  # DKK between two marks of the scale
MOST_STEPS = 5
LOOKS: tuple[tuple[Paint, Paint], ...] = (("accent", "accent"), ("surface", "accent"), ("second", "second"), ("surface", "second"))


def draw_pay(chart: PayChart) -> Drawing:
    """The picture of a pay chart."""
    drawing = Drawing()
    drawing.head(chart.title, chart.unit)
    looks: dict[str, tuple[Paint, Paint]] = {
        source: LOOKS[place % len(LOOKS)] for place, source in enumerate(dict.fromkeys(figure.source for figure in chart.figures))
    }
    _legend(drawing, looks)
    scale = Scale(chart.figures)
    for group, figures in groupby(chart.figures, key=lambda figure: figure.group):
        drawing.write(group, 15.5, bold=True, gap=12)
        for figure in figures:
            drawing.write(danish.capital(figure.scope), SIZE, gap=5)
            _bar(drawing, figure, scale, looks[figure.source])
    _marks(drawing, scale)
    drawing.height += 6
    drawing.foot(chart.notes)
    return drawing


class Scale:
    """From DKK to a place on the line. marks: the amounts written under it, in DKK."""

    def __init__(self, figures: tuple[PayFigure, ...]) -> None:
        amounts = [amount for figure in figures for amount in (figure.low, figure.typical, figure.high) if amount is not None]
        step = STEP
        while math.ceil(max(amounts) / step) - math.floor(min(amounts) / step) > MOST_STEPS:
            step *= 2
        first, last = math.floor(min(amounts) / step), math.ceil(max(amounts) / step)
        self.marks = shortest = [step * number for number in range(first, max(last, first + 1) + 1)]
        # A longer scale makes room beside the bars, where their amounts are written.
        while not all(_has_room(figure, self) for figure in figures):
            if len(self.marks) > MOST_STEPS:
                self.marks = shortest
                break
            self.marks = [*self.marks, self.marks[-1] + step]

    def at(self, amount: float) -> float:
        """The place of an amount, in units from the left edge of the picture."""
        return MARGIN + END + (INNER - 2 * END) * (amount - self.marks[0]) / (self.marks[-1] - self.marks[0])

    def ends(self, figure: PayFigure) -> tuple[float, float]:
        """The left and right end of a figure's bar."""
        if figure.low is not None and figure.high is not None:
            left, right = self.at(figure.low), self.at(figure.high)
            return left, max(right, left + LEAST)
        middle = self.at(figure.typical or 0)
        return middle - DOT / 2, middle + DOT / 2


def _written(figure: PayFigure) -> float:
    """How much room the amount takes beside its bar, in units."""
    return GAP + len(figure.amount) * SIZE * AMOUNT_GLYPH


def _has_room(figure: PayFigure, scale: Scale) -> bool:
    left, right = scale.ends(figure)
    return max(MARGIN + INNER - right, left - MARGIN) >= _written(figure)


def _legend(drawing: Drawing, looks: dict[str, tuple[Paint, Paint]]) -> None:
    for source, (fill, stroke) in looks.items():
        top = drawing.height + 6
        drawing.add(Box(MARGIN + 1, top + 2, 22, 12, fill, 3, stroke), Text(MARGIN + 32, top + 13, source, 13, "quiet"))
        drawing.height = top + 16


def _bar(drawing: Drawing, figure: PayFigure, scale: Scale, look: tuple[Paint, Paint]) -> None:
    """The bar on its track, and the amount to its right, to its left, or in it where it leaves no room beside it."""
    top = drawing.height + 4
    drawing.add(Box(MARGIN, top, INNER, BAR, "tint"))
    for mark in scale.marks:
        drawing.add(Box(scale.at(mark) - 0.5, top, 1, BAR, "line", 0))
    left, right = scale.ends(figure)
    inset, radius = (3, 4.0) if figure.low is not None else (6, DOT / 2)
    drawing.add(Box(left + 1, top + inset, right - left - 2, BAR - 2 * inset, look[0], radius, look[1]))
    line, room = top + BAR / 2 + 5, _written(figure)
    if MARGIN + INNER - right >= room:
        amount = Text(right + GAP, line, figure.amount, SIZE, bold=True)
    elif left - MARGIN >= room:
        amount = Text(left - GAP, line, figure.amount, SIZE, bold=True, anchor="end")
    else:
        paint: Paint = "ink" if look[0] == "surface" else "on_accent"
        amount = Text((left + right) / 2, line, figure.amount, SIZE, paint, bold=True, anchor="middle")
    drawing.add(amount)
    drawing.height = top + BAR + 3


def _marks(drawing: Drawing, scale: Scale) -> None:
    drawing.height += 3
    for mark in scale.marks:
        words = danish.kroner(mark).split()[0]
        drawing.add(Text(scale.at(mark), drawing.height + 12, words, 12, "quiet", anchor="middle"))
    drawing.height += 14
