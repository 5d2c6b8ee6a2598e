"""A drawing as PNG, for messengers that show no SVG: light, on its own ground."""

from __future__ import annotations

from functools import lru_cache
from importlib.util import find_spec
from io import BytesIO
from math import ceil
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from bot.charts.drawing import WIDTH, Box, Curve, Drawing, Text
from bot.charts.head import arrow_head
from bot.charts.palette import LIGHT

SCALE = 3  # pixels a unit: sharp on a phone
FINE = 2  # shapes are drawn this much larger and made smaller again, which smooths their edges
PARTS = 24  # straight pieces of a curve
COLOURS = 64


def as_png(drawing: Drawing) -> bytes:
    """A PNG of SCALE pixels a unit."""
    size = (WIDTH * SCALE, ceil(drawing.height) * SCALE)
    picture = Image.new("RGB", (size[0] * FINE, size[1] * FINE), LIGHT["surface"])
    pen = ImageDraw.Draw(picture)
    for shape in drawing.shapes:
        if isinstance(shape, Box):
            _draw_box(pen, shape)
        elif isinstance(shape, Curve):
            _draw_curve(pen, shape)
    picture = picture.resize(size, Image.Resampling.LANCZOS)
    pen = ImageDraw.Draw(picture)
    for shape in drawing.shapes:  # texts never lie below a shape
        if isinstance(shape, Text):
            _write(pen, shape)
    made = BytesIO()
    picture.quantize(COLOURS).save(made, "PNG", optimize=True)
    return made.getvalue()


def _draw_box(pen: ImageDraw.ImageDraw, box: Box) -> None:
    fine = SCALE * FINE
    # SVG draws an edge half inside and half outside; Pillow draws it inside.
    out = 1.0 if box.stroke else 0.0
    corners = (box.x - out, box.y - out, box.x + box.width + out, box.y + box.height + out)
    left, top, right, bottom = (round(fine * value) for value in corners)
    edge = LIGHT[box.stroke] if box.stroke else None
    around = (left, top, max(right - 1, left), max(bottom - 1, top))
    pen.rounded_rectangle(around, radius=fine * (box.radius + out), fill=LIGHT[box.fill], outline=edge, width=2 * fine if edge else 0)


def _draw_curve(pen: ImageDraw.ImageDraw, curve: Curve) -> None:
    fine = SCALE * FINE
    points = [_at(curve, part / PARTS) for part in range(PARTS + 1)]
    pen.line([(fine * x, fine * y) for x, y in points], fill=LIGHT[curve.stroke], width=round(fine * curve.width), joint="curve")
    if curve.arrow:
        pen.polygon([(fine * x, fine * y) for x, y in arrow_head(curve)], fill=LIGHT[curve.stroke])


def _at(curve: Curve, share: float) -> tuple[float, float]:
    """A point of the curve; share: 0 at its beginning, 1 at its end."""
    rest = 1 - share
    weights = (rest**3, 3 * rest**2 * share, 3 * rest * share**2, share**3)
    x, y = (sum(weight * point[axis] for weight, point in zip(weights, curve.points, strict=True)) for axis in (0, 1))
    return x, y


def _write(pen: ImageDraw.ImageDraw, text: Text) -> None:
    anchors = {"start": "ls", "middle": "ms", "end": "rs"}
    place = (SCALE * text.x, SCALE * text.y)
    pen.text(place, text.words, fill=LIGHT[text.paint], font=font(SCALE * text.size, text.bold), anchor=anchors[text.anchor])


@lru_cache(maxsize=32)
def font(size: float, bold: bool) -> ImageFont.FreeTypeFont:
    """DejaVu Sans in this size in pixels. A server has no fonts of its own to rely on, and matplotlib, which Rasa brings, has these."""
    found = find_spec("matplotlib")  # looked up and not imported: that would take a second and 60 MB
    assert found is not None
    assert found.origin is not None
    name = "DejaVuSans-Bold.ttf" if bold else "DejaVuSans.ttf"
    return ImageFont.truetype(str(Path(found.origin).parent / "mpl-data" / "fonts" / "ttf" / name), size)
