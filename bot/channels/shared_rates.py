"""How often somebody may ask, counted in Redis for all processes together."""

from __future__ import annotations

import logging
import secrets

from redis.asyncio import Redis

from bot.channels.rates import Rate, too_many
from bot.conversations.redis_client import asked, key_of
from bot.errors import ConversationError

# A sorted set of the moments of the last events, by Redis's own clock, which all processes share. One script is one atomic step.
# Returns the microseconds until there is room, 0 when the event was counted. (The library `limits` would do the same; it wants a
# newer `packaging` than Rasa allows.)
COUNT = """
local time = redis.call('TIME')
local now, window = time[1] * 1000000 + time[2], tonumber(ARGV[2])
redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', now - window)
if redis.call('ZCARD', KEYS[1]) >= tonumber(ARGV[1]) then
    return redis.call('ZRANGE', KEYS[1], 0, 0, 'WITHSCORES')[2] + window - now
end
redis.call('ZADD', KEYS[1], now, ARGV[3])
redis.call('PEXPIRE', KEYS[1], math.ceil(window / 1000))
return 0
"""

logger = logging.getLogger(__name__)


class SharedRate:
    """At most `most` events in `seconds` for each key, in a window that slides. purpose: what is counted, a part of the keys' names."""

    def __init__(self, redis: Redis, purpose: str, most: int, seconds: float) -> None:
        self._count = redis.register_script(COUNT)
        self._purpose = purpose
        self._most = most
        self._seconds = seconds
        self._near = Rate(most, seconds)

    async def check(self, key: str) -> None:
        """Counts one event; in this process only, while Redis fails. Raises: Refusal too_many; that event is not counted."""
        arguments = [self._most, round(self._seconds * 1_000_000), secrets.token_hex(8)]
        try:
            wait = int(await asked(self._count(keys=[key_of(self._purpose, key)], args=arguments)))
        except ConversationError as error:
            logger.warning("rate.alone cause=%s", error)
            await self._near.check(key)
            return
        if wait:
            raise too_many(wait / 1_000_000)


def rate_for(redis: Redis | None, purpose: str, most: int, seconds: float) -> Rate | SharedRate:
    """A rate of this process, or of all that use a Redis when there is one."""
    return SharedRate(redis, purpose, most, seconds) if redis is not None else Rate(most, seconds)
