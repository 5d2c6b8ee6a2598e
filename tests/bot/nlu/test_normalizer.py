"""Words as they were meant."""

from __future__ import annotations

import pytest

from bot.nlu.danish_words import is_danish_word
from bot.nlu.lexicon import read_lexicon
from bot.nlu.normalizer import Normalizer

SEEN = [
    "lønnen",
    "tjener",
    "kundeservice",
    "arbejdstiderne",
    "uddannelse",
    "hej",
    "århus",
    "dårlig",
    "møde",
    "kan",
    "ikke",
    "hvad",
    "skulle",
] * 3 + ["lonnen"]
NORMALIZER = Normalizer.of(SEEN, read_lexicon()["shorthand"], is_danish_word)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("lønnen", "lønnen"),
        ("LØNNEN", "lønnen"),
        ("loennen", "lønnen"),
        ("lonnen", "lønnen"),
        ("lo\u0308nnen", "lønnen"),
        ("daarlig", "dårlig"),
        ("heeeej", "hej"),
        ("kaaa", "kan"),
        ("ka", "kan"),
        ("ik", "ikke"),
        ("hva", "hvad"),
        ("sku", "skulle"),
        ("tjænner", "tjener"),
        ("kundservice", "kundeservice"),
        ("kundeserivce", "kundeservice"),
        ("udannelse", "uddannelse"),
        ("arbejdstidrene", "arbejdstiderne"),
        ("bordtennis", "bordtennis"),
        ("xylofonkasse", "xylofonkasse"),
        ("lø\u200bnnen", "lønnen"),
        ("25000", "_number_"),
        ("😂😂", "_symbol_"),
        ("?", "?"),
        ("", "_symbol_"),
    ],
)
def test_a_word_is_read_as_it_was_meant(written: str, meant: str) -> None:
    assert NORMALIZER.word(written) == meant


def test_a_known_word_is_never_corrected_into_another() -> None:
    assert NORMALIZER.word("mode") == "mode"


def test_shorthand_is_read_only_where_the_training_data_knows_what_it_means() -> None:
    english = Normalizer.of(["what", "is", "a", "mile"] * 3, {"a": "jeg", "hva": "hvad"}, lambda word: False)
    assert [english.word(word) for word in ("a", "hva")] == ["a", "hva"]
