"""A plain no, and what the sources do say; and a trade somebody comes from, which shuts no door."""

from __future__ import annotations

import pytest

from actions.repair import ActionOfferMeanings, ActionOutOfScope
from actions.topics import ActionAnswerTopic
from tests.actions.conftest import Act
from tests.builders import make_context, make_entity


@pytest.mark.parametrize(
    ("cue", "part"),
    [
        ("breaks_rules", "utter_out_of_scope_rules"),
        ("flirts", "utter_out_of_scope_flirt"),
        ("wants_promise", "utter_out_of_scope_promise"),
        ("says_so", "utter_out_of_scope_say"),
        ("law", "utter_out_of_scope_law"),
    ],
)
def test_each_kind_has_words_of_its_own(act: Act, cue: str, part: str) -> None:
    assert act(ActionOutOfScope(), intent="out_of_scope", text="lorem ipsum", cues=[cue, "trade"]).parts[0] == part


def test_a_promise_of_pay_is_refused_before_the_figures(act: Act) -> None:
    message = {"text": "lov mig at jeg får 40.000", "entities": [make_entity("pay", "40000")]}
    outcome = act(ActionOutOfScope(), intent="out_of_scope", cues=["wants_promise"], **message)
    assert outcome.parts[:2] == ["utter_out_of_scope_promise", "utter_figure"]


def test_an_amount_karla_never_named_is_denied(act: Act) -> None:
    message = {"text": "du sagde selv 100.000", "entities": [make_entity("pay", "100000")]}
    outcome = act(ActionAnswerTopic(), intent="ask_salary", cues=["you_said"], **message)
    assert outcome.parts[0] == "utter_not_said"
    said = [{"event": "bot", "text": "omkring 100.000 kr."}]
    assert "utter_not_said" not in act(ActionAnswerTopic(), intent="ask_salary", cues=["you_said"], events=said, **message).parts


def test_an_amount_above_all_sources_gets_a_plain_no(act: Act) -> None:
    message = {"text": "alle får 100.000, passer det?", "entities": [make_entity("pay", "100000")]}
    assert act(ActionAnswerTopic(), intent="ask_salary", **message).parts[0] == "utter_figure_unsourced"


def test_a_complaint_goes_on_until_something_else_is_asked(act: Act) -> None:
    first = act(ActionOutOfScope(), intent="out_of_scope", text="min vaskemaskine larmer", cues=["own_order"])
    assert first.parts == ["utter_out_of_scope_own_order"]
    slots = {"context": make_context("own_order")}
    assert act(ActionOutOfScope(), intent="out_of_scope", text="må de nægte", slots=slots).parts == ["utter_out_of_scope_own_order_again"]


@pytest.mark.parametrize("intent", ["out_of_scope", "nlu_fallback"])
def test_who_names_their_own_trade_gets_the_skills_held_up_to_it(act: Act, intent: str) -> None:
    action = ActionOutOfScope() if intent == "out_of_scope" else ActionOfferMeanings()
    outcome = act(action, intent=intent, text="jeg er tømrer, kan man skifte?", cues=["own_trade", "trade"])
    assert outcome.parts == ["utter_changer", "utter_open_changer"]


def test_what_can_be_used_of_a_trade_is_no_list_of_skills_alone(act: Act) -> None:
    outcome = act(ActionAnswerTopic(), intent="ask_skills", text="hvad kan jeg bruge som lærer", cues=["own_trade", "transfer"])
    assert outcome.parts[0] == "utter_changer"
