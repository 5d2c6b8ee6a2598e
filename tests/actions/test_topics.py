"""Which response a topic gets, with which sources and offer, and what is remembered."""

from __future__ import annotations

from typing import Any

import pytest

from actions.topics import ANSWERED, TOPICS, ActionAnswerTopic
from tests.actions.conftest import Act
from tests.builders import make_context, make_entity

PROFILES: list[dict[str, Any]] = [
    {},
    {"role": "teamleder"},
    {"role": "supervisor", "experience": "6", "region": "odense"},
    {"role": "kundeservicechef", "experience": "erfaren", "education": "gymnasial"},
    {"role": "kundeserviceelev", "experience": "elev"},
    {"role": "x", "experience": "x", "region": "x"},
]


@pytest.mark.parametrize("slots", PROFILES)
@pytest.mark.parametrize("intent", sorted(ANSWERED))
def test_an_answer_names_its_sources_and_makes_one_offer(act: Act, domain: dict[str, Any], intent: str, slots: dict[str, str]) -> None:
    outcome = act(ActionAnswerTopic(), intent=intent, slots=slots, roles=("supervisor", "kundeservicechef") if "compare" in intent else ())
    assert outcome.parts[-1] == f"utter_offer_{intent}"
    assert len(outcome.bubbles) == 2
    assert outcome.bubbles[0].text.count("\nKilde") == 1
    assert outcome.context.topic == intent
    assert outcome.context.sources
    assert outcome.slots["offered"] == outcome.buttons[0].removeprefix("/")
    assert "{" not in outcome.text


@pytest.mark.parametrize("intent", sorted(TOPICS))
def test_the_claims_shown_are_remembered_for_more(act: Act, intent: str) -> None:
    outcome = act(ActionAnswerTopic(), intent=intent)
    assert len(outcome.context.rows) == outcome.bubbles[0].text.count("• ") == 3


def test_a_known_role_is_named_where_the_store_knows_something_of_it(act: Act) -> None:
    outcome = act(ActionAnswerTopic(), intent="ask_duties", slots={"role": "teamleder"})
    assert outcome.parts == ["utter_answer_ask_duties_role", "utter_offer_ask_duties"]
    assert outcome.bubbles[0].text.startswith("Som teamleder går arbejdet blandt andet med det her:\n• Som teamleder har du ansvaret")
    assert outcome.context.rows[0] == "duties-teamleader"


def test_a_role_that_is_only_asked_about_is_kept_for_follow_ups_and_not_as_ones_own(act: Act) -> None:
    outcome = act(ActionAnswerTopic(), intent="ask_duties", roles=("teamleder",))
    assert outcome.parts[0] == "utter_answer_ask_duties_role"
    assert outcome.context.asked == {"role": "teamleder"}
    assert "role" not in outcome.slots


@pytest.mark.parametrize(("education", "is_noted"), [("gymnasial", True), ("videregaaende", True), ("grundskole", False), (None, False)])
def test_an_education_told_is_set_against_what_is_required(act: Act, education: str | None, is_noted: bool) -> None:
    outcome = act(ActionAnswerTopic(), intent="ask_requirements", slots={"education": education})
    assert (outcome.parts[0] == f"utter_note_education_{education}") is is_noted
    assert outcome.parts[-2:] == ["utter_answer_ask_requirements", "utter_offer_ask_requirements"]


def test_a_feeling_comes_before_the_answer_beside_it(act: Act) -> None:
    outcome = act(ActionAnswerTopic(), intent="ask_application", questions=("express_worry", "ask_application"))
    assert outcome.parts == ["utter_feel_worry", "utter_answer_ask_application", "utter_offer_ask_application"]
    assert len(outcome.bubbles) == 2


def test_two_questions_get_two_answers_in_the_order_asked_and_one_offer(act: Act) -> None:
    outcome = act(ActionAnswerTopic(), intent="ask_duties", questions=("ask_duties", "ask_salary"))
    assert outcome.parts == ["utter_answer_ask_duties", "utter_answer_ask_salary", "utter_offer_ask_salary"]
    assert len(outcome.bubbles) == 2
    assert outcome.context.topic == "ask_salary"
    assert outcome.context.sources == ("kildedokument", "sesam-skoen")


def test_a_second_question_outside_the_field_is_told_so(act: Act) -> None:
    outcome = act(ActionAnswerTopic(), intent="ask_skills", questions=("out_of_scope", "ask_skills"), cues=["own_order"])
    assert outcome.parts == ["utter_out_of_scope_own_order", "utter_answer_ask_skills", "utter_offer_ask_skills"]


def test_a_wish_for_a_person_beside_a_question_is_met_too(act: Act) -> None:
    outcome = act(ActionAnswerTopic(), intent="ask_skills", questions=("ask_skills", "request_human"))
    assert outcome.parts == ["utter_answer_ask_skills", "utter_request_human", "utter_offer_ask_skills"]
    assert "HK (70 11 45 45, hk.dk)" in outcome.bubbles[0].text


def test_something_to_do_beside_a_question_is_offered_and_not_begun(act: Act) -> None:
    outcome = act(ActionAnswerTopic(), intent="ask_duties", questions=("ask_duties", "estimate_salary"))
    assert outcome.parts == ["utter_answer_ask_duties", "utter_offer_other"]
    assert outcome.bubbles[1].text.endswith("Skal vi tage det nu: hvad jeg kan få i løn?")
    assert outcome.slots["offered"] == "estimate_salary"


def test_what_no_source_says_is_told_with_who_knows(act: Act) -> None:
    outcome = act(ActionAnswerTopic(), intent="ask_salary", keywords=["pension"], text="hvad er pensionen")
    assert outcome.parts[0] in ("utter_note_referral", "utter_answer_ask_salary")
    assert "None" not in outcome.text


def test_a_name_among_the_words_changes_no_button_that_was_pressed(act: Act) -> None:
    pressed = act(ActionAnswerTopic(), intent="ask_duties", text="/ask_duties", keywords=["klager"])
    assert pressed.context.rows == act(ActionAnswerTopic(), intent="ask_duties").context.rows


def test_the_words_of_a_question_put_first_what_they_find(act: Act) -> None:
    outcome = act(ActionAnswerTopic(), intent="ask_duties", text="hvad med klager", keywords=["klager"])
    assert outcome.context.rows[0] == "duties-relations"


def test_an_answer_in_the_middle_of_the_form_leaves_the_next_step_to_the_form(act: Act) -> None:
    outcome = act(ActionAnswerTopic(), intent="ask_duties", active_loop="salary_form")
    assert outcome.parts == ["utter_answer_ask_duties", "utter_resume_salary_form"]
    assert len(outcome.bubbles) == 1
    assert outcome.slots["offered"] is None


def test_a_stale_topic_does_not_lend_its_role_to_a_new_question(act: Act) -> None:
    slots = {"turns": 20, "context": make_context("ask_duties", asked={"role": "teamleder"})}
    assert act(ActionAnswerTopic(), intent="ask_duties", slots=slots).parts[0] == "utter_answer_ask_duties"


def test_a_fresh_topic_lends_its_role_to_the_next_question(act: Act) -> None:
    slots = {"turns": 1, "context": make_context("ask_duties", asked={"role": "teamleder"})}
    outcome = act(ActionAnswerTopic(), intent="ask_salary", slots=slots, entities=[make_entity("region", "aarhus")])
    assert outcome.bubbles[0].text.startswith("Som teamleder i Aarhus peger mine kilder på det her")
