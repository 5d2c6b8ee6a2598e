"""Grammar of the values in responses."""

from __future__ import annotations

import pytest

from bot import danish


@pytest.mark.parametrize(("parts", "said"), [([], ""), (["a"], "a"), (["a", "b"], "a og b"), (["a", "b", "c"], "a, b og c")])
def test_join_puts_og_before_the_last(parts: list[str], said: str) -> None:
    assert danish.join(parts) == said


@pytest.mark.parametrize(("amount", "said"), [(950, "950 kr."), (32000, "32.000 kr."), (1250000, "1.250.000 kr.")])
def test_kroner_has_danish_thousands(amount: int, said: str) -> None:
    assert danish.kroner(amount) == said


def test_kroner_range_shows_both_ends() -> None:
    assert danish.kroner_range(25000, None, 30000) == "25.000–30.000 kr."


def test_kroner_range_shows_a_single_amount_as_about() -> None:
    assert danish.kroner_range(None, 32000, None) == "omkring 32.000 kr."


def test_kroner_range_without_amounts_is_an_error() -> None:
    with pytest.raises(ValueError, match="at least one amount"):
        danish.kroner_range(None, None, None)


@pytest.mark.parametrize(
    ("count", "said"),
    [
        (0.5, "et halvt års"),
        (1, "et års"),
        (1.5, "halvandet års"),
        (2.5, "2½ års"),
        (6, "seks års"),
        (12, "tolv års"),
        (20, "20 års"),
        (2.33, "to år og fire måneders"),
        (1.08, "et år og en måneds"),
        (0.25, "tre måneders"),
    ],
)
def test_years_in_the_genitive(count: float, said: str) -> None:
    assert danish.years(count) == said


def test_sources_of_one_publisher_share_its_name() -> None:
    assert danish.sources([("HK", 2019), ("HK", 2020), ("HK", 2019)]) == "Kilde: HK (2019 og 2020)"


def test_sources_of_several_publishers_say_when_a_year_is_missing() -> None:
    assert danish.sources([("HK", 2019), ("ESCO", None)]) == "Kilder: HK (2019), ESCO (uden år)"


@pytest.mark.parametrize(
    ("known", "said"),
    [
        ({"role": "teamleder", "years": 6, "level": None, "place": "i Odense"}, "Med seks års erfaring som teamleder i Odense"),
        ({"role": None, "years": 0, "level": "nyuddannet", "place": None}, "Som nyuddannet"),
        ({"role": None, "years": 0, "level": "studentermedhjaelper", "place": None}, "Som studentermedhjælper"),
        ({"role": None, "years": 3, "level": "erfaren", "place": "på Bornholm"}, "Med flere års erfaring på Bornholm"),
        ({"role": "supervisor", "years": 0, "level": None, "place": None}, "Uden erfaring som supervisor"),
        ({"role": None, "years": None, "level": None, "place": "i Aarhus"}, "I Aarhus"),
    ],
)
def test_who_says_what_was_understood(known: dict[str, object], said: str) -> None:
    assert danish.who(**known) == said  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("phone", "url", "said"),
    [("70 11 45 45", "hk.dk", " (70 11 45 45, hk.dk)"), (None, "ug.dk", " (ug.dk)"), (None, None, "")],
)
def test_contact_leaves_out_what_is_not_known(phone: str | None, url: str | None, said: str) -> None:
    assert danish.contact(phone, url) == said
