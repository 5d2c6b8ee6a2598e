"""Where a message says what is wanted."""

from __future__ import annotations

import pytest

from bot.nlu.focus import Focus, Wanted
from bot.nlu.lexicon import read_lexicon

STORY = "Jeg er 52 år og har været bager siden jeg var 17. Mine hænder kan ikke mere. Vi bor i Hobro, så der er ikke så meget at vælge imellem. "


FOCUS = Focus(read_lexicon(), lambda part: part.lower().startswith(("hvad", "kan", "kræver")))


def wanted(text: str) -> str:
    return text[FOCUS.start(text) :].strip()


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("nej ikke lønnen, angsten", "angsten"),
        ("nej, ikke løn men opgaver", "opgaver"),
        ("jeg mente ikke hvad man tjener, men hvad man laver", "hvad man laver"),
        ("ikke lønnen", "ikke lønnen"),
        ("ikke alle kan lide det, vel", "vel"),
        ("det er ikke lønnen, det er angsten", "det er ikke lønnen, det er angsten"),
    ],
)
def test_a_correction_wants_its_second_half(text: str, part: str) -> None:
    assert wanted(text) == part


def test_a_story_wants_the_question_at_its_end() -> None:
    assert wanted(f"{STORY}Kræver det, at man kan skrive fejlfrit?") == "Kræver det, at man kan skrive fejlfrit?"


def test_a_question_too_short_to_be_read_alone_takes_the_sentence_before_it() -> None:
    assert wanted(f"{STORY}Jeg skal bruge 27.000. Kan det lade sig gøre?") == "Jeg skal bruge 27.000. Kan det lade sig gøre?"


@pytest.mark.parametrize("text", [f"{STORY}Sådan er det bare.", "Jeg er 52. Jeg er bager. Hvad tjener man?", "hvad tjener man", ""])
def test_the_rest_is_read_whole(text: str) -> None:
    assert wanted(text) == text.strip()


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("jeg spurgte om jeg får løn i praktikken", "jeg får løn i praktikken"),
        ("jeg spurte jo om hjælp til ordblinde", "hjælp til ordblinde"),
        ("nej altså, det jeg mente var timerne", "timerne"),
        ("hvad jeg mente var hvor mange hjemmedage", "hvor mange hjemmedage"),
        ("du svarede ikke på om hf gør en forskel", "hf gør en forskel"),
        ("du glemte nr. 3", "nr. 3"),
        ("det svarede du ikke på. hvem tjener mest", "hvem tjener mest"),
        ("Det var årstallet, jeg spurgte om", "årstallet"),
        ("det var ikke det jeg spurgte om, jeg spurgte om pension", "pension"),
        ("nej jeg mente i løn", "i løn"),
    ],
)
def test_what_is_asked_again_stands_behind_the_words_that_say_so(text: str, part: str) -> None:
    wanted = FOCUS.find(text)
    assert (text[wanted.start : wanted.end].strip(), wanted.again) == (part, True)


@pytest.mark.parametrize("text", ["nej, forhandlingen. hvad siger jeg", "nej lønnen", "næ, kan man det?"])
def test_a_no_before_a_question_or_a_name_may_refuse_nothing(text: str) -> None:
    assert FOCUS.find(text).after_no


@pytest.mark.parametrize("text", ["nej jeg vil ikke mere nu", "nej", "det var ikke det jeg spurgte om", "jeg spurgte", "nej ikke lige nu"])
def test_a_refusal_and_a_complaint_without_more_are_read_whole(text: str) -> None:
    assert FOCUS.find(text) == Wanted()
