"""A career plan, step by step, from where somebody is to where they want."""

from __future__ import annotations

from typing import Any

import pytest

from actions.followup import ActionFollowUp
from actions.route import way
from actions.topics import ActionAnswerTopic
from bot.knowledge.store import KnowledgeStore
from tests.actions.conftest import Act
from tests.builders import make_entity


def test_a_plan_says_the_step_what_one_has_and_what_to_do_this_week(act: Act) -> None:
    outcome = act(ActionAnswerTopic(), intent="ask_career_growth", cues=["plan"], slots={"experience": "6", "education": "gymnasial"})
    assert outcome.parts == ["utter_plan", "utter_plan_have", "utter_plan_week", "utter_offer_plan"]
    assert outcome.bubbles[0].text == (
        "En plan fra erfaren kundeservicemedarbejder til teamleder, som du kan gemme:\n"
        "1. Teamleder: ansvar for et hold og eventuelt en akademiuddannelse for kommende mellemledere\n"
        "Det har du allerede: seks års erfaring og en gymnasial uddannelse.\n"
        "Begynd i denne uge: Spørg din leder, hvad der skal til for at lede et hold hos jer.\n"
        "Kilde: elov.dk (2023)\n"
        "Hvor lang tid det tager, siger mine kilder ikke."
    )
    assert (outcome.context.topic, outcome.context.sources) == ("plan_career", ("vfv-loven",))


def test_whoever_tells_their_name_with_their_goal_is_greeted_once(act: Act) -> None:
    told = [
        make_entity("name", "Line", "own"),
        make_entity("role", "teamleder", "goal"),
        make_entity("role", "kundeservicemedarbejder", "own"),
    ]
    outcome = act(ActionFollowUp(), intent="inform", entities=told, slots={"name": "Line", "role": "kundeservicemedarbejder"})
    assert outcome.parts[:2] == ["utter_inform_name", "utter_plan"]
    assert outcome.text.count("Line") == 1


def test_a_goal_that_was_told_leads_there_and_is_remembered(act: Act) -> None:
    outcome = act(ActionAnswerTopic(), intent="ask_career_growth", entities=[make_entity("role", "kundeservicechef", "goal")])
    assert outcome.parts == ["utter_plan", "utter_plan_week", "utter_plan_if_outside", "utter_offer_plan"]
    assert outcome.slots["goal"] == "kundeservicechef"
    assert [line[:2] for line in outcome.bubbles[0].text.splitlines()[1:3]] == ["1.", "2."]


def test_the_usual_goal_is_not_taken_for_what_somebody_has_told(act: Act) -> None:
    outcome = act(ActionAnswerTopic(), intent="ask_career_growth", cues=["plan"])
    assert "til teamleder" in outcome.text
    assert "goal" not in outcome.slots


@pytest.mark.parametrize(
    ("slots", "response"),
    [
        ({"role": "teamleder", "goal": "teamleder"}, "utter_plan_there"),
        ({"role": "kundeservicechef", "goal": "supervisor"}, "utter_plan_none"),
    ],
)
def test_without_a_way_it_says_so(act: Act, slots: dict[str, Any], response: str) -> None:
    outcome = act(ActionAnswerTopic(), intent="ask_career_growth", cues=["plan"], slots=slots)
    assert outcome.parts == [response, "utter_offer_ask_career_growth"]


def test_a_question_about_careers_alone_is_no_wish_for_a_plan(act: Act) -> None:
    assert act(ActionAnswerTopic(), intent="ask_career_growth").parts == ["utter_answer_ask_career_growth", "utter_offer_ask_career_growth"]


def test_the_shortest_way_is_taken_and_none_is_made_up(store: KnowledgeStore) -> None:
    assert [step.to_role for step in way("seniormedarbejder", "teamleder", store)] == ["teamleder"]
    assert list(way("kundeservicechef", "supervisor", store)) == []
    assert list(way("teamleder", "teamleder", store)) == []


@pytest.mark.parametrize(
    ("slots", "part"),
    [
        ({"situation": "vikar", "experience": "1"}, "utter_plan_temp"),
        ({"situation": "opsagt", "experience": "22"}, "utter_plan_between_jobs"),
        ({"situation": "studerende"}, "utter_plan_in"),
        ({"background": "24 som bankrådgiver", "situation": "opsagt"}, "utter_plan_in"),
    ],
)
def test_a_plan_begins_where_somebody_stands(act: Act, slots: dict[str, Any], part: str) -> None:
    outcome = act(ActionAnswerTopic(), intent="ask_career_growth", cues=["plan"], slots=slots)
    assert outcome.parts[:1] == [part]
    assert "utter_plan_if_outside" not in outcome.parts


def test_another_way_to_the_same_goal_makes_another_plan(act: Act) -> None:
    slots = {"experience": "3", "goal": "kundeservicechef"}
    via = [make_entity("role", "kvalitetsmedarbejder")]
    outcome = act(ActionAnswerTopic(), intent="ask_career_growth", cues=["via_way", "plan"], slots=slots, entities=via)
    steps = [line for line in outcome.text.splitlines() if line[:2] in ("1.", "2.")]
    assert [step.partition(":")[0] for step in steps] == ["1. Medarbejder i projekter og kvalitet", "2. Kundeservicechef"]
    assert outcome.slots["goal"] == "kundeservicechef"


def test_the_same_plan_is_not_given_twice(act: Act) -> None:
    slots = {"goal": "kundeservicechef", "experience": "3"}
    first = act(ActionAnswerTopic(), intent="ask_career_growth", cues=["plan"], slots=slots)
    events = [{"event": "user", "text": "plan"}, {"event": "bot", "text": first.bubbles[0].text}, {"event": "user", "text": "nu"}]
    again = act(ActionAnswerTopic(), intent="ask_career_growth", cues=["plan"], slots=slots, events=events)
    assert again.parts == ["utter_plan_same", "utter_plan_then", "utter_plan_change", "utter_offer_plan"]


def test_the_months_somebody_has_are_spoken_of(act: Act) -> None:
    outcome = act(ActionAnswerTopic(), intent="ask_career_growth", cues=["plan"], ahead="0.17")
    assert "Hvad du kan nå på to måneder, siger mine kilder ikke." in outcome.text
