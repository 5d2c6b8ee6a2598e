"""One at a time in a conversation, in order."""

from __future__ import annotations

import asyncio

import pytest

from bot.conversations.lanes import Lanes
from bot.conversations.lock_store import ConversationLockStore


def test_turns_of_one_conversation_follow_each_other_and_others_do_not_wait() -> None:
    async def work() -> list[str]:
        lanes, seen = Lanes(), []

        async def turn(conversation: str, number: int) -> None:
            async with lanes.turn(conversation):
                seen.append(f"{conversation}{number} in")
                await asyncio.sleep(0)
                seen.append(f"{conversation}{number} out")

        await asyncio.gather(turn("a", 1), turn("a", 2), turn("b", 1), turn("a", 3))
        assert not lanes.is_busy("a")
        return seen

    seen = asyncio.run(work())
    assert [entry for entry in seen if entry.startswith("a")] == ["a1 in", "a1 out", "a2 in", "a2 out", "a3 in", "a3 out"]
    assert seen.index("b1 in") < seen.index("a1 out")


def test_a_turn_that_fails_or_is_cancelled_makes_room() -> None:
    async def work() -> None:
        lanes = Lanes()
        with pytest.raises(ValueError, match="x"):
            async with lanes.turn("a"):
                raise ValueError("x")
        async with lanes.turn("a"):
            waiting = asyncio.create_task(_enter(lanes))
            await asyncio.sleep(0)
            waiting.cancel()
            await asyncio.gather(waiting, return_exceptions=True)
        assert not lanes.is_busy("a")

    asyncio.run(work())


async def _enter(lanes: Lanes) -> None:
    async with lanes.turn("a"):
        pass


def test_rasa_gets_a_lock_without_polling() -> None:
    async def work() -> str:
        store = ConversationLockStore()
        async with store.lock("anna", 60, wait_time_in_seconds=1) as lock:
            assert store.is_someone_waiting("anna")
        assert not store.is_someone_waiting("anna")
        return str(lock.conversation_id)

    assert asyncio.run(work()) == "anna"
