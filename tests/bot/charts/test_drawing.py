"""Whatever the content, nothing is written over the edge or over another line."""

from __future__ import annotations

import pytest

from bot.charts.chart import LadderChart, LadderRole, LadderStep, PayChart, PayFigure, Shown
from bot.charts.drawing import WIDTH, Box, Curve, Drawing, Text, wrapped
from bot.charts.pay_drawing import AMOUNT_GLYPH, SIZE
from bot.charts.pictures import draw
from bot.charts.png import SCALE, font

EDGE = 4  # units of the picture


def span(text: Text) -> tuple[float, float]:
    """Left and right end of a line, in the widest font."""
    width = font(SCALE * text.size, text.bold).getlength(text.words) / SCALE
    left = {"start": text.x, "middle": text.x - width / 2, "end": text.x - width}[text.anchor]
    return left, left + width


def texts(drawing: Drawing) -> list[Text]:
    return [shape for shape in drawing.shapes if isinstance(shape, Text)]


def outside(drawing: Drawing) -> list[str]:
    return [text.words for text in texts(drawing) if span(text)[0] < EDGE or span(text)[1] > WIDTH - EDGE or text.y > drawing.height]


def covering(drawing: Drawing) -> list[tuple[str, str]]:
    """Pairs of lines that lie over each other."""
    lines = texts(drawing)
    return [
        (one.words, other.words)
        for number, one in enumerate(lines)
        for other in lines[number + 1 :]
        if abs(one.y - other.y) < 0.8 * min(one.size, other.size) and span(one)[0] < span(other)[1] and span(other)[0] < span(one)[1]
    ]


def test_no_line_of_the_real_content_leaves_the_picture_or_covers_another(charts: dict[str, Shown]) -> None:
    drawings = {name: draw(shown.picture) for name, shown in charts.items()}
    assert {name: outside(drawing) for name, drawing in drawings.items()} == {name: [] for name in charts}
    assert {name: covering(drawing) for name, drawing in drawings.items()} == {name: [] for name in charts}


def test_the_real_amounts_stand_beside_their_bars(charts: dict[str, Shown]) -> None:
    for name in ("pay", "pay of leaders"):
        shown = charts[name].picture
        assert isinstance(shown, PayChart)
        amounts = {figure.amount for figure in shown.figures}
        inside = [text.words for text in texts(draw(shown)) if text.words in amounts and text.anchor == "middle"]
        assert inside == [], name


def test_an_amount_is_never_wider_than_the_room_it_is_given() -> None:
    for amount in ("25.000–30.000 kr.", "omkring 32.000 kr.", "omkring 1.000.000 kr.", "990.000–1.000.000 kr.", "0–0 kr."):
        width = font(SCALE * SIZE, bold=True).getlength(amount) / SCALE
        assert width <= len(amount) * SIZE * AMOUNT_GLYPH, amount


def figure(low: int | None, high: int | None, amount: str, typical: int | None = None) -> PayFigure:
    return PayFigure(group="Teamleder", scope="alle", source="HK", low=low, high=high, typical=typical, amount=amount)


@pytest.mark.parametrize(
    "figures",
    [
        (figure(20_000, 70_000, "20.000–70.000 kr."),),
        (figure(30_000, 40_000, "30.000–40.000 kr."), figure(39_000, 40_000, "39.000–40.000 kr.")),
        (figure(0, 0, "0–0 kr."),),
        (figure(None, None, "omkring 1.000.000 kr.", typical=1_000_000),),
        (figure(30_000, 30_000, "30.000–30.000 kr."), figure(990_000, 1_000_000, "990.000–1.000.000 kr.")),
        (figure(29_000, 61_000, "29.000–61.000 kr."), figure(20_000, 70_000, "20.000–70.000 kr.")),
    ],
)
def test_an_amount_finds_its_place_beside_or_in_its_bar(figures: tuple[PayFigure, ...]) -> None:
    drawing = draw(PayChart(title="Løn", unit="Kroner", figures=figures))
    assert outside(drawing) == []
    assert {shown.amount for shown in figures} <= {text.words for text in texts(drawing)}


def ladder(*steps: tuple[str, str], **levels: int) -> Drawing:
    roles = tuple(LadderRole(id=name, title=name, level=level) for name, level in levels.items())
    return draw(LadderChart(title="Veje", roles=roles, steps=tuple(LadderStep(start=start, goal=goal) for start, goal in steps)))


def tips(drawing: Drawing) -> list[tuple[float, float]]:
    return [shape.points[3] for shape in drawing.shapes if isinstance(shape, Curve) and shape.arrow]


def box_edges(drawing: Drawing) -> list[tuple[float, float]]:
    """Top and bottom of each box, in the order of the roles."""
    return [(shape.y, shape.y + shape.height) for shape in drawing.shapes if isinstance(shape, Box)]


def test_an_arrow_ends_at_the_nearer_edge_of_the_higher_or_lower_box() -> None:
    up = ladder(("low", "high"), low=1, high=3, middle=2)
    assert [tip[1] for tip in tips(up)] == [box_edges(up)[1][1]]
    down = ladder(("high", "low"), low=1, high=3, middle=2)
    assert [tip[1] for tip in tips(down)] == [box_edges(down)[0][0]]
    across = ladder(("one", "other"), one=1, other=1, high=2)
    (tip,) = tips(across)
    assert box_edges(across)[1][0] < tip[1] < box_edges(across)[1][1]


def test_arrows_into_one_box_do_not_end_on_top_of_each_other() -> None:
    assert len(set(tips(ladder(("a", "c"), ("b", "c"), a=1, b=1, c=2)))) == 2


def test_a_long_compound_is_parted_after_its_first_part() -> None:
    assert wrapped("erfaren kundeservicemedarbejder", 14, 150) == ["erfaren", "kundeservice-", "medarbejder"]
    assert wrapped("teamleder", 14, 150) == ["teamleder"]
    assert wrapped("", 14, 150) == []
