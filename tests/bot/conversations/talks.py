"""Conversations as the tests of this folder have them."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from typing import Any, TypeVar

from bot.conversations.ledger import Ledger
from bot.conversations.records import Arrival

Result = TypeVar("Result")


class Clock:
    """A clock that is set by hand; seconds since 1970."""

    now = 1000.0

    def __call__(self) -> float:
        return self.now


def run(work: Coroutine[Any, Any, Result]) -> Result:
    return asyncio.run(work)


def arrival(client_id: str = "client-1", text: str = "hej", shown: str | None = "hej") -> Arrival:
    return Arrival("anna", client_id, text, shown, {"chat": 5})


async def talked(ledger: Ledger, client_id: str = "client-1", *answers: str) -> tuple[dict[str, Any], ...]:
    await ledger.begin("anna", "web")
    await ledger.receive(arrival(client_id))
    return await ledger.answer("anna", client_id, [{"text": text} for text in answers])
