"""One at a time in each conversation, in the order of arrival; conversations do not wait for each other."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager


class Lanes:
    """A queue for each conversation, kept only while somebody is in it. Belongs to one event loop."""

    def __init__(self) -> None:
        self._locks: dict[str, asyncio.Lock] = {}
        self._inside: dict[str, int] = {}

    @asynccontextmanager
    async def turn(self, conversation: str) -> AsyncIterator[None]:
        """Waits until everybody who came earlier is done."""
        lock = self._locks.setdefault(conversation, asyncio.Lock())
        self._inside[conversation] = self._inside.get(conversation, 0) + 1
        try:
            async with lock:
                yield
        finally:
            self._inside[conversation] -= 1
            if not self._inside[conversation]:
                del self._inside[conversation], self._locks[conversation]

    def is_busy(self, conversation: str) -> bool:
        """Whether somebody is in this conversation's queue."""
        return conversation in self._inside
