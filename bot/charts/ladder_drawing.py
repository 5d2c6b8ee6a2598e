"""Roles as boxes in rows, the highest at the top, and arrows from role to role."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from bot.charts.chart import LadderChart, LadderRole, LadderStep
from bot.charts.drawing import INNER, LEADING, MARGIN, Box, Curve, Drawing, Paint, Text, wrapped

COLUMNS = 2
GUTTER = 28  # between the columns: arrows over more than one row run there
RISE = 40  # between two rows
WIDE = (INNER - GUTTER) / COLUMNS
SIZE = 13.5
PAD = 6
MARK = 12
GATE = MARGIN + WIDE + GUTTER / 2

Point = tuple[float, float]
Look = tuple[Paint, float]  # of an arrow: paint and width

MARKED: Look = ("accent", 3.0)
PLAIN: Look = ("quiet", 1.5)


@dataclass(frozen=True)
class Place:
    """Where a role stands: its row, counted from the top, and its box."""

    row: int
    x: float
    top: float
    bottom: float


def draw_ladder(chart: LadderChart) -> Drawing:
    """The picture of a ladder. The way that was asked for is filled and its arrows are thick."""
    drawing = Drawing()
    drawing.head(chart.title)
    drawing.height += 14
    rows = _rows(chart.roles)
    places: dict[str, Place] = {}
    for number, row in enumerate(rows):
        tall = max(_tall(role) for role in row)
        for role, x in zip(row, _columns(len(row), number in (0, len(rows) - 1)), strict=True):
            places[role.id] = Place(number, x, drawing.height, drawing.height + tall)
        drawing.height += tall + RISE
    drawing.height -= RISE
    # A thick arrow lies over thin ones, and boxes over both.
    for step in sorted(chart.steps, key=lambda step: step.way):
        drawing.add(*_arrow(step, chart.steps, places))
    on_way = {end for step in chart.steps if step.way for end in (step.start, step.goal)}
    for role in chart.roles:
        _box(drawing, role, places[role.id], filled=role.id in on_way)
    drawing.height += 12
    drawing.foot(chart.notes)
    return drawing


def _rows(roles: Sequence[LadderRole]) -> list[list[LadderRole]]:
    """Roles by level, highest first, as many to a row as there are columns."""
    rows = []
    for _, level in groupby(sorted(roles, key=lambda role: -role.level), key=lambda role: role.level):
        members = list(level)
        rows += [members[start : start + COLUMNS] for start in range(0, len(members), COLUMNS)]
    return rows


def _columns(count: int, at_end: bool) -> list[float]:
    """Left edges. One alone stands in the middle at the top and the bottom; elsewhere that would close the gutter."""
    if count == 1 and at_end:
        return [MARGIN + (INNER - WIDE) / 2]
    return [MARGIN + number * (WIDE + GUTTER) for number in range(count)]


def _lines(role: LadderRole) -> list[str]:
    return wrapped(role.title, SIZE, WIDE - 2 * PAD, bold=True)


def _tall(role: LadderRole) -> float:
    return len(_lines(role)) * SIZE * LEADING + 2 * PAD + (MARK * LEADING if role.mark else 0)


def _box(drawing: Drawing, role: LadderRole, place: Place, *, filled: bool) -> None:
    drawing.add(Box(place.x, place.top, WIDE, place.bottom - place.top, "accent" if filled else "tint", 8, "accent" if filled else "line"))
    middle = place.x + WIDE / 2
    paint: Paint = "on_accent" if filled else "ink"
    y = place.top + (place.bottom - place.top - _tall(role)) / 2 + PAD
    if role.mark:
        drawing.add(Text(middle, y + MARK, role.mark, MARK, paint, anchor="middle"))
        y += MARK * LEADING
    for line in _lines(role):
        drawing.add(Text(middle, y + SIZE, line, SIZE, paint, bold=True, anchor="middle"))
        y += SIZE * LEADING


def _arrow(step: LadderStep, steps: Sequence[LadderStep], places: dict[str, Place]) -> list[Curve]:
    """From the edge of one box to the nearer edge of the other; through the gutter where rows lie between them."""
    start, goal = places[step.start], places[step.goal]
    look = MARKED if step.way else PLAIN
    if start.row == goal.row:
        left, right = (start.x + WIDE, goal.x) if start.x < goal.x else (start.x, goal.x + WIDE)
        y = (start.top + start.bottom) / 2
        return [_curve((left, y), (left, y), (right, y), (right, y), look, arrow=True)]
    rises = start.row > goal.row
    begin = (_beside(step, [other for other in steps if other.start == step.start], places, start, "goal"), _edge(start, rises))
    end = (_beside(step, [other for other in steps if other.goal == step.goal], places, goal, "start"), _edge(goal, not rises))
    if abs(start.row - goal.row) == 1:
        return [_bent(begin, end, look, arrow=True)]
    first, last = (start.row - 1, goal.row + 1) if rises else (start.row + 1, goal.row - 1)
    into = (GATE, (max if rises else min)(_edge(place, not rises) for place in places.values() if place.row == first))
    out = (GATE, (min if rises else max)(_edge(place, rises) for place in places.values() if place.row == last))
    return [_bent(begin, into, look), _curve(into, into, out, out, look), _bent(out, end, look, arrow=True)]


def _edge(place: Place, upper: bool) -> float:
    return place.top if upper else place.bottom


def _curve(begin: Point, bend: Point, other_bend: Point, end: Point, look: Look, *, arrow: bool = False) -> Curve:
    return Curve((begin, bend, other_bend, end), look[0], look[1], arrow=arrow)


def _bent(begin: Point, end: Point, look: Look, *, arrow: bool = False) -> Curve:
    """A curve that leaves one edge and meets the other upright."""
    bend = (begin[1] - end[1]) * 0.55
    return _curve(begin, (begin[0], begin[1] - bend), (end[0], end[1] + bend), end, look, arrow=arrow)


def _beside(step: LadderStep, rivals: Sequence[LadderStep], places: dict[str, Place], box: Place, other: str) -> float:
    """Where on a box an arrow starts or ends: arrows that share its edge stand side by side in the order of their other ends."""
    upright = [rival for rival in rivals if places[rival.start].row != places[rival.goal].row]
    ordered = sorted(upright, key=lambda rival: _comes_from(places[getattr(rival, other)], box))
    return box.x + WIDE * (ordered.index(step) + 1) / (len(ordered) + 1)


def _comes_from(place: Place, box: Place) -> float:
    """On which side an arrow between two boxes meets one of them: by the gutter when there is a row between them."""
    return place.x + WIDE / 2 if abs(place.row - box.row) == 1 else GATE
