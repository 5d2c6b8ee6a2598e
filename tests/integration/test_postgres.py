"""The knowledge store on a real PostgreSQL, started for these tests where its programs are installed."""

from __future__ import annotations

import glob
import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy.engine import Engine

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


def test_content_fills_it_once_and_is_found_by_danish_search(postgres: Engine, store: KnowledgeStore) -> None:
    assert fill(postgres, CONTENT) is True
    assert fill(postgres, CONTENT) is False
    assert count(postgres)["regions"] > 200
    there = KnowledgeStore(postgres)
    assert there.salary_bands() == store.salary_bands()
    assert there.statements("ask_duties", role="teamleder") == store.statements("ask_duties", role="teamleder")
    assert there.search("hvad koster et amu kursus")[0].row_id == "training-amu-price"
    assert there.search("a* | b & !") == ()
