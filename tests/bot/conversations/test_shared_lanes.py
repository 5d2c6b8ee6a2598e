"""One at a time in a conversation across processes. Needs a Redis, which is started where its program is installed."""

from __future__ import annotations

import asyncio
import os
import signal
import time
from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from redis.asyncio.lock import Lock

from bot.conversations import shared_lanes
from bot.conversations.redis_client import connect, key_of
from bot.conversations.shared_lanes import SharedLanes, lanes_for
from bot.errors import ConversationError
from bot.settings import LOOPBACK
from tests.dialogues.servers import free_port
from tests.integration.redis_server import MISSING, PROGRAM, RedisServer, redis_server

__all__ = ["redis_server"]

pytestmark = pytest.mark.skipif(PROGRAM is None, reason=MISSING)


def run(url: str, work: Callable[[SharedLanes, SharedLanes], Awaitable[Any]]) -> Any:
    """What work returns, given the lanes of two processes."""

    async def both() -> Any:
        first, second = connect(url), connect(url)
        try:
            return await work(SharedLanes(first, "turn"), SharedLanes(second, "turn"))
        finally:
            await first.close()
            await second.close()

    return asyncio.run(both())


def test_two_processes_are_never_in_one_conversation_together(redis_server: RedisServer) -> None:
    inside: dict[str, int] = {"a": 0, "b": 0}
    seen: list[tuple[str, int]] = []

    async def turn(lanes: SharedLanes, conversation: str) -> None:
        async with lanes.turn(conversation):
            inside[conversation] += 1
            seen.append((conversation, inside[conversation]))
            await asyncio.sleep(0)
            inside[conversation] -= 1

    async def work(first: SharedLanes, second: SharedLanes) -> None:
        await asyncio.gather(*(turn(lanes, conversation) for _ in range(10) for lanes in (first, second) for conversation in ("a", "b")))
        assert not first.is_busy("a")

    run(redis_server.url, work)
    assert sorted(seen) == [("a", 1)] * 20 + [("b", 1)] * 20


def test_a_turn_in_one_process_comes_in_order_whatever_another_does(redis_server: RedisServer) -> None:
    async def work(first: SharedLanes, second: SharedLanes) -> list[int]:
        seen: list[int] = []

        async def turn(number: int) -> None:
            async with first.turn("a"):
                seen.append(number)

        async with second.turn("a"):
            waiting = [asyncio.ensure_future(turn(number)) for number in range(5)]
            await asyncio.sleep(0)
            assert first.is_busy("a")
        await asyncio.gather(*waiting)
        return seen

    assert run(redis_server.url, work) == [0, 1, 2, 3, 4]


def test_a_long_turn_keeps_its_lock_and_lets_go_at_its_end(redis_server: RedisServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shared_lanes, "EXPIRY_SECONDS", 0.3)
    monkeypatch.setattr(shared_lanes, "EXTEND_SECONDS", 0.05)

    async def work(first: SharedLanes, second: SharedLanes) -> list[bool]:
        name, probe = key_of("turn", "a"), connect(redis_server.url)
        async with first.turn("a"):
            extended = False
            for _ in range(40):  # twice the expiry, in steps
                await asyncio.sleep(0.02)
                extended = bool(await probe.exists(name))
        held = [extended, bool(await probe.exists(name))]
        await probe.close()
        return held

    assert run(redis_server.url, work) == [True, False]


def test_what_a_killed_process_leaves_behind_is_gone_in_seconds(redis_server: RedisServer, monkeypatch: pytest.MonkeyPatch) -> None:
    async def work(first: SharedLanes, second: SharedLanes) -> float:
        # A process that is killed neither extends nor releases.
        orphan = Lock(connect(redis_server.url), key_of("turn", "a"), timeout=shared_lanes.EXPIRY_SECONDS, thread_local=False)
        assert await orphan.acquire()
        assert await orphan.redis.pttl(orphan.name) <= shared_lanes.EXPIRY_SECONDS * 1000 <= 15_000
        await orphan.redis.pexpire(orphan.name, 200)  # the rest of its time
        started = time.monotonic()
        async with second.turn("a"):
            waited = time.monotonic() - started
        await orphan.redis.close()
        return waited

    assert 0.1 < run(redis_server.url, work) < 2


def test_a_lock_that_another_keeps_is_an_error_and_not_a_second_writer(redis_server: RedisServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shared_lanes, "PATIENCE_SECONDS", 0.1)

    async def work(first: SharedLanes, second: SharedLanes) -> None:
        async with first.turn("a"):
            with pytest.raises(ConversationError, match="Another process held a conversation"):
                async with second.turn("a"):
                    pass

    run(redis_server.url, work)


def test_a_turn_whose_lock_was_lost_ends_and_says_so(redis_server: RedisServer, caplog: pytest.LogCaptureFixture) -> None:
    async def work(first: SharedLanes, second: SharedLanes) -> None:
        probe = connect(redis_server.url)
        async with first.turn("a"):
            await probe.delete(key_of("turn", "a"))
        await probe.close()

    run(redis_server.url, work)
    assert "lock.lost purpose=turn cause=expired" in caplog.text


def test_no_name_of_a_conversation_stands_in_redis(redis_server: RedisServer) -> None:
    async def work(first: SharedLanes, second: SharedLanes) -> list[bytes]:
        probe = connect(redis_server.url)
        async with first.turn("anna-hemmelig"):
            names = await probe.keys("*")
        await probe.close()
        return list(names)

    assert [name for name in run(redis_server.url, work) if b"anna" in name] == []


def test_a_redis_that_hangs_is_an_error_within_two_seconds(redis_server: RedisServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shared_lanes, "EXPIRY_SECONDS", 0.5)

    async def work(first: SharedLanes, second: SharedLanes) -> None:
        async with first.turn("warm"):
            pass
        os.kill(redis_server.pid, signal.SIGSTOP)
        try:
            started = time.monotonic()
            with pytest.raises(ConversationError, match="Redis failed: TimeoutError"):
                async with first.turn("a"):
                    pass
            assert time.monotonic() - started < 2
        finally:
            os.kill(redis_server.pid, signal.SIGCONT)
        # What was asked of it meanwhile it does now, and that ends by itself.
        async with first.turn("a"):
            pass

    run(redis_server.url, work)


def test_a_redis_that_was_restarted_is_met_as_if_nothing_had_been(redis_server: RedisServer) -> None:
    async def work(first: SharedLanes, second: SharedLanes) -> str:
        async with first.turn("a"):
            pass
        redis_server.stop()
        redis_server.start()
        async with first.turn("a"):
            return "served"

    assert run(redis_server.url, work) == "served"


def test_a_redis_that_is_not_there_is_an_error_without_its_password() -> None:
    async def work(first: SharedLanes, second: SharedLanes) -> None:
        with pytest.raises(ConversationError) as failed:
            async with first.turn("a"):
                pass
        assert str(failed.value) == "Redis failed: ConnectionError."

    run(f"redis://:hunter2@{LOOPBACK}:{free_port()}/0", work)


def test_without_an_address_the_lanes_are_this_process_s_own() -> None:
    assert type(lanes_for("", "turn")).__name__ == "Lanes"
    assert type(lanes_for("redis://localhost/0", "turn")).__name__ == "SharedLanes"
