"""Two roles just compared: what is asked about both, and about the other one."""

from __future__ import annotations

from typing import Any

import pytest

from actions.repair import ActionOfferMeanings
from actions.sourcing import ActionAnswerSource
from actions.topics import ActionAnswerTopic
from tests.actions.conftest import Act
from tests.builders import make_context

PAIR = {"roles": ["teamleder", "kundeservicechef"], "turn": 0}
SLOTS = {"pair": PAIR, "context": make_context("compare_roles")}


@pytest.mark.parametrize(
    ("cues", "lead"),
    [
        (["of_pair", "pair_pay"], "utter_pair_lead_pay"),
        (["of_pair", "pair_duties"], "utter_pair_lead_duties"),
        (["of_pair", "pair_demands"], "utter_pair_lead_demands"),
        (["of_pair", "pair_leads"], "utter_pair_lead_leads"),
    ],
)
def test_what_is_asked_of_both_is_answered_for_each(act: Act, domain: dict[str, Any], cues: list[str], lead: str) -> None:
    outcome = act(ActionOfferMeanings(), intent="nlu_fallback", text="hvad med dem begge", cues=cues, slots=SLOTS)
    assert domain["responses"][lead][0]["text"] in outcome.text
    assert all(f"• {name}: " in outcome.text for name in ("Teamleder", "Kundeservicechef"))
    assert outcome.slots["pair"]["roles"] == PAIR["roles"]


def test_who_earns_most_is_said_where_one_source_has_figures_for_both(act: Act) -> None:
    outcome = act(ActionAnswerTopic(), intent="ask_salary", text="hvem af dem tjener mest", cues=["of_pair", "pair_pay"], slots=SLOTS)
    assert "utter_pair_most" in outcome.parts
    assert "Kundeservicechefen ligger højest" in outcome.text


def test_who_earns_most_is_not_guessed_where_one_has_no_figures(act: Act) -> None:
    pair = {"roles": ["supervisor", "teamleder"], "turn": 0}
    outcome = act(ActionAnswerTopic(), intent="ask_salary", cues=["of_pair", "pair_pay"], slots={**SLOTS, "pair": pair})
    assert "utter_pair_most_unknown" in outcome.parts


def test_a_question_not_answered_is_no_question_about_sources(act: Act) -> None:
    outcome = act(
        ActionAnswerSource(),
        intent="ask_source",
        text="det svarede du ikke på. hvem tjener mest",
        cues=["of_pair", "pair_pay"],
        slots=SLOTS,
    )
    assert "utter_pair" in outcome.parts


def test_a_side_no_source_knows_is_said_to_be_none(act: Act) -> None:
    outcome = act(ActionOfferMeanings(), intent="nlu_fallback", text="hvem af dem er gladest", cues=["of_pair"], slots=SLOTS)
    assert outcome.parts[:1] == ["utter_pair_unknown"]


def test_a_pair_far_back_is_no_longer_meant(act: Act) -> None:
    outcome = act(
        ActionOfferMeanings(), intent="nlu_fallback", text="af dem", cues=["of_pair", "pair_pay"], slots={"pair": PAIR, "turns": 9}
    )
    assert "utter_pair" not in outcome.parts


def test_the_other_of_the_two_gets_the_answer_the_first_one_got(act: Act) -> None:
    slots = {"pair": PAIR, "context": make_context("ask_salary", asked={"role": "teamleder"})}
    outcome = act(ActionOfferMeanings(), intent="nlu_fallback", text="og den anden", cues=["pick_second"], slots=slots)
    assert "kundeservicechef" in outcome.text
    assert outcome.context.asked == {"role": "kundeservicechef"}
