"""The database of conversations: what is written is in the file that is there, and nowhere else."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import text

from bot.conversations.database import Database
from bot.errors import ConversationError


def count(database: Database) -> int:
    return int(database.run_now(lambda connection: connection.execute(text("SELECT count(*) FROM conversations")).scalar_one()))


def write(database: Database, conversation: str) -> None:
    statement = text("INSERT INTO conversations (id, channel, created, seen, last_number) VALUES (:id, 'web', 0, 0, 0)")
    database.run_now(lambda connection: connection.execute(statement, {"id": conversation}))


def test_a_database_that_was_replaced_is_the_one_that_is_read(tmp_path: Path) -> None:
    database, other = Database(f"sqlite:///{tmp_path / 'tracker.db'}"), Database(f"sqlite:///{tmp_path / 'other.db'}")
    write(database, "anna")
    assert count(other) == 0
    other.engine.dispose()
    (tmp_path / "other.db").replace(tmp_path / "tracker.db")
    for rest in ("-wal", "-shm"):
        (tmp_path / f"tracker.db{rest}").unlink(missing_ok=True)
    assert count(database) == 0


def test_a_database_that_was_removed_fails_once_and_is_made_anew(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path / 'tracker.db'}")
    write(database, "anna")
    for path in tmp_path.iterdir():
        path.unlink()
    with pytest.raises(ConversationError, match="OperationalError"):
        count(database)
    assert count(database) == 0
