"""The form of the pay estimate, and how it is left; and the estimate at its longest."""

from __future__ import annotations

from typing import Any

import pytest

from actions.care import ActionCrisis
from actions.estimate import ActionEstimateSalary
from actions.salary_form import ValidateSalaryForm
from actions.talk import ActionStop
from tests.actions.conftest import Act
from tests.builders import make_entity

BEGUN: list[dict[str, Any]] = [{"event": "user"}, {"event": "active_loop", "name": "salary_form"}]
FORM: dict[str, Any] = {"active_loop": "salary_form", "events": [*BEGUN, {"event": "user"}]}


def rejected(outcome: Any) -> bool:
    return any(event["event"] == "action_execution_rejected" for event in outcome.events)


def test_a_question_about_pay_somewhere_says_where_when_that_is_what_is_asked_for(act: Act) -> None:
    outcome = act(
        ValidateSalaryForm(),
        intent="ask_salary",
        text="hvad ville jeg få i København?",
        asks=True,
        entities=[make_entity("region", "koebenhavn")],
        slots={"requested_slot": "region"},
        **FORM,
    )
    assert not rejected(outcome)
    assert outcome.slots["region"] == "koebenhavn"
    assert outcome.text == "København er noteret."


def test_a_question_that_names_a_role_is_left_to_its_own_rule_and_not_taken_for_an_answer(act: Act) -> None:
    outcome = act(
        ValidateSalaryForm(),
        intent="ask_occupation",
        text="hvad er en supervisor",
        asks=True,
        entities=[make_entity("role", "supervisor")],
        slots={"requested_slot": "role"},
        **FORM,
    )
    assert rejected(outcome)
    assert outcome.slots["role"] is None


@pytest.mark.parametrize(
    ("slot", "message", "value"),
    [
        ("role", {"text": "sådan en der tager telefoner", "cues": ["ordinary_role"]}, "kundeservicemedarbejder"),
        ("role", {"text": "jeg er elev", "entities": [make_entity("experience", "elev", "own")]}, "kundeserviceelev"),
        ("experience", {"text": "cirka halvandet", "number": "1.5"}, "1.5"),
        ("employer_kind", {"text": "hos et forsikringsselskab", "cues": ["employer_private"]}, "privat"),
        ("employer_kind", {"text": "så kommunen", "cues": ["employer_public"]}, "offentlig"),
        ("employer_kind", {"text": "tæller kommunen som offentlig?", "asks": True, "cues": ["employer_public"]}, "offentlig"),
    ],
)
def test_plain_words_are_an_answer(act: Act, slot: str, message: dict[str, Any], value: str) -> None:
    outcome = act(ValidateSalaryForm(), intent="nlu_fallback", slots={"requested_slot": slot}, **message, **FORM)
    assert outcome.slots[slot] == value


def test_a_learner_is_asked_nothing_more(act: Act) -> None:
    outcome = act(
        ValidateSalaryForm(),
        text="elev",
        entities=[make_entity("experience", "elev", "own")],
        slots={"requested_slot": "role", "experience": "elev"},
        **FORM,
    )
    assert (outcome.slots["region"], outcome.slots["employer_kind"]) == ("unknown", "unknown")


def test_what_is_told_of_another_question_is_said_back(act: Act) -> None:
    outcome = act(
        ValidateSalaryForm(),
        intent="deny",
        text="nej forresten, det var Kolding ikke Odense",
        entities=[make_entity("region", "kolding", "own"), make_entity("experience", "8", "own")],
        slots={"requested_slot": "employer_kind"},
        **FORM,
    )
    assert outcome.text == "Otte års erfaring og Kolding er noteret."
    assert not rejected(outcome)


@pytest.mark.parametrize(
    ("message", "said"),
    [
        ({"text": "hvorfor spørger du om det?", "cues": ["why", "why_ask"]}, "Fordi lønnen ofte er højere i de store byer end på landet, siger kildedokumentet."),
        ({"text": "er det før eller efter skat?", "cues": ["pay_tax"]}, "Alle tallene er om måneden før skat."),
    ],
)  # fmt: skip
def test_a_question_in_the_middle_is_answered_before_the_form_asks_on(act: Act, message: dict[str, Any], said: str) -> None:
    outcome = act(ValidateSalaryForm(), intent="nlu_fallback", asks=True, slots={"requested_slot": "region"}, **message, **FORM)
    assert outcome.text.startswith(said)
    assert not rejected(outcome)
    assert outcome.slots.get("region") is None


def test_what_cannot_be_used_twice_is_gone_on_without(act: Act) -> None:
    first = act(ValidateSalaryForm(), intent="out_of_scope", text="blå", slots={"requested_slot": "role"}, **FORM)
    assert first.slots["missed"] == {"slot": "role", "count": 1}
    assert first.slots.get("role") is None
    again = {"requested_slot": "role", "missed": first.slots["missed"]}
    second = act(ValidateSalaryForm(), intent="out_of_scope", text="blå", slots=again, **FORM)
    assert second.text == "Så går jeg videre uden at vide det."
    assert second.slots["role"] == "unknown"


def test_asking_for_the_estimate_once_more_begins_it_and_is_no_question_aside(act: Act) -> None:
    left = [*BEGUN, {"event": "user"}, {"event": "active_loop", "name": None}, {"event": "user"}]
    outcome = act(
        ValidateSalaryForm(),
        intent="estimate_salary",
        text="beregn min løn",
        asks=True,
        slots={"requested_slot": "region", "role": "teamleder"},
        active_loop="salary_form",
        events=left,
    )
    assert not rejected(outcome)


def test_another_role_in_the_middle_is_no_answer_about_experience(act: Act) -> None:
    outcome = act(
        ValidateSalaryForm(),
        intent="deny",
        text="nej vent, supervisor",
        entities=[make_entity("role", "supervisor", "own")],
        slots={"requested_slot": "experience"},
        **FORM,
    )
    assert outcome.slots.get("experience") is None


def test_the_title_of_a_button_is_an_answer_whatever_it_sounds_like(act: Act) -> None:
    outcome = act(ValidateSalaryForm(), intent="request_human", text="medarbejder", slots={"requested_slot": "role"}, **FORM)
    assert not rejected(outcome)
    assert outcome.slots["role"] == "kundeservicemedarbejder"


@pytest.mark.parametrize("action", [ActionStop(), ActionCrisis()])
def test_what_was_not_told_is_asked_for_again_the_next_time(act: Act, action: Any) -> None:
    outcome = act(action, intent="stop", slots={"role": "unknown", "region": "odense"}, **FORM)
    assert outcome.slots["role"] is None
    assert "region" not in outcome.slots


@pytest.mark.parametrize("experience", ["2", "3", "erfaren"])
def test_the_longest_estimate_can_be_read_on_a_phone(act: Act, experience: str) -> None:
    told = {"role": "kundeservicemedarbejder", "experience": experience, "region": "aarhus", "employer_kind": "privat"}
    outcome = act(ActionEstimateSalary(), intent="inform", slots=told)
    assert len(outcome.text.split()) <= 90
    assert "Sikkerheden er lav" in outcome.text
    assert "lavt: " in outcome.text
