"""Whole conversations with the real servers: tests/dialogues/talks/*.yml."""

from __future__ import annotations

from typing import Any

import pytest

from tests.dialogues.servers import Reply, Talk
from tests.dialogues.talks import Conversation, Turn, faults_of, hold, read_conversations, wordings_of

CONVERSATIONS = read_conversations()


@pytest.mark.servers
@pytest.mark.parametrize("conversation", CONVERSATIONS, ids=lambda conversation: conversation.title)
def test_a_conversation_runs_as_it_should(conversation: Conversation, talk: Talk, domain: dict[str, Any]) -> None:
    ran, faults = hold(conversation, talk.say, talk.press, wordings_of(domain))
    assert not faults, ran


def test_there_are_many_conversations_and_none_twice() -> None:
    assert len(CONVERSATIONS) >= 64
    assert len({conversation.title for conversation in CONVERSATIONS}) == len(CONVERSATIONS)


WORDINGS = {"utter_feel_worry": ["Det forstår jeg."], "utter_ask_salary_form_role": ["Hvilken stilling?"]}


@pytest.mark.parametrize(
    ("reply", "fault"),
    [
        (Reply("", {}, 0), "nothing is said"),
        (Reply("Hej {name}", {}, 1), "»{« is said"),
        (Reply("25.000 kr.", {}, 1), "an amount without its source"),
        (Reply("a\nb\nc", {}, 3), "3 bubbles, at most 2"),
        (Reply("ord " * 91, {}, 1), "91 words, at most 90"),
    ],
)
def test_what_holds_for_every_answer_is_checked(reply: Reply, fault: str) -> None:
    assert fault in faults_of(Turn.of({"du": "hej"}), reply, WORDINGS)


def test_what_a_turn_asks_for_is_checked() -> None:
    turn = Turn.of({"du": "hej", "rækkefølge": ["krav", "løn"], "ikke": ["job"], "svar": "utter_feel_worry", "knap": "Ja"})
    assert faults_of(turn, Reply("Løn, krav og job", {"Nej": "/deny"}, 1), WORDINGS) == [
        "not in this order: ['krav', 'løn']",
        "»job« is said",
        "no wording of utter_feel_worry is said",
        "there is no button »Ja«, only ['Nej']",
    ]


def test_the_first_question_of_a_form_may_be_a_third_bubble() -> None:
    assert faults_of(Turn.of({"du": "hej"}), Reply("Hej\nGodt\nHvilken stilling?", {}, 3), WORDINGS) == []


def test_the_same_words_for_a_feeling_are_not_said_twice_in_a_talk() -> None:
    def answer(text: str) -> Reply:
        return Reply("Det forstår jeg.", {}, 1)

    twice = Conversation("Worried twice", (Turn.of({"du": "a"}), Turn.of({"du": "b"})))
    assert hold(twice, answer, answer, WORDINGS)[1] == ["turn 2: the same words for a feeling twice: »Det forstår jeg.«"]


@pytest.mark.parametrize("move", [{"karla": ["hej"]}, {"du": "hej", "tryk": "Ja"}, {"du": "hej", "kalra": []}])
def test_a_turn_that_cannot_be_read_is_refused(move: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="turn"):
        Turn.of(move)
