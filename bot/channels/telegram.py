"""Telegram behind our door. On when TELEGRAM_TOKEN and TELEGRAM_SECRET are set.

Rasa's own channel calls Telegram while the server starts, so that nothing starts without it, and its client then belongs to a
loop that has ended. Of it the address and the name are left.
"""

from __future__ import annotations

import hmac
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from rasa.core.channels.channel import InputChannel, UserMessage
from sanic import Blueprint, Sanic, response
from sanic.request import Request
from sanic.response import HTTPResponse

from bot import settings
from bot.channels.answers import answering
from bot.channels.bodies import read_object, read_text
from bot.channels.door import Door, close_door, door_of, open_door
from bot.channels.refusal import Refusal
from bot.channels.telegram_messenger import TelegramMessenger
from bot.conversations.records import Arrival
from bot.settings import ChannelSettings

GREETING = "/greet"
LARGEST_UPDATE = 64 * 1024


class TelegramChannel(InputChannel):
    """Takes each update once, from Telegram only, and answers 200 to whatever it does not know."""

    @classmethod
    def name(cls) -> str:
        """The channel's name and place below /webhooks."""
        return "telegram"

    @classmethod
    def from_credentials(cls, credentials: dict[str, Any] | None) -> InputChannel:
        """The channel, from the settings and never from credentials.yml."""
        return cls(settings.read().channels)

    def __init__(self, options: ChannelSettings) -> None:
        self.options = options

    def blueprint(self, on_new_message: Callable[[UserMessage], Awaitable[Any]]) -> Blueprint:
        """POST /webhooks/telegram/webhook; no route at all without a token."""
        telegram = Blueprint("karla_telegram")
        if not self.options.telegram_token:
            return telegram

        @telegram.listener("after_server_start")
        async def begin(app: Sanic, loop: object) -> None:
            await open_door(app)
            app.ctx.telegram = TelegramMessenger(self.options)
            app.add_task(app.ctx.telegram.resume(door_of(app)))
            if self.options.telegram_webhook_url:
                app.add_task(app.ctx.telegram.keep_webhook())

        @telegram.listener("before_server_stop")
        async def end(app: Sanic, loop: object) -> None:
            await close_door(app)
            await app.ctx.telegram.close()

        @telegram.route("/webhook", methods=["POST"])
        @answering
        async def receive(request: Request) -> HTTPResponse:
            sent = request.headers.get("x-telegram-bot-api-secret-token", "")
            if not hmac.compare_digest(sent.encode(), self.options.telegram_secret.encode()):
                raise Refusal("unknown_conversation")
            update = read_object(request.content_type, request.body, largest=LARGEST_UPDATE)
            await take_update(update, door_of(request.app), request.app.ctx.telegram)
            return response.json({"ok": True})

        return telegram


async def take_update(update: Mapping[str, Any], door: Door, messenger: TelegramMessenger) -> None:
    """Writes an update down and lets it be answered; ignores what is not a person writing to Karla."""
    query = _object(update.get("callback_query"))
    message = _object(query.get("message") or update.get("message"))
    chat = _object(message.get("chat"))
    number = update.get("update_id")
    if not isinstance(chat.get("id"), int) or chat.get("type") != "private" or not isinstance(number, int):
        return
    conversation, client_id, route = f"telegram-{chat['id']}", f"u{number}", {"chat": chat["id"]}
    if query:
        door.turns.begin(messenger.acknowledge(str(query.get("id", ""))))
    if await door.ledger.is_known(conversation, client_id):
        return
    try:
        arrival = await read_arrival(conversation, client_id, route, query, message, door)
    except Refusal as refusal:
        door.turns.begin(messenger.apologise(route, refusal.message))
        return
    await messenger.accept(door, arrival)


async def read_arrival(
    conversation: str, client_id: str, route: dict[str, Any], query: Mapping[str, Any], message: Mapping[str, Any], door: Door
) -> Arrival:
    """What a person tapped or wrote. Raises: Refusal choice_expired, too_long, empty, only_text."""
    if query:
        payload, title = await door.choice(conversation, str(query.get("data", "")))
        return Arrival(conversation, client_id, payload, title, route)
    if not isinstance(message.get("text"), str):
        raise Refusal("only_text")
    if message["text"].split("@")[0].strip() == "/start":
        return Arrival(conversation, client_id, GREETING, None, route)
    shown, text = read_text(dict(message), "text")
    return Arrival(conversation, client_id, text, shown, route)


def _object(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}
