"""Addresses of the pictures in a conversation, for browsers and messengers that fetch a picture without saying who they are."""

from __future__ import annotations

import base64
import hashlib
import json
import re
import time
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from cryptography.fernet import Fernet, InvalidToken

from bot.charts.pictures import Form

PLACE = "/webhooks/web/charts/"
LIFETIME = 24 * 3600  # seconds; whoever may read the conversation gets a new address each time
NAME = re.compile(r"([A-Za-z0-9_-]{40,600})\.(svg|png)")


class ChartAddresses:
    """Seals which message of which conversation holds a picture: nobody can guess, read or change that, and it ends after LIFETIME.

    The picture itself stays in the conversation, so that an address leads nowhere once that is deleted. clock: seconds since 1970.
    """

    def __init__(self, secret: str, *, clock: Callable[[], float] = time.time) -> None:
        self._clock = clock
        self._seal = Fernet(base64.urlsafe_b64encode(hashlib.sha256(b"karla chart address\0" + secret.encode()).digest()))

    def make(self, conversation: str, number: int, form: Form = "svg") -> str:
        """The path of the picture in the message with this number."""
        token = self._seal.encrypt_at_time(json.dumps([conversation, number]).encode(), int(self._clock())).decode().rstrip("=")
        return f"{PLACE}{token}.{form}"

    def read(self, name: str) -> tuple[str, int, Form] | None:
        """Conversation, number and form of the last part of a path; None when we did not make it, or too long ago."""
        match = NAME.fullmatch(name)
        if match is None:
            return None
        try:
            opened = self._seal.decrypt_at_time(match[1] + "=" * (-len(match[1]) % 4), LIFETIME, int(self._clock()))
        except InvalidToken:
            return None
        conversation, number = json.loads(opened)
        return str(conversation), int(number), "png" if match[2] == "png" else "svg"

    def addressed(self, messages: Iterable[Mapping[str, Any]], conversation: str) -> list[dict[str, Any]]:
        """Messages of a conversation as its clients get them: with the address of a picture in place of what is drawn in it."""
        return [self._addressed(message, conversation) for message in messages]

    def _addressed(self, message: Mapping[str, Any], conversation: str) -> dict[str, Any]:
        chart = message["chart"]
        if not chart or "picture" not in chart:
            return dict(message)
        said = {name: chart[name] for name in ("alt", "text")}
        return {**message, "chart": {"url": self.make(conversation, message["number"]), **said}}
