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


def test_a_question_that_names_a_place_is_left_to_its_own_rule_and_not_taken_for_an_answer(act: Act) -> None:
    outcome = act(
        ValidateSalaryForm(),
        intent="ask_salary",
        text="hvad ville jeg få i København?",
        asks=True,
        entities=[make_entity("region", "koebenhavn", "own")],
        slots={"requested_slot": "region", "region": "koebenhavn"},
        **FORM,
    )
    assert rejected(outcome)
    assert outcome.slots["region"] is None


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
