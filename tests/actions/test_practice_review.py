"""Questions about a role-play that is over are answered from its card."""

from __future__ import annotations

from typing import Any

import pytest
from rasa_sdk.executor import CollectingDispatcher

from actions.practice_review import add_review
from actions.reply import Reply
from actions.turn import Turn
from bot.practice.roleplay import play
from bot.practice.scoring import score
from tests.builders import make_tracker

PLAYED = play("forsinket-pakke", ["hej mette, har du et ordrenummer?", "jeg sender en ny i dag"], seed=1)
CARD = score(PLAYED)
OVER = {"game": "left", "scenario": "forsinket-pakke", "state": PLAYED.as_dict(), "ended_at": 3}


def said_to(domain: dict[str, Any], text: str, **slots: Any) -> str:
    """The body of the answer; "" when it was no question about the game."""
    given = {"introduced": True, "turns": 4, "scores": [CARD.as_dict()], "practice": OVER, **slots}
    turn = Turn(make_tracker(intent="out_of_scope", text=text, slots=given), domain)
    reply, said = Reply(turn), CollectingDispatcher()
    if not add_review(turn, reply):
        return ""
    reply.send(said)
    return str(said.messages[0]["body"])


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("hvad var mine point nu igen", f"Du fik {CARD.total} af 100 point"),
        ("hvorfor fik jeg så lidt i lytning", "Aktiv lytning gav dig "),
        ("hvad lavede jeg galt?", "Her tabte du flest"),
        ("hvor mange point fik jeg første gang", f"Første gang fik du {CARD.total} af 100"),
        ("giv mig et vink", "Mette har ventet en uge"),
        ("hvad nu hvis jeg havde sagt at det er din egen skyld", "Hvis du havde sagt det i stedet"),
    ],
)
def test_the_card_answers(domain: dict[str, Any], text: str, answer: str) -> None:
    assert answer in said_to(domain, text)


def test_long_after_a_game_only_words_of_it_ask_about_it(domain: dict[str, Any]) -> None:
    assert said_to(domain, "hvad lavede jeg galt?", turns=40) == ""
    assert "Her tabte du flest" in said_to(domain, "hvad lavede jeg galt i øvelsen?", turns=40)


def test_without_a_game_nothing_is_asked_about_one(domain: dict[str, Any]) -> None:
    assert said_to(domain, "hvad lavede jeg galt?", scores=None, practice=None) == ""
