"""Which cut of a message is sure enough to be taken for two things."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from bot.nlu.questions import Split
from bot.nlu.two_questions import third_question, two_questions

STORY = "Vi har om arbejdsmarkedet i samfundsfag, og jeg skal fremlægge på onsdag for hele klassen og min lærer"
QUESTION = "hvad er det for et erhverv"


def reader(text: str, *read: tuple[str, float]) -> Callable[[int, int], dict[str, Any]]:
    """Reads the part that begins the message as the first of these, any other as the second."""

    def part(start: int, end: int) -> dict[str, Any]:
        intent, confidence = read[min(start, 1)]
        return {"intent": intent, "confidence": confidence, "text": text[start:end].strip()}

    return part


def intents(left: str, right: str, split_asks: bool, *read: tuple[str, float]) -> list[str]:
    text = f"{left} {right}"
    split = Split(0, len(left), len(left) + 1, left_asks=split_asks)
    return [part["intent"] for part in two_questions([split], len(text), reader(text, *read))]


def test_two_questions_are_taken_in_the_order_asked() -> None:
    found = intents("hvad laver man", "og hvad tjener man", True, ("ask_duties", 0.5), ("ask_salary", 0.9))
    assert found == ["ask_duties", "ask_salary"]


@pytest.mark.parametrize("intent", ["out_of_scope", "ask_application", "request_human"])
def test_a_long_story_before_a_question_is_no_question_however_sure_it_is(intent: str) -> None:
    assert intents(STORY, QUESTION, False, (intent, 0.94), ("ask_occupation", 0.97)) == []


def test_what_does_not_ask_and_is_foreign_is_no_question_even_when_short() -> None:
    assert intents("Min søn vil være dyrlæge", QUESTION, False, ("out_of_scope", 0.95), ("ask_occupation", 0.97)) == []


def test_a_short_part_that_names_a_topic_is_a_question() -> None:
    found = intents("forskel på supervisor og teamleder", "og hvad får de", False, ("compare_roles", 0.9), ("ask_salary", 0.9))
    assert found == ["compare_roles", "ask_salary"]


@pytest.mark.parametrize(("confidence", "found"), [(0.55, []), (0.65, ["express_frustration", "ask_occupation"])])
def test_a_mood_in_a_long_story_must_be_surer_than_one_said_outright(confidence: float, found: list[str]) -> None:
    assert intents(STORY, QUESTION, False, ("express_frustration", confidence), ("ask_occupation", 0.97)) == found
    assert intents("Jeg er træt.", QUESTION, False, ("express_frustration", confidence), ("ask_occupation", 0.97)) != []


def part(intent: str, text: str = "") -> dict[str, Any]:
    return {"intent": intent, "confidence": 0.9, "text": text}


def test_a_third_question_is_found_in_the_half_that_holds_it() -> None:
    asked = [part("ask_salary", "hvad tjener man"), part("ask_duties", "hvad laver man og kan man arbejde hjemme")]
    halves = {asked[1]["text"]: [part("ask_duties"), part("ask_working_conditions")]}
    assert third_question(asked, lambda text: halves.get(text, [])) == part("ask_working_conditions")


@pytest.mark.parametrize("third", ["ask_salary", "out_of_scope", "express_joy", "inform"])
def test_a_half_that_asks_nothing_new_holds_no_third_question(third: str) -> None:
    asked = [part("ask_salary", "a"), part("ask_duties", "b")]
    assert third_question(asked, lambda text: [part("ask_duties"), part(third)]) is None


def test_a_mood_beside_a_question_holds_no_third() -> None:
    assert third_question([part("express_worry"), part("ask_duties")], lambda text: [part("ask_salary"), part("ask_training")]) is None


@pytest.mark.parametrize(
    ("left", "right", "found"),
    [
        (("ask_duties", 0.9), ("ask_salary", 0.9), ["ask_duties", "ask_salary"]),
        (("ask_duties", 0.9), ("ask_salary", 0.6), []),  # a noun alone may mean many things
        (("ask_duties", 0.9), ("inform", 0.9), []),
        (("ask_duties", 0.9), ("out_of_scope", 0.9), []),
        (("ask_duties", 0.9), ("express_worry", 0.5), ["ask_duties", "express_worry"]),
    ],
)
def test_where_no_word_shows_that_it_asks_both_parts_must_be_sure(
    left: tuple[str, float], right: tuple[str, float], found: list[str]
) -> None:
    text = "hvad laver man. lønnen"
    split = Split(0, 15, 16, left_asks=True, right_asks=False, weak=True)
    assert [part["intent"] for part in two_questions([split], len(text), reader(text, left, right))] == found
