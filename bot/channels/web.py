"""The web channel: conversations by signed token, as bot/channels/openapi.yml describes it."""

from __future__ import annotations

import json
import re
from collections.abc import Awaitable, Callable
from typing import Any

from rasa.core.channels.channel import UserMessage
from rasa.core.channels.rest import RestInput
from sanic import Blueprint, Sanic, response
from sanic.exceptions import SanicException
from sanic.request import Request
from sanic.response import BaseHTTPResponse, HTTPResponse

from bot import logs, metrics, settings
from bot.channels.answers import add_headers, address_of, answer_sanic, answering, check_origin
from bot.channels.bodies import CLIENT_ID, read_object, read_text
from bot.channels.charts import chart_file
from bot.channels.cleaning import clean
from bot.channels.door import Door, close_door, door_of, open_door
from bot.channels.health import add_health
from bot.channels.operator import add_operator
from bot.channels.pages import serve_file, serve_root
from bot.channels.refusal import Refusal
from bot.channels.secret import secret_of
from bot.conversations.records import Arrival

GREETING = "/greet"
LONGEST_REASON = 500
CHOICE = re.compile(r"c-[0-9a-f]{20}")
BASE = "/webhooks/web"


class WebInput(RestInput):
    """Rasa's REST channel with a protocol of our own: the widget's conversations, its files, and the health addresses.

    Rasa puts a channel below /webhooks/<name>; a prefix of "/" lets this one hold all of them.
    """

    @classmethod
    def name(cls) -> str:
        """The channel's name in trackers and in responses written for one channel."""
        return "web"

    def url_prefix(self) -> str:
        """The root of the server."""
        return "/"

    def blueprint(self, on_new_message: Callable[[UserMessage], Awaitable[None]]) -> Blueprint:
        """All routes of the channel; the door is made when the model is loaded."""
        logs.install(secret_of(settings.read()))
        web = Blueprint("web")
        web.listener(prepare_app, "before_server_start")
        web.listener(open_door, "after_server_start")
        web.listener(close_door, "before_server_stop")
        add_health(web)
        add_operator(web)
        for path, method, handler in ROUTES:
            web.add_route(answering(handler), path, methods=[method], name=handler.__name__)
        return web


async def prepare_app(app: Sanic, loop: object) -> None:
    """Middleware and errors of the whole server. Rasa answers / with its name and version, and registers that before any channel."""
    app.register_middleware(check_origin, "request")
    app.register_middleware(serve_root, "request")
    app.register_middleware(add_headers, "response")
    app.error_handler.add(SanicException, answer_sanic)


async def widget_file(request: Request, file: str) -> HTTPResponse:
    """GET /widget/<file>."""
    return serve_file(request, file)


async def begin_conversation(request: Request) -> HTTPResponse:
    """POST /webhooks/web/conversations: a token of a new conversation."""
    door = door_of(request.app)
    await door.begin_rate.check(address_of(request))
    read_object(request.content_type, request.body)
    conversation, token = door.tokens.issue()
    await door.ledger.begin(conversation, WebInput.name())
    return response.json({"token": token, "expires_days": door.settings.channels.retention_days}, status=201)


async def read_messages(request: Request) -> HTTPResponse:
    """GET /webhooks/web/messages?after=N: what was said since."""
    door, conversation = await admit(request)
    after = request.args.get("after", "0")
    if not re.fullmatch(r"[0-9]{1,9}", after):
        raise Refusal("bad_request")
    page = await door.ledger.page(conversation, int(after))
    messages = door.charts.addressed(page.messages, conversation)
    return response.json({"messages": messages, "next": page.last_number, "more": page.more})


async def send_message(request: Request) -> BaseHTTPResponse:
    """POST /webhooks/web/messages: the answers to a message, as JSON or as a stream of events."""
    door, conversation = await admit(request)
    await door.check_pace(conversation)
    fields = read_object(request.content_type, request.body)
    client_id = read_client_id(fields)
    make = read_arrival(door, conversation, client_id, fields)
    messages = door.charts.addressed(await door.take(WebInput.name(), conversation, client_id, make), conversation)
    following = messages[-1]["number"] if messages else 0
    if "text/event-stream" not in request.headers.get("accept", ""):
        return response.json({"messages": messages, "next": following})
    stream = await request.respond(content_type="text/event-stream; charset=utf-8")
    for message in messages:
        await stream.send(event("message", message))
    await stream.send(event("done", {"next": following}))
    await stream.eof()
    return None  # Sanic's sign that the answer was streamed


async def rate_message(request: Request) -> HTTPResponse:
    """POST /webhooks/web/feedback: what a person thought of an answer."""
    door, conversation = await admit(request)
    fields = read_object(request.content_type, request.body)
    message, rating, reason = fields.get("message"), fields.get("rating"), fields.get("reason", "")
    if not isinstance(message, str) or not isinstance(reason, str) or rating not in ("up", "down"):
        raise Refusal("bad_request")
    if len(reason) > LONGEST_REASON:
        raise Refusal("too_long")
    if not re.fullmatch(r"m[0-9]{1,9}-[0-9a-f]{8}", message) or not await door.ledger.rate(conversation, message, rating, clean(reason)):
        raise Refusal("unknown_message")
    metrics.FEEDBACK.labels(rating).inc()
    return HTTPResponse(status=204)


async def export_conversation(request: Request) -> HTTPResponse:
    """GET /webhooks/web/export: a file with everything stored about the conversation."""
    door, conversation = await admit(request)
    stored = await door.archive.export(conversation)
    headers = {"Content-Disposition": 'attachment; filename="karla-samtale.json"'}
    return HTTPResponse(json.dumps(stored, ensure_ascii=False, indent=2), content_type="application/json", headers=headers)


async def delete_conversation(request: Request) -> HTTPResponse:
    """DELETE /webhooks/web/conversation: deletes it, and says so only when it is gone."""
    door, conversation = await admit(request)
    await door.delete(conversation)
    return response.json({"deleted": True})


ROUTES: tuple[tuple[str, str, Any], ...] = (
    ("/widget/<file:str>", "GET", widget_file),
    (f"{BASE}/conversations", "POST", begin_conversation),
    (f"{BASE}/messages", "GET", read_messages),
    (f"{BASE}/messages", "POST", send_message),
    (f"{BASE}/charts/<name:str>", "GET", chart_file),
    (f"{BASE}/feedback", "POST", rate_message),
    (f"{BASE}/export", "GET", export_conversation),
    (f"{BASE}/conversation", "DELETE", delete_conversation),
)


async def admit(request: Request) -> tuple[Door, str]:
    """The door, and the conversation whose token the request carries. Raises: Refusal too_many, unknown_conversation."""
    door = door_of(request.app)
    await door.address_rate.check(address_of(request))
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    conversation = door.tokens.read(token.strip()) if scheme.lower() == "bearer" else None
    if conversation is None:
        raise Refusal("unknown_conversation")
    return door, conversation


def read_client_id(fields: dict[str, Any]) -> str:
    """The id a client gave its message. Raises: Refusal bad_request."""
    client_id = fields.get("id")
    if not isinstance(client_id, str) or not CLIENT_ID.fullmatch(client_id):
        raise Refusal("bad_request")
    return client_id


def read_arrival(door: Door, conversation: str, client_id: str, fields: dict[str, Any]) -> Callable[[], Awaitable[Arrival | None]]:
    """How to make the message once it is its turn: exactly one of text, choice and open. Raises: Refusal."""
    given = [name for name in ("text", "choice", "open") if name in fields]
    if given == ["text"]:
        shown, text = read_text(fields, "text")

        async def from_text() -> Arrival | None:
            return Arrival(conversation, client_id, text, shown)

        return from_text
    choice = fields.get("choice")
    if given == ["choice"] and isinstance(choice, str) and CHOICE.fullmatch(choice):

        async def from_choice() -> Arrival | None:
            payload, title = await door.choice(conversation, choice)
            return Arrival(conversation, client_id, payload, title)

        return from_choice
    if given == ["open"] and fields["open"] is True:

        async def from_opening() -> Arrival | None:
            # A second tab opens a conversation that was already greeted.
            page = await door.ledger.page(conversation, 0)
            return None if page.messages else Arrival(conversation, client_id, GREETING, None)

        return from_opening
    raise Refusal("bad_request")


def event(name: str, data: Any) -> str:
    """One server-sent event. JSON has no line breaks of its own, so that the data is one line."""
    return f"event: {name}\ndata: {json.dumps(data, ensure_ascii=False)}\n\n"
