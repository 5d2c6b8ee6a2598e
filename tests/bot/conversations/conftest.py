"""A ledger and an archive on one database in a folder of the test, and a clock for both."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.conversations.archive import Archive
from bot.conversations.database import Database
from bot.conversations.ledger import Ledger
from tests.bot.conversations.talks import Clock

LIFETIME = 100


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def database(tmp_path: Path) -> Database:
    return Database(f"sqlite:///{tmp_path / 'tracker.db'}")


@pytest.fixture
def ledger(database: Database, clock: Clock) -> Ledger:
    return Ledger(database, lifetime=LIFETIME, clock=clock)


@pytest.fixture
def archive(database: Database, clock: Clock) -> Archive:
    return Archive(database, lifetime=LIFETIME, clock=clock)
