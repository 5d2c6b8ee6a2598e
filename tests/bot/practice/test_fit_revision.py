"""Answers of the test of fit that are taken back."""

from __future__ import annotations

from typing import Any

import pytest

from bot.practice import fit
from bot.practice.fit_content import fit_content
from bot.practice.fit_stance import stance_reader


def answered(*texts: str) -> tuple[dict[str, Any], list[str]]:
    """The state after these messages, and the kinds of the last lines. The statements come in the order of the file."""
    state, _ = fit.start(seed=1)
    state["order"] = [statement.id for statement in fit_content().statements]
    kinds: list[str] = []
    for text in texts:
        state, lines, _ = fit.reply(state, text, mask=lambda said: said)
        kinds = [line.kind for line in lines]
    return state, kinds


def stances(state: dict[str, Any]) -> dict[str, str]:
    return {answer["statement"]: answer["stance"] for answer in state["answers"]}


@pytest.mark.parametrize(
    "text", ["det første svar skal være nej i stedet", "tempo skal være nej i stedet", "tempo passer alligevel ikke på mig"]
)
def test_an_earlier_answer_is_changed_by_number_or_by_name(text: str) -> None:
    state, kinds = answered("passer på mig", "passer på mig", text)
    assert stances(state) == {"tempo": "not", "measured": "fits"}
    assert kinds == ["revised", "statement"]


def test_going_back_asks_the_statement_again_and_then_the_one_that_waited() -> None:
    state, kinds = answered("passer på mig", "passer på mig", "gå tilbage til 1")
    assert (kinds, state["revising"]) == (["statement"], "tempo")
    state, lines, _ = fit.reply(state, "passer ikke", mask=lambda said: said)
    assert stances(state) == {"tempo": "not", "measured": "fits"}
    assert lines[-1].text.startswith("3 af 12")


def test_what_has_not_been_asked_yet_comes_later() -> None:
    state, kinds = answered("passer på mig", "det der med kollegerne er lige mig")
    assert stances(state) == {"tempo": "fits"}
    assert kinds == ["later", "statement"]


def test_a_changed_answer_is_quoted_as_it_was_written() -> None:
    state, _ = answered("passer på mig", "passer på mig", "det første svar skal være nej, så højt tempo er ikke mig")
    assert state["answers"][0]["quote"] == "det første svar skal være nej, så højt tempo er ikke mig"


@pytest.mark.parametrize("text", ["øh ved jeg ikke, hvad er CRM?", "CRM, hvad er det?"])
def test_a_word_is_explained_under_any_statement(text: str) -> None:
    state, kinds = answered(text)
    assert (state["answers"], kinds) == ([], ["explain"])


def test_a_question_that_says_yes_is_an_answer_and_one_about_the_job_is_none() -> None:
    state, _ = answered()
    assert fit.understands(state, "ja hvorfor ikke?")
    assert not fit.understands(state, "er der overhovedet deltid i det job")


@pytest.mark.parametrize(
    ("statement", "text", "stance"),
    [
        ("ai", "det er både godt og skidt tænker jeg", "both"),
        ("anger", "det kan jeg godt, jeg tager det ikke så tungt når folk råber", "fits"),
        ("repetition", "jeg keder mig hurtigt", "not"),
        ("people", "jeg bliver stresset når telefonen ringer hele tiden", "not"),
    ],
)
def test_answers_that_were_misread_are_read(statement: str, text: str, stance: str) -> None:
    assert stance_reader().read(text, statement) == stance
