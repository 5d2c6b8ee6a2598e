"""When typed words open a game, and when Karla asks first."""

from __future__ import annotations

from typing import Any

import pytest

from actions.doors import stays_shut
from actions.reply import Reply
from actions.turn import Turn
from tests.builders import make_tracker


def shut(domain: dict[str, Any], intent: str, *cues: str, confidence: float = 0.95, **message: Any) -> bool:
    tracker = make_tracker(intent=intent, cues=list(cues), **{"text": "jeg vil gerne øve mig", **message})
    tracker.latest_message["intent"] = {"name": intent, "confidence": confidence}
    turn = Turn(tracker, domain)
    return stays_shut(turn, Reply(turn))


def test_a_sure_wish_opens_the_door(domain: dict[str, Any]) -> None:
    assert not shut(domain, "start_roleplay")
    assert not shut(domain, "start_interview", "wants_interview", confidence=0.6)


def test_an_unsure_wish_is_asked_about(domain: dict[str, Any]) -> None:
    assert shut(domain, "start_fit_quiz", confidence=0.6)


def test_no_game_is_begun_that_somebody_says_they_do_not_want(domain: dict[str, Any]) -> None:
    assert shut(domain, "start_roleplay", "wants_no_game", "wants_roleplay")


def test_a_button_always_opens(domain: dict[str, Any]) -> None:
    assert not shut(domain, "start_fit_quiz", confidence=0.1, text="/start_fit_quiz")


@pytest.mark.parametrize("intent", ["start_roleplay", "start_interview", "start_fit_quiz"])
def test_a_long_story_is_not_played_on_without_asking(domain: dict[str, Any], intent: str) -> None:
    assert shut(domain, intent, text="ord " * 30)
