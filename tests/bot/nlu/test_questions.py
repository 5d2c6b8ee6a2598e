"""Where a message may hold two questions."""

from __future__ import annotations

import pytest

from bot.nlu.lexicon import read_lexicon
from bot.nlu.questions import MOST, QuestionSplitter

SPLITTER = QuestionSplitter(read_lexicon())


def halves(text: str) -> list[tuple[str, str]]:
    return [(text[split.left_start : split.left_end].strip(), text[split.right_start :].strip()) for split in SPLITTER.splits(text)]


@pytest.mark.parametrize(
    ("text", "pair"),
    [
        ("hvad går arbejdet ud på, og er lønnen ok", ("hvad går arbejdet ud på", "er lønnen ok")),
        ("Hvad tjener man? Og skal man have en uddannelse?", ("Hvad tjener man?", "Og skal man have en uddannelse?")),
        ("krav og opgaver?", ("krav", "opgaver?")),
        ("arbejdstid + løn", ("arbejdstid", "løn")),
        ("Min søn er 17. Hvad laver man, og hvad tjener man?", ("Hvad laver man", "hvad tjener man?")),
        ("Jeg er rigtig nervøs. Hvad spørger de om?", ("Jeg er rigtig nervøs.", "Hvad spørger de om?")),
        ("Gemmer du det, jeg skriver? Og hvad tjener en chef?", ("Gemmer du det, jeg skriver?", "Og hvad tjener en chef?")),
        ("løn? opgaver?", ("løn?", "opgaver?")),
        ("hej, hvad tjener man", ("hej", "hvad tjener man")),
        ("kurser findes der? og hvliket system bruger man", ("kurser findes der?", "og hvliket system bruger man")),
        ("hvad koster det og hvlike kurser er der", ("hvad koster det", "hvlike kurser er der")),
        ("hvad så med en kundeservicechef, løn og opgaver?", ("løn", "opgaver?")),
    ],
)
def test_two_questions_can_be_cut_apart(text: str, pair: tuple[str, str]) -> None:
    assert pair in halves(text)


def test_no_message_is_cut_in_more_places_than_can_be_looked_at() -> None:
    assert len(SPLITTER.splits("?" * 2000)) == MOST


@pytest.mark.parametrize(
    "text",
    [
        "",
        "?",
        "og",
        "hvad tjener man",
        "Hvad er forskellen på en supervisor og en teamleder?",
        "Hvad er det for nogle it-systemer, man sidder og arbejder i?",
    ],
)
def test_one_question_stays_whole(text: str) -> None:
    assert halves(text) == []


def test_a_clause_that_tells_where_is_no_question_before_another() -> None:
    text = "Forestil dig en tirsdag, hvor jeg har hængt jakken, hvad er det så, jeg laver?"
    assert [split.left_asks for split in SPLITTER.splits(text)] == [False]


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("Hvilke egenskaber skal man have? Jeg vil også selv teste dem.", "Jeg vil også selv teste dem."),
        ("Hvordan håndterer man stressen? Og udviklingsmulighederne?", "Og udviklingsmulighederne?"),
        ("hvem er de største arbejdsgivere desuden chancen for at blive leder", "chancen for at blive leder"),
    ],
)
def test_what_comes_after_a_question_may_ask_another_without_a_question_word(text: str, right: str) -> None:
    assert right in [text[split.right_start :] for split in SPLITTER.splits(text)]


@pytest.mark.parametrize("text", ["Hvordan skriver man en ansøgning efter sygdom og barsel?", "Kan du spille en kunde, som er sur?"])
def test_what_goes_on_with_a_question_is_no_other(text: str) -> None:
    assert SPLITTER.splits(text) == []
