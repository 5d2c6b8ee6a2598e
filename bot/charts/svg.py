"""A drawing as SVG: text stays text, and its colours follow the light or dark of where it is shown."""

from __future__ import annotations

import base64
import hashlib
from math import ceil
from xml.etree import ElementTree

from bot.charts.drawing import WIDTH, Box, Curve, Drawing, Paint, Shape, Text
from bot.charts.head import arrow_head
from bot.charts.palette import DARK, LIGHT

FONTS = '-apple-system,"Segoe UI",Roboto,"Helvetica Neue","Noto Sans",Arial,sans-serif'


def _colours(palette: dict[Paint, str]) -> str:
    return "".join(f"--{name.replace('_', '-')}:{value};" for name, value in palette.items())


def _classes() -> str:
    names = [name.replace("_", "-") for name in LIGHT]
    return "".join(f".f-{name}{{fill:var(--{name})}}.s-{name}{{stroke:var(--{name})}}" for name in names)


# One sheet for all charts, so that its digest can stand in their policy.
STYLE = (
    f":root{{color-scheme:light dark;{_colours(LIGHT)}}}@media (prefers-color-scheme:dark){{:root{{{_colours(DARK)}}}}}"
    f"svg{{background:var(--surface)}}text{{font-family:{FONTS};font-variant-numeric:tabular-nums}}.b{{font-weight:700}}.m{{text-anchor:middle}}.e{{text-anchor:end}}"
    f"path{{fill:none;stroke-linecap:butt}}{_classes()}"
)
STYLE_DIGEST = "sha256-" + base64.b64encode(hashlib.sha256(STYLE.encode()).digest()).decode()
# For an SVG that is opened by itself: its one style, and nothing that acts or comes from elsewhere.
POLICY = f"default-src 'none'; style-src '{STYLE_DIGEST}'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'; sandbox"


def as_svg(drawing: Drawing, title: str) -> bytes:
    """An SVG document in UTF-8 without scripts, links or anything from elsewhere. title: what it is called, for whoever cannot see it."""
    height = ceil(drawing.height)
    root = ElementTree.Element(
        "svg", {"xmlns": "http://www.w3.org/2000/svg", "viewBox": f"0 0 {WIDTH} {height}", "role": "img", "aria-label": title, "lang": "da"}
    )
    ElementTree.SubElement(root, "title").text = title
    ElementTree.SubElement(root, "style").text = STYLE
    # Its own ground, so that it can be read wherever it is put.
    ElementTree.SubElement(root, "rect", {"width": "100%", "height": "100%", "class": "f-surface"})
    for shape in drawing.shapes:
        _add(root, shape)
    return bytes(ElementTree.tostring(root, encoding="utf-8"))


def _add(root: ElementTree.Element, shape: Shape) -> None:
    if isinstance(shape, Box):
        edge = {"class": _painted(shape.fill, shape.stroke)} | ({"stroke-width": "2"} if shape.stroke else {})
        place = {"x": shape.x, "y": shape.y, "width": shape.width, "height": shape.height, "rx": shape.radius}
        ElementTree.SubElement(root, "rect", {name: _number(value) for name, value in place.items()} | edge)
    elif isinstance(shape, Curve):
        (x, y), *rest = shape.points
        points = " ".join(f"{_number(px)} {_number(py)}" for px, py in rest)
        way = {"d": f"M{_number(x)} {_number(y)}C{points}", "class": f"s-{_name(shape.stroke)}", "stroke-width": _number(shape.width)}
        ElementTree.SubElement(root, "path", way)
        if shape.arrow:
            corners = " ".join(f"{_number(px)},{_number(py)}" for px, py in arrow_head(shape))
            ElementTree.SubElement(root, "polygon", {"points": corners, "class": f"f-{_name(shape.stroke)}"})
    else:
        _add_text(root, shape)


def _add_text(root: ElementTree.Element, text: Text) -> None:
    classes = [f"f-{_name(text.paint)}", *(["b"] if text.bold else []), *({"middle": ["m"], "end": ["e"]}.get(text.anchor, []))]
    place = {"x": _number(text.x), "y": _number(text.y), "font-size": _number(text.size), "class": " ".join(classes)}
    ElementTree.SubElement(root, "text", place).text = text.words


def _painted(fill: Paint, stroke: Paint | None) -> str:
    return f"f-{_name(fill)} s-{_name(stroke)}" if stroke else f"f-{_name(fill)}"


def _name(paint: Paint) -> str:
    return paint.replace("_", "-")


def _number(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")
