"""The lock on a conversation while a turn runs, for Rasa."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from rasa.core.lock import TicketLock
from rasa.core.lock_store import LockStore

from bot import settings
from bot.conversations.shared_lanes import lanes_for


class ConversationLockStore(LockStore):
    """A fair lock, without Rasa's polling once a second: in this process, or in Redis when REDIS_URL is set.

    Rasa's ticket ends after 60 s, and then a second turn runs beside the first and one of the two is lost. Here a turn ends by
    its own limits (bot/conversations/action_endpoint.py), and the lock lasts as long.
    """

    def __init__(self, endpoint_config: Any = None) -> None:
        self._lanes = lanes_for(settings.read().redis_url, "tracker")
        super().__init__()

    @asynccontextmanager
    async def lock(self, conversation_id: str, *args: Any, **kwargs: Any) -> AsyncIterator[TicketLock]:
        """Waits for earlier turns of this conversation. Rasa's lifetime and polling time are taken and not used.

        Raises: ConversationError when Redis fails.
        """
        async with self._lanes.turn(conversation_id):
            yield self.create_lock(conversation_id)

    def is_someone_waiting(self, conversation_id: str) -> bool:
        return self._lanes.is_busy(conversation_id)
