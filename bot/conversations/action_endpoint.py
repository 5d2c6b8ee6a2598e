"""Calls to the action server: within seconds, tried again where that helps, and answered honestly when it fails.

Rasa waits 300 s, takes every failure for an action without result, and goes on to the rule's next step, which may claim that
something was done. Here a failed call becomes an apology, and the turn ends with it.
"""

from __future__ import annotations

import asyncio
import json
import logging
import time
from collections.abc import Mapping
from typing import Any

import aiohttp
from purgatory import AsyncCircuitBreakerFactory
from purgatory.domain.model import HalfOpenedState, OpenedState
from rasa.shared.core.constants import ACTION_LISTEN_NAME, ACTION_SESSION_START_NAME, ACTION_VALIDATE_SLOT_MAPPINGS
from rasa.utils.endpoints import ClientResponseError, EndpointConfig
from tenacity import AsyncRetrying, retry_if_exception_type, stop_after_delay, wait_exponential

from bot import logs, metrics
from bot.conversations.events import event_of

CALL_SECONDS = 3.5  # the whole call; a turn has five, and an answer must still be stored and sent
CONNECT_SECONDS = 1.0
RETRY_SECONDS = 2.8  # a restarted action server answers again after about 2.5
BREAKER_FAILURES = 5
BREAKER_SECONDS = 3
LARGEST_ANSWER = 1_000_000  # bytes

logger = logging.getLogger(__name__)


class ActionServerAway(Exception):  # noqa: N818 - the cause, not the class, is the error
    """The action server did not answer, or said that it cannot just now."""


class BadActionAnswer(Exception):  # noqa: N818
    """The action server answered something that Rasa cannot use."""


class ActionEndpoint(EndpointConfig):
    """Rasa's action endpoint. apology: what people read when an action failed; instead: what they read for some actions, by name."""

    def __init__(self, url: str, *, apology: str, instead: Mapping[str, str] | None = None, **kwargs: Any) -> None:
        super().__init__(url, **kwargs)
        self._apology = apology
        self._instead = dict(instead or {})
        self._session: aiohttp.ClientSession | None = None
        self._breakers = AsyncCircuitBreakerFactory(
            default_threshold=BREAKER_FAILURES, default_ttl=BREAKER_SECONDS, exclude=[BadActionAnswer, ClientResponseError]
        )

    async def request(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """What the action answered, or an apology in the same shape.

        Raises: ClientResponseError 400 when the action refused to run, as Rasa expects.
        """
        call: dict[str, Any] = kwargs["json"]
        action = str(call["next_action"])
        started = time.monotonic()
        try:
            answer = checked(await asyncio.wait_for(self._guarded(call), CALL_SECONDS), call)
        except ClientResponseError:
            metrics.ACTION_CALLS.labels(action, "rejected").inc()
            raise
        except (ActionServerAway, BadActionAnswer, OpenedState, asyncio.TimeoutError) as error:
            logger.error("action.failed action=%s cause=%s", action, type(error).__name__)
            metrics.ACTION_CALLS.labels(action, type(error).__name__).inc()
            return failed(call, self._instead.get(action, self._apology))
        finally:
            metrics.STAGE_SECONDS.labels("act").observe(time.monotonic() - started)
        metrics.ACTION_CALLS.labels(action, "ok").inc()
        return answer

    async def check_health(self) -> None:
        """Raises: ActionServerAway when the action server does not answer its health address."""
        try:
            async with self._client().get(str(self.url).rsplit("/", 1)[0] + "/health", timeout=aiohttp.ClientTimeout(1)) as answer:
                if answer.status != 200:
                    raise ActionServerAway(str(answer.status))
        except (aiohttp.ClientError, asyncio.TimeoutError) as error:
            raise ActionServerAway(type(error).__name__) from None

    async def close(self) -> None:
        """Ends the connections to the action server."""
        if self._session is not None:
            await self._session.close()

    def _client(self) -> aiohttp.ClientSession:
        # Made at the first call, on the loop that calls.
        if self._session is None or self._session.closed:
            self._session = aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=CALL_SECONDS, sock_connect=CONNECT_SECONDS))
        return self._session

    async def _guarded(self, call: Mapping[str, Any]) -> Any:
        breaker = await self._breakers.get_breaker("actions")
        opened_at = breaker.context.opened_at
        if opened_at is not None and opened_at > time.time():
            # The clock was set back; the breaker would stay open until it is then again.
            breaker.context.set_state(HalfOpenedState())
        try:
            async with breaker:
                return await asyncio.wait_for(self._tried(call), CALL_SECONDS - 0.1)
        finally:
            metrics.BREAKER_OPEN.set(breaker.context.state == "opened")

    async def _tried(self, call: Mapping[str, Any]) -> Any:
        # Actions report what they did as events and change nothing else, so that asking twice does nothing twice.
        attempts = AsyncRetrying(
            retry=retry_if_exception_type(ActionServerAway),
            wait=wait_exponential(multiplier=0.1, max=0.8),
            stop=stop_after_delay(RETRY_SECONDS),
            reraise=True,
        )
        return await attempts(self._asked, call)

    async def _asked(self, call: Mapping[str, Any]) -> Any:
        conversation = logs.conversation_hash(str(call.get("sender_id") or ""))
        headers = {"Content-Type": "application/json", logs.REQUEST_HEADER: logs.REQUEST.get(), logs.CONVERSATION_HEADER: conversation}
        headers.update(self.headers)
        body = json.dumps(call).encode()
        try:
            async with self._client().post(self.url, data=body, headers=headers, params=self.combine_parameters()) as answer:
                content = await _limited(answer)
                if answer.status == 503:
                    raise ActionServerAway("503")
                return _read(answer.status, content)
        except aiohttp.ClientConnectionError as error:
            raise ActionServerAway(type(error).__name__) from None
        except aiohttp.ClientError as error:
            raise BadActionAnswer(type(error).__name__) from None


async def _limited(answer: aiohttp.ClientResponse) -> bytes:
    content = b""
    async for part in answer.content.iter_chunked(65536):
        content += part
        if len(content) > LARGEST_ANSWER:
            raise BadActionAnswer(f"more than {LARGEST_ANSWER} bytes")
    return content


def _read(status: int, content: bytes) -> Any:
    try:
        answer = json.loads(content)
    except ValueError:
        raise BadActionAnswer(f"status {status}, not JSON") from None
    if status == 400 and isinstance(answer, dict) and isinstance(answer.get("action_name"), str):
        # Without the server's own words: they can quote what a person wrote, and Rasa logs them.
        raise ClientResponseError(400, "rejected", json.dumps({"action_name": answer["action_name"]}))
    if status != 200:
        raise BadActionAnswer(f"status {status}")
    return answer


# What a response may hold, and what Rasa and the channels then rely on.
RESPONSE_TYPES: Mapping[str, tuple[type, ...]] = {
    "response": (str,),
    "text": (str,),
    "image": (str,),
    "attachment": (str, dict),
    "buttons": (list,),
    "elements": (list,),
    "custom": (dict,),
}


def checked(answer: Any, call: Mapping[str, Any]) -> dict[str, Any]:
    """The answer of an action, whole and of the right types, without events for slots the domain lacks.

    Raises: BadActionAnswer.
    """
    if not isinstance(answer, dict):
        raise BadActionAnswer("not an object")
    events, responses = answer.get("events") or [], answer.get("responses") or []
    if not isinstance(events, list) or not isinstance(responses, list):
        raise BadActionAnswer("events and responses must be lists")
    for response in responses:
        _check_response(response)
    slots = (call.get("domain") or {}).get("slots")
    kept = []
    for event in events:
        _check_event(event)
        # Rasa logs an error for an unknown slot at every later turn of the conversation.
        if slots is None or event["event"] != "slot" or event.get("name") in slots:
            kept.append(event)
    return {"events": kept, "responses": responses}


def _check_response(response: Any) -> None:
    if not isinstance(response, dict):
        raise BadActionAnswer("a response is not an object")
    for field, types in RESPONSE_TYPES.items():
        if response.get(field) is not None and not isinstance(response[field], types):
            raise BadActionAnswer(f"{field} of a response is a {type(response[field]).__name__}")
    for button in response.get("buttons") or []:
        if not isinstance(button, dict) or not all(isinstance(button.get(field), str) for field in ("title", "payload")):
            raise BadActionAnswer("a button needs a title and a payload")


def _check_event(event: Any) -> None:
    if not isinstance(event, dict) or not isinstance(event.get("event"), str):
        raise BadActionAnswer("an event has no type")
    try:
        made = event_of(event)
    except Exception:  # Rasa's own parsers raise what they please on values of a wrong type
        made = None
    if made is None:
        raise BadActionAnswer(f"event {event['event']!r} cannot be read")


def failed(call: Mapping[str, Any], apology: str) -> dict[str, Any]:
    """What a failed action amounts to: an apology, nothing unchecked kept, and no further step of the rule."""
    action = str(call["next_action"])
    tracker: Mapping[str, Any] = call.get("tracker") or {}
    if action == ACTION_SESSION_START_NAME:
        carried = [
            {"event": "slot", "name": name, "value": value} for name, value in (tracker.get("slots") or {}).items() if value is not None
        ]
        return {"events": [{"event": "session_started"}, *carried, {"event": "action", "name": ACTION_LISTEN_NAME}], "responses": []}
    events: list[dict[str, Any]] = []
    if action == ACTION_VALIDATE_SLOT_MAPPINGS or action.startswith("validate_"):
        events = [{"event": "slot", "name": name, "value": None} for name in _candidates(tracker)]
    if not action.startswith("validate_"):
        # After a failed validation the form asks again; after anything else the turn is over.
        events.append({"event": "followup", "name": ACTION_LISTEN_NAME})
    return {"events": events, "responses": [{"text": apology}]}


def _candidates(tracker: Mapping[str, Any]) -> list[str]:
    names: list[str] = []
    for event in reversed(tracker.get("events") or []):
        if event.get("event") == "user":
            break
        if event.get("event") == "slot" and event.get("name") != "requested_slot":
            names.append(str(event["name"]))
    return names
