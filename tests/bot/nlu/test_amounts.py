"""Amounts of pay in what people write, and whose they are."""

from __future__ import annotations

import pytest

from bot.nlu.entity_extractor import DanishEntityExtractor

EXTRACTOR = DanishEntityExtractor.create({}, None, None, None)


def amounts(text: str) -> list[tuple[str, str | None]]:
    entities = EXTRACTOR._entities(text, EXTRACTOR._find(text))
    return [(found["value"], found.get("role")) for found in entities if found["entity"] == "pay"]


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("jeg får 28.500 nu, er det for lidt?", "28500"),
        ("jeg får 28500 kr", "28500"),
        ("jeg får 28,5k", "28500"),
        ("jeg tjener 28 tusind", "28000"),
        ("jeg fik 31 i mit gamle job", "31000"),
        ("jeg får 28.000 og har 6 års erfaring i Aarhus, er det lavt?", "28000"),
    ],
)
def test_an_amount_of_ones_own(text: str, amount: str) -> None:
    assert amounts(text) == [(amount, "own")]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("de giver kun 23.500, er det ikke lidt lavt?", ["23500"]),
        ("min kollega får 34", ["34000"]),
        ("hvorfor siger du 25.000 når min kammerat får 29", ["25000", "29000"]),
        ("jeg kan ikke gå ned under 27.000", ["27000"]),
        ("de har tilbudt mig 27", ["27000"]),
        ("25-30.000 kan da ikke passe for en elev?", ["30000"]),
    ],
)
def test_an_amount_that_is_only_spoken_of(text: str, found: list[str]) -> None:
    assert amounts(text) == [(amount, None) for amount in found]


@pytest.mark.parametrize(
    "text",
    ["mit nummer er 70 11 45 45", "ring 70 201 201", "firmaet har 10.000 kunder", "hun får 50 procent rabat", "jeg får 37 timer", "jeg får 60 opkald om dagen", "jeg får 50 kr", "jeg har fået 30 afslag", "ansætter de folk over 50", "butiksassistent løn under 18", "fik 10 i mundtlig"],
)  # fmt: skip
def test_other_numbers_are_no_pay(text: str) -> None:
    assert amounts(text) == []


def hourly(text: str) -> list[tuple[str, str]]:
    entities = EXTRACTOR._entities(text, EXTRACTOR._find(text))
    return [(found["entity"], found["value"]) for found in entities if found["entity"] in ("hourly", "hours")]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("230 i timen", [("hourly", "230")]),
        ("jeg får 185 kr i timen", [("hourly", "185")]),
        ("28 timer om ugen", [("hours", "28")]),
        ("jeg får 160 kr. i timen og arbejder 20 timer om ugen", [("hourly", "160"), ("hours", "20")]),
        ("kan man arbejde 12 timer om ugen", []),
        ("20 opkald i timen", []),
    ],
)
def test_pay_by_the_hour_and_hours_a_week_are_told_of_oneself(text: str, found: list[tuple[str, str]]) -> None:
    assert hourly(text) == found
