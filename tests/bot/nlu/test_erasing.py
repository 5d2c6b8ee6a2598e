"""What is an order to delete everything, what one thing to be forgotten, and what neither."""

from __future__ import annotations

import pytest

from bot.nlu.erasing import Erasing
from bot.nlu.gazetteer import Found
from bot.nlu.lexicon import read_lexicon

ERASING = Erasing(read_lexicon())


@pytest.mark.parametrize(
    "text",
    [
        "slet alt hvad du ved om mig",
        "Slet alt, hvad jeg har skrevet",
        "slet mig",
        "ok så slet det hele",
        "Glem mig, tak",
        "slet mine data",
        "Jeg vil gerne have mine oplysninger fjernet",
        "Fjern venligst hele vores samtale fra jeres system",
        "Du skal glemme alt om mig",
        "jeg vil gerne have at du sletter alt",
        "mine data skal slettes",
        "delete my data, tak",
        "slet alt, jeg vil ikke have at det ligger der",
    ],
)
def test_an_unmistakable_order_is_one(text: str) -> None:
    assert "erase_all" in ERASING.find(text)


@pytest.mark.parametrize(
    "text",
    [
        "du skal altså ikke slette noget",
        "jeg vil ikke have at du sletter mine data",
        "Hvorfor slettede du det jeg skrev?? Det har jeg ikke bedt om",
        "hvorfor sletter du det jeg skriver",
        "har du slettet alt nu",
        "sletter du alt hvad jeg skriver?",
        "kan du slette det hele",
        "kan du ikke huske hvad jeg skrev om min butik?",
        "jeg kan ikke huske det hele",
        "altså det hele",
        "glem det hele",
        "glem det",
        "slet det",
        "Jamen jeg tænkte mere på min alder. Er man for gammel når man er 58?",
        "slet alt om min løn",
        "slet kun mit navn",
        "min chef vil have at jeg sletter mine beskeder",
        "jeg skal slette alt i dag",
        "jeg flyttede fra min kone og vil slette alt",
        "kunden vil have slettet mine data",
        "jeg har slet ikke alt det her tid",
    ],
)
def test_what_denies_asks_limits_or_only_sounds_like_it_is_no_order(text: str) -> None:
    assert "erase_all" not in ERASING.find(text)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("slet kun mit navn", ["forget_name"]),
        ("glem det jeg sagde om hvor jeg bor", ["forget_region"]),
        ("du må gerne glemme min erfaring, den var som rengøringsdame", ["forget_experience"]),
        ("du skal ikke huske hvor jeg er fra", ["forget_region"]),
        ("kan du glemme hvor gammel jeg er", ["forget_age"]),
        ("slet mit navn og min by", ["forget_name", "forget_region"]),
        ("glem det med løn, hvad laver man", []),
        ("jeg glemmer altid mit navn", []),
        ("har du glemt hvad jeg hedder?", []),
        ("skal jeg slette mit navn fra cvet?", []),
    ],
)
def test_one_thing_to_be_forgotten_is_found(text: str, parts: list[str]) -> None:
    assert [cue for cue in ERASING.find(text) if cue.startswith("forget_")] == parts


def test_a_value_behind_the_verb_is_what_shall_be_forgotten() -> None:
    assert "forget_region" in ERASING.find("glem Viborg", [Found(5, 11, "region", "viborg")])
    assert "forget_region" not in ERASING.find("glem det, jeg bor i Viborg", [Found(20, 26, "region", "viborg")])


@pytest.mark.parametrize(
    ("text", "cue"),
    [
        ("du skal altså ikke slette noget", "erase_not"),
        ("hvorfor har du slettet det", "erase_asked"),
        ("slet det", "erase_firm"),
        ("kan du slette det hele", "erase_mentioned"),
    ],
)
def test_what_else_is_said_about_deleting_is_told_apart(text: str, cue: str) -> None:
    assert cue in ERASING.find(text)
