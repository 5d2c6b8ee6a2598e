"""What is asked of the conversation, and of what somebody told."""

from __future__ import annotations

from typing import Any

import pytest

from actions.privacy import ActionAnswerPrivacy
from actions.topics import ActionAnswerTopic
from bot.privacy import MASK
from tests.actions.conftest import Act


def heard(text: str, *cues: str) -> dict[str, Any]:
    return {"intent": "ask_privacy", "text": text, "cues": list(cues)}


@pytest.mark.parametrize(
    ("cues", "response"),
    [
        (["private_employer", "private_readers"], "utter_private_employer"),
        (["private_readers"], "utter_private_readers"),
        (["private_sold", "private_readers"], "utter_private_sold"),
        (["private_service"], "utter_private_service"),
        (["private_backup", "private_how_long"], "utter_private_backup"),
        (["private_copy"], "utter_private_copy"),
        (["private_how_long"], "utter_private_how_long"),
        (["erase_habit", "erase_mentioned"], "utter_private_how_long"),
        (["private_hidden"], "utter_private_hidden_none"),
        (["rights", "own_records"], "utter_data_rights"),
        (["rights"], "utter_rights_at_work"),
        (["memory", "private_employer"], "utter_memory"),
        ([], "utter_memory"),
    ],
)
def test_what_is_asked_comes_first(act: Act, cues: list[str], response: str) -> None:
    done = act(ActionAnswerPrivacy(), **heard("...", *cues), slots={"name": "Bo", "turns": 3})
    assert done.parts[0] == response


def test_a_number_that_was_masked_is_said_to_be_hidden(act: Act) -> None:
    assert act(ActionAnswerPrivacy(), **heard(f"mit cpr er {MASK} ups")).parts[0] == "utter_private_hidden"


def test_what_somebody_asks_of_themselves_is_said_from_memory(act: Act) -> None:
    message = heard("hvad hedder jeg og hvor gammel er jeg?", "own_name", "own_age")
    done = act(ActionAnswerPrivacy(), **message, slots={"name": "Bente", "age": "58"})
    assert done.text == "Du hedder Bente.\nDu er 58 år."


def test_what_was_not_told_is_said_to_be_missing(act: Act) -> None:
    done = act(ActionAnswerPrivacy(), **heard("hvor bor jeg", "own_region"))
    assert done.parts == ["utter_own_none"]


def test_what_is_stored_is_said_beside_another_answer(act: Act) -> None:
    text = "hvad laver man, og gemmer du det?"
    done = act(ActionAnswerTopic(), intent="ask_duties", text=text, questions=("ask_duties", "ask_privacy"))
    assert "utter_ask_privacy" in done.parts
    assert "30 dage" in done.text
