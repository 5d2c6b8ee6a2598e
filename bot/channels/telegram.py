"""Telegram behind our door. On when TELEGRAM_TOKEN and TELEGRAM_SECRET are set.

Rasa's own channel calls Telegram while the server starts, so that nothing starts without it, and its client then belongs to a
loop that has ended. Of it the address and the name are left.
"""

from __future__ import annotations

import asyncio
import hmac
import html
import logging
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

import aiohttp
from rasa.core.channels.channel import InputChannel, UserMessage
from sanic import Blueprint, Sanic, response
from sanic.request import Request
from sanic.response import HTTPResponse
from tenacity import AsyncRetrying, retry_if_exception_type, stop_after_attempt, wait_exponential

from bot import settings
from bot.channels.answers import answering
from bot.channels.bodies import read_object, read_text
from bot.channels.door import Door, close_door, door_of, open_door
from bot.channels.messengers import Messenger, Undelivered
from bot.channels.plain import as_text, convert, pieces
from bot.channels.refusal import Refusal
from bot.conversations.records import Arrival
from bot.settings import ChannelSettings

GREETING = "/greet"
LONGEST_MESSAGE = 3500  # Telegram takes 4,096, markup included
LARGEST_UPDATE = 64 * 1024
CALL_SECONDS = 15.0
ATTEMPTS = 4
LONGEST_WAIT = 20  # seconds; Telegram may ask for more, and then the message is given up
SLOWEST_RETRY = 300.0

logger = logging.getLogger(__name__)


class TryAgain(Exception):  # noqa: N818 - what Telegram asks for
    """Telegram could not be reached, or asked to be called later. seconds: how much later."""

    def __init__(self, seconds: float) -> None:
        super().__init__(seconds)
        self.seconds = seconds


class TelegramMessenger(Messenger):
    """Sends to Telegram's Bot API."""

    name = "telegram"

    def __init__(self, options: ChannelSettings) -> None:
        self._options = options
        self._session = aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=CALL_SECONDS))

    async def send(self, route: Mapping[str, Any], message: Mapping[str, Any]) -> None:
        text = as_text(message)
        cut = pieces(text, LONGEST_MESSAGE) or ["…"]
        for number, piece in enumerate(cut):
            marked = convert(piece, escape=lambda plain: html.escape(plain, quote=False), bold=r"<b>\1</b>", italic=r"<i>\1</i>")
            fields: dict[str, Any] = {"chat_id": route["chat"], "text": marked, "parse_mode": "HTML", "disable_web_page_preview": True}
            if number == len(cut) - 1 and message["choices"]:
                # One below the other: titles are sentences, and phones are narrow. The data is an id of 22 bytes; 64 are allowed.
                rows = [[{"text": choice["title"], "callback_data": choice["id"]}] for choice in message["choices"]]
                fields["reply_markup"] = {"inline_keyboard": rows}
            await self.call("sendMessage", fields)

    async def acknowledge(self, query: str) -> None:
        """Ends the spinner on a tapped button."""
        try:
            await self.call("answerCallbackQuery", {"callback_query_id": query})
        except Undelivered as error:
            logger.warning("telegram.acknowledge failed cause=%s", error)

    async def keep_webhook(self) -> None:
        """Tells Telegram where we are, until it listens; the server serves everybody else meanwhile."""
        wanted = {
            "url": self._options.telegram_webhook_url,
            "secret_token": self._options.telegram_secret,
            "allowed_updates": ["message", "callback_query"],
        }
        pause = 1.0
        while True:
            try:
                await self.call("setWebhook", wanted)
                logger.info("telegram.webhook set")
                return
            except Undelivered as error:
                logger.warning("telegram.webhook failed cause=%s next_try_seconds=%d", error, pause)
            await asyncio.sleep(pause)
            pause = min(2 * pause, SLOWEST_RETRY)

    async def close(self) -> None:
        """Ends the connections to Telegram."""
        await self._session.close()

    async def call(self, method: str, fields: Mapping[str, Any]) -> None:
        """Calls the Bot API, again where it asks for that. Raises: Undelivered."""
        attempts = AsyncRetrying(
            retry=retry_if_exception_type(TryAgain),
            wait=_asked_wait,
            stop=stop_after_attempt(ATTEMPTS),
            reraise=True,
        )
        try:
            await attempts(self._call, method, fields)
        except TryAgain as error:
            raise Undelivered("unreachable") from error

    async def _call(self, method: str, fields: Mapping[str, Any]) -> None:
        address = f"{self._options.telegram_api}/bot{self._options.telegram_token}/{method}"
        try:
            async with self._session.post(address, json=fields) as answer:
                status, said = answer.status, await answer.json(content_type=None)
        except (aiohttp.ClientError, asyncio.TimeoutError, ValueError):
            raise TryAgain(0) from None
        if status == 429:
            seconds = float(_object(_object(said).get("parameters")).get("retry_after") or 1)
            if seconds > LONGEST_WAIT:
                raise Undelivered("429")
            raise TryAgain(seconds)
        if status >= 500:
            raise TryAgain(0)
        if status != 200:
            raise Undelivered(str(status))  # 403: the person has blocked the bot


def _asked_wait(state: Any) -> float:
    """Seconds until the next attempt: what Telegram asked for, else growing."""
    error = state.outcome.exception()
    growing = wait_exponential(multiplier=0.3, max=5)(state)
    return max(float(error.seconds), float(growing)) if isinstance(error, TryAgain) else float(growing)


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
