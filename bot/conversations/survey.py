"""What people asked, what was not understood and what they thought of the answers, counted from what is stored.

What was deleted or forgotten is in no count: these are the conversations that still exist.
"""

from __future__ import annotations

import json
import time
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.engine import Connection

from bot.conversations.database import Database
from bot.conversations.ledger import utc
from bot.conversations.tables import CONVERSATIONS, EVENTS, FEEDBACK, MESSAGES
from bot.metrics import FALLBACK_ACTIONS
from bot.privacy import mask

DAY = 24 * 3600.0  # seconds
MOST_READ = 2000  # messages that were not understood, the newest; each is parsed for what it may have meant
MOST_SHOWN = 50
UNDERSTOOD_AS_NOTHING = ("nlu_fallback", "out_of_scope")
UNKNOWN = "none"


@dataclass(frozen=True)
class Opinions:
    """Thumbs on the answers to one kind of question."""

    intent: str
    up: int
    down: int


@dataclass(frozen=True)
class Reason:
    """What a person wrote beside a thumb, masked. time: ISO 8601 in UTC."""

    time: str
    intent: str
    rating: str
    text: str


@dataclass(frozen=True)
class Unanswered:
    """A message that was not understood, masked. kind: asked_back or out_of_scope; guess: the intent that was likeliest."""

    time: str
    kind: str
    guess: str
    text: str


@dataclass(frozen=True)
class Survey:
    """Counts over the last days, each mapping with its largest first.

    conversations: by channel, those that are named by a token or a messenger. messages: taps on choices included.
    intents: messages by what they were understood as. not_understood: by kind. guesses: by kind and likeliest intent, of the
    newest MOST_READ. reasons, texts: at most MOST_SHOWN, newest first; texts are empty unless they were asked for.
    """

    days: int
    conversations: Mapping[str, int]
    messages: int
    intents: Mapping[str, int]
    not_understood: Mapping[str, int]
    guesses: Mapping[str, Mapping[str, int]]
    opinions: tuple[Opinions, ...]
    reasons: tuple[Reason, ...]
    texts: tuple[Unanswered, ...]


async def take_survey(database: Database, *, days: int, with_texts: bool, clock: Callable[[], float] = time.time) -> Survey:
    """The survey of the last days. clock: seconds since 1970. Raises: ConversationError.

    Several short transactions rather than one long: SQLite has one connection, and turns get in between.
    """
    since = clock() - days * DAY
    conversations = await database.run(partial(_conversations, since))
    intents = await database.run(partial(_intents, since))
    kinds = await database.run(partial(_fallbacks, since))
    unanswered = await database.run(partial(_unanswered, since))
    opinions = await database.run(partial(_opinions, since))
    reasons = await database.run(partial(_reasons, since))
    guesses = {kind: _largest_first(Counter(item.guess for item in unanswered if item.kind == kind)) for kind in kinds}
    texts = tuple(item for item in unanswered if not item.text.startswith("/"))[:MOST_SHOWN] if with_texts else ()
    return Survey(days, conversations, sum(intents.values()), intents, kinds, guesses, opinions, reasons, texts)


def _largest_first(counts: Mapping[str, int]) -> dict[str, int]:
    return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))


def _counted(rows: Iterable[Any]) -> dict[str, int]:
    return _largest_first({str(name or UNKNOWN): int(count) for name, count in rows})


def _conversations(since: float, connection: Connection) -> dict[str, int]:
    channel = CONVERSATIONS.c.channel
    return _counted(connection.execute(select(channel, func.count()).where(CONVERSATIONS.c.seen >= since).group_by(channel)).all())


def _intents(since: float, connection: Connection) -> dict[str, int]:
    intent = EVENTS.c.intent_name
    query = select(intent, func.count()).where(EVENTS.c.type_name == "user", EVENTS.c.timestamp >= since).group_by(intent)
    return _counted(connection.execute(query).all())


def _fallbacks(since: float, connection: Connection) -> dict[str, int]:
    action = EVENTS.c.action_name
    query = select(action, func.count()).where(action.in_(FALLBACK_ACTIONS), EVENTS.c.type_name == "action", EVENTS.c.timestamp >= since)
    return _counted((FALLBACK_ACTIONS[row[0]], row[1]) for row in connection.execute(query.group_by(action)).all())


def _unanswered(since: float, connection: Connection) -> list[Unanswered]:
    """The newest messages after which Karla asked back or said that she cannot help, newest first."""
    fallback, said, earlier = EVENTS.alias(), EVENTS.alias(), EVENTS.alias()
    last = select(func.max(earlier.c.id)).where(
        earlier.c.sender_id == fallback.c.sender_id, earlier.c.id < fallback.c.id, earlier.c.type_name == "user"
    )
    query = (
        select(fallback.c.action_name, said.c.data, said.c.timestamp)
        .select_from(fallback)
        .join(said, said.c.id == last.correlate(fallback).scalar_subquery())
        .where(fallback.c.type_name == "action", fallback.c.action_name.in_(FALLBACK_ACTIONS), fallback.c.timestamp >= since)
        .order_by(fallback.c.id.desc())
        .limit(MOST_READ)
    )
    found = []
    for action, data, timestamp in connection.execute(query).all():
        message = json.loads(data)
        found.append(Unanswered(utc(timestamp), FALLBACK_ACTIONS[action], _guess(message), mask(str(message.get("text") or ""))))
    return found


def _guess(message: Mapping[str, Any]) -> str:
    """The likeliest intent beside those that mean "not understood"."""
    ranking = (message.get("parse_data") or {}).get("intent_ranking") or []
    names = (str(entry.get("name")) for entry in ranking if isinstance(entry, dict))
    return next((name for name in names if name not in UNDERSTOOD_AS_NOTHING), UNKNOWN)


def _rated(since: float, *columns: Any) -> Any:
    """A query on opinions beside the message each answer answered: the last one of the conversation before the answer was stored."""
    earlier = EVENTS.alias()
    last = select(func.max(earlier.c.id)).where(
        earlier.c.sender_id == FEEDBACK.c.conversation_id, earlier.c.type_name == "user", earlier.c.timestamp <= MESSAGES.c.time
    )
    same = (MESSAGES.c.conversation_id == FEEDBACK.c.conversation_id) & (MESSAGES.c.id == FEEDBACK.c.message_id)
    return (
        select(EVENTS.c.intent_name, *columns)
        .select_from(FEEDBACK)
        .join(MESSAGES, same)
        .join(EVENTS, EVENTS.c.id == last.correlate(FEEDBACK, MESSAGES).scalar_subquery(), isouter=True)
        .where(FEEDBACK.c.time >= since)
    )


def _opinions(since: float, connection: Connection) -> tuple[Opinions, ...]:
    query = _rated(since, FEEDBACK.c.rating, func.count()).group_by(EVENTS.c.intent_name, FEEDBACK.c.rating)
    counts: dict[str, Counter[str]] = {}
    for intent, rating, count in connection.execute(query).all():
        counts.setdefault(str(intent or UNKNOWN), Counter())[rating] += count
    found = [Opinions(intent, count["up"], count["down"]) for intent, count in counts.items()]
    return tuple(sorted(found, key=lambda item: (-item.down, -item.up, item.intent)))


def _reasons(since: float, connection: Connection) -> tuple[Reason, ...]:
    query = _rated(since, FEEDBACK.c.rating, FEEDBACK.c.reason, FEEDBACK.c.time).where(FEEDBACK.c.reason != "")
    rows = connection.execute(query.order_by(FEEDBACK.c.time.desc(), FEEDBACK.c.message_id).limit(MOST_SHOWN)).all()
    return tuple(Reason(utc(at), str(intent or UNKNOWN), rating, mask(reason)) for intent, rating, reason, at in rows)
