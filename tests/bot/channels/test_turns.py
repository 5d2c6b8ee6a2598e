"""Turns in time, to the end, and never in silence."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable

import pytest
from rasa.core.channels.channel import UserMessage

from bot.channels.refusal import Refusal
from bot.channels.replies import ReplyOutput
from bot.channels.texts import texts
from bot.channels.turns import Turns
from bot.errors import ConversationError


def speaking(*said: str) -> Callable[[UserMessage], Awaitable[None]]:
    async def handle(message: UserMessage) -> None:
        for text in said:
            await message.output_channel.send_response(message.sender_id, {"text": text})

    return handle


def failing(error: Exception) -> Callable[[UserMessage], Awaitable[None]]:
    async def handle(message: UserMessage) -> None:
        raise error

    return handle


def speak(handle: Callable[[UserMessage], Awaitable[None]], *, ready: bool = True) -> ReplyOutput:
    return asyncio.run(Turns(handle, lambda: ready).speak("web", "anna", "hej"))


def test_what_rasa_says_is_what_people_get() -> None:
    assert [reply.text for reply in speak(speaking("Hej.", "Hvad så?")).replies] == ["Hej.", "Hvad så?"]


def test_silence_is_filled() -> None:
    assert [reply.text for reply in speak(speaking()).replies] == [texts()["silence"]]


@pytest.mark.parametrize(
    ("error", "code"), [(ConversationError("x"), "storage"), (ValueError("hemmeligt"), "fault"), (KeyError("hemmeligt"), "fault")]
)
def test_an_error_is_a_sentence_and_its_words_stay_out_of_the_log(error: Exception, code: str, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG), pytest.raises(Refusal) as refused:
        speak(failing(error))
    assert refused.value.code == code
    assert "hemmeligt" not in caplog.text


def test_a_server_without_a_model_says_so() -> None:
    with pytest.raises(Refusal) as refused:
        speak(speaking("Hej."), ready=False)
    assert refused.value.code == "starting"


def test_a_slow_turn_is_announced_and_finished() -> None:
    done = []

    async def run() -> None:
        release = asyncio.Event()
        turns = Turns(speaking(), lambda: True, budget=0.01)

        async def slow() -> None:
            await release.wait()
            done.append(True)

        with pytest.raises(Refusal) as refused:
            await turns.within_budget(slow())
        assert refused.value.code == "slow"
        release.set()
        await turns.drain()

    asyncio.run(run())
    assert done == [True]


def test_an_answer_at_the_very_moment_when_time_is_up_is_given() -> None:
    async def run() -> str:
        release = asyncio.Event()

        async def turn() -> str:
            await release.wait()
            return "svar"

        # A loop that is held up finds both due at once: first the limit, then the answer.
        asyncio.get_running_loop().call_later(0.02, release.set)
        asyncio.get_running_loop().call_soon(time.sleep, 0.05)
        return await Turns(speaking(), lambda: True, budget=0.01).within_budget(turn())

    assert asyncio.run(run()) == "svar"


def test_who_waits_on_is_told_and_then_gets_the_answer() -> None:
    async def run() -> tuple[str, list[str]]:
        told: list[str] = []
        release = asyncio.Event()

        async def slow() -> str:
            await release.wait()
            return "svar"

        async def late() -> None:
            told.append("venter")
            release.set()

        return await Turns(speaking(), lambda: True, budget=0.01).within_budget(slow(), late=late), told

    assert asyncio.run(run()) == ("svar", ["venter"])


def test_a_reader_who_leaves_does_not_end_the_turn() -> None:
    done = []

    async def run() -> None:
        release = asyncio.Event()
        turns = Turns(speaking(), lambda: True)

        async def slow() -> None:
            await release.wait()
            done.append(True)

        reader = asyncio.create_task(turns.within_budget(slow()))
        await asyncio.sleep(0)
        reader.cancel()
        release.set()
        await turns.drain()

    asyncio.run(run())
    assert done == [True]
