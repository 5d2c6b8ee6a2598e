"""Rasa's REST channel for local use, with its address and shapes, behind the same door as everything else."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from rasa.core.channels.channel import UserMessage
from rasa.core.channels.rest import RestInput
from sanic import Blueprint, response
from sanic.request import Request
from sanic.response import HTTPResponse

from bot import settings
from bot.channels.answers import address_of, as_refusal, refused
from bot.channels.bodies import read_object, read_text
from bot.channels.cleaning import is_safe_name
from bot.channels.door import door_of, open_door
from bot.channels.refusal import Refusal
from bot.channels.replies import Reply


class GuardedRestInput(RestInput):
    """POST /webhooks/rest/webhook {"sender", "message"} -> [{"recipient_id", "text", "buttons"?, "custom"?}].

    Nobody is known by a token here, so it is open in the local profile only, where Rasa listens on loopback.
    """

    def blueprint(self, on_new_message: Callable[[UserMessage], Awaitable[None]]) -> Blueprint:
        """The webhook; no routes at all in the production profile."""
        rest = Blueprint("guarded_rest")
        if settings.read().channels.production:
            return rest
        rest.listener(open_door, "after_server_start")

        @rest.route("/", methods=["GET"])
        async def health(request: Request) -> HTTPResponse:
            return response.json({"status": "ok"})

        @rest.route("/webhook", methods=["POST"])
        async def receive(request: Request) -> HTTPResponse:
            sender: str | None = None
            try:
                fields = read_object(request.content_type, request.body)
                sender = read_sender(fields)
                return response.json(await answer(request, sender, fields))
            except Exception as error:
                refusal = as_refusal(error)
                # A client of this channel shows what it gets to a person: a fault is a sentence in the usual shape.
                if sender is not None and refusal.status in (413, 429, 503):
                    failed = [{"recipient_id": sender, "text": refusal.message}]
                    retry = {"Retry-After": str(refusal.retry_after)} if refusal.retry_after else {}
                    return response.json(failed, status=refusal.status, headers=retry)
                return refused(refusal)

        return rest


def read_sender(fields: dict[str, Any]) -> str:
    """The conversation's name. Rasa ends its process for some strings, and shares one conversation among all who send none.

    Raises: Refusal bad_request.
    """
    sender = fields.get("sender")
    if not is_safe_name(sender):
        raise Refusal("bad_request")
    return str(sender)


async def answer(request: Request, sender: str, fields: dict[str, Any]) -> list[dict[str, Any]]:
    """What Karla says. A payload is obeyed when it is one of the buttons of the last answer; REST clients send those as text."""
    door = door_of(request.app)
    await door.address_rate.check(address_of(request))
    await door.check_pace(sender)
    _, text = read_text(fields, "message")
    written = str(fields["message"]).strip()
    if written.startswith("/") and written in await door.store.offers(sender):
        text = written
    output = await door.say("rest", sender, text)
    return [as_rest(sender, reply) for reply in output.replies]


def as_rest(sender: str, reply: Reply) -> dict[str, Any]:
    """A reply in the shape of Rasa's REST channel."""
    message: dict[str, Any] = {"recipient_id": sender, "text": reply.text}
    if reply.buttons:
        message["buttons"] = [{"title": title, "payload": payload} for title, payload in reply.buttons]
    parts = {"sources": [dict(source) for source in reply.sources], "card": reply.card, "chart": reply.chart, "speaker": reply.speaker}
    custom = {name: value for name, value in parts.items() if value}
    return {**message, "custom": custom} if custom else message
