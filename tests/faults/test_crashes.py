"""Processes are killed and databases go away: nothing that was answered is lost, and nobody is answered by a Karla without memory."""

from __future__ import annotations

import os
import random
import signal
import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from bot.channels.texts import texts
from tests.dialogues.servers import Talk, wait_for
from tests.faults.observation import observe, sent
from tests.faults.postgres import PROGRAMS, Postgres, postgres
from tests.faults.rig import READY_SECONDS, Rig, answer_of, make_rig

__all__ = ["postgres"]

pytestmark = pytest.mark.servers

KILLS = 3  # each costs a start of Rasa; the moments are spread over the turn


@pytest.fixture(scope="module")
def own_rig(tmp_path_factory: pytest.TempPathFactory, model: Path) -> Iterator[Rig]:
    """A rig that may be killed."""
    made = make_rig(tmp_path_factory.mktemp("crashes"), model)
    try:
        assert wait_for(made.is_ready, seconds=READY_SECONDS), made.server.last_words()
        yield made
    finally:
        made.close()


def repeated(talk: Talk, client_id: str, text: str) -> list[str]:
    """The texts of the answer, asked for as a client does that is told to wait."""
    answers: list[httpx.Response] = []

    def is_answered() -> bool:
        answer = sent(talk, client_id, text)
        if answer is not None and answer.status_code == 200:
            answers.append(answer)
        return bool(answers)

    assert wait_for(is_answered, seconds=30)
    return [message["text"] for message in answers[0].json()["messages"]]


def test_a_killed_server_answers_each_message_once_when_it_is_sent_again(own_rig: Rig) -> None:
    talk = own_rig.talk()
    talk.say("jeg har 6 års erfaring, hvad tjener man")
    moments = random.Random(7)
    for number in range(KILLS):
        killer = threading.Timer(moments.uniform(0.0, 0.06), own_rig.kill)
        killer.start()
        sent(talk, f"message-{number:04d}", f"hvad tjener man i Aarhus, spørgsmål {number}")
        killer.join()
        own_rig.start()
        assert repeated(talk, f"message-{number:04d}", f"hvad tjener man i Aarhus, spørgsmål {number}") == ["svar"]
    messages = talk.get("messages?after=0").json()["messages"]
    assert [message["from"] for message in messages] == ["user", "bot"] * (KILLS + 1)
    with sqlite3.connect(own_rig.var / "tracker.db") as connection:
        uttered = connection.execute(
            "SELECT data FROM events WHERE type_name = 'user' AND sender_id = ?", [talk.token.split(".")[0]]
        ).fetchall()
    assert len(uttered) == KILLS + 1
    assert own_rig.actions.calls[-1]["tracker"]["slots"]["experience"] == "6"


def test_a_locked_database_is_an_honest_refusal_and_heals(own_rig: Rig) -> None:
    talk = own_rig.talk()
    talk.say("jeg har 6 års erfaring, hvad tjener man")
    with sqlite3.connect(own_rig.var / "tracker.db", isolation_level=None) as holder:
        holder.execute("BEGIN IMMEDIATE")
        started = time.monotonic()
        refused = talk.post({"text": "hvad tjener man"})
        assert time.monotonic() - started < 6
        assert (refused.status_code, refused.json()["error"]["message"]) == (503, texts()["storage"])
        assert own_rig.get("/health/live").status_code == 200
        assert own_rig.get("/health/ready").status_code == 503
        holder.execute("ROLLBACK")
    talk.say("hvad tjener man")
    assert own_rig.actions.calls[-1]["tracker"]["slots"]["experience"] == "6"


@contextmanager
def stopped(postgres: Postgres) -> Iterator[None]:
    postgres.stop()
    yield
    postgres.start()


@contextmanager
def hung(postgres: Postgres) -> Iterator[None]:
    """Every process of the database stands still."""
    held = postgres.processes()
    for process in held:
        os.kill(process, signal.SIGSTOP)
    try:
        yield
    finally:
        for process in held:
            os.kill(process, signal.SIGCONT)


@pytest.mark.skipif(PROGRAMS is None, reason="PostgreSQL is not installed on this machine")
def test_a_database_that_stops_hangs_and_returns_costs_no_memory(
    postgres: Postgres, tmp_path_factory: pytest.TempPathFactory, model: Path
) -> None:
    rig = make_rig(tmp_path_factory.mktemp("postgres"), model, TRACKER_DATABASE_URL=postgres.url)
    try:
        assert wait_for(rig.is_ready, seconds=READY_SECONDS), rig.server.last_words()
        talk = rig.talk()
        talk.say("jeg har 6 års erfaring, hvad tjener man")

        seen, seconds = observe("PostgreSQL stopped", talk, "hvad tjener man", "svar", stopped(postgres))
        assert (seen, seconds < 6) == (texts()["storage"], True)
        with stopped(postgres):
            assert rig.rest("hej", "while-down").status_code == 503
            assert answer_of(rig.rest("hej", "while-down")) == [texts()["storage"]]
            assert rig.get("/health/ready").json()["checks"]["store"] is False
        assert wait_for(lambda: rig.rest("hej", "while-down").status_code == 200, seconds=20)

        seen, seconds = observe("PostgreSQL hangs", talk, "hvad tjener man", "svar", hung(postgres))
        assert (seen, seconds < 6) == (texts()["storage"], True)
        assert rig.actions.calls[-1]["tracker"]["slots"]["experience"] == "6"
        with hung(postgres):
            started = time.monotonic()
            assert rig.get("/health/live").status_code == 200
            assert rig.get("/health/ready").status_code == 503
            assert time.monotonic() - started < 2
    finally:
        rig.close()
