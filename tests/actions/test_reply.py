"""A reply: one bubble of parts and one offer, said in varied words, and what is remembered of it."""

from __future__ import annotations

from typing import Any

import pytest
from rasa_sdk.executor import CollectingDispatcher

from actions.reply import Reply
from actions.speech import buttons_of, texts_of
from actions.turn import Context, Turn
from tests.builders import make_context, make_tracker

NOW = 1_000_000.0


@pytest.fixture
def slots() -> dict[str, Any]:
    """The slots of a talk in which Karla has introduced herself."""
    return {"introduced": True, "turns": 4}


def reply_of(domain: dict[str, Any], slots: dict[str, Any], **tracker: Any) -> Reply:
    return Reply(Turn(make_tracker(slots=slots, **tracker), domain, now=NOW))


def sent(reply: Reply, dispatcher: CollectingDispatcher, *, plain: bool = False) -> dict[str, Any]:
    return {event["name"]: event["value"] for event in reply.send(dispatcher, plain=plain)}


def test_parts_make_one_bubble_and_the_offer_a_second(
    domain: dict[str, Any], slots: dict[str, Any], dispatcher: CollectingDispatcher
) -> None:
    reply = reply_of(domain, slots).add("utter_affirm").add("utter_more_none").offer("utter_offer_ask_duties")
    sent(reply, dispatcher)
    first, second = dispatcher.messages
    assert (first["response"], first["body"], first["buttons"]) == ("utter_say", "Godt.\nMere end det ved jeg ikke om lige det emne.", [])
    assert (second["response"], second["body"]) == ("utter_say", texts_of(domain, "utter_offer_ask_duties")[0])
    assert second["buttons"] == buttons_of(domain, "utter_offer_ask_duties")


def test_a_later_offer_takes_the_place_of_an_earlier_one(
    domain: dict[str, Any], slots: dict[str, Any], dispatcher: CollectingDispatcher
) -> None:
    reply = reply_of(domain, slots).offer("utter_offer_ask_duties").offer("utter_offer_ask_salary")
    assert sent(reply, dispatcher)["offered"] == "ask_career_growth"
    assert [message["body"] for message in dispatcher.messages] == texts_of(domain, "utter_offer_ask_salary")


def test_what_is_remembered_of_a_reply(domain: dict[str, Any], slots: dict[str, Any], dispatcher: CollectingDispatcher) -> None:
    reply = reply_of(domain, slots).add("utter_affirm")
    reply.about("ask_duties", sources=["a", "a", "b"], rows=["x"], asked={"role": "teamleder"}).remember("goal", "supervisor")
    assert sent(reply, dispatcher) == {
        "turns": 5,
        "said": {},
        "offered": None,
        "choices": [],
        "context": Context("ask_duties", ("a", "b"), ("x",), {"role": "teamleder"}, 4, NOW).as_slot(),
        "introduced": True,
        "goal": "supervisor",
    }


def test_a_reply_about_nothing_keeps_what_was_talked_about(
    domain: dict[str, Any], slots: dict[str, Any], dispatcher: CollectingDispatcher
) -> None:
    context = make_context("ask_salary", sources=("a",), turn=3, time=5.0)
    reply = reply_of(domain, {**slots, "context": context}).add("utter_affirm")
    assert sent(reply, dispatcher)["context"] == context


def test_two_answers_in_one_reply_have_the_sources_of_both(
    domain: dict[str, Any], slots: dict[str, Any], dispatcher: CollectingDispatcher
) -> None:
    old = make_context("ask_skills", sources=("old",))
    reply = reply_of(domain, {**slots, "context": old}).about("ask_duties", sources=["a"]).about("ask_salary", sources=["b", "a"])
    assert Context.of(sent(reply, dispatcher)["context"]).sources == ("a", "b")


@pytest.mark.parametrize("response", ["utter_feel_worry", "utter_thank", "utter_out_of_scope_trade"])
def test_no_wording_comes_again_before_all_have_been_used(domain: dict[str, Any], slots: dict[str, Any], response: str) -> None:
    wordings = texts_of(domain, response)
    said: list[str] = []
    for _ in wordings:
        dispatcher = CollectingDispatcher()
        slots = {**slots, **sent(reply_of(domain, slots).add(response), dispatcher)}
        said.append(dispatcher.messages[0]["body"])
    assert sorted(said) == sorted(wordings)


def test_another_conversation_begins_with_another_wording(
    domain: dict[str, Any], slots: dict[str, Any], dispatcher: CollectingDispatcher
) -> None:
    for sender_id in map(str, range(20)):
        sent(reply_of(domain, slots, sender_id=sender_id).add("utter_feel_worry"), dispatcher)
    assert len({message["body"] for message in dispatcher.messages}) > 1


def test_the_first_reply_says_who_is_speaking(domain: dict[str, Any], dispatcher: CollectingDispatcher) -> None:
    assert sent(reply_of(domain, {}).add("utter_affirm"), dispatcher)["introduced"] is True
    assert dispatcher.messages[0]["body"] == "Hej, jeg er Karla, en chatbot (AI).\nGodt."


def test_values_are_filled_in_as_they_are(domain: dict[str, Any], slots: dict[str, Any], dispatcher: CollectingDispatcher) -> None:
    sent(reply_of(domain, slots).add("utter_greet_name", name='{role} "<b>" 😀'), dispatcher)
    assert dispatcher.messages[0]["body"] == 'Hej {role} "<b>" 😀.'


@pytest.mark.parametrize(("channel", "expected"), [("web", {"sources": []}), ("telegram", {})])
def test_what_only_the_page_can_draw_goes_only_there(
    domain: dict[str, Any], slots: dict[str, Any], dispatcher: CollectingDispatcher, channel: str, expected: dict[str, Any]
) -> None:
    events = [{"event": "user", "input_channel": channel}]
    sent(reply_of(domain, slots, events=events).add("utter_affirm").show(sources=[]), dispatcher)
    assert dispatcher.messages[0]["custom"] == expected
