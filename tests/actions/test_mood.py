"""Which words meet a feeling: joy only where it surely is one, bad news in words of its own."""

from __future__ import annotations

from typing import Any

import pytest

from actions.mood import mood_response
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
