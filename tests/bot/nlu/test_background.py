"""Years in other work, and what they are told as."""

from __future__ import annotations

import pytest

from bot.nlu.entity_extractor import DanishEntityExtractor

EXTRACTOR = DanishEntityExtractor.create({}, None, None, None)


def told(text: str) -> list[tuple[str, str, str | None]]:
    """Experience and background in a message, with whose they are."""
    entities = EXTRACTOR._entities(text, EXTRACTOR._find(text))
    return [(found["entity"], found["value"], found.get("role")) for found in entities if found["entity"] in ("experience", "background")]


@pytest.mark.parametrize(
    ("text", "background"),
    [
        ("jeg har været sygeplejerske i 12 år", "12 som sygeplejerske"),
        ("har arbejdet som bager i 15 år, hvad ville jeg tjene i kundeservice", "15 som bager"),
        ("jeg har kørt lastbil i 22 år", "22 i lastbil"),
        ("Ja 31 år i Imerco", "31 i Imerco"),
        ("3 år i butik", "3 i butik"),
        ("20 år alene i en kiosk", "20 i kiosk"),
        ("jeg er receptionist med 6 års erfaring", "6 som receptionist"),
        ("jeg har prøvet at køre bus i et halvt år", "0.5 i bus"),
        ("jeg er sosu. ni år", "9 som sosu"),
        ("jeg har stået i butik i 31 år og vil gerne over i kundeservice", "31 i butik"),
    ],
)
def test_years_in_another_trade_are_no_experience(text: str, background: str) -> None:
    assert told(text) == [("background", background, "own")]


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("jeg har siddet i telefonen i seks år", "6"),
        ("jeg er uddannet frisør men har siddet i telefonen i 6 år", "6"),
        ("jeg har 6 års erfaring, er uddannet tømrer", "6"),
        ("14 år hos yousee", "14"),
        ("jeg har boet i Aarhus i 10 år og har 4 års erfaring", "4"),
    ],
)
def test_years_in_customer_service_are(text: str, years: str) -> None:
    assert told(text) == [("experience", years, "own")]


@pytest.mark.parametrize("text", ["vi er lige blevet skilt og jeg har ikke arbejdet i 12 år", "jeg har været gift i 20 år"])
def test_time_without_work_is_neither(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize("text", ["min mor har været sygeplejerske i 12 år", "og hvis man har 12 år som sygeplejerske?"])
def test_somebody_elses_years_are_nobodys_background(text: str) -> None:
    assert told(text) == [("background", "12 som sygeplejerske", None)]


@pytest.mark.parametrize(
    ("text", "entities"),
    [
        (
            "jeg har ikke 12 års erfaring i kundeservice, det er som sygeplejerske!!",
            [("experience", "ny", "own"), ("background", "12 som sygeplejerske", "own")],
        ),
        ("jeg har ikke 12 års erfaring i kundeservice", [("experience", "ny", "own")]),
        ("jeg har ikke 12 års erfaring", [("experience", "unknown", "own")]),
    ],
)
def test_years_that_are_denied_take_back_what_was_understood(text: str, entities: list[tuple[str, str, str]]) -> None:
    assert told(text) == entities
