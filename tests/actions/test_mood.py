"""Which words meet a feeling: joy only where it surely is one, bad news in words of its own."""

from __future__ import annotations

from typing import Any

import pytest

from actions.mood import felt, has_had_enough, mood_response
from actions.turn import Turn
from tests.builders import make_tracker


def response_to(domain: dict[str, Any], intent: str, *cues: str, confidence: float = 0.95, **message: Any) -> str | None:
    understood = {"name": intent, "confidence": confidence}
    tracker = make_tracker(intent=intent, cues=list(cues), **{"text": "fortalt", **message})
    tracker.latest_message["intent"] = understood
    return mood_response(Turn(tracker, domain))


def test_a_sure_joy_is_met_with_joy(domain: dict[str, Any]) -> None:
    assert response_to(domain, "express_joy") == "utter_feel_joy"


def test_a_joy_that_may_be_none_is_not_cheered(domain: dict[str, Any]) -> None:
    assert response_to(domain, "express_joy", confidence=0.6) is None
    assert response_to(domain, "express_joy", "joking") is None


@pytest.mark.parametrize(
    ("cue", "response"),
    [
        ("lost_job", "utter_feel_dismissal"),
        ("grief", "utter_feel_grief"),
        ("rejected", "utter_feel_rejected"),
        ("closing", "utter_feel_closing"),
    ],
)
@pytest.mark.parametrize("intent", ["express_joy", "inform", "nlu_fallback", "out_of_scope", "ask_application"])
def test_bad_news_has_words_of_its_own_however_the_message_was_read(domain: dict[str, Any], intent: str, cue: str, response: str) -> None:
    assert response_to(domain, intent, cue) == response


def test_a_question_of_law_is_no_bad_news(domain: dict[str, Any]) -> None:
    assert response_to(domain, "out_of_scope", "lost_job", "law") is None


@pytest.mark.parametrize(
    ("cue", "response"),
    [
        ("weary", "utter_feel_weary"),
        ("afraid", "utter_feel_afraid"),
        ("feel_angry", "utter_feel_angry"),
        ("feel_sad", "utter_feel_sad"),
        ("feel_ashamed", "utter_feel_ashamed"),
        ("feel_crying", "utter_feel_crying"),
        ("feel_hopeless", "utter_feel_hopeless"),
        ("feel_harassed", "utter_feel_harassed"),
        ("feel_relief", "utter_feel_relief"),
        ("at_bot", "utter_feel_frustration_bot"),
        ("feel_insult", "utter_feel_insult"),
        ("not_felt", "utter_feel_none"),
        ("jesting", "utter_feel_joke"),
    ],
)
def test_a_feeling_that_is_named_is_met_by_its_name(domain: dict[str, Any], cue: str, response: str) -> None:
    assert response_to(domain, "express_frustration", cue) == response


def test_words_that_name_no_feeling_are_met_with_words_that_claim_little(domain: dict[str, Any]) -> None:
    assert response_to(domain, "express_frustration", confidence=0.6) == "utter_feel_unsure"
    assert response_to(domain, "express_frustration") == "utter_feel_frustration"


def test_nobody_is_congratulated_on_gloomy_news(domain: dict[str, Any]) -> None:
    assert response_to(domain, "express_joy", "gloomy") == "utter_feel_unsure"


def test_harassment_of_another_is_not_called_the_writers_fault_or_not(domain: dict[str, Any]) -> None:
    assert response_to(domain, "express_frustration", "feel_harassed", "of_other") == "utter_feel_harassed_other"


def test_an_insult_to_a_customer_is_none_to_karla(domain: dict[str, Any]) -> None:
    assert response_to(domain, "express_frustration", "feel_insult", "of_customer") == "utter_feel_frustration"


def test_what_is_asked_again_tells_no_feeling(domain: dict[str, Any]) -> None:
    assert response_to(domain, "express_frustration", "asked_again", "at_bot") is None


@pytest.mark.parametrize(
    ("before", "enough"),
    [
        ({"kind": "weary", "count": 2}, True),
        ({"kind": "weary", "count": 1}, False),
        ({"kind": "angry", "count": 5}, False),
        ({"kind": "weary", "count": 5, "offered": True}, False),
        (None, False),
    ],
)
def test_a_person_is_offered_for_the_same_feeling_three_times_and_once(domain: dict[str, Any], before: Any, enough: bool) -> None:
    tracker = make_tracker(intent="express_frustration", cues=["weary"], text="træt", slots={"frustrations": before})
    assert has_had_enough(Turn(tracker, domain)) is enough


def test_gladness_lets_the_rest_go(domain: dict[str, Any]) -> None:
    tracker = make_tracker(intent="express_joy", text="hurra", slots={"frustrations": {"kind": "weary", "count": 2, "offered": True}})
    assert felt(Turn(tracker, domain)) == {"offered": True}


@pytest.mark.parametrize("cue", ["of_third", "of_other", "of_customer"])
def test_what_another_feels_is_not_told_the_writer_as_theirs(domain: dict[str, Any], cue: str) -> None:
    assert response_to(domain, "express_worry", "afraid", cue) == "utter_feel_worry"
    assert response_to(domain, "express_worry", "afraid", cue, "of_self") == "utter_feel_afraid"
