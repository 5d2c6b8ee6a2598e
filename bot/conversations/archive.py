"""Everything about a person: handed over, deleted, and forgotten in time."""

from __future__ import annotations

import json
import secrets
import time
from collections.abc import Callable
from functools import partial
from typing import Any

from sqlalchemy import delete, func, insert, select
from sqlalchemy.engine import Connection

from bot.conversations.database import Database
from bot.conversations.records import UnknownConversation
from bot.conversations.tables import CONVERSATIONS, EVENTS, OWNED

DAY = 24 * 3600.0  # seconds


class Archive:
    """All tables as one. Every method raises ConversationError when the database fails.

    lifetime: seconds of silence after which a conversation is deleted. clock: seconds since 1970.
    """

    def __init__(self, database: Database, *, lifetime: float, clock: Callable[[], float] = time.time) -> None:
        self._database = database
        self._lifetime = lifetime
        self._clock = clock

    async def export(self, conversation: str) -> dict[str, list[dict[str, Any]]]:
        """Every row of every table about this conversation. Raises: UnknownConversation."""
        return await self._database.run(partial(_export, conversation))

    async def erase(self, conversation: str, *, keep_open: bool) -> None:
        """Deletes everything about a conversation, and looks that it is gone. keep_open: the conversation may go on, empty.

        Raises: ConversationError; then it was not deleted.
        """
        await self._database.run(partial(_erase, conversation, keep_open))
        await self._database.forget_free_pages()

    async def purge(self) -> int:
        """Deletes conversations nobody has written in for their lifetime. Returns: how many."""
        old = await self._database.run(partial(_older_than, self._clock() - self._lifetime))
        for conversation in old:
            await self._database.run(partial(_erase, conversation, False))
        if old:
            await self._database.forget_free_pages()
        return len(old)

    async def check_writing(self) -> None:
        """Writes and takes back. Raises: ConversationError when the database cannot be written."""
        await self._database.run(_check_writing)


def _export(conversation: str, connection: Connection) -> dict[str, list[dict[str, Any]]]:
    found = {}
    for table, owner in ((CONVERSATIONS, CONVERSATIONS.c.id), *OWNED):
        rows = connection.execute(select(table).where(owner == conversation).order_by(*table.primary_key.columns)).mappings()
        found[table.name] = [{name: _readable(name, value) for name, value in row.items()} for row in rows]
    if not any(found.values()):
        raise UnknownConversation(conversation)
    return found


def _readable(column: str, value: Any) -> Any:
    return json.loads(value) if column in ("data", "content", "events", "route") and isinstance(value, str) else value


def _erase(conversation: str, keep_open: bool, connection: Connection) -> None:
    for table, owner in OWNED:
        connection.execute(delete(table).where(owner == conversation))
    if not keep_open:
        connection.execute(delete(CONVERSATIONS).where(CONVERSATIONS.c.id == conversation))


def _older_than(oldest: float, connection: Connection) -> list[str]:
    silent = select(CONVERSATIONS.c.id).where(CONVERSATIONS.c.seen < oldest)
    # Those of the local REST channel and the shell have only Rasa's events.
    unnamed = select(EVENTS.c.sender_id).group_by(EVENTS.c.sender_id).having(func.max(EVENTS.c.timestamp) < oldest)
    return sorted({row[0] for query in (silent, unnamed) for row in connection.execute(query).all()})


def _check_writing(connection: Connection) -> None:
    probe = f"probe-{secrets.token_hex(8)}"
    connection.execute(insert(CONVERSATIONS).values(id=probe, channel="probe", created=0.0, seen=0.0, last_number=0))
    connection.execute(delete(CONVERSATIONS).where(CONVERSATIONS.c.id == probe))
