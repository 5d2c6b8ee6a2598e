"""Actions run on the real domain and the real content; what they said comes back as an Outcome."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

import pytest
from rasa_sdk import Action
from rasa_sdk.executor import CollectingDispatcher

from actions import wiring
from actions.reply import Reply
from bot.knowledge.store import KnowledgeStore
from tests.actions.outcome import Outcome, outcome_of
from tests.builders import make_tracker

Act = Callable[..., Outcome]


@pytest.fixture(autouse=True)
def real_content(monkeypatch: pytest.MonkeyPatch, store: KnowledgeStore) -> None:
    """The in-memory store in place of the one that DATABASE_URL names."""
    monkeypatch.setattr(wiring, "knowledge_store", lambda: store)


@pytest.fixture
def used(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, str]]:
    """Names and texts of the responses as a reply words them: one bubble is made of several, and only its text is sent."""
    recorded: list[tuple[str, str]] = []
    wording = Reply._text

    def record(reply: Reply, response: str, values: dict[str, str]) -> str:
        text = wording(reply, response, values)
        recorded.append((response, text))
        return text

    monkeypatch.setattr(Reply, "_text", record)
    return recorded


@pytest.fixture
def act(domain: dict[str, Any], used: list[tuple[str, str]]) -> Act:
    """Runs an action on a conversation that make_tracker builds. Karla has introduced herself unless the slots say otherwise."""

    def run(action: Action, *, slots: dict[str, Any] | None = None, **tracker: Any) -> Outcome:
        used.clear()
        dispatcher = CollectingDispatcher()
        known = {"introduced": True, **(slots or {})}
        events = asyncio.run(action.run(dispatcher, make_tracker(slots=known, **tracker), domain))
        return outcome_of(dispatcher.messages, events, used, domain, known)

    return run
