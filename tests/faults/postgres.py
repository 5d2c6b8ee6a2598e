"""A PostgreSQL of its own, to be stopped and started under a running Karla."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.settings import LOOPBACK
from tests.dialogues.servers import free_port
from tests.integration.test_postgres import postgres_programs

PROGRAMS = postgres_programs()


@dataclass(frozen=True)
class Postgres:
    """A server in a folder. PostgreSQL refuses to run as root, so root hands over to its user."""

    folder: Path
    port: int

    @property
    def url(self) -> str:
        return f"postgresql://postgres@{LOOPBACK}:{self.port}/postgres"

    def run(self, program: str, *arguments: str) -> None:
        assert PROGRAMS is not None
        user = "postgres" if os.getuid() == 0 else None
        command = [str(PROGRAMS / program), "-D", str(self.folder / "data"), *arguments]
        subprocess.run(command, check=True, user=user, cwd=self.folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def start(self) -> None:
        self.run("pg_ctl", "-w", "-o", f"-p {self.port} -k {self.folder}", "-l", str(self.folder / "log"), "start")

    def stop(self) -> None:
        self.run("pg_ctl", "-w", "-m", "immediate", "stop")

    def processes(self) -> list[int]:
        """The server's and those of its connections."""
        first = int((self.folder / "data" / "postmaster.pid").read_text().split()[0])
        with open(f"/proc/{first}/task/{first}/children", encoding="ascii") as file:
            return [first, *(int(child) for child in file.read().split())]


@contextmanager
def running_postgres() -> Iterator[Postgres]:
    """A running server with an empty database, ended afterwards."""
    folder = Path(tempfile.mkdtemp(prefix="karla-postgres-"))
    if os.getuid() == 0:
        account = pwd.getpwnam("postgres")
        os.chown(folder, account.pw_uid, account.pw_gid)
    server = Postgres(folder, free_port())
    server.run("initdb", "-A", "trust", "-U", "postgres", "-E", "UTF8")
    server.start()
    try:
        yield server
    finally:
        server.stop()
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="module")
def postgres() -> Iterator[Postgres]:
    """A running server with an empty database."""
    with running_postgres() as server:
        yield server
