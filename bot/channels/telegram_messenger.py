"""Sends to Telegram's Bot API: texts with their choices, and charts as pictures."""

from __future__ import annotations

import asyncio
import html
import json
import logging
from collections.abc import Mapping
from typing import Any

import aiohttp
from tenacity import AsyncRetrying, retry_if_exception_type, stop_after_attempt, wait_exponential

from bot.channels.charts import file_of
from bot.channels.messengers import Messenger, Undelivered
from bot.channels.plain import as_text, convert, pieces
from bot.settings import ChannelSettings

LONGEST_MESSAGE = 3500  # Telegram takes 4,096, markup included
LONGEST_CAPTION = 950  # under a picture it takes 1,024
BLOCKED = "403"  # the person has blocked the bot
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
        choices = keyboard(message["choices"])
        drawn = await file_of(message, "png")
        if drawn is not None and len(text) <= LONGEST_CAPTION:
            caption = {"chat_id": route["chat"], "caption": marked(text), "parse_mode": "HTML", **choices}
            if await self._photo(caption, drawn.body):
                return
        elif drawn is not None:
            await self._photo({"chat_id": route["chat"]}, drawn.body)
        cut = pieces(text, LONGEST_MESSAGE) or ["…"]
        for number, piece in enumerate(cut):
            fields: dict[str, Any] = {
                "chat_id": route["chat"],
                "text": marked(piece),
                "parse_mode": "HTML",
                "disable_web_page_preview": True,
            }
            await self.call("sendMessage", {**fields, **(choices if number == len(cut) - 1 else {})})

    async def _photo(self, fields: Mapping[str, Any], photo: bytes) -> bool:
        """Sends a picture. False when Telegram would not take it, and then the text has to do."""
        try:
            await self.call("sendPhoto", fields, photo=photo)
        except Undelivered as error:
            if str(error) == BLOCKED:
                raise
            logger.warning("telegram.photo failed cause=%s", error)
            return False
        return True

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

    async def call(self, method: str, fields: Mapping[str, Any], *, photo: bytes | None = None) -> None:
        """Calls the Bot API, again where it asks for that. photo: a PNG to upload. Raises: Undelivered."""
        attempts = AsyncRetrying(
            retry=retry_if_exception_type(TryAgain),
            wait=_asked_wait,
            stop=stop_after_attempt(ATTEMPTS),
            reraise=True,
        )
        try:
            await attempts(self._call, method, fields, photo)
        except TryAgain as error:
            raise Undelivered("unreachable") from error

    async def _call(self, method: str, fields: Mapping[str, Any], photo: bytes | None) -> None:
        address = f"{self._options.telegram_api}/bot{self._options.telegram_token}/{method}"
        try:
            body: dict[str, Any] = {"json": fields} if photo is None else {"data": upload(fields, photo)}
            async with self._session.post(address, **body) as answer:
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
            raise Undelivered(str(status))


def marked(text: str) -> str:
    """Our Markdown subset in Telegram's HTML."""
    return convert(text, escape=lambda plain: html.escape(plain, quote=False), bold=r"<b>\1</b>", italic=r"<i>\1</i>")


def keyboard(choices: list[Mapping[str, str]]) -> dict[str, Any]:
    """Choices one below the other: titles are sentences, and phones are narrow. The data is an id of 22 bytes; 64 are allowed."""
    rows = [[{"text": choice["title"], "callback_data": choice["id"]}] for choice in choices]
    return {"reply_markup": {"inline_keyboard": rows}} if rows else {}


def upload(fields: Mapping[str, Any], photo: bytes) -> aiohttp.FormData:
    """The fields of a call with a PNG, as a form; made anew for each attempt, since it can be sent once."""
    form = aiohttp.FormData()
    for name, value in fields.items():
        form.add_field(name, value if isinstance(value, str) else json.dumps(value))
    form.add_field("photo", photo, filename="karla.png", content_type="image/png")
    return form


def _asked_wait(state: Any) -> float:
    """Seconds until the next attempt: what Telegram asked for, else growing."""
    error = state.outcome.exception()
    growing = wait_exponential(multiplier=0.3, max=5)(state)
    return max(float(error.seconds), float(growing)) if isinstance(error, TryAgain) else float(growing)


def _object(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}
