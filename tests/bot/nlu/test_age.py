"""How old somebody says they are."""

from __future__ import annotations

import pytest

from bot.nlu.age import OwnAge
from bot.nlu.lexicon import read_lexicon

AGE = OwnAge(read_lexicon())


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("Hej. Jeg er 61 år. Er jeg for gammel til at søge?", "61"),
        ("jeg er 57", "57"),
        ("jeg hedder Søren, er 58 og jeg har siddet i support i Kolding i 7 år", "58"),
        ("er 16 og går i 10. klasse, ved ikk hva jeg vil være", "16"),
        ("jeg er lige fyldt 60", "60"),
        ("min alder er 44", "44"),
        ("jeg er femten", "15"),
        ("a æ otteoghalvtreds", "58"),
        ("jeg bliver snart tres", "60"),
        ("jeg er 19 år gammel", "19"),
    ],
)
def test_the_age_somebody_tells_is_found(text: str, years: str) -> None:
    assert [(item.entity, item.value) for item in AGE.find(text)] == [("age", years)]


@pytest.mark.parametrize(
    "text",
    [
        "min søn er 16",
        "jeg er mor til en dreng på 16",
        "er man for gammel når man er 55",
        "hvad hvis jeg er 17",
        "jeg er 20 år inde i faget",
        "jeg er 58 procent sikker",
        "jeg har 20 års erfaring",
        "jeg er nr 112",
        "vi er 25 kolleger",
        "jeg er 5",
    ],
)
def test_the_age_of_others_and_other_numbers_are_not(text: str) -> None:
    assert AGE.find(text) == []
