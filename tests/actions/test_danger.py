"""What a cry for help is about, and which words answer it."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from rasa_sdk.executor import CollectingDispatcher

from actions.care import ActionCrisis
from actions.danger import is_confirmed, kind_of, words_of
from actions.speech import texts_of
from actions.turn import Turn
from tests.builders import make_tracker

NOW = {"turns": 5}


def turn_with(*cues: str, intent: str = "crisis", text: str = "skrevet", **slots: Any) -> Turn:
    return Turn(make_tracker(intent=intent, cues=list(cues), text=text, slots={**NOW, **slots}), {})


@pytest.mark.parametrize(
    ("cues", "words"),
    [
        ((), "utter_crisis"),
        (("self_harm",), "utter_crisis_self_harm"),
        (("swallowed",), "utter_crisis_swallowed"),
        (("swallowed", "of_other"), "utter_crisis_swallowed_other"),
        (("of_other", "their_cry"), "utter_crisis_other"),
        (("their_cry",), "utter_crisis_other"),
        (("of_other", "grief", "my_cry"), "utter_crisis"),  # the dead are not in danger, the writer is
        (("of_other", "my_cry"), "utter_crisis"),
        (("of_customer", "their_cry"), "utter_crisis_of_customer"),
        (("of_staff", "of_other"), "utter_crisis_of_staff"),
        (("of_other", "violence"), "utter_crisis_violence"),
        (("english", "my_cry"), "utter_crisis_english"),
        (("english", "in_danish"), "utter_crisis"),
    ],
)
def test_a_cry_is_answered_for_whoever_is_in_danger(cues: tuple[str, ...], words: str) -> None:
    turn = turn_with(*cues)
    assert words_of(turn, kind_of(turn)) == words


@pytest.mark.parametrize(
    ("before", "cues", "words"),
    [
        ("self", (), "utter_crisis_again"),
        ("over", ("my_cry",), "utter_crisis_again"),
        ("violence", (), "utter_crisis_violence"),  # "today he locked the door"
        ("violence", ("my_cry",), "utter_crisis"),
        ("of_staff", ("their_cry",), "utter_crisis_of_staff"),
        ("other", ("my_cry",), "utter_crisis"),
    ],
)
def test_a_further_cry_goes_on_with_the_one_before(before: str, cues: tuple[str, ...], words: str) -> None:
    turn = turn_with(*cues, crisis_turn=4.0, crisis_kind=before)
    assert words_of(turn, kind_of(turn)) == words


@pytest.mark.parametrize(
    ("cues", "slots", "is_cry"),
    [
        (("all_of_it", "not_only_job"), {"crisis_asked": 4.0}, True),  # "no, not the job. all of it"
        (("all_of_it",), {"crisis_asked": 1.0}, False),
        (("very_hard",), {"crisis_asked": 1.0}, True),  # the title of the button, typed
        (("very_hard",), {}, False),
        (("all_of_it",), {}, False),
        (("meant_it",), {"crisis_kind": "over"}, True),
        (("meant_it",), {}, False),
        (("meant_it", "denied"), {"crisis_kind": "over"}, False),
        (("all_of_it", "job_only"), {"crisis_asked": 4.0}, False),
        (("all_of_it", "not_only_job", "job_only"), {"crisis_asked": 4.0}, True),  # "not only the job"
    ],
)
def test_a_few_words_can_say_that_it_was_one(cues: tuple[str, ...], slots: dict[str, Any], is_cry: bool) -> None:
    assert is_confirmed(turn_with(*cues, intent="deny", **slots)) is is_cry


def test_a_cry_leaves_the_form_and_is_remembered(domain: dict[str, Any], dispatcher: CollectingDispatcher) -> None:
    tracker = make_tracker(intent="crisis", text="jeg vil dø", cues=["my_cry"], slots=NOW, active_loop="salary_form")
    events = asyncio.run(ActionCrisis().run(dispatcher, tracker, domain))
    slots = {event["name"]: event["value"] for event in events if event["event"] == "slot"}
    assert (slots["crisis_turn"], slots["crisis_kind"], slots["requested_slot"]) == (5.0, "self", None)
    assert {"event": "active_loop", "timestamp": None, "name": None} in events
    assert [message["body"] in texts_of(domain, "utter_crisis") for message in dispatcher.messages] == [True]
