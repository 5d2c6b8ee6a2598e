"""People who talk to a running bot over Rasa's REST channel, and how long they wait."""

from __future__ import annotations

import asyncio
import secrets
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import cycle
from zlib import crc32

import httpx
import numpy as np

TURNS_A_TALK = 8  # then a new person begins; the length of an ordinary talk
TIMEOUT = 60.0


@dataclass(frozen=True)
class Waits:
    """What a number of turns took. p50, p95, p99: seconds a turn; rate: turns a second; errors: turns without an answer."""

    turns: int
    errors: int
    rate: float
    p50: float
    p95: float
    p99: float


def measure(addresses: Sequence[str], texts: Sequence[str], *, senders: int, seconds: float) -> Waits:
    """How a bot keeps up with so many people at once, each waiting for an answer before writing again.

    addresses: of its processes; a conversation stays with one of them, as behind a proxy.
    """
    return asyncio.run(_measure(addresses, texts, senders=senders, seconds=seconds))


async def _measure(addresses: Sequence[str], texts: Sequence[str], *, senders: int, seconds: float) -> Waits:
    waits: list[float] = []
    errors = 0
    limits = httpx.Limits(max_connections=senders, max_keepalive_connections=senders)
    async with httpx.AsyncClient(timeout=TIMEOUT, trust_env=False, limits=limits) as client:
        start = time.perf_counter()
        deadline = start + seconds

        async def person(number: int) -> None:
            nonlocal errors
            for sender, text in _talks(texts, number):
                if time.perf_counter() > deadline:
                    return
                address = addresses[crc32(sender.encode()) % len(addresses)]
                began = time.perf_counter()
                try:
                    answer = await client.post(f"{address}/webhooks/rest/webhook", json={"sender": sender, "message": text})
                    errors += answer.status_code != 200 or not answer.json()
                except httpx.HTTPError:
                    errors += 1
                waits.append(time.perf_counter() - began)

        await asyncio.gather(*(person(number) for number in range(senders)))
        took = time.perf_counter() - start
    p50, p95, p99 = (float(np.percentile(waits, percent)) for percent in (50, 95, 99))
    return Waits(turns=len(waits), errors=errors, rate=len(waits) / took, p50=p50, p95=p95, p99=p99)


def _talks(texts: Sequence[str], number: int) -> Iterator[tuple[str, str]]:
    """Endless (sender, text): each person begins elsewhere in the texts."""
    shifted = [*texts[number % len(texts) :], *texts[: number % len(texts)]]
    sender = ""
    for turn, text in enumerate(cycle(shifted)):
        if turn % TURNS_A_TALK == 0:
            sender = secrets.token_hex(16)
        yield sender, text
