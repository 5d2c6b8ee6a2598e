"""What was asked again after a wrong answer, or beside a feeling, is never left alone."""

from __future__ import annotations

from typing import Any

import pytest

from actions.feelings import ActionMeetFeeling
from actions.repair import ActionOfferMeanings, likely_meanings
from actions.topics import ActionAnswerTopic
from tests.actions.conftest import Act


def ranked(*entries: tuple[str, float]) -> list[dict[str, Any]]:
    return [{"name": name, "confidence": confidence} for name, confidence in entries]


def test_what_is_asked_again_is_answered_after_an_apology(act: Act) -> None:
    outcome = act(ActionAnswerTopic(), intent="ask_salary", text="jeg spurgte om lønnen", cues=["asked_again"])
    assert outcome.parts[:1] == ["utter_asked_again"]
    assert "kr." in outcome.text


def test_what_is_asked_again_and_still_not_read_is_no_feeling(act: Act) -> None:
    outcome = act(
        ActionOfferMeanings(),
        intent="nlu_fallback",
        text="du svarede ikke på det med firmabil",
        cues=["asked_again", "at_bot"],
        intent_ranking=ranked(("nlu_fallback", 0.8), ("ask_requirements", 0.1)),
    )
    assert outcome.parts == ["utter_asked_again", "utter_asked_again_none", "utter_open_help"]


def test_the_third_of_three_questions_can_be_asked_for_by_its_number(act: Act) -> None:
    items = ["ask_salary", "ask_requirements", "ask_job_market"]
    first = act(ActionAnswerTopic(), intent="ask_salary", text="1) 2) 3)", items=items, questions=("ask_salary", "ask_requirements"))
    assert first.slots["asked"] == items
    cues = ["asked_again", "number_three"]
    outcome = act(ActionOfferMeanings(), intent="nlu_fallback", text="du glemte nr 3", cues=cues, slots={"asked": items})
    assert "utter_answer_ask_job_market" in outcome.parts


def test_a_question_read_as_a_feeling_is_answered(act: Act) -> None:
    outcome = act(
        ActionMeetFeeling(),
        intent="express_worry",
        text="hvad hvis jeg ikke kan nå det hele?",
        intent_ranking=ranked(("express_worry", 0.75), ("ask_working_conditions", 0.22)),
    )
    assert "utter_answer_ask_working_conditions" in outcome.parts


def test_a_question_that_nothing_answers_is_not_passed_over(act: Act) -> None:
    outcome = act(ActionMeetFeeling(), intent="express_worry", text="hvad hvis?", intent_ranking=ranked(("express_worry", 0.9)))
    assert "utter_asked_no_source" in outcome.parts


@pytest.mark.parametrize("intent", ["express_frustration", "express_worry", "ask_privacy", "delete_my_data", "ask_source"])
def test_no_guess_names_a_feeling_or_somebodys_data_unless_it_is_clearly_likely(domain: dict[str, Any], intent: str) -> None:
    payloads = [button["payload"] for button in likely_meanings({"intent_ranking": ranked((intent, 0.3), ("ask_duties", 0.2))}, domain)]
    assert payloads == ["/ask_duties"]
    assert likely_meanings({"intent_ranking": ranked((intent, 0.5))}, domain)[0]["payload"] == f"/{intent}"


def test_no_guess_is_made_from_noise(domain: dict[str, Any]) -> None:
    assert likely_meanings({"intent_ranking": ranked(("ask_technology", 0.06), ("ask_skills", 0.05))}, domain) == []


def test_a_statement_that_may_be_a_feeling_is_met_with_words_that_claim_little(act: Act) -> None:
    ranking = ranked(("nlu_fallback", 0.6), ("express_frustration", 0.4))
    outcome = act(ActionOfferMeanings(), intent="nlu_fallback", text="det er jo mindre end nu", intent_ranking=ranking)
    assert outcome.parts == ["utter_feel_unsure", "utter_open_unsure"]


def test_a_place_that_was_misread_needs_no_apology(act: Act) -> None:
    assert "utter_asked_again" not in act(ActionOfferMeanings(), intent="inform", text="nej jeg mente Odense", cues=["asked_again"]).parts
