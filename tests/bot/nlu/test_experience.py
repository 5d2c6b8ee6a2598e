"""Experience in what people write."""

from __future__ import annotations

import pytest

from bot.nlu.experience import ExperienceWords, bare_number, find_experience
from bot.nlu.lexicon import read_lexicon

WORDS = ExperienceWords.of(read_lexicon())


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("jeg har 5 års erfaring", ["5"]),
        ("efter fem år", ["5"]),
        ("har siddet der i et halvt år", ["0.5"]),
        ("halvandet år i support", ["1.5"]),
        ("2,5 år", ["2.5"]),
        ("to et halvt år", ["2.5"]),
        ("et par år", ["2"]),
        ("18 måneder", ["1.5"]),
        ("6 mdr i butik", ["0.5"]),
        ("10 aars erfaring", ["10"]),
        ("2 år og 4 måneder", ["2.33"]),
        ("1 år og 6 mdr i support", ["1.5"]),
        ("jeg har 3 år. nej undskyld, 13", ["3", "13"]),
        ("4 år, eller nej vent det er faktisk kun 3", ["4", "3"]),
        ("5 år, nej vent jeg bor i en by", ["5"]),
        ("siden 2019", ["7"]),
        ("jeg er nyuddannet", ["nyuddannet"]),
        ("en erfaren medarbejder", ["erfaren"]),
        ("erfarne folk", ["erfaren"]),
        ("som studentermedhjælper", ["studentermedhjaelper"]),
        ("jeg er nyudannet", ["nyuddannet"]),
        ("uerfahren", ["uerfaren"]),
        ("a hår wot her i 5 or", ["5"]),
        ("har ingen erfaring", ["uerfaren"]),
        ("hvad tjener man uden erfaring", ["uerfaren"]),
        ("jeg har aldrig arbejdet i kundeservice", ["uerfaren"]),
        ("findes jobbet om ti år", []),
        ("for ni år siden", []),
        ("ti år efter", []),
        ("i løbet af en uge", []),
        ("jeg er 19 år", []),
        ("en mand på 42 år", []),
        ("19 år gammel", []),
        ("jeg er 45 år og har 20 års erfaring", ["20"]),
        ("siden 1850", []),
        ("siden 2099", []),
        ("5 kroner", []),
        ("200000 år", []),
        ("²³⁴ år", []),
        ("٣ år", ["3"]),
        ("", []),
    ],
)
def test_experience_is_found(text: str, values: list[str]) -> None:
    assert [found.value for found in find_experience(text, WORDS, this_year=2026)] == values


def test_positions_are_those_of_the_text() -> None:
    text = "Jeg har fem års erfaring"
    found = find_experience(text, WORDS, this_year=2026)[0]
    assert text[found.start : found.end] == "fem års"


@pytest.mark.parametrize(
    ("text", "number"),
    [("cirka halvandet", "1.5"), ("3", "3"), ("et par vel", "2"), ("et", "1"), ("en by", None), ("jeg har 3 børn og bor i en by", None), ("mange", None)],
)  # fmt: skip
def test_a_number_alone_is_an_answer_in_a_few_words(text: str, number: str | None) -> None:
    assert bare_number(text, WORDS) == number
