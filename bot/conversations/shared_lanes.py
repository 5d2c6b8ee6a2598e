"""One at a time in each conversation across processes, by a lock in Redis.

Wanted is one writer per conversation at any moment, with Rasa's processes on any number of machines. Rasa's own Redis lock reads
and writes a list of tickets in two steps, so that two processes can hold it at once, and its tickets have no end: a process that is
killed leaves them behind. The lock here is redis-py's: one atomic SET NX PX, a token only its holder knows, scripts to release and
extend it.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from redis.asyncio import Redis
from redis.asyncio.lock import Lock
from redis.exceptions import LockError, RedisError

from bot import metrics
from bot.conversations.lanes import Lanes
from bot.conversations.redis_client import asked, connect, key_of
from bot.errors import ConversationError

EXPIRY_SECONDS = 6.0  # what a killed process leaves behind is gone then
EXTEND_SECONDS = 2.0  # so that two attempts may fail
STEP_SECONDS = 0.02  # between looks at a lock that another process holds
PATIENCE_SECONDS = 30.0  # longer than any turn and a dead process's lock together

logger = logging.getLogger(__name__)


class SharedLanes:
    """Lanes for all processes with the same Redis and purpose. Belongs to one event loop.

    Fair within a process: only the first of its queue asks Redis. Between processes whoever looks first after the release is next;
    a proxy that sends a conversation to the same process keeps its order.
    """

    def __init__(self, redis: Redis, purpose: str) -> None:
        self._redis = redis
        self._purpose = purpose
        self._near = Lanes()

    @asynccontextmanager
    async def turn(self, conversation: str) -> AsyncIterator[None]:
        """Waits until everybody who came earlier is done, and holds the lock however long the turn takes.

        Raises: ConversationError when Redis fails, or another process does not let go.
        """
        async with self._near.turn(conversation):
            name = key_of(self._purpose, conversation)
            lock = Lock(self._redis, name, timeout=EXPIRY_SECONDS, sleep=STEP_SECONDS, thread_local=False)
            if not await asked(lock.acquire(blocking_timeout=PATIENCE_SECONDS)):
                raise ConversationError(f"Another process held a conversation for more than {PATIENCE_SECONDS:.0f} s.")
            keeper = asyncio.get_running_loop().create_task(self._keep(lock))
            try:
                yield
            finally:
                keeper.cancel()
                await self._release(lock)

    def is_busy(self, conversation: str) -> bool:
        """Whether somebody is in this conversation's queue, in this process."""
        return self._near.is_busy(conversation)

    async def _keep(self, lock: Lock) -> None:
        while True:
            await asyncio.sleep(EXTEND_SECONDS)
            try:
                await lock.reacquire()
            except LockError:
                self._lost("expired")
                return
            except (RedisError, OSError) as error:
                logger.warning("lock.extend failed cause=%s", type(error).__name__)

    async def _release(self, lock: Lock) -> None:
        try:
            await lock.release()
        except LockError:
            self._lost("expired")
        except (RedisError, OSError) as error:
            # The turn is over and stored; the lock ends by itself.
            self._lost(type(error).__name__)

    def _lost(self, cause: str) -> None:
        logger.error("lock.lost purpose=%s cause=%s", self._purpose, cause)
        metrics.LOCKS_LOST.labels(cause).inc()


def lanes_for(redis_url: str, purpose: str) -> Lanes | SharedLanes:
    """Lanes in this process, or across all that use a Redis when there is one. purpose: what the lock is for, a part of its name."""
    return SharedLanes(connect(redis_url), purpose) if redis_url else Lanes()
