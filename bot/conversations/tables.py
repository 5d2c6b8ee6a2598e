"""The tables beside Rasa's own "events": who talks, what was sent and answered, what people thought of it, where reading begins.

Times are seconds since 1970 (UTC). Every table is keyed by the conversation, so that deleting one follows into all of them.
"""

from __future__ import annotations

from rasa.core.tracker_store import SQLTrackerStore
from sqlalchemy import Column, Float, Integer, MetaData, String, Table, Text

METADATA = MetaData()

# Rasa's table of events; the one place where this project takes part in its shape.
EVENTS = SQLTrackerStore.SQLEvent.__table__

CONVERSATIONS = Table(
    "conversations",
    METADATA,
    Column("id", String(255), primary_key=True),
    Column("channel", String(32), nullable=False),
    Column("created", Float, nullable=False),
    Column("seen", Float, nullable=False, index=True),
    Column("last_number", Integer, nullable=False),
)

# What was sent, under the id its sender gave it: the same id is answered once.
INBOX = Table(
    "inbox",
    METADATA,
    Column("conversation_id", String(255), primary_key=True),
    Column("client_id", String(128), primary_key=True),
    Column("text", Text, nullable=False),  # as Rasa gets it
    Column("received", Float, nullable=False),
    Column("state", String(16), nullable=False, index=True),
    Column("first_number", Integer),  # of the answers
    Column("last_number", Integer),
    Column("route", Text, nullable=False),  # JSON: where a channel sends the answer, when nobody waits for it
)

MESSAGES = Table(
    "messages",
    METADATA,
    Column("conversation_id", String(255), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("id", String(80), nullable=False),
    Column("author", String(8), nullable=False),
    Column("time", Float, nullable=False),
    Column("client_id", String(128)),
    Column("content", Text, nullable=False),  # JSON
)

FEEDBACK = Table(
    "feedback",
    METADATA,
    Column("conversation_id", String(255), primary_key=True),
    Column("message_id", String(80), primary_key=True),
    Column("rating", String(8), nullable=False),
    Column("reason", Text, nullable=False),
    Column("time", Float, nullable=False),
)

# Where reading a long conversation begins: the state after event_id, as events, instead of all events up to there.
CHECKPOINTS = Table(
    "checkpoints",
    METADATA,
    Column("conversation_id", String(255), primary_key=True),
    Column("event_id", Integer, nullable=False),
    Column("events", Text, nullable=False),  # JSON
)

# Table and the column that names the conversation.
OWNED = (
    (EVENTS, EVENTS.c.sender_id),
    (CHECKPOINTS, CHECKPOINTS.c.conversation_id),
    (FEEDBACK, FEEDBACK.c.conversation_id),
    (MESSAGES, MESSAGES.c.conversation_id),
    (INBOX, INBOX.c.conversation_id),
)
