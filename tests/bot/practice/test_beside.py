"""What is written in a test of fit and is no answer, and how a result is asked about afterwards."""

from __future__ import annotations

from typing import Any

import pytest

from bot.practice import fit
from bot.practice.fit_content import fit_content
from bot.practice.fit_result import result_text


def at(statement: str, *texts: str) -> tuple[dict[str, Any], list[str]]:
    """The state after these messages with this statement first, and the kinds of the last lines."""
    state, _ = fit.start(seed=1)
    state["order"].remove(statement)
    state["order"].insert(0, statement)
    kinds: list[str] = []
    for text in texts:
        state, lines, _ = fit.reply(state, text, mask=lambda said: said)
        kinds = [line.kind for line in lines]
    return state, kinds


@pytest.mark.parametrize(
    ("statement", "text", "kind"),
    [
        ("measured", "hvad måler de egentlig?", "explained"),
        ("ai", "er det ikke sådan at de robotter tager jobbet", "explained"),
        ("ai", "nej det er et spørgsmål til dig", "complaint"),
        ("tempo", "du svarer mig ikke!!", "complaint"),
        ("closing", "det her er tåbeligt, kan du ikke bare sige om jeg er egnet", "complaint"),
        ("closing", "jeg ved godt hvad du vil ha mig til at sige", "complaint"),
        ("tempo", "hvorfor spørger du om det", "why"),
        ("tempo", "jeg er faren. det er ikke mig der skal have jobbet", "for_other"),
        ("people", "jeg er på min telefon hele tiden haha", "again"),
    ],
)
def test_what_is_no_answer_is_not_written_down(statement: str, text: str, kind: str) -> None:
    state, kinds = at(statement, text)
    assert state["answers"] == []
    assert kinds[0] == kind


@pytest.mark.parametrize(
    ("statement", "text", "stance"),
    [
        ("repetition", "hmm så passer det ikke, jeg keder mig hurtigt", "not"),
        ("hours", "jeg vil have fast. deltid duer ikke, har husleje", "not"),
        ("people", "Det har jeg gjort i 25 år i banken", "fits"),
        ("noise", "det er da ligemeget, jeg har hovedtelefoner", "fits"),
        ("tempo", "det ved jeg sgu ikke", "unknown"),
        ("tempo", "ved ik", "unknown"),
        ("ai", "ja altså begge dele", "both"),
        ("screen", "ja det kan jeg sagtens. må jeg spørge om noget, hvad får man i løn?", "fits"),
    ],
)
def test_an_answer_is_written_down_as_what_it_is(statement: str, text: str, stance: str) -> None:
    state, _ = at(statement, text)
    assert [answer["stance"] for answer in state["answers"]] == [stance]


def test_an_answer_is_taken_back_for_the_statement_before() -> None:
    state, kinds = at("tempo", "fits", "nej vent jeg mente nej til den der før")
    assert kinds[0] == "revised"
    assert [answer["stance"] for answer in state["answers"]] == ["not"]


@pytest.mark.parametrize("text", ["stop det her", "jeg sagde stop", "jeg gider ikke mere", "tak for snakken"])
def test_any_wording_leaves_the_test(text: str) -> None:
    state, _ = at("tempo", text)
    assert state["ended"] == "stopped"


@pytest.mark.parametrize("answer", ["fits", "not", "both", "det passer mig rigtig godt", "det bryder jeg mig overhovedet ikke om"])
def test_a_result_is_short(answer: str) -> None:
    state, _ = at("tempo", *[answer] * 12)
    assert len(result_text(fit.result(state)).split()) <= 110


def test_a_result_is_explained_and_corrected_afterwards() -> None:
    state, _ = at("people", "nej det er ikke mig", *["fits"] * 11)
    assert "nej det er ikke mig" in str(fit.correct(state, "hvorfor siger du det om mennesker", mask=str))
    said = fit.correct(state, "du skrev noget forkert om mig, jeg kan godt lide mennesker", mask=str)
    assert said is not None
    assert fit_content().choices.fits in said
    assert state["answers"][0]["stance"] == "fits"
    assert fit.correct(state, "så hvad er konklusionen", mask=str) is not None
    assert fit.correct(state, "hvad tjener man", mask=str) is None
