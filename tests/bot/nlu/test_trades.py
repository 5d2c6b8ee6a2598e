"""Questions about other people's trades."""

from __future__ import annotations

import pytest

from bot.nlu.lexicon import read_lexicon
from bot.nlu.ownership import Ownership
from bot.nlu.trades import OtherTrades

LEXICON = read_lexicon()
TRADES = OtherTrades(LEXICON, tells=Ownership(LEXICON).speaks_of_self)


@pytest.mark.parametrize(
    "text", ["hvad er lønnen for en sosu", "hvad får en kok i løn", "hvordan bliver man sygeplejerske", "hvad med en pædagog i Aarhus"]
)
def test_a_question_about_another_trade_is_seen(text: str) -> None:
    assert TRADES.asked(text, asks=True)


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("jeg er tømrer, hvad kræver det at skifte", True),
        ("kan en kok arbejde i kundeservice", True),
        ("hvad tjener en teamleder", True),
        ("tømrer", False),
        ("er der nogen der lærer en op?", True),
        ("hvad lærer man på kurset", True),
    ],
)
def test_what_somebody_is_or_where_they_want_to_go_is_no_such_question(text: str, asks: bool) -> None:
    assert not TRADES.asked(text, asks=asks)


@pytest.mark.parametrize(
    "text",
    [
        "jeg er selv tømrer men har ondt i ryggen. kan man skifte",
        "hvad af det jeg kan som lærer kan bruges",
        "hvilke af hendes kompetencer fra sosu kan bruges i en ansøgning",
        "som uddannet frisør, kan jeg så søge",
    ],
)
def test_the_trade_somebody_comes_from_shuts_no_door(text: str) -> None:
    assert TRADES.own(text)
    assert not TRADES.asked(text, asks=True)


@pytest.mark.parametrize("text", ["hvad tjener man som sosu", "hvad tjener jeg som kok", "hvordan bliver jeg sygeplejerske"])
def test_a_trade_somebody_asks_about_is_not_theirs(text: str) -> None:
    assert not TRADES.own(text)
    assert TRADES.asked(text, asks=True)
