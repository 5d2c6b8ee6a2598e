"""One description, two renderers."""

from __future__ import annotations

import base64
import hashlib
import math
import re
from io import BytesIO
from xml.etree import ElementTree

import pytest
from PIL import Image

from bot.charts.chart import ScoreChart, Shown
from bot.charts.drawing import WIDTH, Paint, Text
from bot.charts.palette import DARK, LIGHT
from bot.charts.pictures import Form, draw, picture
from bot.charts.png import SCALE
from bot.charts.svg import STYLE, STYLE_DIGEST
from bot.settings import ROOT

LARGEST = 100_000  # bytes
SVG = "{http://www.w3.org/2000/svg}"
FORMS: tuple[Form, ...] = ("svg", "png")
# Text needs 4.5, shapes need 3 (WCAG 2.2, 1.4.3 and 1.4.11).
CONTRASTS: tuple[tuple[Paint, Paint, float], ...] = (
    ("ink", "surface", 4.5),
    ("ink", "tint", 4.5),
    ("quiet", "surface", 4.5),
    ("on_accent", "accent", 4.5),
    ("on_accent", "second", 4.5),
    ("accent", "tint", 3),
    ("accent", "surface", 3),
    ("second", "tint", 3),
    ("quiet", "surface", 3),
)


def brightness(colour: str) -> float:
    parts: list[float] = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else math.pow((part + 0.055) / 1.055, 2.4) for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((brightness(one), brightness(other)))
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
def test_everything_can_be_seen_on_its_ground(palette: dict[Paint, str]) -> None:
    weak = [(one, other) for one, other, least in CONTRASTS if contrast(palette[one], palette[other]) < least]
    assert weak == []


@pytest.mark.parametrize(("palette", "rule"), [(LIGHT, ".root"), (DARK, ".root.dark")], ids=["light", "dark"])
def test_the_colours_are_the_widgets(palette: dict[Paint, str], rule: str) -> None:
    css = (ROOT / "bot" / "widget" / "chat-widget.css").read_text(encoding="utf-8")
    block = css[css.index(f"\n{rule} {{") :].partition("}")[0]
    named = dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6})", block))
    shared = {"surface": "surface", "ink": "ink", "quiet": "quiet", "tint": "tint", "accent": "accent", "on_accent": "accent-ink"}
    shared["second"] = "speaker-line"
    assert {paint: palette[paint] for paint in shared} == {paint: named[name] for paint, name in shared.items()}  # type: ignore[index]


def test_both_forms_have_the_same_shape_and_are_small(charts: dict[str, Shown]) -> None:
    for name, shown in charts.items():
        root = ElementTree.fromstring(picture(shown.picture, "svg").body)
        image = Image.open(BytesIO(picture(shown.picture, "png").body))
        width, height = (int(number) for number in root.attrib["viewBox"].split()[2:])
        assert (image.width, image.height) == (SCALE * width, SCALE * height) == (SCALE * WIDTH, SCALE * height), name
        assert max(len(picture(shown.picture, form).body) for form in FORMS) < LARGEST, name


def test_svg_keeps_its_text_and_holds_nothing_that_acts(charts: dict[str, Shown]) -> None:
    for shown in charts.values():
        root = ElementTree.fromstring(picture(shown.picture, "svg").body)
        assert {node.tag.removeprefix(SVG) for node in root.iter()} <= {"svg", "title", "style", "rect", "text", "path", "polygon"}
        assert [node.text for node in root.iter(f"{SVG}text")] == [
            shape.words for shape in draw(shown.picture).shapes if isinstance(shape, Text)
        ]
        assert root.attrib["aria-label"] == shown.picture.title
        assert not any("href" in name or name == "style" or name.startswith("on") for node in root.iter() for name in node.attrib)


def test_the_style_of_an_svg_is_the_one_its_policy_allows(charts: dict[str, Shown]) -> None:
    root = ElementTree.fromstring(picture(charts["pay"].picture, "svg").body)
    style = root.find(f"{SVG}style")
    assert style is not None
    assert style.text == STYLE
    assert "sha256-" + base64.b64encode(hashlib.sha256(STYLE.encode()).digest()).decode() == STYLE_DIGEST
    assert "prefers-color-scheme:dark" in STYLE
    assert "url(" not in STYLE


def test_words_of_a_description_cannot_become_markup() -> None:
    hostile = ScoreChart(title="<script>alert(1)</script>", unit='"><a href="x">', totals=(1,), of=2)
    root = ElementTree.fromstring(picture(hostile, "svg").body)
    assert [node.text for node in root.iter(f"{SVG}text")][:2] == ["<script>alert(1)</script>", '"><a href="x">']
    assert root.find(f".//{SVG}script") is None


def test_png_shows_the_light_ground_and_the_filled_column() -> None:
    image = Image.open(BytesIO(picture(ScoreChart(title="Point", unit="Point", totals=(50,), of=100), "png").body)).convert("RGB")
    assert image.getpixel((2, 2)) == (255, 255, 255)
    column = image.getpixel((image.width // 2, image.height - 60 * SCALE))
    assert isinstance(column, tuple)
    assert max(abs(seen - meant) for seen, meant in zip(column, (0x0B, 0x5C, 0x63), strict=True)) <= 4


def test_a_picture_is_drawn_once_and_its_tag_changes_with_it(charts: dict[str, Shown]) -> None:
    first = picture(charts["pay"].picture, "svg")
    assert picture(charts["pay"].picture, "svg") is first
    assert first.content_type == "image/svg+xml"
    assert len({picture(shown.picture, form).tag for shown in charts.values() for form in FORMS}) == 2 * len(charts)
