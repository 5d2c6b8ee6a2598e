"""Practising in the talk: the game gets what is meant for it, and nothing else."""

from __future__ import annotations

import asyncio
import functools
from collections.abc import Callable, Coroutine
from typing import Any

import pytest
from rasa_sdk.executor import CollectingDispatcher

from actions import wiring
from actions.practice import ActionFinishPractice, ActionStartPractice, ValidatePracticeForm
from actions.practice_aside import is_aside
from actions.turn import Turn
from bot.knowledge.store import KnowledgeStore
from tests.builders import make_tracker


def in_loop(test: Callable[..., Coroutine[Any, Any, None]]) -> Callable[..., None]:
    """Runs an async test."""

    @functools.wraps(test)
    def run(*args: Any, **kwargs: Any) -> None:
        asyncio.run(test(*args, **kwargs))

    return run


CUSTOMER = "Hej Mette, du taler med Anna. Det kan jeg godt forstå er ærgerligt. Må jeg få dit ordrenummer?"


@pytest.fixture(autouse=True)
def real_store(monkeypatch: pytest.MonkeyPatch, store: KnowledgeStore) -> None:
    monkeypatch.setattr(wiring, "knowledge_store", lambda: store)


def slots_of(events: list[dict[str, Any]]) -> dict[str, Any]:
    return {event["name"]: event["value"] for event in events if event["event"] == "slot"}


async def begun(domain: dict[str, Any], intent: str = "start_roleplay", **message: Any) -> tuple[dict[str, Any], CollectingDispatcher]:
    said = CollectingDispatcher()
    tracker = make_tracker(intent=intent, slots={"introduced": True, "turns": 1}, **message)
    return slots_of(await ActionStartPractice().run(said, tracker, domain)), said


async def played(domain: dict[str, Any], slots: dict[str, Any], text: str, **message: Any) -> tuple[dict[str, Any], CollectingDispatcher]:
    """The slots after one more message, and what was said."""
    said = CollectingDispatcher()
    given = {**slots, "requested_slot": "practice_turn", "practice": {**slots["practice"], "begun_at": None}}
    tracker = make_tracker(**{"intent": "inform", **message}, slots=given, text=text)
    form = ValidatePracticeForm()
    found = await form.extract_practice_turn(said, tracker, domain)
    if not found:
        return {}, said
    return {**slots, **form.validate_practice_turn(found["practice_turn"], said, tracker, domain)}, said


@in_loop
async def test_asked_to_practise_karla_offers_customers(domain: dict[str, Any]) -> None:
    slots, said = await begun(domain)
    assert slots["practice"]["game"] == "choose"
    assert [button["title"] for button in said.messages[-1]["buttons"]][-1] == "Overrask mig"
    assert len(said.messages[-1]["buttons"]) == 5


@in_loop
async def test_a_named_customer_comes_at_once_and_is_marked_as_one(domain: dict[str, Any]) -> None:
    slots, said = await begun(domain, keywords=["pakken"], text="øv med kunden med pakken")
    assert slots["practice"]["state"]["scenario"] == "forsinket-pakke"
    assert said.messages[-1]["name"] == "Kunden"


@in_loop
async def test_the_customer_answers_what_was_written(domain: dict[str, Any]) -> None:
    slots, _ = await begun(domain, keywords=["pakken"], text="pakken")
    after, said = await played(domain, slots, CUSTOMER)
    assert after["practice"]["state"]["said"] == (CUSTOMER,)
    assert said.messages[0]["name"] == "Kunden"


@in_loop
async def test_the_end_brings_a_card_and_its_points_are_kept(domain: dict[str, Any]) -> None:
    slots, _ = await begun(domain, keywords=["pakken"], text="pakken")
    after, _ = await played(domain, slots, CUSTOMER)
    over, _ = await played(domain, after, "stop")
    assert over["practice_turn"] == "over"
    said = CollectingDispatcher()
    finished = slots_of(await ActionFinishPractice().run(said, make_tracker(slots=over), domain))
    assert "af 100 point" in said.messages[0]["body"]
    assert len(finished["scores"]) == 1
    assert finished["practice"]["game"] == "left"
    assert said.messages[1]["buttons"][0]["payload"] == '/start_roleplay{"scenario": "forsinket-pakke"}'


@in_loop
async def test_a_real_question_is_left_to_the_rules_and_a_customers_talk_is_not(domain: dict[str, Any]) -> None:
    asked = make_tracker(intent="ask_salary", text="hvad tjener man egentlig i kundeservice?", cues=["about_job"], asks=True)
    talk = make_tracker(intent="ask_salary", text="Hvad koster abonnementet om måneden, siger du?", cues=[], asks=True)
    game = (await begun(domain, keywords=["pakken"], text="pakken"))[0]["practice"]
    assert is_aside(Turn(asked, domain), game)
    assert not is_aside(Turn(talk, domain), game)


@in_loop
async def test_distress_leaves_the_game(domain: dict[str, Any]) -> None:
    slots, _ = await begun(domain, keywords=["pakken"], text="pakken")
    after, said = await played(domain, slots, "jeg vil ikke leve mere", intent="crisis")
    assert (after, said.messages) == ({}, [])


@in_loop
async def test_an_interview_for_leaders_is_held_for_leaders(domain: dict[str, Any]) -> None:
    slots, said = await begun(domain, "start_interview", roles=("teamleder",), text="øv samtale til teamleder")
    assert slots["practice"]["state"]["track"] == "teamleder"
    assert said.messages[-1]["name"] == "Intervieweren"


@in_loop
async def test_the_test_of_fit_takes_buttons(domain: dict[str, Any]) -> None:
    slots, said = await begun(domain, "start_fit_quiz", text="passer det til mig")
    assert next(button["payload"] for button in said.messages[-1]["buttons"]) == '/inform{"choice": "fits"}'
    entities = [{"entity": "choice", "value": "fits"}]
    after, _ = await played(domain, slots, '/inform{"choice": "fits"}', entities=entities)
    assert after["practice"]["state"] != slots["practice"]["state"]
