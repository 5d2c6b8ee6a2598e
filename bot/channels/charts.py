"""Pictures over HTTP, and the picture of a message."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Mapping
from typing import Any

from pydantic import ValidationError
from sanic.request import Request
from sanic.response import HTTPResponse

from bot.channels.answers import address_of
from bot.channels.door import door_of
from bot.channels.refusal import Refusal
from bot.charts.chart import read_chart
from bot.charts.pictures import File, Form, picture
from bot.charts.svg import POLICY
from bot.conversations.records import UnknownConversation

logger = logging.getLogger(__name__)


async def chart_file(request: Request, name: str) -> HTTPResponse:
    """GET /webhooks/web/charts/<name>: the picture that a sealed address stands for; 304 when the browser has it.

    An <img> sends no Authorization, so the address is all there is to show; what it leads to is asked for again each time it is
    shown, since the conversation may have been deleted.
    """
    door = door_of(request.app)
    await door.address_rate.check(address_of(request))
    place = door.charts.read(name)
    if place is None:
        raise Refusal("not_found")
    conversation, number, form = place
    try:
        message = await door.ledger.message(conversation, number)
    except UnknownConversation:
        raise Refusal("not_found") from None
    file = await file_of(message, form) if message else None
    if file is None:
        raise Refusal("not_found")
    headers = {
        "ETag": file.tag,
        "Cache-Control": "private, no-cache",
        "Content-Security-Policy": POLICY,
        # Pages that embed the chat show it, also those that isolate themselves from other origins.
        "Cross-Origin-Resource-Policy": "cross-origin",
    }
    if request.headers.get("if-none-match") == file.tag:
        return HTTPResponse(status=304, headers=headers)
    return HTTPResponse(file.body, content_type=file.content_type, headers=headers)


async def file_of(message: Mapping[str, Any], form: Form) -> File | None:
    """The picture of a message, drawn beside the event loop; None when it has none that can be drawn."""
    described = (message["chart"] or {}).get("picture")
    if described is None:
        return None
    try:
        chart = read_chart(described)
    except ValidationError as error:
        logger.error("chart.unreadable problems=%d", len(error.errors()))
        return None
    return await asyncio.to_thread(picture, chart, form)
