"""rasa-sdk's action server, for Rasa only and with harmless logs: python -m bot.action_server --actions actions --port 5055."""

from __future__ import annotations

import hmac
import logging
import os
import re
import time
from typing import Any

import pluggy
from rasa_sdk.__main__ import main
from rasa_sdk.plugin import plugin_manager
from sanic import response
from sanic.exceptions import SanicException
from sanic.request import Request
from sanic.response import HTTPResponse

from bot import logs
from bot.practice.detector import detector
from bot.practice.star import star_detector

HEALTH = "/health"
NAME = re.compile(r"[a-z_]{1,60}")

implementation = pluggy.HookimplMarker("rasa_sdk")
logger = logging.getLogger("rasa_sdk.karla")  # below rasa-sdk's, whose level its command line sets


class Guard:
    """A plugin of rasa-sdk's: only whoever has the token is answered, and each call is a record with the id of its request.

    token: what Rasa's side shows; empty answers everybody, for a server started by hand on loopback.
    """

    def __init__(self, token: str) -> None:
        self._token = token

    @implementation
    def attach_sanic_app_extensions(self, app: Any) -> None:
        """Called by rasa-sdk with its Sanic app."""
        app.register_middleware(self.check, "request")
        app.register_middleware(self.finish, "response")

    async def check(self, request: Request) -> HTTPResponse | None:
        """Remembers whose call this is, and refuses what does not come from Rasa, or is packed: 200 kB can hold 200 MB."""
        request.ctx.started, request.ctx.may_run = time.monotonic(), False
        logs.REQUEST.set(request.headers.get(logs.REQUEST_HEADER.lower(), "")[:64])
        if request.path == HEALTH:
            return None
        shown = str(request.headers.get("authorization", "")).removeprefix("Bearer ")
        if not hmac.compare_digest(shown.encode(), self._token.encode()) and self._token:
            return response.json({"error": "unauthorized"}, status=401)
        if request.headers.get("content-encoding"):
            return response.json({"error": "unsupported encoding"}, status=415)
        request.ctx.may_run = True
        return None

    async def finish(self, request: Request, answer: HTTPResponse) -> HTTPResponse | None:
        """Logs the call. rasa-sdk answers a fault with the exception's words and the whole tracker; nobody gets those."""
        if request.path == HEALTH or not hasattr(request.ctx, "started"):
            return None
        conversation = request.headers.get(logs.CONVERSATION_HEADER.lower(), "")[:64]
        milliseconds = 1000 * (time.monotonic() - request.ctx.started)
        logger.info("call action=%s conversation=%s status=%d ms=%d", _action_of(request), conversation, answer.status, milliseconds)
        return response.json({"error": "fault"}, status=500) if answer.status >= 500 else None


def _action_of(request: Request) -> str:
    """The name of the action that was called, "-" for anything that is none."""
    try:
        name = str(request.json["next_action"]) if request.ctx.may_run else ""
    except (SanicException, KeyError, TypeError):
        name = ""
    return name if NAME.fullmatch(name) else "-"


if __name__ == "__main__":
    logs.install()
    plugin_manager().register(Guard(os.environ.get("ACTIONS_TOKEN", "")))
    # Trained from their content in a second or two each: here rather than in somebody's first turn.
    detector()
    star_detector()
    main()
