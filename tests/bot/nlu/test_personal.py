"""Names, educations and employers in what people tell."""

from __future__ import annotations

import pytest

from bot.nlu.lexicon import read_lexicon
from bot.nlu.ownership import Ownership
from bot.nlu.personal import PersonalFacts

LEXICON = read_lexicon()
FACTS = PersonalFacts(
    LEXICON, is_word={"træt", "mads", "glad"}.__contains__, tells=Ownership(LEXICON).speaks_of_self
)  # fmt: skip


def values(text: str) -> list[tuple[str, str]]:
    return [(item.entity, item.value) for item in FACTS.find(text)]


@pytest.mark.parametrize(
    ("text", "name"),
    [("jeg hedder Mads", "Mads"), ("hej jeg er Mette og ny her", "Mette"), ("Hej, mit navn er anne-sofie", "Anne-sofie"), ("a hedder Ib", "Ib")],
)  # fmt: skip
def test_a_name_is_found_where_it_is_given(text: str, name: str) -> None:
    assert ("name", name) in values(text)


@pytest.mark.parametrize(
    "text", ["jeg er Træt", "jeg er træt", "jeg hedder ikke noget", "jeg hedder <b>", "hvad hedder du", "jeg hedder " + "a" * 40]
)
def test_what_is_no_name_is_not_taken_for_one(text: str) -> None:
    assert "name" not in [entity for entity, _ in values(text)]


@pytest.mark.parametrize(
    ("text", "level"),
    [("jeg har hf", "gymnasial"), ("jeg går i 9. klasse", "grundskole"), ("er uddannet kontorassistent", "erhvervsfaglig"), ("jeg har en bachelor", "videregaaende")],
)  # fmt: skip
def test_an_education_somebody_has_is_found(text: str, level: str) -> None:
    assert values(text) == [("education", level)]


@pytest.mark.parametrize("text", ["kræver det hf?", "skal man have studentereksamen", "er hf nok?"])
def test_an_education_asked_about_is_nobodys(text: str) -> None:
    assert values(text) == []


def test_the_kind_of_employer_is_found() -> None:
    assert values("arbejder i en kommune") == [("employer_kind", "offentlig")]


@pytest.mark.parametrize(
    "text",
    [
        "jeg spørger om han kan komme ind UDEN gymnasiet",
        "jeg går på hhx",
        "jeg går ikke på hhx mere",
        "jeg droppede ud af hf",
        "jeg vil gerne tage en bachelor",
        "jeg har ikke hf",
        "jeg har en søn med hf",
    ],
)
def test_an_education_that_is_not_there_or_not_finished_is_nobodys(text: str) -> None:
    assert [value for entity, value in values(text) if entity == "education"] == []


@pytest.mark.parametrize("text", ["jeg har gået på hhx", "jeg er færdig med gymnasiet", "jeg har hf men ikke mere"])
def test_an_education_that_is_behind_somebody_is_theirs(text: str) -> None:
    assert values(text) == [("education", "gymnasial")]


@pytest.mark.parametrize("text", ["jeg hedder noget andet", "det er Netto jeg arbejder i", "kald mig hvad du vil", "kald mig bare gæst"])
def test_an_ordinary_word_or_a_firm_is_no_name(text: str) -> None:
    assert "name" not in [entity for entity, _ in values(text)]
