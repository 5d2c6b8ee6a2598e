"""What is said while a cry for help is near."""

from __future__ import annotations

from typing import Any

import pytest
from rasa_sdk.executor import CollectingDispatcher

from actions.aftercare import Care, care_for
from actions.reply import Reply
from actions.speech import texts_of
from actions.turn import Turn
from tests.builders import make_tracker

TURNS = 4


def turn_after(
    *cues: str, kind: str | None = "self", since: int = 1, intent: str = "inform", text: str = "skrevet her", **message: Any
) -> Turn:
    slots = {"turns": TURNS, "crisis_turn": float(TURNS - since), "crisis_kind": kind, "introduced": True}
    return Turn(make_tracker(intent=intent, cues=list(cues), text=text, slots=slots, **message), {})


def said_to(*cues: str, answers: bool = False, **turn: Any) -> Care | None:
    return care_for(turn_after(*cues, **turn), answers=answers)


@pytest.mark.parametrize(
    ("kind", "cues", "response"),
    [
        ("self", ("nobody_near",), "utter_after_nobody"),
        ("self", ("line_busy",), "utter_after_busy"),
        ("self", ("dare_not",), "utter_after_dare_not"),
        ("self", ("cold",), "utter_after_cold"),
        ("self", ("numbers_wanted",), "utter_after_numbers"),
        ("self", ("yes_word",), "utter_after_yes"),
        ("self", ("no_word",), "utter_after_no"),
        ("self", (), "utter_after_self"),
        ("other", ("unreachable",), "utter_after_unreachable"),
        ("other", ("what_to_say",), "utter_after_say"),
        ("other", ("no_word",), "utter_after_other_no"),
        ("other", (), "utter_after_other"),
        ("of_customer", ("unreachable",), "utter_after_customer_unreachable"),
        ("of_customer", ("duty",), "utter_after_duty"),
        ("of_staff", ("duty",), "utter_after_staff_duty"),
        ("of_staff", ("what_to_say",), "utter_after_say"),
        ("violence", ("no_police",), "utter_after_no_police"),
        ("violence", ("get_away",), "utter_after_get_away"),
        ("violence", ("yes_word",), "utter_after_violence_yes"),
        ("english", (), "utter_after_english"),
        ("swallowed", (), "utter_after_swallowed"),
        ("swallowed", ("safe",), "utter_after_swallowed"),  # not well for looking so
        ("swallowed", ("yes_word",), "utter_after_swallowed_yes"),
        ("swallowed", ("helped",), "utter_after_swallowed_helped"),
    ],
)
def test_the_next_message_is_met_in_words_that_fit_it(kind: str, cues: tuple[str, ...], response: str) -> None:
    assert said_to(*cues, kind=kind) == Care(response)


@pytest.mark.parametrize(
    ("kind", "cues", "response"),
    [
        ("self", ("safe",), "utter_crisis_safe"),
        ("self", ("safe", "mistaken"), "utter_crisis_safe"),
        ("self", ("mistaken",), "utter_crisis_mistaken"),
        ("self", ("denied", "my_cry"), "utter_crisis_mistaken"),
        ("self", ("denied", "grief"), "utter_crisis_grief"),
        ("self", ("grief",), "utter_crisis_grief"),
        ("self", ("job_only",), "utter_crisis_job_only"),
        ("self", ("not_me",), "utter_crisis_not_me"),
        ("self", ("no_numbers",), "utter_crisis_no_numbers"),
        ("other", ("they_are_safe",), "utter_after_they_are_safe"),
        ("of_staff", ("denied",), "utter_after_they_deny"),
    ],
)
def test_who_says_that_it_is_over_is_believed_at_once(kind: str, cues: tuple[str, ...], response: str) -> None:
    care = said_to(*cues, kind=kind)
    assert care is not None
    assert (care.response, care.ends) == (response, True)


def test_not_only_the_job_is_more_than_the_job() -> None:
    assert said_to("job_only", "not_only_job") == Care("utter_after_self")


@pytest.mark.parametrize(("since", "care"), [(1, Care("utter_after_first", keeps=True)), (2, Care(keeps=True)), (9, None)])
def test_a_question_is_answered_in_the_same_turn(since: int, care: Care | None) -> None:
    assert said_to(since=since, intent="ask_salary", answers=True) == care


def test_a_question_about_work_is_no_call_for_help() -> None:
    assert said_to("what_to_do", "about_pay", intent="ask_salary", answers=True) == Care("utter_after_first", keeps=True)


def test_the_branch_for_somebody_else_holds_longer_than_the_care_for_anything() -> None:
    assert said_to("unreachable", kind="other", since=6) == Care("utter_after_unreachable")
    assert said_to(kind="other", since=6) is None


def test_nobody_who_never_cried_for_help_is_cared_for_so() -> None:
    turn = Turn(make_tracker(intent="inform", cues=["safe"], text="jeg har det bedre", slots={"turns": 4}), {})
    assert care_for(turn, answers=False) is None


def test_an_answer_after_a_cry_offers_nothing(domain: dict[str, Any], dispatcher: CollectingDispatcher) -> None:
    turn = turn_after(intent="ask_salary", asks=True)
    turn.domain = domain
    Reply(turn).add("utter_affirm").about("ask_salary").offer("utter_offer_ask_duties").send(dispatcher)
    first, answer = dispatcher.messages[0]["body"].split("\n")
    assert (first in texts_of(domain, "utter_after_first"), answer, len(dispatcher.messages)) == (True, "Godt.", 1)


def test_feelings_are_not_met_as_any_other_after_a_cry(domain: dict[str, Any], dispatcher: CollectingDispatcher) -> None:
    turn = turn_after(intent="express_frustration")
    turn.domain = domain
    Reply(turn).add("utter_feel_frustration").offer("utter_open_frustration").send(dispatcher)
    assert [message["body"] in texts_of(domain, "utter_after_self") for message in dispatcher.messages] == [True]
