"""Responses are filled in, and the payloads of their buttons left alone."""

from __future__ import annotations

import asyncio
import logging
from typing import Any

import pytest
from rasa.shared.core.domain import Domain
from rasa.shared.core.trackers import DialogueStateTracker

from bot.conversations.responses import ConversationResponses

DOMAIN = Domain.from_yaml(
    """
responses:
  utter_ask:
  - text: "{name}, which one?"
    buttons:
    - title: Leader
      payload: '/inform{"role":"teamleder"}'
"""
)


def filled(domain: Domain, response: str, **values: str) -> Any:
    tracker = DialogueStateTracker("somebody", [])
    return asyncio.run(ConversationResponses(domain=domain).generate(response, tracker, "web", **values))


def test_a_payload_is_no_placeholder(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.ERROR):
        answer = filled(DOMAIN, "utter_ask", name="Bo")
    assert answer == {"text": "Bo, which one?", "buttons": [{"title": "Leader", "payload": '/inform{"role":"teamleder"}'}]}
    assert caplog.records == []


def test_a_response_without_buttons_gets_none() -> None:
    domain = Domain.from_yaml('responses:\n  utter_say:\n  - text: "{body}"\n')
    assert filled(domain, "utter_say", body="hej") == {"text": "hej"}
