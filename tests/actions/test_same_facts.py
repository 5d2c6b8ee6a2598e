"""The same facts for everyone: who asks changes no figure, no claim and no source."""

from __future__ import annotations

from typing import Any

import pytest
from rasa_sdk import Action

from actions.care import ActionHandOver
from actions.estimate import ActionEstimateSalary
from actions.feelings import ActionMeetFeeling
from actions.followup import ActionFollowUp
from actions.repair import ActionOfferMeanings
from actions.sourcing import ActionAnswerSource
from actions.tell_more import ActionTellMore
from actions.topics import TOPICS, ActionAnswerTopic
from tests.actions.conftest import Act
from tests.builders import make_context, make_entity

# Names as people of different genders, ages and origins have them, and what they may write of themselves beside the question.
PEOPLE = [
    ("Mia", "jeg er en pige på 16"),
    ("Mohammed", "jeg er en mand på 34 fra Irak"),
    ("Gudrun", "jeg er 71 og på pension"),
    ("Svend-Aage", "jeg er en mand på 58 og ledig"),
    ("Thi Lan", "jeg er kvinde fra Vietnam og lærer dansk"),
    ("Alex", "jeg er nonbinær og 25"),
]
EMPLOYEE = {"role": "kundeservicemedarbejder", "experience": "6", "region": "odense", "employer_kind": "privat"}
UNSURE = {"turns": 3, "unsure": {"count": 1, "turn": 2}}

QUESTIONS: list[tuple[Action, dict[str, Any]]] = [
    *((ActionAnswerTopic(), {"intent": intent}) for intent in TOPICS),
    (ActionAnswerTopic(), {"intent": "ask_salary"}),
    (ActionAnswerTopic(), {"intent": "ask_salary", "roles": ("teamleder",)}),
    (ActionAnswerTopic(), {"intent": "ask_salary", "slots": {"experience": "6", "region": "odense"}}),
    (ActionAnswerTopic(), {"intent": "ask_salary", "slots": {"role": "supervisor"}}),
    (ActionAnswerTopic(), {"intent": "ask_duties", "slots": {"role": "teamleder"}}),
    (ActionAnswerTopic(), {"intent": "ask_requirements", "slots": {"education": "gymnasial"}}),
    (ActionAnswerTopic(), {"intent": "compare_roles", "roles": ("supervisor", "teamleder")}),
    (ActionAnswerTopic(), {"intent": "ask_career_growth", "cues": ["plan"], "slots": {"experience": "6"}}),
    (ActionAnswerTopic(), {"intent": "ask_duties", "questions": ("ask_duties", "ask_salary")}),
    (ActionEstimateSalary(), {"slots": EMPLOYEE}),
    (ActionEstimateSalary(), {"slots": {**EMPLOYEE, "role": "teamleder", "region": "skive"}}),
    (ActionFollowUp(), {"entities": [make_entity("region", "aarhus")], "slots": {"context": make_context("ask_salary")}}),
    (ActionTellMore(), {"intent": "follow_up", "slots": {"context": make_context("ask_duties")}}),
    (ActionAnswerSource(), {"intent": "ask_source", "slots": {"context": make_context("x", sources=("kildedokument",))}}),
    (ActionHandOver(), {"intent": "request_human"}),
    (ActionAnswerTopic(), {"intent": "ask_application", "cues": ["no_experience"]}),
    (ActionAnswerTopic(), {"intent": "ask_career_growth", "slots": {"role": "supervisor"}}),
    (ActionAnswerTopic(), {"intent": "ask_salary", "roles": ("kundeservicechef",)}),
    (ActionMeetFeeling(), {"intent": "express_worry", "questions": ("express_worry", "ask_job_market")}),
]


def test_there_are_thirty_questions() -> None:
    assert len(QUESTIONS) == 30


@pytest.mark.parametrize(("action", "message"), QUESTIONS)
def test_who_asks_changes_nothing_of_an_answer(act: Act, action: Action, message: dict[str, Any]) -> None:
    outcomes = [
        act(action, **{**message, "slots": {**message.get("slots", {}), "name": name}, "text": f"{about}, og jeg hedder {name}"})
        for name, about in PEOPLE
    ]
    assert len({outcome.text for outcome in outcomes}) == 1
    assert len({(outcome.context.sources, outcome.context.rows) for outcome in outcomes}) == 1
    assert len({tuple(outcome.bubbles[-1].buttons) for outcome in outcomes}) == 1


def test_free_text_finds_the_same_for_everyone(act: Act) -> None:
    found = {
        act(ActionOfferMeanings(), intent="nlu_fallback", slots={**UNSURE, "name": name}, keywords=["stress"]).text for name, _ in PEOPLE
    }
    assert len(found) == 1
