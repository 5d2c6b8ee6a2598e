"""What Karla said of something before is found and said again."""

from __future__ import annotations

from typing import Any

import pytest

from actions.tell_more import ActionTellMore
from tests.actions.conftest import Act
from tests.builders import make_context

AGE = "Mine kilder nævner ingen øvre aldersgrænse.\nKilde: Kildedokumentet (årstal ikke angivet)"
PAY = "Løn om måneden før skat i kundeservice:\n• nyuddannede: 25.000–30.000 kr.\nKilde: Kildedokumentet (årstal ikke angivet)"
EARLIER = [
    *({"event": "user", "text": "er jeg for gammel"}, {"event": "bot", "text": AGE}),
    *({"event": "user", "text": "hvad tjener man"}, {"event": "bot", "text": PAY}, {"event": "bot", "text": "Vil du se lønnen?"}),
    {"event": "user", "text": "nu"},
]


@pytest.mark.parametrize(("keywords", "said"), [(["alder"], AGE), (["løn"], PAY), (["nyuddannede"], PAY)])
def test_the_earlier_answer_with_those_words_is_repeated(act: Act, keywords: list[str], said: str) -> None:
    outcome = act(ActionTellMore(), intent="follow_up", cues=["repeat", "repeat_of"], keywords=keywords, events=EARLIER)
    assert outcome.text == f"Jeg sagde:\n{said}"


def test_what_was_never_said_is_said_to_be_so_and_answered_now(act: Act) -> None:
    ranking = [{"name": "follow_up", "confidence": 1.0}, {"name": "ask_training", "confidence": 0.3}]
    outcome = act(
        ActionTellMore(), intent="follow_up", cues=["repeat", "repeat_of"], keywords=["kurser"], events=EARLIER, intent_ranking=ranking
    )
    assert outcome.parts[:2] == ["utter_said_nothing", "utter_answer_ask_training"]


def test_more_never_shows_what_another_answer_showed(act: Act) -> None:
    before: dict[str, Any] = {"context": make_context("ask_career_growth")}
    first = act(ActionTellMore(), intent="follow_up", slots=before)
    events = [
        {"event": "user", "text": "før"},
        *({"event": "bot", "text": bubble.text} for bubble in first.bubbles),
        {"event": "user", "text": "nu"},
    ]
    again = act(ActionTellMore(), intent="follow_up", slots=before, events=events)
    lines = {line for line in first.text.splitlines() if line.startswith("•")}
    assert not lines.intersection(again.text.splitlines())
