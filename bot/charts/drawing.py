"""A chart as shapes in their places: what both renderers draw. Lengths are units of a picture WIDTH wide.

The picture is narrow on purpose. On a phone of 320 px it is shown at three quarters of its size, and its text is still read.
"""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal, Union

from bot.charts.words import compounds

WIDTH = 360
MARGIN = 16
INNER = WIDTH - 2 * MARGIN
# Of the size: what the letters of a line are wide on average, measured in DejaVu Sans, the widest of the fonts in use.
GLYPH = 0.57
BOLD_GLYPH = 0.68
LEADING = 1.3  # of the size, from line to line

Paint = Literal["surface", "ink", "quiet", "line", "tint", "accent", "on_accent", "second"]
Anchor = Literal["start", "middle", "end"]


@dataclass(frozen=True)
class Box:
    """A rectangle with round corners. stroke: the paint of its edge, None for no edge."""

    x: float
    y: float
    width: float
    height: float
    fill: Paint
    radius: float = 4
    stroke: Paint | None = None


@dataclass(frozen=True)
class Curve:
    """A cubic Bézier curve through four points, with a head at its end when it is an arrow."""

    points: tuple[tuple[float, float], tuple[float, float], tuple[float, float], tuple[float, float]]
    stroke: Paint
    width: float = 1.5
    arrow: bool = False


@dataclass(frozen=True)
class Text:
    """One line. y: of its baseline."""

    x: float
    y: float
    words: str
    size: float
    paint: Paint = "ink"
    bold: bool = False
    anchor: Anchor = "start"


Shape = Union[Box, Curve, Text]


@dataclass
class Drawing:
    """Shapes in the order they are drawn. height grows as lines are added from the top down."""

    height: float = MARGIN
    shapes: list[Shape] = field(default_factory=list)

    def add(self, *shapes: Shape) -> None:
        """Draws shapes over what is there."""
        self.shapes += shapes

    def write(self, words: str, size: float, *, paint: Paint = "ink", bold: bool = False, gap: float = 0) -> None:
        """Writes a paragraph below what is there, gap units under it."""
        self.height += gap
        for line in wrapped(words, size, INNER, bold=bold):
            self.add(Text(MARGIN, self.height + size, line, size, paint, bold))
            self.height += size * LEADING

    def head(self, title: str, unit: str | None = None) -> None:
        """Writes the title, and under it what the figures count."""
        self.write(title, 18, bold=True)
        if unit:
            self.write(unit, 14, paint="quiet", gap=2)

    def foot(self, notes: Sequence[str]) -> None:
        """Writes notes at the end, and closes the picture."""
        for note in notes:
            self.write(note, 12, paint="quiet", gap=4)
        self.height += MARGIN


def wrapped(words: str, size: float, width: float, *, bold: bool = False) -> list[str]:
    """The words in lines that are surely not wider; a long compound is parted with a hyphen after its first part."""
    most = max(1, int(width / (size * (BOLD_GLYPH if bold else GLYPH))))
    return textwrap.wrap(" ".join(_parted(word, most) for word in words.split()), most, break_on_hyphens=False)


def _parted(word: str, most: int) -> str:
    """The word as it fits a line: cut after a known first part, with a hyphen, where it does not."""
    if len(word) <= most:
        return word
    for first in compounds():
        if word.lower().startswith(first) and len(word) > len(first):
            return f"{word[: len(first)]}- {_parted(word[len(first) :], most)}"
    return word
