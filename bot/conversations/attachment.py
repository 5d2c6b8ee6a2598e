"""Puts our parts in the place of Rasa's, in a server that has loaded its model."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rasa.core.actions.action import RemoteAction
from rasa.core.tracker_store import FailSafeTrackerStore

from bot.conversations.action_endpoint import ActionEndpoint
from bot.conversations.tracker_store import ConversationTrackerStore
from bot.errors import ServeError

_CHECK = RemoteAction._validate_action_result


def _check_once(action: RemoteAction, result: dict[str, Any]) -> bool:
    """Whether an answer of the action server has the right shape; ours was checked when it came, more closely.

    Rasa holds it against a JSON schema, and that schema against the schema of schemas first, at every call: 13 of the 25 ms
    of a turn. It makes its RemoteActions in five places and lets none be told another class, hence the method is replaced.
    """
    return isinstance(action.action_endpoint, ActionEndpoint) or bool(_CHECK(action, result))


def attach(app: Any, *, apology: str, instead: Mapping[str, str] | None = None) -> ConversationTrackerStore:
    """The tracker store of a Sanic app without Rasa's wrapper around it; and the action endpoint is ours from here on.

    The wrapper answers a failing database with an empty conversation. Agent and processor each hold both parts; a model
    loaded later takes them from the agent.
    Raises: ServeError when endpoints.yml names another tracker store.
    """
    agent = app.ctx.agent
    store = agent.tracker_store
    if isinstance(store, FailSafeTrackerStore):
        store = store._tracker_store
    if not isinstance(store, ConversationTrackerStore):
        raise ServeError(
            f"endpoints.yml: tracker_store is a {type(store).__name__}. Use type: bot.conversations.tracker_store.ConversationTrackerStore."
        )
    agent.tracker_store = store
    if agent.action_endpoint is not None and not isinstance(agent.action_endpoint, ActionEndpoint):
        given = agent.action_endpoint
        agent.action_endpoint = ActionEndpoint(given.url, apology=apology, instead=instead, headers=given.headers, **given.kwargs)
    RemoteAction._validate_action_result = _check_once
    if agent.processor is not None:
        agent.processor.tracker_store = store
        agent.processor.action_endpoint = agent.action_endpoint
    return store
