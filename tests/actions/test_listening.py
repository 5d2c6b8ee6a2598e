"""What is said to somebody who tells and asks nothing, and to a "hmm"."""

from __future__ import annotations

from typing import Any

import pytest

from actions.feelings import ActionMeetFeeling
from actions.repair import ActionOfferMeanings
from tests.actions.conftest import Act
from tests.builders import make_context, make_entity

STORY = "de sagde det på et kort møde"


@pytest.mark.parametrize("topic", ["dismissal", "grief", "rejected"])
def test_what_goes_on_with_bad_news_is_heard(act: Act, topic: str) -> None:
    outcome = act(ActionOfferMeanings(), intent="nlu_fallback", text=STORY, slots={"context": make_context(topic)})
    assert outcome.parts[0] == "utter_listen"


def test_many_years_somewhere_are_named_after_a_dismissal(act: Act) -> None:
    message: dict[str, Any] = {"text": "22 år og så ti minutter", "entities": [make_entity("experience", "22 år", "own")]}
    outcome = act(ActionOfferMeanings(), intent="nlu_fallback", slots={"context": make_context("dismissal")}, **message)
    assert outcome.parts[0] == "utter_listen_years"
    assert "år er lang tid" in outcome.text


@pytest.mark.parametrize("intent", ["express_frustration", "express_worry"])
def test_a_feeling_without_a_name_is_about_the_bad_news_just_told(act: Act, intent: str) -> None:
    outcome = act(ActionMeetFeeling(), intent=intent, text=STORY, slots={"context": make_context("dismissal")})
    assert outcome.parts[0] == "utter_listen"


@pytest.mark.parametrize(
    ("text", "topic", "part"),
    [
        ("nå", "dismissal", "utter_short_listening"),
        ("hmm", "ask_salary", "utter_short_pause"),
        ("?", "ask_salary", "utter_short_sign"),
        ("hmm", None, "utter_short_start"),
    ],
)
def test_a_small_word_is_answered_from_the_talk(act: Act, text: str, topic: str | None, part: str) -> None:
    slots = {"context": make_context(topic)} if topic else {}
    assert act(ActionOfferMeanings(), intent="nlu_fallback", text=text, cues=["only_short"], slots=slots).parts[0] == part


def test_a_statement_that_may_be_about_a_topic_is_asked_about_it(act: Act) -> None:
    ranking = [{"name": "nlu_fallback", "confidence": 0.7}, {"name": "ask_working_conditions", "confidence": 0.3}]
    outcome = act(
        ActionOfferMeanings(), intent="nlu_fallback", text="min afdeling er flyttet", intent_ranking=ranking, slots={"unsure": {}}
    )
    assert "/ask_working_conditions" in outcome.buttons


def test_a_statement_about_nothing_known_is_said_not_to_be_understood(act: Act) -> None:
    ranking = [{"name": "nlu_fallback", "confidence": 0.95}, {"name": "ask_source", "confidence": 0.05}]
    outcome = act(ActionOfferMeanings(), intent="nlu_fallback", text="min afdeling er flyttet", intent_ranking=ranking)
    assert outcome.parts[0] == "utter_inform_unknown"
