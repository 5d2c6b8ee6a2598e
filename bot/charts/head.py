"""The head of an arrow."""

from __future__ import annotations

from math import atan2, cos, sin

from bot.charts.drawing import Curve

LONG = 7  # units, on a thin arrow
HALF_ANGLE = 0.5  # radians


def arrow_head(curve: Curve) -> list[tuple[float, float]]:
    """The three corners of the head at the end of a curve, its point first."""
    (x, y), near = curve.points[3], curve.points[2]
    if near == (x, y):
        near = curve.points[0]
    angle = atan2(y - near[1], x - near[0])
    long = LONG + 1.5 * curve.width
    return [(x, y), *((x - long * cos(angle + turn), y - long * sin(angle + turn)) for turn in (HALF_ANGLE, -HALF_ANGLE))]
