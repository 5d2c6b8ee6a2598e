"""The knowledge store and the operator's survey on a real PostgreSQL, started for these tests where its programs are installed."""

from __future__ import annotations

import asyncio
import glob
import json
import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import insert
from sqlalchemy.engine import Connection, Engine

from bot.conversations.database import Database
from bot.conversations.ledger import Ledger
from bot.conversations.records import Arrival
from bot.conversations.survey import Opinions, Survey, take_survey
from bot.conversations.tables import EVENTS
from bot.knowledge.loader import count, fill
from bot.knowledge.schema import open_engine
from bot.knowledge.store import KnowledgeStore
from bot.settings import CONTENT, LOOPBACK


def postgres_programs() -> Path | None:
    """The folder of initdb and pg_ctl: on the PATH, or where Debian puts them."""
    on_path = shutil.which("initdb")
    found = [on_path, *sorted(glob.glob("/usr/lib/postgresql/*/bin/initdb"), reverse=True)]
    return next((Path(program).parent for program in found if program), None)


PROGRAMS = postgres_programs()
pytestmark = pytest.mark.skipif(PROGRAMS is None, reason="PostgreSQL is not installed on this machine")


@pytest.fixture(scope="module")
def postgres() -> Iterator[Engine]:
    """An empty database on a server of its own. PostgreSQL refuses to run as root, so root hands over to its user."""
    assert PROGRAMS is not None
    user = "postgres" if os.getuid() == 0 else None
    folder = Path(tempfile.mkdtemp(prefix="karla-postgres-"))
    if user:
        account = pwd.getpwnam(user)
        os.chown(folder, account.pw_uid, account.pw_gid)
    with socket.socket() as probe:
        probe.bind((LOOPBACK, 0))
        port = probe.getsockname()[1]

    def run(program: str, *arguments: str) -> None:
        subprocess.run(
            [PROGRAMS / program, *arguments], check=True, user=user, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )

    run("initdb", "-D", str(folder / "data"), "-A", "trust", "-U", "postgres", "-E", "UTF8")
    run("pg_ctl", "-D", str(folder / "data"), "-w", "-o", f"-p {port} -k {folder}", "-l", str(folder / "log"), "start")
    engine = open_engine(f"postgresql://postgres@{LOOPBACK}:{port}/postgres")
    try:
        yield engine
    finally:
        engine.dispose()
        run("pg_ctl", "-D", str(folder / "data"), "-m", "immediate", "stop")
        shutil.rmtree(folder, ignore_errors=True)


def test_the_operators_survey_is_the_same_there(postgres: Engine) -> None:
    database = Database(postgres.url.render_as_string(hide_password=False))
    message = {"text": "hej", "parse_data": {"intent_ranking": [{"name": "nlu_fallback"}, {"name": "greet"}]}}
    rows = [
        {"sender_id": "anna", "type_name": "user", "timestamp": 50.0, "intent_name": "nlu_fallback", "data": json.dumps(message)},
        {"sender_id": "anna", "type_name": "action", "timestamp": 51.0, "action_name": "action_offer_meanings", "data": "{}"},
    ]

    def store(connection: Connection) -> None:
        for row in rows:
            connection.execute(insert(EVENTS).values(row))

    async def work() -> Survey:
        await database.run(store)
        ledger = Ledger(database, lifetime=100, clock=lambda: 60.0)
        await ledger.begin("anna", "web")
        await ledger.receive(Arrival("anna", "client-1", "hej", "hej"))
        (answer,) = await ledger.answer("anna", "client-1", [{"text": "Hvad mener du?"}])
        await ledger.rate("anna", answer["id"], "down", "for kort")
        return await take_survey(database, days=1, with_texts=True, clock=lambda: 60.0)

    found = asyncio.run(work())
    database.engine.dispose()
    assert (found.messages, found.not_understood, found.guesses) == (1, {"asked_back": 1}, {"asked_back": {"greet": 1}})
    assert found.opinions == (Opinions("nlu_fallback", 0, 1),)
    assert [item.text for item in found.texts] == ["hej"]
    assert [item.text for item in found.reasons] == ["for kort"]


def test_content_fills_it_once_and_is_found_by_danish_search(postgres: Engine, store: KnowledgeStore) -> None:
    assert fill(postgres, CONTENT) is True
    assert fill(postgres, CONTENT) is False
    assert count(postgres)["regions"] > 200
    there = KnowledgeStore(postgres)
    assert there.salary_bands() == store.salary_bands()
    assert there.statements("ask_duties", role="teamleder") == store.statements("ask_duties", role="teamleder")
    assert there.search("hvad koster et amu kursus")[0].row_id == "training-amu-price"
    assert there.search("a* | b & !") == ()
