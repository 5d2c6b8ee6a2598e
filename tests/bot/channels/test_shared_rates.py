"""How often somebody may ask, counted for all processes together."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from bot.channels.rates import Rate
from bot.channels.refusal import Refusal
from bot.channels.shared_rates import SharedRate, rate_for
from bot.conversations.redis_client import connect
from bot.settings import LOOPBACK
from tests.dialogues.servers import free_port
from tests.integration.redis_server import MISSING, PROGRAM, RedisServer, redis_server

__all__ = ["redis_server"]

pytestmark = pytest.mark.skipif(PROGRAM is None, reason=MISSING)


def counted(url: str, purpose: str, keys: str, *, seconds: float = 60.0) -> list[int | None]:
    """What each event of two processes in turn is told: None, or the seconds to wait. Two events a key are allowed."""

    async def work() -> list[int | None]:
        clients = [connect(url), connect(url)]
        rates = [SharedRate(client, purpose, 2, seconds) for client in clients]
        told: list[int | None] = []
        for number, key in enumerate(keys):
            try:
                await rates[number % 2].check(key)
                told.append(None)
            except Refusal as refusal:
                told.append(refusal.retry_after)
        for client in clients:
            await client.close()
        return told

    return asyncio.run(work())


def test_processes_count_together_and_keys_apart(redis_server: RedisServer) -> None:
    assert counted(redis_server.url, "together", "aabab") == [None, None, None, 60, None]


def test_what_is_counted_for_one_purpose_does_not_count_for_another(redis_server: RedisServer) -> None:
    assert counted(redis_server.url, "one", "aaa") == [None, None, 60]
    assert counted(redis_server.url, "other", "aa") == [None, None]


def test_what_is_out_of_the_window_counts_no_more(redis_server: RedisServer) -> None:
    assert counted(redis_server.url, "short", "aaaa", seconds=0.000001) == [None] * 4


def test_nothing_is_left_of_somebody_who_stopped_asking(redis_server: RedisServer) -> None:
    async def left() -> list[int]:
        client = connect(redis_server.url)
        await SharedRate(client, "left", 2, 9.0).check("a")
        times = [await client.pttl(name) for name in await client.keys("karla:left:*")]
        await client.close()
        return times

    (milliseconds,) = asyncio.run(left())
    assert 0 < milliseconds <= 9000


def test_without_redis_each_process_counts_for_itself() -> None:
    # Two processes of two events each; the third of both is too many.
    assert counted(f"redis://{LOOPBACK}:{free_port()}/0", "alone", "aaaaaa") == [None] * 4 + [60] * 2


def test_there_is_a_shared_rate_only_where_there_is_a_redis() -> None:
    rates: list[Any] = [rate_for(None, "x", 1, 1.0), rate_for(connect("redis://localhost/0"), "x", 1, 1.0)]
    assert [type(rate) for rate in rates] == [Rate, SharedRate]
