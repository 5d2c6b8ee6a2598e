"""rasa-sdk's action server, with harmless logs: python -m bot.action_server --actions actions --port 5055."""

from __future__ import annotations

from typing import Any

import pluggy
from rasa_sdk.__main__ import main
from rasa_sdk.plugin import plugin_manager
from sanic.request import Request

from bot import logs
from bot.practice.detector import detector
from bot.practice.star import star_detector

implementation = pluggy.HookimplMarker("rasa_sdk")


class RequestIds:
    """A plugin of rasa-sdk's: the records of a call carry the id of the request it belongs to."""

    @implementation
    def attach_sanic_app_extensions(self, app: Any) -> None:
        """Called by rasa-sdk with its Sanic app."""
        app.register_middleware(note_request, "request")


async def note_request(request: Request) -> None:
    """Remembers the id Rasa's side sent."""
    logs.REQUEST.set(request.headers.get(logs.REQUEST_HEADER.lower(), "")[:64])


if __name__ == "__main__":
    logs.install()
    plugin_manager().register(RequestIds())
    # Trained from their content in a second or two each: here rather than in somebody's first turn.
    detector()
    star_detector()
    main()
