"""Charts in a talk: offered beside what has one, shown when asked for, said as numbers where no picture is shown."""

from __future__ import annotations

import asyncio
from functools import lru_cache
from typing import Any

import pytest
from rasa_sdk import Action
from rasa_sdk.executor import CollectingDispatcher

from actions.chart import is_wanted
from actions.followup import ActionAnswerSource, ActionTellMore
from actions.practice_card import add_card
from actions.repair import ActionOfferMeanings, ActionOutOfScope
from actions.reply import Reply
from actions.talk import ActionSmallTalk
from actions.topics import ActionAnswerTopic
from actions.turn import Turn
from bot.practice import roleplay
from bot.practice.roleplay import RolePlay
from bot.practice.scorecard import ScoreCard
from bot.practice.scoring import score
from tests.actions.conftest import Act
from tests.builders import make_context, make_entity, make_tracker

PAY_BUTTON = '/follow_up{"choice":"chart_pay"}'
LADDER_BUTTON = '/follow_up{"choice":"chart_ladder"}'
SCORES_BUTTON = '/follow_up{"choice":"chart_scores"}'


def heard(channel: str) -> list[dict[str, Any]]:
    return [{"event": "user", "text": "x", "input_channel": channel, "timestamp": 1.0}]


def pressed(payload: str) -> dict[str, Any]:
    choice = payload.split('"')[3]
    return {"intent": "follow_up", "text": payload, "entities": [make_entity("choice", choice)]}


@lru_cache(maxsize=1)
def played() -> RolePlay:
    """A game with one line said."""
    state, _ = roleplay.start("forsinket-pakke", seed=1)
    return roleplay.reply(state, "Hej, du taler med Anna. Det er jeg ked af at høre.")[0]


def card(total: int) -> dict[str, Any]:
    """The card of that game as it is kept, with other points."""
    return {**score(played()).as_dict(), "total": total}


def test_an_answer_about_pay_offers_its_chart_last(act: Act) -> None:
    outcome = act(ActionAnswerTopic(), intent="ask_salary")
    assert outcome.buttons == ["/ask_career_growth", "/ask_source", PAY_BUTTON]
    assert outcome.slots["offered"] == "ask_career_growth"


def test_an_answer_about_careers_and_a_plan_offer_the_ladder(act: Act) -> None:
    assert act(ActionAnswerTopic(), intent="ask_career_growth").buttons[-1] == LADDER_BUTTON
    assert act(ActionAnswerTopic(), intent="ask_career_growth", cues=["plan"]).buttons[-1] == LADDER_BUTTON


def test_an_answer_without_figures_offers_no_chart(act: Act) -> None:
    assert not any("chart" in payload for payload in act(ActionAnswerTopic(), intent="ask_duties").buttons)


def test_the_button_shows_the_stores_figures_with_their_sources(act: Act) -> None:
    outcome = act(ActionTellMore(), **pressed(PAY_BUTTON))
    assert outcome.parts == ["utter_chart_pay", "utter_chart_numbers", "utter_offer_ask_salary"]
    assert "• nyuddannede uden erfaring: 25.000–30.000 kr. (Kildedokumentet)" in outcome.text
    assert "Kilder: Kildedokumentet (årstal ikke angivet), Sesam Sesam (årstal ikke angivet)" in outcome.text
    assert (outcome.context.topic, outcome.context.sources) == ("ask_salary", ("kildedokument", "sesam-skoen"))
    assert PAY_BUTTON not in outcome.buttons


@pytest.mark.parametrize("channel", ["web", "slack", "telegram"])
def test_where_pictures_are_shown_the_numbers_come_with_the_picture(domain: dict[str, Any], act: Act, channel: str) -> None:
    outcome = act(ActionTellMore(), **pressed(PAY_BUTTON), events=heard(channel))
    assert outcome.parts == ["utter_chart_pay", "utter_offer_ask_salary"]


@pytest.mark.parametrize(("channel", "parts"), [("web", ["chart", "sources"]), ("slack", ["chart"]), ("telegram", ["chart"]), ("rest", [])])
def test_a_channel_gets_the_parts_it_can_show(domain: dict[str, Any], channel: str, parts: list[str]) -> None:
    said = CollectingDispatcher()
    asyncio.run(ActionTellMore().run(said, make_tracker(**pressed(PAY_BUTTON), events=heard(channel), slots={"introduced": True}), domain))
    custom = said.messages[0].get("custom") or {}
    assert sorted(custom) == parts
    if parts:
        assert custom["chart"]["picture"]["kind"] == "pay"
        assert custom["chart"]["alt"].startswith("Diagram over løn om måneden før skat.")


def test_a_role_no_source_has_a_figure_for_is_said_and_not_drawn(act: Act) -> None:
    outcome = act(ActionTellMore(), **pressed(PAY_BUTTON), slots={"role": "supervisor"})
    assert outcome.parts[:2] == ["utter_chart_pay_unknown", "utter_chart_pay"]
    assert "Supervisor:" not in outcome.text


def test_the_ladder_marks_the_way_to_the_role_that_was_asked_about(act: Act) -> None:
    context = make_context("ask_career_growth", asked={"role": "teamleder"})
    outcome = act(ActionTellMore(), **pressed(LADDER_BUTTON), slots={"context": context})
    assert outcome.parts[0] == "utter_chart_ladder_way"
    assert "• Vejen går over kundeservicemedarbejder, erfaren kundeservicemedarbejder og teamleder." in outcome.text
    assert act(ActionTellMore(), **pressed(LADDER_BUTTON)).parts[0] == "utter_chart_ladder"


@pytest.mark.parametrize(
    ("action", "intent"),
    [
        (ActionTellMore(), "follow_up"),
        (ActionOfferMeanings(), "nlu_fallback"),
        (ActionOutOfScope(), "out_of_scope"),
        (ActionAnswerSource(), "ask_source"),
        (ActionSmallTalk(), "help"),
    ],
)
def test_show_it_as_a_chart_is_about_the_last_answer(act: Act, action: Action, intent: str) -> None:
    outcome = act(action, intent=intent, cues=["chart"], slots={"context": make_context("ask_salary")})
    assert outcome.parts[0] == "utter_chart_pay"


def test_pay_asked_for_as_a_chart_is_shown_as_one(act: Act) -> None:
    assert act(ActionAnswerTopic(), intent="ask_salary", cues=["chart"]).parts[0] == "utter_chart_pay"
    assert act(ActionAnswerTopic(), intent="ask_duties", cues=["chart"]).parts[0] == "utter_answer_ask_duties"


def test_without_a_topic_karla_asks_what_to_draw(act: Act) -> None:
    outcome = act(ActionTellMore(), intent="follow_up", cues=["chart"])
    assert (outcome.parts, outcome.buttons) == (["utter_open_chart"], [PAY_BUTTON, LADDER_BUTTON])
    outcome = act(ActionTellMore(), intent="follow_up", cues=["chart"], slots={"scores": [card(40), card(55)]})
    assert outcome.buttons == [PAY_BUTTON, LADDER_BUTTON, SCORES_BUTTON]


def test_own_points_are_shown_from_the_second_game_on(act: Act) -> None:
    outcome = act(ActionTellMore(), **pressed(SCORES_BUTTON), slots={"scores": [card(40), card(55)]})
    assert outcome.parts == ["utter_chart_scores", "utter_chart_numbers", "utter_offer_practice"]
    assert "2. øvelse: 55 af 100 point" in outcome.text
    assert act(ActionTellMore(), **pressed(SCORES_BUTTON), slots={"scores": [card(40)]}).parts == ["utter_open_chart"]


@pytest.mark.parametrize(
    ("earlier", "channel", "drawn"), [([], "web", False), ([40], "web", True), ([40], "slack", True), ([40], "rest", False)]
)
def test_a_score_card_brings_the_chart_of_the_games_before(
    domain: dict[str, Any], earlier: list[int], channel: str, drawn: bool, dispatcher: CollectingDispatcher
) -> None:
    slots = {"introduced": True, "scores": [card(total) for total in earlier]}
    turn = Turn(make_tracker(slots=slots, events=heard(channel)), domain)
    reply = Reply(turn)
    add_card(reply, turn, ScoreCard.from_dict(card(55)))
    reply.send(dispatcher)
    chart = (dispatcher.messages[0].get("custom") or {}).get("chart")
    assert (chart is not None) == drawn
    if chart:
        assert chart["picture"]["totals"] == (40, 55)


def test_two_questions_with_a_chart_word_are_answered_as_questions(domain: dict[str, Any]) -> None:
    assert not is_wanted(Turn(make_tracker(intent="ask_salary", cues=["chart"], questions=("ask_salary", "ask_duties")), domain))


def test_after_a_cry_for_help_a_chart_comes_with_a_line_of_care_and_no_offer(act: Act, domain: dict[str, Any]) -> None:
    outcome = act(ActionTellMore(), **pressed(PAY_BUTTON), slots={"crisis_turn": 3.0, "turns": 4})
    assert outcome.parts[0] == "utter_after_first"
    assert "25.000" in outcome.text
    assert outcome.buttons == []
