"""One turn: the feeling in it, what it asks, what was found, and whether the last answer is still near."""

from __future__ import annotations

from typing import Any

import pytest

from actions.turn import FRESH_SECONDS, FRESH_TURNS, Context, Turn
from tests.builders import make_context, make_entity, make_tracker

NOW = 1_000_000.0


def turn_of(*, now: float = NOW, **tracker: Any) -> Turn:
    return Turn(make_tracker(**tracker), {}, now=now)


def test_a_context_survives_the_slot_it_is_kept_in() -> None:
    context = Context(topic="ask_duties", sources=("a", "b"), rows=("x",), asked={"role": "teamleder"}, turn=3, time=NOW)
    assert Context.of(context.as_slot()) == context


@pytest.mark.parametrize("value", [None, "ask_duties", ["ask_duties"], 5, {}])
def test_anything_that_is_no_context_is_an_empty_one(value: Any) -> None:
    assert Context.of(value) == Context()


@pytest.mark.parametrize(
    ("turns_ago", "seconds_ago", "is_fresh"),
    [(1, 5, True), (FRESH_TURNS, FRESH_SECONDS, True), (FRESH_TURNS + 1, 5, False), (1, FRESH_SECONDS + 1, False)],
)
def test_an_answer_far_back_is_no_longer_what_it_is_about(turns_ago: int, seconds_ago: float, is_fresh: bool) -> None:
    slots = {"turns": 20, "context": make_context("ask_salary", turn=20 - turns_ago, time=NOW - seconds_ago)}
    assert turn_of(slots=slots).is_context_fresh is is_fresh


def test_without_an_answer_nothing_is_fresh() -> None:
    assert turn_of(slots={"turns": 0}).is_context_fresh is False


@pytest.mark.parametrize(
    ("intent", "questions", "mood", "asked"),
    [
        ("express_worry", (), "express_worry", []),
        ("ask_salary", (), None, []),
        ("ask_application", ("express_worry", "ask_application"), "express_worry", ["ask_application"]),
        ("ask_duties", ("thank", "ask_duties"), None, ["ask_duties"]),
        ("ask_duties", ("ask_duties", "ask_salary"), None, ["ask_duties", "ask_salary"]),
        ("express_joy", ("express_joy", "estimate_salary"), "express_joy", ["estimate_salary"]),
    ],
)
def test_a_mood_stands_beside_a_question_and_is_none_itself(
    intent: str, questions: tuple[str, ...], mood: str | None, asked: list[str]
) -> None:
    turn = turn_of(intent=intent, questions=questions)
    assert (turn.mood, turn.questions) == (mood, asked)


def test_values_are_told_apart_by_whose_they_are() -> None:
    entities = [
        make_entity("role", "teamleder"),
        make_entity("role", "supervisor", "own"),
        make_entity("role", "kundeservicechef", "goal"),
        make_entity("region", "aarhus"),
        make_entity("role", None),
    ]
    turn = turn_of(entities=entities)
    assert turn.values("role") == ["teamleder", "supervisor", "kundeservicechef"]
    assert turn.values("role", None) == ["teamleder"]
    assert turn.values("role", "own") == ["supervisor"]
    assert turn.values("role", None, "goal") == ["teamleder", "kundeservicechef"]
    assert turn.values("experience") == []


def test_a_message_without_anything_is_still_a_turn() -> None:
    tracker = make_tracker()
    tracker.latest_message = None
    turn = Turn(tracker, {}, now=NOW)
    assert (turn.intent, turn.text, turn.read_as, turn.questions, turn.mood, turn.number) == ("", "", "", [], None, 0)


@pytest.mark.parametrize(("text", "is_pressed"), [("/ask_salary", True), ("hvad tjener man", False), ("", False)])
def test_a_button_is_told_from_words(text: str, is_pressed: bool) -> None:
    assert turn_of(text=text).is_pressed is is_pressed


def test_without_a_reading_the_text_itself_is_read() -> None:
    assert turn_of(text="HVAD Tjener").read_as == "hvad tjener"
    assert turn_of(text="va tjener", read_as="hvad tjener").read_as == "hvad tjener"
