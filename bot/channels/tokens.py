"""Names of conversations that only this server can issue, so that nobody reads another's by guessing."""

from __future__ import annotations

import base64
import hashlib
import hmac
import re
import secrets

TOKEN = re.compile(r"([A-Za-z0-9_-]{32})\.([A-Za-z0-9_-]{43})")


class Tokens:
    """Issues and reads tokens "<id>.<signature>": 192 random bits and their HMAC-SHA256."""

    def __init__(self, secret: str) -> None:
        self._key = hashlib.sha256(b"karla conversation token\0" + secret.encode()).digest()

    def issue(self) -> tuple[str, str]:
        """A new conversation id, and its token."""
        conversation = secrets.token_urlsafe(24)
        return conversation, f"{conversation}.{self._sign(conversation)}"

    def read(self, token: str) -> str | None:
        """The conversation a token names, None when we did not issue it."""
        match = TOKEN.fullmatch(token)
        if match is None or not hmac.compare_digest(self._sign(match[1]), match[2]):
            return None
        return match[1]

    def _sign(self, conversation: str) -> str:
        digest = hmac.new(self._key, conversation.encode(), hashlib.sha256).digest()
        return base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
