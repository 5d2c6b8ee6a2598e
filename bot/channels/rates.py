"""How often somebody may ask."""

from __future__ import annotations

import math
import time
from collections import deque
from collections.abc import Callable

from bot.channels.refusal import Refusal

MOST_KEYS = 100_000


class Rate:
    """At most `most` events in `seconds` for each key, in a window that slides. clock: seconds, never set back."""

    def __init__(self, most: int, seconds: float, *, clock: Callable[[], float] = time.monotonic) -> None:
        self._most = most
        self._seconds = seconds
        self._clock = clock
        self._seen: dict[str, deque[float]] = {}

    async def check(self, key: str) -> None:
        """Counts one event. Raises: Refusal too_many with the seconds until there is room; that event is not counted."""
        now = self._clock()
        seen = self._seen.setdefault(key, deque())
        while seen and seen[0] <= now - self._seconds:
            seen.popleft()
        if len(seen) >= self._most:
            raise too_many(seen[0] + self._seconds - now)
        seen.append(now)
        if len(self._seen) > MOST_KEYS:
            self._forget(now)

    def _forget(self, now: float) -> None:
        self._seen = {key: seen for key, seen in self._seen.items() if seen and seen[-1] > now - self._seconds}


def too_many(seconds: float) -> Refusal:
    """The refusal of somebody who asks too often. seconds: until there is room."""
    return Refusal("too_many", retry_after=max(1, math.ceil(seconds)))
