"""Questions about a role-play that is over."""

from __future__ import annotations

import pytest

from bot.practice.review import question_about, weakest
from bot.practice.roleplay import play
from bot.practice.scoring import score


@pytest.mark.parametrize(
    ("text", "asked", "part"),
    [
        ("hvorfor fik jeg kun 16 i lytning", "part", "listening"),
        ("hvad lavede jeg galt?", "wrong", None),
        ("jeg mener i øvelsen, hvor tabte jeg point?", "wrong", None),
        ("hvad var mine point nu igen", "points", None),
        ("hvor mange point fik jeg første gang", "first", None),
        ("giv mig et vink", "hint", None),
        ("hvordan klarer man en kunde som ham i virkeligheden", "how_to", None),
        ("hvad nu hvis jeg havde sagt at det var vores fejl", "what_if", None),
    ],
)
def test_a_question_about_the_card_is_heard(text: str, asked: str, part: str | None) -> None:
    question = question_about(text)
    assert question is not None
    assert (question.asked, question.part) == (asked, part)


@pytest.mark.parametrize("text", ["hvad tjener man", "hvad laver man", "hvordan bliver man teamleder", "hvad er løsningen", "tak"])
def test_a_question_about_the_job_is_none(text: str) -> None:
    assert question_about(text) is None


def test_a_broken_rule_comes_before_what_lost_more() -> None:
    card = score(play("forsinket-pakke", ["hej", "jeg garanterer dig at den er der i morgen"], seed=1))
    assert weakest(card)[0].id == "rules"


def test_the_weakest_parts_come_first_and_a_full_part_is_none() -> None:
    card = score(play("forsinket-pakke", ["hej, du taler med Ida fra Lærkebo", "jeg ser på din sag nu", "det tager lidt tid"], seed=1))
    lost = [part.of - part.points for part in weakest(card)]
    assert lost == sorted(lost, reverse=True)
    assert all(lost)
