"""What was sent and what was answered: each message once, numbered, kept before and after the turn.

A message is written down before Rasa sees it and its answers before they are sent, so that the same message sent again gets the
same answers, and one whose turn was cut off by a crash is answered then. Numbers and addresses of persons are masked before that:
neither the database nor Rasa ever gets them.
"""

from __future__ import annotations

import json
import secrets
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime, timezone
from functools import partial
from typing import Any

from sqlalchemy import delete, insert, select, update
from sqlalchemy.engine import Connection

from bot.conversations.database import Database
from bot.conversations.records import Arrival, Page, Receipt, UnknownConversation
from bot.conversations.tables import CONVERSATIONS, FEEDBACK, INBOX, MESSAGES
from bot.privacy import mask

PAGE = 200
RECEIVED, ANSWERED, DELIVERED = "received", "answered", "delivered"


class Ledger:
    """Conversations and their messages. Every method raises ConversationError when the database fails.

    lifetime: seconds of silence after which a conversation is no longer known. clock: seconds since 1970.
    """

    def __init__(self, database: Database, *, lifetime: float, clock: Callable[[], float] = time.time) -> None:
        self._database = database
        self._lifetime = lifetime
        self._clock = clock

    async def begin(self, conversation: str, channel: str) -> None:
        """Makes a conversation known. Does nothing when it is."""
        await self._database.run(partial(_begin, conversation, channel, self._clock()))

    async def find(self, conversation: str, client_id: str) -> Receipt | None:
        """What is known of a message, None when it never came. Raises: UnknownConversation."""
        return await self._database.run(partial(_find, conversation, client_id, self._clock() - self._lifetime))

    async def receive(self, arrival: Arrival) -> Receipt:
        """Writes a message down, once; later arrivals with its client_id get what is known of it. Raises: UnknownConversation."""
        shown = None if arrival.shown is None else mask(arrival.shown)
        masked = replace(arrival, text=mask(arrival.text), shown=shown)
        return await self._database.run(partial(_receive, masked, self._clock()))

    async def answer(self, conversation: str, client_id: str, contents: Sequence[dict[str, Any]]) -> tuple[dict[str, Any], ...]:
        """Writes the answers to a message down. Returns: them as messages. Raises: UnknownConversation."""
        return await self._database.run(partial(_answer, conversation, client_id, tuple(contents), self._clock()))

    async def page(self, conversation: str, after: int) -> Page:
        """The messages with a higher number than after, at most PAGE. Raises: UnknownConversation."""
        return await self._database.run(partial(_page, conversation, after, self._clock(), self._lifetime))

    async def rate(self, conversation: str, message_id: str, rating: str, reason: str) -> bool:
        """Keeps what a person thought of an answer, the last opinion only. Returns: False when there is no such answer."""
        return await self._database.run(partial(_rate, conversation, message_id, rating, mask(reason), self._clock()))

    async def message(self, conversation: str, number: int) -> dict[str, Any] | None:
        """The message with this number, None when there is none. Raises: UnknownConversation."""
        page = await self._database.run(partial(_single, conversation, number, self._clock() - self._lifetime))
        return page[0] if page else None

    async def is_known(self, conversation: str, client_id: str) -> bool:
        """Whether a message with this id ever came, in a conversation that may not exist yet."""
        return await self._database.run(partial(_is_known, conversation, client_id))

    async def is_delivered(self, conversation: str, client_id: str) -> bool:
        """Whether close was called for a message; False for one that never came."""
        return await self._database.run(partial(_is_delivered, conversation, client_id))

    async def close(self, conversation: str, client_id: str) -> None:
        """Notes that the answers to a message were delivered, for channels where nobody waits for them."""
        await self._database.run(partial(_close, conversation, client_id))

    async def undelivered(self, channel: str, since: float) -> tuple[Arrival, ...]:
        """Messages of a channel whose answers were not delivered, oldest first. since: seconds since 1970."""
        return await self._database.run(partial(_undelivered, channel, since))


def utc(seconds: float) -> str:
    """ISO 8601 with Z, to the millisecond."""
    return datetime.fromtimestamp(seconds, timezone.utc).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _begin(conversation: str, channel: str, now: float, connection: Connection) -> None:
    if connection.execute(select(CONVERSATIONS.c.id).where(CONVERSATIONS.c.id == conversation)).first() is None:
        row = {"id": conversation, "channel": channel, "created": now, "seen": now, "last_number": 0}
        connection.execute(insert(CONVERSATIONS).values(row))


def _take_numbers(conversation: str, count: int, now: float, connection: Connection) -> int:
    """The first of count new numbers. First in its transaction: it takes the row, and with it the conversation."""
    row = CONVERSATIONS.c.id == conversation
    changed = connection.execute(update(CONVERSATIONS).where(row).values(last_number=CONVERSATIONS.c.last_number + count, seen=now))
    if not changed.rowcount:
        raise UnknownConversation(conversation)
    return int(connection.execute(select(CONVERSATIONS.c.last_number).where(row)).scalar_one()) - count + 1


def _check_known(conversation: str, oldest: float, connection: Connection) -> int:
    row = connection.execute(select(CONVERSATIONS.c.seen, CONVERSATIONS.c.last_number).where(CONVERSATIONS.c.id == conversation)).first()
    if row is None or row.seen < oldest:
        raise UnknownConversation(conversation)
    return int(row.last_number)


def _find(conversation: str, client_id: str, oldest: float, connection: Connection) -> Receipt | None:
    _check_known(conversation, oldest, connection)
    return _known(conversation, client_id, connection)


def _known(conversation: str, client_id: str, connection: Connection) -> Receipt | None:
    mine = (INBOX.c.conversation_id == conversation) & (INBOX.c.client_id == client_id)
    row = connection.execute(select(INBOX).where(mine)).first()
    if row is None:
        return None
    if row.state == RECEIVED:
        return Receipt(False, row.text, None)
    return Receipt(False, row.text, _messages(conversation, row.first_number - 1, row.last_number, connection))


def _receive(arrival: Arrival, now: float, connection: Connection) -> Receipt:
    number = _take_numbers(arrival.conversation, 0 if arrival.shown is None else 1, now, connection)
    known = _known(arrival.conversation, arrival.client_id, connection)
    if known is not None:
        return known
    row = {"text": arrival.text, "received": now, "state": RECEIVED, "route": json.dumps(dict(arrival.route))}
    connection.execute(insert(INBOX).values(conversation_id=arrival.conversation, client_id=arrival.client_id, **row))
    if arrival.shown is not None:
        message = _message_row(arrival.conversation, number, "user", now, arrival.client_id, {"text": arrival.shown})
        connection.execute(insert(MESSAGES).values(message))
    return Receipt(True, arrival.text, None)


def _answer(
    conversation: str, client_id: str, contents: tuple[dict[str, Any], ...], now: float, connection: Connection
) -> tuple[dict[str, Any], ...]:
    first = _take_numbers(conversation, len(contents), now, connection)
    rows = [_message_row(conversation, first + place, "bot", now, None, content) for place, content in enumerate(contents)]
    row = (INBOX.c.conversation_id == conversation) & (INBOX.c.client_id == client_id)
    done = {"state": ANSWERED, "first_number": first, "last_number": first + len(rows) - 1}
    # Without a row in the inbox the conversation was emptied in this very turn: its last words are said, not kept.
    if connection.execute(update(INBOX).where(row).values(done)).rowcount and rows:
        connection.execute(insert(MESSAGES), rows)
    return tuple(_as_message(message) for message in rows)


def _page(conversation: str, after: int, now: float, lifetime: float, connection: Connection) -> Page:
    last = _check_known(conversation, now - lifetime, connection)
    messages = _messages(conversation, after, after + 2**31, connection, limit=PAGE)
    shown = messages[-1]["number"] if messages else after
    return Page(messages, shown, more=len(messages) == PAGE and shown < last)


def _single(conversation: str, number: int, oldest: float, connection: Connection) -> tuple[dict[str, Any], ...]:
    _check_known(conversation, oldest, connection)
    return _messages(conversation, number - 1, number, connection)


def _messages(conversation: str, after: int, until: int, connection: Connection, limit: int = PAGE) -> tuple[dict[str, Any], ...]:
    query = select(MESSAGES).where(MESSAGES.c.conversation_id == conversation, MESSAGES.c.number > after, MESSAGES.c.number <= until)
    rows = connection.execute(query.order_by(MESSAGES.c.number).limit(limit)).mappings()
    return tuple(_as_message(row) for row in rows)


def _message_row(conversation: str, number: int, author: str, now: float, client_id: str | None, content: dict[str, Any]) -> dict[str, Any]:
    return {
        "conversation_id": conversation,
        "number": number,
        "id": f"m{number}-{secrets.token_hex(4)}",
        "author": author,
        "time": now,
        "client_id": client_id,
        "content": json.dumps(content, ensure_ascii=False),
    }


EMPTY: dict[str, Any] = {"text": "", "speaker": None, "choices": [], "sources": [], "chart": None, "card": None}


def _as_message(row: Any) -> dict[str, Any]:
    head = {"number": row["number"], "id": row["id"], "from": row["author"], "time": utc(row["time"])}
    named = {"client_id": row["client_id"]} if row["author"] == "user" else {}
    return {**head, **named, **EMPTY, **json.loads(row["content"])}


def _rate(conversation: str, message_id: str, rating: str, reason: str, now: float, connection: Connection) -> bool:
    answer = (MESSAGES.c.conversation_id == conversation) & (MESSAGES.c.id == message_id) & (MESSAGES.c.author == "bot")
    if connection.execute(select(MESSAGES.c.number).where(answer)).first() is None:
        return False
    connection.execute(delete(FEEDBACK).where(FEEDBACK.c.conversation_id == conversation, FEEDBACK.c.message_id == message_id))
    row = {"conversation_id": conversation, "message_id": message_id, "rating": rating, "reason": reason, "time": now}
    connection.execute(insert(FEEDBACK).values(row))
    return True


def _is_known(conversation: str, client_id: str, connection: Connection) -> bool:
    return _known(conversation, client_id, connection) is not None


def _is_delivered(conversation: str, client_id: str, connection: Connection) -> bool:
    row = (INBOX.c.conversation_id == conversation) & (INBOX.c.client_id == client_id) & (INBOX.c.state == DELIVERED)
    return connection.execute(select(INBOX.c.client_id).where(row)).first() is not None


def _close(conversation: str, client_id: str, connection: Connection) -> None:
    row = (INBOX.c.conversation_id == conversation) & (INBOX.c.client_id == client_id)
    connection.execute(update(INBOX).where(row).values(state=DELIVERED))


def _undelivered(channel: str, since: float, connection: Connection) -> tuple[Arrival, ...]:
    query = (
        select(INBOX)
        .join(CONVERSATIONS, CONVERSATIONS.c.id == INBOX.c.conversation_id)
        .where(CONVERSATIONS.c.channel == channel, INBOX.c.state != DELIVERED, INBOX.c.received >= since)
        .order_by(INBOX.c.received)
    )
    rows = connection.execute(query).all()
    return tuple(Arrival(row.conversation_id, row.client_id, row.text, None, json.loads(row.route)) for row in rows)
