"""Logs without what people wrote."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator

import pytest

from bot import logs

SECRET = "min hemmelighed"


@pytest.fixture(autouse=True)
def installed() -> Iterator[None]:
    before = logging.getLogRecordFactory()
    logs.install()
    yield
    logging.setLogRecordFactory(before)


def test_an_exception_is_its_type_and_place(caplog: pytest.LogCaptureFixture) -> None:
    try:
        raise ValueError(SECRET)
    except ValueError as error:
        logging.getLogger("rasa").exception("It failed: %s", error)
        logging.getLogger("sanic").error(error)
    assert SECRET not in caplog.text
    assert "It failed: ValueError cause=ValueError at=test_logs.py:" in caplog.messages[0]
    assert caplog.messages[1] == "ValueError"


def test_a_structured_record_keeps_its_event_only(caplog: pytest.LogCaptureFixture) -> None:
    logging.getLogger("rasa").error(
        json.dumps({"event": "rest.failed", "level": "error", "text": SECRET, "exception": [{"locals": SECRET}]})
    )
    assert caplog.messages == ["event=rest.failed level=error"]


def test_every_record_of_a_request_carries_its_id(caplog: pytest.LogCaptureFixture) -> None:
    token = logs.REQUEST.set("abc")
    try:
        logging.getLogger("bot").warning("count=%d", 3)
    finally:
        logs.REQUEST.reset(token)
    logging.getLogger("bot").warning("count=%d", 4)
    assert caplog.messages == ["count=3 request=abc", "count=4"]


def test_a_conversation_has_a_name_in_logs_that_is_not_its_id() -> None:
    name = logs.conversation_hash("anna")
    assert name == logs.conversation_hash("anna")
    assert name != logs.conversation_hash("bo")
    assert len(name) == 12
