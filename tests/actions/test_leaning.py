"""Messages that only the talk so far explains, and sides of a topic."""

from __future__ import annotations

from typing import Any

import pytest

from actions.followup import ActionFollowUp
from actions.offers import ActionDeclineOffer, ActionTakeOffer
from actions.repair import ActionOfferMeanings, ActionOutOfScope
from actions.talk import ActionSmallTalk
from actions.tell_more import ActionTellMore
from actions.topics import ActionAnswerTopic
from tests.actions.conftest import Act
from tests.builders import make_context, make_entity

CHOICES = [["Ja, kurser", "/ask_training"], ["Lønnen", "/ask_salary"]]


def pressed(outcome: Any) -> list[str]:
    return [event["text"] for event in outcome.events if event["event"] == "user"]


@pytest.mark.parametrize(
    ("text", "cues", "payload"),
    [
        ("den anden", ["pick_second"], "/ask_salary"),
        ("det første", ["pick_first"], "/ask_training"),
        ("lønnen", [], "/ask_salary"),
        ("Ja, kurser", [], "/ask_training"),
        ("noget andet", ["pick_other"], "/help"),
    ],
)
def test_a_choice_of_the_last_offer_can_be_named(act: Act, text: str, cues: list[str], payload: str) -> None:
    for action in (ActionOfferMeanings(), ActionDeclineOffer(), ActionTellMore(), ActionTakeOffer()):
        assert pressed(act(action, intent="nlu_fallback", text=text, cues=cues, slots={"choices": CHOICES})) == [payload]


@pytest.mark.parametrize(
    ("action", "intent", "topic", "message", "part"),
    [
        (ActionOfferMeanings(), "nlu_fallback", "plan_career", {"text": "hvor lang tid tager det", "cues": ["how_long"]}, "utter_time_unknown"),
        (ActionOfferMeanings(), "nlu_fallback", "plan_career", {"text": "hvad er første skridt", "cues": ["first_step"]}, "utter_plan"),
        (ActionOfferMeanings(), "nlu_fallback", "ask_salary", {"text": "hvad hvis han siger nej", "cues": ["refusal"]}, "utter_refusal"),
        (ActionOutOfScope(), "out_of_scope", "ask_training", {"text": "hvad koster det", "cues": ["price"]}, "utter_answer_ask_training"),
        (ActionOfferMeanings(), "nlu_fallback", "compare_roles", {"text": "hvad er bedst", "cues": ["best"]}, "utter_choose_yourself"),
        (ActionSmallTalk(), "help", "ask_application", {"text": "hvad spørger de om", "cues": ["interview"], "asks": True}, "utter_answer_interview"),
    ],
)  # fmt: skip
def test_what_leans_on_the_talk_is_answered_from_it(
    act: Act, action: Any, intent: str, topic: str, message: dict[str, Any], part: str
) -> None:
    assert part in act(action, intent=intent, slots={"context": make_context(topic)}, **message).parts


@pytest.mark.parametrize(
    ("intent", "cue", "part"),
    [
        ("ask_application", "interview", "utter_answer_interview"),
        ("ask_working_conditions", "angry_customer", "utter_answer_angry_customer"),
        ("ask_working_conditions", "measures", "utter_answer_measures"),
        ("ask_salary", "negotiate", "utter_answer_negotiate"),
        ("ask_skills", "language", "utter_answer_language"),
    ],
)
def test_a_side_of_a_topic_has_an_answer_of_its_own(act: Act, intent: str, cue: str, part: str) -> None:
    outcome = act(ActionAnswerTopic(), intent=intent, cues=[cue], text="?")
    assert outcome.parts[0] == part
    assert "Kilde" in outcome.text
    assert len(outcome.text.split()) <= 90


def test_a_button_asks_for_a_side_of_a_topic(act: Act) -> None:
    outcome = act(ActionAnswerTopic(), intent="ask_application", text="/ask_application", entities=[make_entity("choice", "interview")])
    assert outcome.parts[0] == "utter_answer_interview"


def test_an_answer_that_a_place_does_not_change_is_not_given_again(act: Act) -> None:
    first = act(ActionAnswerTopic(), intent="ask_skills")
    again = act(
        ActionFollowUp(),
        entities=[make_entity("region", "odense")],
        slots={"context": make_context("ask_skills", rows=first.context.rows)},
    )
    assert again.parts == ["utter_same_place", "utter_offer_same"]
    assert "i Odense" in again.text


def test_experience_told_beside_an_answer_it_does_not_change_is_noted(act: Act) -> None:
    first = act(ActionAnswerTopic(), intent="ask_job_market")
    told = act(
        ActionFollowUp(),
        entities=[make_entity("experience", "9", "own")],
        slots={"experience": "9", "context": make_context("ask_job_market", rows=first.context.rows)},
    )
    assert told.parts[0] == "utter_inform_noted"


def test_a_wish_for_another_role_makes_the_plan_anew(act: Act) -> None:
    outcome = act(
        ActionDeclineOffer(),
        intent="deny",
        text="nej vent, jeg vil hellere være kvalitetsmedarbejder",
        entities=[make_entity("role", "kvalitetsmedarbejder", "goal")],
        slots={"goal": "kvalitetsmedarbejder", "context": make_context("plan_career", asked={"role": "teamleder"})},
    )
    assert outcome.parts[0] == "utter_plan"
    assert "medarbejder i projekter og kvalitet" in outcome.text


def test_one_role_after_another_trades_pay_asks_for_its_pay(act: Act) -> None:
    outcome = act(ActionAnswerTopic(), intent="compare_roles", roles=("teamleder",), slots={"context": make_context("ask_salary")})
    assert outcome.text.startswith("Som teamleder ser lønnen")


def test_what_was_said_is_repeated_without_the_first_repetition(act: Act) -> None:
    asked = {"event": "user", "text": "hvad sagde du", "parse_data": {"intent": {"name": "follow_up"}, "cues": ["repeat"]}}
    events = [
        {"event": "user", "text": "løn", "parse_data": {"intent": {"name": "ask_salary"}, "cues": []}},
        {"event": "bot", "text": "25.000"},
        asked,
        {"event": "bot", "text": "Jeg sagde:\n25.000"},
        asked,
    ]
    outcome = act(ActionTellMore(), intent="follow_up", cues=["repeat"], text="hvad sagde du", events=events)
    assert outcome.text == "Jeg sagde:\n25.000"


def test_said_shortly_is_two_points(act: Act) -> None:
    first = act(ActionAnswerTopic(), intent="ask_duties")
    slots = {"context": make_context("ask_duties", rows=first.context.rows)}
    outcome = act(ActionTellMore(), intent="follow_up", cues=["shorter"], text="sig det kort", slots=slots)
    assert outcome.parts[0] == "utter_shorter"
    assert outcome.bubbles[0].text.count("• ") == 2
