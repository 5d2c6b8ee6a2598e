"""Logs that tell what happened, where and to which request, and never what a person wrote.

Rasa, rasa-sdk and Sanic log messages, trackers and exceptions with everything in them. Their records are made harmless as they
are made, so that no handler anywhere gets to see more.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import logging
from contextvars import ContextVar
from types import TracebackType
from typing import Any

# Set for each request by the channels, and sent to the action server, so that its records carry it too.
REQUEST: ContextVar[str] = ContextVar("request", default="")
REQUEST_HEADER = "X-Request-Id"
CONVERSATION_HEADER = "X-Conversation"  # its name in logs, never its id

DEEPEST = 6  # frames of a trace
# What structured records of Rasa's may keep.
KEPT_FIELDS = ("event", "level", "action_name", "policy_name")

_make_record = logging.LogRecord
_key = b"karla log"


def install(key: str = "") -> None:
    """Makes every log record of this process harmless from here on. May be called again.

    key: a secret of this server's, so that nobody finds a conversation's name in logs by trying ids, which a messenger's are few of.
    """
    global _key
    if key:
        _key = b"karla log\0" + key.encode()
    logging.setLogRecordFactory(harmless_record)
    # Rasa lets its own loggers tell what happens, and everybody else's only what goes wrong.
    logging.getLogger("bot").setLevel(logging.INFO)


def harmless_record(*args: Any, **kwargs: Any) -> logging.LogRecord:
    """A log record without the words of exceptions and without the fields that hold what people wrote."""
    record = _make_record(*args, **kwargs)
    if isinstance(record.args, tuple):
        record.args = tuple(type(value).__name__ if isinstance(value, BaseException) else value for value in record.args)
    elif isinstance(record.args, BaseException):
        record.args = (type(record.args).__name__,)
    if isinstance(record.msg, BaseException):
        record.msg = type(record.msg).__name__
    if isinstance(record.msg, str) and record.msg.startswith("{"):
        record.msg = _kept(record.msg)
    if record.exc_info and record.exc_info[1] is not None:
        where = _trace(record.exc_info[2])
        record.msg = f"{record.getMessage()} cause={type(record.exc_info[1]).__name__} at={where}"
        record.args = ()
        record.exc_info = None
    if request := REQUEST.get():
        record.msg = f"{record.getMessage()} request={request}"
        record.args = ()
    return record


def conversation_hash(conversation: str) -> str:
    """A short name for a conversation in logs, from which its id cannot be had."""
    return hmac.new(_key, conversation.encode(), hashlib.sha256).hexdigest()[:12]


def _kept(structured: str) -> str:
    try:
        fields = json.loads(structured)
    except ValueError:
        return "a structured record that cannot be read"
    return " ".join(f"{name}={fields[name]}" for name in KEPT_FIELDS if name in fields)


def _trace(trace: TracebackType | None) -> str:
    frames = []
    while trace is not None:
        frames.append(f"{trace.tb_frame.f_code.co_filename.rsplit('/', 1)[-1]}:{trace.tb_lineno}")
        trace = trace.tb_next
    return ">".join(frames[-DEEPEST:]) or "unknown"
