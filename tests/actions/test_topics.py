"""Which response a topic gets, with which values, and what is remembered."""

from __future__ import annotations

import asyncio
import re
from typing import Any

import pytest
from rasa_sdk import Action
from rasa_sdk.executor import CollectingDispatcher

from actions import wiring
from actions.care import ActionHandOver
from actions.followup import ActionAnswerSource, ActionDeclineOffer, ActionFollowUp, ActionTakeOffer
from actions.privacy import ActionForgetMe
from actions.repair import ActionOfferMeanings
from actions.topics import PAY_INTENTS, TOPICS, ActionAnswerTopic
from bot.knowledge.store import KnowledgeStore
from tests.builders import make_tracker

ALL_TOPICS = [*TOPICS, *PAY_INTENTS, "compare_roles"]
PLACEHOLDER = re.compile(r"\{(\w+)\}")


@pytest.fixture(autouse=True)
def real_content(monkeypatch: pytest.MonkeyPatch, store: KnowledgeStore) -> None:
    monkeypatch.setattr(wiring, "knowledge_store", lambda: store)


def run(action: Action, dispatcher: CollectingDispatcher, domain: dict[str, Any], **tracker: Any) -> dict[str, Any]:
    """The slots an action sets; what it says is in the dispatcher."""
    events = asyncio.run(action.run(dispatcher, make_tracker(**tracker), domain))
    return {event["name"]: event["value"] for event in events}


def said(dispatcher: CollectingDispatcher) -> list[str]:
    return [str(message["response"]) for message in dispatcher.messages]


PROFILES: list[dict[str, Any]] = [
    {},
    {"role": "teamleder"},
    {"role": "supervisor", "experience": "6", "region": "odense"},
    {"role": "kundeservicechef", "experience": "erfaren"},
    {"role": "kvalitetsmedarbejder", "region": "skive"},
    {"role": "kundeserviceelev", "experience": "elev"},
    {"experience": "2"},
    {"role": "x", "experience": "x", "region": "x"},
]


@pytest.mark.parametrize("slots", PROFILES)
@pytest.mark.parametrize("intent", ALL_TOPICS)
def test_every_placeholder_of_an_answer_is_filled(
    domain: dict[str, Any], dispatcher: CollectingDispatcher, intent: str, slots: dict[str, str]
) -> None:
    remembered = run(ActionAnswerTopic(), dispatcher, domain, intent=intent, slots=slots)
    assert remembered["last_topic"] == intent
    assert 1 <= len(dispatcher.messages) <= 2
    for message in dispatcher.messages:
        for variant in domain["responses"][message["response"]]:
            for name in PLACEHOLDER.findall(variant["text"]):
                assert message[name], (message["response"], name)


@pytest.mark.parametrize("intent", ALL_TOPICS)
def test_an_answer_names_its_sources_and_offers_an_intent(domain: dict[str, Any], dispatcher: CollectingDispatcher, intent: str) -> None:
    remembered = run(ActionAnswerTopic(), dispatcher, domain, intent=intent, roles=("supervisor", "kundeservicechef"))
    assert remembered["last_sources"]
    assert dispatcher.messages[0]["source_line"].startswith("Kilde")
    assert remembered["offered"] in domain["intents"] or intent == "estimate_salary"


def test_pay_without_a_profile_gives_the_documents_four_figures(domain: dict[str, Any], dispatcher: CollectingDispatcher) -> None:
    run(ActionAnswerTopic(), dispatcher, domain, intent="ask_salary")
    assert said(dispatcher) == ["utter_answer_ask_salary", "utter_offer_ask_salary"]
    bands = dispatcher.messages[0]["bands"]
    assert all(figure in bands for figure in ("25.000–30.000 kr.", "30.000–40.000 kr.", "omkring 32.000 kr.", "60.000–70.000 kr."))
    assert "store byer" in dispatcher.messages[0]["factors"]
    assert "på landet" in dispatcher.messages[0]["factors"]
    assert "erfaringen" in dispatcher.messages[0]["factors"]


def test_pay_follows_experience_and_place(domain: dict[str, Any], dispatcher: CollectingDispatcher) -> None:
    run(ActionAnswerTopic(), dispatcher, domain, intent="ask_salary", slots={"experience": "6", "region": "odense"})
    message = dispatcher.messages[0]
    assert message["response"] == "utter_answer_ask_salary_fit"
    assert message["who"] == "Med seks års erfaring i Odense"
    assert message["bands"].splitlines()[0].startswith("• efter flere års erfaring: 30.000–40.000 kr.")
    assert "25.000" not in message["bands"]
    assert "store byer" in message["factors"]


def test_pay_of_a_role_without_a_figure_says_who_has_one(domain: dict[str, Any], dispatcher: CollectingDispatcher) -> None:
    run(ActionAnswerTopic(), dispatcher, domain, intent="ask_salary", slots={"role": "supervisor"})
    message = dispatcher.messages[0]
    assert message["response"] == "utter_answer_ask_salary_none"
    assert message["where"] == "Danmarks Statistik (tabellen LONS20)"


def test_an_estimate_asks_for_experience_when_it_is_missing(domain: dict[str, Any], dispatcher: CollectingDispatcher) -> None:
    run(ActionAnswerTopic(), dispatcher, domain, intent="estimate_salary")
    assert said(dispatcher) == ["utter_answer_ask_salary", "utter_ask_experience"]


def test_comparing_shows_both_roles(domain: dict[str, Any], dispatcher: CollectingDispatcher) -> None:
    run(ActionAnswerTopic(), dispatcher, domain, intent="compare_roles", roles=("supervisor", "teamleder"))
    message = dispatcher.messages[0]
    assert message["response"] == "utter_answer_compare_roles"
    assert (message["first_title"], message["second_title"]) == ("Supervisor", "Teamleder")
    assert message["first_pay"] == "ingen bekræftet kilde"
    assert message["second_pay"].startswith("32.000–37.000 kr.")
    assert message["second_next"] == "kundeservicechef"


@pytest.mark.parametrize("roles", [(), ("teamleder",), ("teamleder", "teamleder"), ("teamleder", "astronaut")])
def test_comparing_fewer_than_two_asks_which(domain: dict[str, Any], dispatcher: CollectingDispatcher, roles: tuple[str, ...]) -> None:
    run(ActionAnswerTopic(), dispatcher, domain, intent="compare_roles", roles=roles)
    assert said(dispatcher) == ["utter_ask_compare_roles"]


def test_a_value_answers_the_last_topic_again(domain: dict[str, Any], dispatcher: CollectingDispatcher) -> None:
    slots = {"last_topic": "ask_salary", "region": "aarhus"}
    run(ActionFollowUp(), dispatcher, domain, slots=slots, entities=[{"entity": "region", "value": "aarhus"}])
    assert said(dispatcher)[0] == "utter_answer_ask_salary_fit"
    assert dispatcher.messages[0]["who"] == "I Aarhus"


def test_a_value_without_a_topic_is_noted(domain: dict[str, Any], dispatcher: CollectingDispatcher) -> None:
    run(ActionFollowUp(), dispatcher, domain, slots={"experience": "5"})
    assert dispatcher.messages[0]["response"] == "utter_inform_noted"
    assert dispatcher.messages[0]["known"] == "med fem års erfaring"


def test_something_else_told_is_thanked_for(domain: dict[str, Any], dispatcher: CollectingDispatcher) -> None:
    run(ActionFollowUp(), dispatcher, domain)
    assert said(dispatcher) == ["utter_inform_unknown"]


def test_yes_takes_the_offer(domain: dict[str, Any], dispatcher: CollectingDispatcher) -> None:
    remembered = run(ActionTakeOffer(), dispatcher, domain, slots={"offered": "ask_skills"})
    assert said(dispatcher)[0] == "utter_answer_ask_skills"
    assert remembered["offered"] == "ask_training"


def test_yes_to_nothing_asks_what(domain: dict[str, Any], dispatcher: CollectingDispatcher) -> None:
    run(ActionTakeOffer(), dispatcher, domain)
    assert said(dispatcher) == ["utter_affirm"]


def test_no_lets_the_offer_go(domain: dict[str, Any], dispatcher: CollectingDispatcher) -> None:
    assert run(ActionDeclineOffer(), dispatcher, domain, slots={"offered": "ask_skills"}) == {"offered": None}
    assert said(dispatcher) == ["utter_deny"]


def test_sources_of_the_last_answer_come_with_title_year_and_address(domain: dict[str, Any], dispatcher: CollectingDispatcher) -> None:
    run(ActionAnswerSource(), dispatcher, domain, slots={"last_sources": ["hk-2022-lytte"]})
    assert dispatcher.messages[0]["points"] == (
        "• HK, »Det handler om at lytte og finde de rigtige ord«, 2022, "
        "https://www.hk.dk/aktuelt/nyheder/2022/04/11/det-handler-om-at-lytte-og-finde-de-rigtige-ord"
    )


def test_without_an_answer_there_is_no_source_to_name(domain: dict[str, Any], dispatcher: CollectingDispatcher) -> None:
    run(ActionAnswerSource(), dispatcher, domain, slots={"last_sources": None})
    assert said(dispatcher) == ["utter_answer_ask_source_none"]


def test_unsure_offers_the_two_likeliest_and_something_else(domain: dict[str, Any], dispatcher: CollectingDispatcher) -> None:
    ranking = [{"name": name} for name in ("nlu_fallback", "out_of_scope", "ask_salary", "greet", "ask_duties", "ask_skills")]
    run(ActionOfferMeanings(), dispatcher, domain, intent_ranking=ranking)
    assert dispatcher.messages[0]["buttons"] == [
        {"title": "Lønnen", "payload": "/ask_salary"},
        {"title": "Opgaverne", "payload": "/ask_duties"},
        {"title": "Noget andet", "payload": "/help"},
    ]


def test_unsure_without_a_guess_asks_for_other_words(domain: dict[str, Any], dispatcher: CollectingDispatcher) -> None:
    run(ActionOfferMeanings(), dispatcher, domain, intent_ranking=[{"name": "nlu_fallback"}])
    assert said(dispatcher) == ["utter_offer_meanings_none"]


def test_handing_over_names_people_with_their_numbers(domain: dict[str, Any], dispatcher: CollectingDispatcher) -> None:
    run(ActionHandOver(), dispatcher, domain)
    assert "HK (70 11 45 45, hk.dk)" in dispatcher.messages[0]["points"]
    assert "eVejledning (ug.dk)" in dispatcher.messages[0]["points"]


def test_forgetting_empties_every_slot_about_the_person(domain: dict[str, Any], dispatcher: CollectingDispatcher) -> None:
    emptied = run(ActionForgetMe(), dispatcher, domain)
    assert emptied == dict.fromkeys(domain["slots"])
    assert said(dispatcher) == ["utter_forgot_me"]


def test_two_questions_get_two_answers_and_one_offer(domain: dict[str, Any], dispatcher: CollectingDispatcher) -> None:
    questions = [{"intent": "ask_duties"}, {"intent": "ask_salary"}]
    remembered = run(ActionAnswerTopic(), dispatcher, domain, intent="ask_duties", questions=questions)
    assert said(dispatcher) == ["utter_answer_ask_duties", "utter_answer_ask_salary", "utter_offer_ask_salary"]
    assert remembered["last_topic"] == "ask_salary"
    assert remembered["offered"] == "ask_career_growth"


def test_a_second_question_outside_the_field_is_told_so(domain: dict[str, Any], dispatcher: CollectingDispatcher) -> None:
    questions = [{"intent": "out_of_scope"}, {"intent": "ask_skills"}]
    run(ActionAnswerTopic(), dispatcher, domain, intent="ask_skills", questions=questions)
    assert said(dispatcher) == ["utter_out_of_scope", "utter_answer_ask_skills", "utter_offer_ask_skills"]
