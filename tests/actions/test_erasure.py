"""Deleting on an order, asking about what may be one, and forgetting one thing."""

from __future__ import annotations

from typing import Any

import pytest

from actions.erasure import ActionForgetMe, wants_forgotten
from actions.turn import Turn
from tests.actions.conftest import Act
from tests.builders import make_entity, make_tracker

ORDERED = '/delete_my_data{"choice":"all"}'


def heard(text: str, *cues: str, confidence: float = 1.0, **more: Any) -> dict[str, Any]:
    return {"intent": "delete_my_data", "text": text, "confidence": confidence, "cues": list(cues), **more}


def emptied(events: list[dict[str, Any]]) -> set[str]:
    return {event["name"] for event in events if event["event"] == "slot" and event["value"] is None}


@pytest.mark.parametrize(
    ("message", "slots"),
    [
        (heard("slet alt", "erase_mentioned", "erase_all"), {}),
        (heard(ORDERED, entities=[make_entity("choice", "all")]), {}),
        (heard("slet det", "erase_mentioned", "erase_firm"), {"offered": 'delete_my_data{"choice":"all"}'}),
    ],
)
def test_an_order_empties_what_was_told(act: Act, message: dict[str, Any], slots: dict[str, Any]) -> None:
    done = act(ActionForgetMe(), **message, slots={"name": "Bo", "age": "58", **slots})
    assert done.parts == ["utter_forgot_me"]
    assert {"name", "age", "region", "context"} <= emptied(done.events)


def test_an_order_leaves_no_slot_but_that_karla_was_introduced(act: Act, domain: dict[str, Any]) -> None:
    done = act(ActionForgetMe(), **heard("slet alt", "erase_mentioned", "erase_all"))
    assert set(domain["slots"]) - emptied(done.events) == {"introduced", "turns"}


@pytest.mark.parametrize(
    ("message", "response"),
    [
        (heard("alt det hele"), "utter_ask_erase"),
        (heard("slet det", "erase_mentioned", "erase_firm"), "utter_ask_erase"),
        (heard("/delete_my_data"), "utter_ask_erase"),
        (heard("du skal ikke slette noget", "erase_mentioned", "erase_not"), "utter_erase_not"),
        (heard("hvorfor slettede du det", "erase_mentioned", "erase_asked"), "utter_private_kept"),
        (heard("jeg kan ikke huske det hele", "unknown"), "utter_remember_less"),
    ],
)
def test_what_is_no_order_deletes_nothing(act: Act, message: dict[str, Any], response: str) -> None:
    done = act(ActionForgetMe(), **message, slots={"name": "Bo", "turns": 4})
    assert response in done.parts
    assert "name" not in done.slots


def test_after_a_deletion_nothing_is_there_to_tell_of(act: Act) -> None:
    done = act(ActionForgetMe(), **heard("har du slettet det", "erase_mentioned", "erase_asked"))
    assert done.parts[0] == "utter_private_gone"


def test_one_thing_is_forgotten_and_said_so(act: Act) -> None:
    done = act(ActionForgetMe(), **heard("slet kun mit navn", "erase_mentioned", "forget_name"), slots={"name": "Bo", "region": "viborg"})
    assert done.parts[0] == "utter_forgot_part"
    assert "dit navn" in done.text
    assert done.slots["name"] is None
    assert "region" not in done.slots


def test_a_place_that_was_only_asked_about_is_no_longer_what_the_talk_is_about(act: Act) -> None:
    context = {"topic": "ask_salary", "asked": {"region": "viborg", "role": "teamleder"}, "turn": 3, "time": 0.0}
    message = heard("glem Viborg", "erase_mentioned", "forget_region")
    done = act(ActionForgetMe(), **message, slots={"context": context, "turns": 4})
    assert done.parts[0] == "utter_forgot_part"
    assert done.context.asked == {"role": "teamleder"}


def test_what_was_never_told_cannot_be_forgotten(act: Act) -> None:
    done = act(ActionForgetMe(), **heard("glem min alder", "erase_mentioned", "forget_age"))
    assert done.parts[0] == "utter_forgot_part_none"


@pytest.mark.parametrize(
    ("cues", "wants"), [(["erase_all"], True), (["forget_name"], True), (["erase_firm", "erase_mentioned"], False), ([], False)]
)
def test_in_a_role_play_only_an_order_is_for_karla(domain: dict[str, Any], cues: list[str], wants: bool) -> None:
    assert wants_forgotten(Turn(make_tracker(**heard("slet appen, og hent den igen", *cues)), domain)) is wants
