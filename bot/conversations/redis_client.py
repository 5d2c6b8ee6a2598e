"""The connection to Redis, where several Rasa processes meet: limits of time, and one error for everything it can do wrong."""

from __future__ import annotations

import hashlib
from collections.abc import Awaitable
from typing import TypeVar

from redis.asyncio import Redis
from redis.asyncio.retry import Retry
from redis.backoff import ExponentialBackoff
from redis.exceptions import ConnectionError as RedisConnectionError
from redis.exceptions import RedisError

from bot.errors import ConversationError

CALL_SECONDS = 1.0  # one command, or one attempt to connect; a Redis that hangs must not use up a turn's time
RETRIES = 1  # of a lost connection only: a Redis that was restarted leaves every kept connection dead

Result = TypeVar("Result")


def connect(url: str) -> Redis:
    """A client that connects at its first command, on the loop that gives it. url: redis://, rediss:// or unix://."""
    limits = {"socket_timeout": CALL_SECONDS, "socket_connect_timeout": CALL_SECONDS}
    lost = (RedisConnectionError,)
    retry = Retry(ExponentialBackoff(cap=0.2, base=0.02), RETRIES, supported_errors=lost)
    return Redis.from_url(url, **limits, retry=retry, retry_on_error=list(lost))


async def asked(command: Awaitable[Result]) -> Result:
    """What Redis answers. Raises: ConversationError when it cannot be reached, refuses or takes longer than CALL_SECONDS."""
    try:
        return await command
    except (RedisError, OSError) as error:
        # The message of the driver can hold the address, and with it a password.
        raise ConversationError(f"Redis failed: {type(error).__name__}.") from None


def key_of(purpose: str, name: str) -> str:
    """A key that does not tell whom it is about: names are conversations and addresses of people."""
    return f"karla:{purpose}:{hashlib.blake2b(name.encode(), digest_size=16).hexdigest()}"
