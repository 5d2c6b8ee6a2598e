"""What words say for sure."""

from __future__ import annotations

import pytest

from bot.practice.moves import MOVES
from bot.practice.plain_words import NOT_QUITE, SAID, Strengths, asks, passes_on, said_plainly


def row(strength: float) -> Strengths:
    return dict.fromkeys(MOVES, strength)


@pytest.mark.parametrize(
    "text",
    [
        "hvad er beløbet og hvornår blev det trukket",
        "okay torben fortæl mig hele historien om jakken",
        "så må du gerne fortælle mig modellen",
        "okay men hvad gør den når du trykker",
        "har du et sagsnummer",
        "så skal jeg bruge dit kundenummer",
    ],
)
def test_a_question_needs_no_mark(text: str) -> None:
    assert asks(text)
    assert said_plainly(text, row(0.1))["question"] == SAID


@pytest.mark.parametrize("text", ["så kan du få pengene tilbage", "jeg forstår godt, at du er træt", "så er det nok din egen skyld"])
def test_a_statement_asks_nothing(text: str) -> None:
    assert not asks(text)


@pytest.mark.parametrize("text", ["det skal du ikke finde dig i", "det kan vi ikke være bekendt", "det er slet ikke i orden"])
def test_siding_with_the_customer_is_no_refusal(text: str) -> None:
    strengths = said_plainly(text, row(0.9))
    assert strengths["empathy"] == 0.9
    assert (strengths["rudeness"], strengths["blame"], strengths["defensiveness"]) == (NOT_QUITE, NOT_QUITE, NOT_QUITE)


@pytest.mark.parametrize(
    "text", ["har du husket at opsige det ordentligt?", "det er nok din egen skyld", "skærmbillede kan alle lave i paint"]
)
def test_an_accusation_is_blame_and_no_sympathy(text: str) -> None:
    strengths = said_plainly(text, row(0.6))
    assert strengths["blame"] == SAID
    assert strengths["empathy"] == NOT_QUITE


def test_blame_that_the_house_takes_is_not_passed_on() -> None:
    assert passes_on("det er hende der har glemt det")
    assert passes_on("det er fragtmandens skyld")
    assert not passes_on("Det er vores fejl, at lageret har glemt den")
