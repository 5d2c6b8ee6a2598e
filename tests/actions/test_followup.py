"""A name said by itself, after any topic."""

from __future__ import annotations

from typing import Any

import pytest

from actions.followup import ActionFollowUp
from actions.sourcing import ActionAnswerSource
from actions.topics import ActionAnswerTopic
from tests.actions.conftest import Act
from tests.builders import make_context, make_entity

VEJLE = [make_entity("region", "vejle")]


@pytest.mark.parametrize(
    ("topic", "rows", "about"),
    [
        ("ask_job_market", (), "chancen for job"),
        ("ask_application", ("application-short",), "at søge jobbet"),
        ("ask_working_conditions", ("conditions-colleagues",), "det gode ved jobbet"),
        ("plan_career", (), "karrierevejene"),
    ],
)
def test_a_place_changes_nothing_but_pay_and_is_named(act: Act, topic: str, rows: tuple[str, ...], about: str) -> None:
    slots = {"context": make_context(topic, rows=rows)}
    outcome = act(ActionFollowUp(), slots=slots, entities=VEJLE, only_names="turned", text="og i Vejle?")
    assert outcome.parts[:1] == ["utter_same_place"]
    assert f"i Vejle: mine kilder skelner ikke mellem steder, når vi taler om {about}." in outcome.text


@pytest.mark.parametrize(
    ("topic", "part"),
    [
        ("ask_salary", "utter_same_education_pay"),
        ("ask_duties", "utter_same_education"),
        ("ask_requirements", "utter_note_education_videregaaende"),
    ],
)
def test_an_education_asked_about_is_answered_or_said_to_be_in_no_source(act: Act, topic: str, part: str) -> None:
    slots = {"context": make_context(topic)}
    outcome = act(
        ActionFollowUp(), slots=slots, entities=[make_entity("education", "videregaaende")], only_names="turned", text="og med en kandidat"
    )
    assert part in outcome.parts


@pytest.mark.parametrize(
    ("cue", "part"), [("pros", "utter_answer_pros"), ("cons", "utter_answer_cons"), ("pros_and_cons", "utter_answer_pros_and_cons")]
)
def test_the_good_and_the_bad_are_answered_from_a_word(act: Act, cue: str, part: str) -> None:
    assert part in act(ActionFollowUp(), cues=[cue], text="og ulemperne").parts


def test_a_role_named_first_of_all_is_told_about(act: Act) -> None:
    outcome = act(ActionFollowUp(), entities=[make_entity("role", "teamleder")], only_names="turned", text="hvad med en teamleder")
    assert outcome.parts[:1] == ["utter_answer_ask_occupation_role"]


def test_a_place_named_first_of_all_is_asked_about(act: Act) -> None:
    assert act(ActionFollowUp(), entities=VEJLE, only_names="turned", text="hvad med Vejle").parts == ["utter_ask_about_place"]


def test_the_age_of_the_figures_is_plain(act: Act) -> None:
    slots: dict[str, Any] = {"context": make_context("ask_salary", sources=("vfv-loven", "kildedokument"))}
    text = act(ActionAnswerSource(), intent="ask_source", cues=["source_age"], slots=slots).text
    assert "elov.dk (2023)" in text
    assert "Kildedokumentet angiver ikke noget årstal" in text


def test_official_statistics_are_pointed_to(act: Act) -> None:
    outcome = act(
        ActionAnswerSource(), intent="ask_source", cues=["official_statistics"], asks=True, slots={"context": make_context("ask_salary")}
    )
    assert "LONS20" in outcome.text


@pytest.mark.parametrize(
    ("roles", "experience", "titles", "part", "said"),
    [
        (("teamleder",), None, ["afdelingsleder"], "utter_compare_unknown_one", "»Afdelingsleder« står ikke i mine kilder"),
        ((), "elev", ["ufaglært"], "utter_compare_unknown_one", "om elev i kundeservice"),
        ((), None, ["butik", "hr"], "utter_compare_unknown_both", "»butik« og »hr« står ikke"),
    ],
)
def test_a_role_no_source_knows_is_said_so_and_never_asked_for(
    act: Act, roles: tuple[str, ...], experience: str | None, titles: list[str], part: str, said: str
) -> None:
    entities = [*(make_entity("role", role) for role in roles), *([make_entity("experience", experience)] if experience else [])]
    outcome = act(ActionAnswerTopic(), intent="compare_roles", entities=entities, unknown_roles=titles)
    assert outcome.parts[:1] == [part]
    assert said in outcome.text
    assert "utter_ask_compare_roles" not in outcome.parts


def test_where_somebody_stands_is_told_back(act: Act) -> None:
    outcome = act(ActionFollowUp(), entities=[make_entity("situation", "vikar", "own")], slots={"situation": "vikar"})
    assert outcome.text.startswith("Det husker jeg: du er vikar.")
