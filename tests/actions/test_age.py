"""Too old, too young: what no source says is said to be unsaid."""

from __future__ import annotations

from typing import Any

import pytest

from actions.topics import ActionAnswerTopic
from tests.actions.conftest import Act


def heard(*cues: str) -> dict[str, Any]:
    return {"intent": "ask_requirements", "text": "er jeg for ...?", "cues": list(cues)}


@pytest.mark.parametrize(
    ("cues", "age", "response"),
    [
        (["too_old"], None, "utter_answer_age_old"),
        (["too_old"], "30", "utter_answer_age_old"),
        (["of_age"], "58", "utter_answer_age_old"),
        (["of_age"], "16", "utter_answer_age_young"),
        (["too_young"], None, "utter_answer_age_young"),
        (["too_young"], "19", "utter_answer_age_young_adult"),
        (["young_years", "allowed"], None, "utter_answer_age_young"),
    ],
)
def test_the_age_asked_about_is_answered_for(act: Act, cues: list[str], age: str | None, response: str) -> None:
    done = act(ActionAnswerTopic(), **heard(*cues), slots={"age": age})
    assert done.parts[0] == response
    assert "kr." not in done.text


def test_asked_again_it_says_who_knows_more(act: Act) -> None:
    first = act(ActionAnswerTopic(), **heard("too_old"))
    again = act(ActionAnswerTopic(), **heard("too_old"), slots={"context": first.slots["context"], "turns": 1})
    assert again.parts[0] == "utter_answer_age_again"


def test_an_age_alone_is_no_question_about_it(act: Act) -> None:
    assert act(ActionAnswerTopic(), **heard("young_years")).parts[0] == "utter_answer_ask_requirements"
