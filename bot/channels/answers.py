"""Answers over HTTP: our errors in one shape, our headers on every answer, and who may ask from another page."""

from __future__ import annotations

import hmac
import logging
import uuid
from collections.abc import Awaitable, Callable
from functools import wraps
from typing import Any
from urllib.parse import urlsplit

from sanic import response
from sanic.exceptions import InvalidUsage, MethodNotSupported, NotFound, PayloadTooLarge, SanicException
from sanic.request import Request
from sanic.response import BaseHTTPResponse, HTTPResponse

from bot import logs, metrics
from bot.channels.door import door_of
from bot.channels.refusal import Refusal
from bot.conversations.records import UnknownConversation
from bot.errors import ConversationError

SECURITY_HEADERS = {
    "Content-Security-Policy": "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'self'; object-src 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
}
CORS_HEADERS = {
    "Access-Control-Allow-Methods": "GET, POST, DELETE, OPTIONS",
    "Access-Control-Allow-Headers": "Authorization, Content-Type",
    "Access-Control-Expose-Headers": "Retry-After, X-Request-Id",
    "Access-Control-Max-Age": "600",
}
WEB = "/webhooks/web/"

Handler = Callable[..., Awaitable[BaseHTTPResponse]]
logger = logging.getLogger(__name__)


def refused(refusal: Refusal) -> HTTPResponse:
    """A refusal as JSON, with Retry-After where trying again may help."""
    metrics.REFUSALS.labels(refusal.code).inc()
    headers = {"Retry-After": str(refusal.retry_after)} if refusal.retry_after else {}
    return response.json({"error": {"code": refusal.code, "message": refusal.message}}, status=refusal.status, headers=headers)


def as_refusal(error: Exception) -> Refusal:
    """What an exception means to whoever asked; anything unforeseen is logged by its type only."""
    if isinstance(error, Refusal):
        return error
    if isinstance(error, UnknownConversation):
        return Refusal("unknown_conversation")
    if isinstance(error, ConversationError):
        logger.error("request.failed cause=%s", error)
        return Refusal("storage")
    logger.error("request.failed cause=%s", type(error).__name__)
    return Refusal("fault")


def answering(handler: Handler) -> Handler:
    """A handler whose exceptions become answers."""

    @wraps(handler)
    async def answer(request: Request, *args: Any, **kwargs: Any) -> BaseHTTPResponse:
        try:
            return await handler(request, *args, **kwargs)
        except SanicException:
            raise
        except Exception as error:
            return refused(as_refusal(error))

    return answer


async def answer_sanic(request: Request, error: SanicException) -> HTTPResponse:
    """What Sanic refuses before a handler sees it, in our shape."""
    codes = ((NotFound, "not_found"), (MethodNotSupported, "method"), (PayloadTooLarge, "too_large"), (InvalidUsage, "bad_request"))
    code = next((code for kind, code in codes if isinstance(error, kind)), None)
    if code is None:
        return response.json({"error": {"code": "http", "message": Refusal("bad_request").message}}, status=error.status_code)
    return refused(Refusal(code))


def address_of(request: Request) -> str:
    """Who asks: the address the trusted proxies report, else the one that is connected."""
    return str(request.remote_addr or request.ip)


def is_trusted_reader(request: Request, token: str, shown: str | None) -> bool:
    """Whether a request may read about the server: it shows the token, or there is none and it comes from this machine.

    token: the one in the settings, empty in the local profile or where nobody may read. shown: what the request carries.
    """
    if token:
        return hmac.compare_digest((shown or "").encode(), token.encode())
    forwarded = any(name in request.headers for name in ("x-forwarded-for", "forwarded", "x-real-ip"))
    return not forwarded and not door_of(request.app).settings.channels.production and request.ip in ("127.0.0.1", "::1")


async def check_origin(request: Request) -> HTTPResponse | None:
    """Answers preflights of the web channel, and refuses pages that are not on the list; before any handler."""
    request.ctx.id = uuid.uuid4().hex
    logs.REQUEST.set(request.ctx.id)
    origin = request.headers.get("origin")
    if not request.path.startswith(WEB) or origin is None:
        return HTTPResponse(status=204) if request.method == "OPTIONS" and request.path.startswith(WEB) else None
    if not may_ask(request, origin):
        return refused(Refusal("origin"))
    return HTTPResponse(status=204) if request.method == "OPTIONS" else None


def may_ask(request: Request, origin: str) -> bool:
    """Whether a page of this origin may talk to the web channel: our own, or one on the list."""
    return urlsplit(origin).netloc == request.headers.get("host") or origin in door_of(request.app).settings.channels.origins


async def add_headers(request: Request, answer: BaseHTTPResponse) -> None:
    """What browsers must not do with our answers, and who may read them."""
    for name, value in SECURITY_HEADERS.items():
        answer.headers.setdefault(name, value)
    answer.headers.setdefault("X-Request-Id", getattr(request.ctx, "id", uuid.uuid4().hex))
    origin = request.headers.get("origin")
    if origin and request.path.startswith(WEB) and hasattr(request.app.ctx, "door") and may_ask(request, origin):
        answer.headers.update({"Access-Control-Allow-Origin": origin, "Vary": "Origin", **CORS_HEADERS})
