"""The web channel: the page at /, the messages it sends, and whether Karla is ready."""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path

from rasa.core.channels.channel import CollectingOutputChannel, UserMessage
from rasa.core.channels.rest import RestInput
from sanic import Blueprint, Sanic, response
from sanic.request import Request
from sanic.response import HTTPResponse

WIDGET = Path(__file__).resolve().parent.parent / "widget"
# Exactly these files are served; nothing is built from what a request asks for.
PAGES = {"demo.html": "text/html; charset=utf-8", "chat.css": "text/css; charset=utf-8", "chat.js": "text/javascript; charset=utf-8"}

SENDER = re.compile(r"[A-Za-z0-9_-]{16,64}")
PAYLOAD = re.compile(r"/[a-z_]{2,40}(\{[^{}]{0,300}\})?")
COMMAND = re.compile(r"^[\s/]+")
LONGEST_TEXT = 2000

logger = logging.getLogger(__name__)

SECURITY_HEADERS = {
    "Content-Security-Policy": "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'self'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
}


class WebInput(RestInput):
    """Rasa's REST channel, with a page in front of it.

    Rasa puts a channel below /webhooks/<name>; a prefix of "/" lets this one hold the page and the health addresses.
    """

    @classmethod
    def name(cls) -> str:
        """The channel's name in trackers and in responses written for one channel."""
        return "web"

    def url_prefix(self) -> str:
        """The root of the server."""
        return "/"

    def blueprint(self, on_new_message: Callable[[UserMessage], Awaitable[None]]) -> Blueprint:
        """The routes: GET /widget/<file>, POST /webhooks/web/webhook, GET /health/live and /health/ready; and / itself."""
        web = Blueprint("web")

        @web.route("/widget/<file:str>", methods=["GET"])
        async def page(request: Request, file: str) -> HTTPResponse:
            return read_page(file)

        @web.route("/health/live", methods=["GET"])
        async def live(request: Request) -> HTTPResponse:
            return response.json({"status": "ok"})

        @web.route("/health/ready", methods=["GET"])
        async def ready(request: Request) -> HTTPResponse:
            if not has_model(request.app):
                return response.json({"status": "no model"}, status=503)
            return response.json({"status": "ok", "model": request.app.ctx.agent.model_id})

        @web.listener("before_server_start")
        async def take_root(app: Sanic, loop: object) -> None:
            # Rasa answers / with its name and version, and registers that before any channel.
            app.register_middleware(serve_root, "request")
            app.register_middleware(add_headers, "response")

        @web.route("/webhooks/web/webhook", methods=["POST"])
        async def receive(request: Request) -> HTTPResponse:
            try:
                message = read_message(request.body)
            except MessageError as error:
                return response.json({"error": str(error)}, status=400)
            if not has_model(request.app):
                return response.json({"error": "no model"}, status=503)
            output = CollectingOutputChannel()
            try:
                await on_new_message(UserMessage(message.text, output, message.sender, input_channel=self.name()))
            except Exception:  # whatever broke, the reader gets an answer and the log gets no text of theirs
                logger.exception("web.turn.failed")
                return response.json({"error": "turn failed"}, status=500)
            return response.json(output.messages)

        return web


def has_model(app: Sanic) -> bool:
    """Whether Rasa has loaded a model; it serves without one, and then answers nothing."""
    agent = getattr(app.ctx, "agent", None)
    return agent is not None and bool(agent.is_ready())


class MessageError(ValueError):
    """The body of a request is not a message; says which field and what it should be."""


@dataclass(frozen=True)
class Message:
    """What a person wrote or the button they pressed, and which conversation it belongs to."""

    sender: str
    text: str


def read_message(body: bytes) -> Message:
    """A message from a JSON body {"sender", "text"} or {"sender", "payload"}; a payload is a button's, text is typed.

    Raises: MessageError.
    """
    try:
        fields = json.loads(body)
    except ValueError as error:
        raise MessageError("the body is not JSON") from error
    if not isinstance(fields, dict):
        raise MessageError("the body is not a JSON object")
    sender, text, payload = (fields.get(name) for name in ("sender", "text", "payload"))
    if not isinstance(sender, str) or not SENDER.fullmatch(sender):
        raise MessageError("sender must be 16 to 64 letters, digits, - or _")
    if isinstance(payload, str) and PAYLOAD.fullmatch(payload):
        return Message(sender, payload)
    if not isinstance(text, str) or len(text) > LONGEST_TEXT:
        raise MessageError(f"text must be a string of at most {LONGEST_TEXT} characters")
    # Rasa obeys a line that begins with a slash; what people type is never an order.
    typed = COMMAND.sub("", text).strip()
    if not typed:
        raise MessageError("text is empty")
    return Message(sender, typed)


def read_page(file: str) -> HTTPResponse:
    """One of the files of the page, 404 for any other name."""
    if file not in PAGES:
        return response.json({"status": "not found"}, status=404)
    return HTTPResponse((WIDGET / file).read_bytes(), content_type=PAGES[file])


async def serve_root(request: Request) -> HTTPResponse | None:
    """The page, for GET and HEAD of /; and nothing, politely, for the icon every browser asks for."""
    if request.method not in ("GET", "HEAD"):
        return None
    if request.path == "/favicon.ico":
        return HTTPResponse(status=204)
    return read_page("demo.html") if request.path == "/" else None


async def add_headers(request: Request, answer: HTTPResponse) -> None:
    """What browsers must not do with our answers."""
    for name, value in SECURITY_HEADERS.items():
        answer.headers.setdefault(name, value)
