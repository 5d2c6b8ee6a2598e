"""Runs turns: within a time, to the end whoever still listens, and never without a word."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import dataclass, field
from typing import Any, TypeVar

from rasa.core.channels.channel import UserMessage

from bot import logs, metrics
from bot.channels.refusal import Refusal
from bot.channels.replies import Reply, ReplyOutput
from bot.channels.texts import texts
from bot.errors import ConversationError

BUDGET_SECONDS = 4.8  # people wait five; the answer must still be sent
DRAIN_SECONDS = 10.0  # for turns that run when the server is asked to end

Result = TypeVar("Result")
logger = logging.getLogger(__name__)


@dataclass
class Turns:
    """Rasa behind a limit of time. handle: Rasa's own handler of a message; is_ready: whether a model is loaded."""

    handle: Callable[[UserMessage], Awaitable[Any]]
    is_ready: Callable[[], bool]
    budget: float = BUDGET_SECONDS
    _running: set[asyncio.Task[Any]] = field(default_factory=set)

    async def speak(self, channel: str, sender: str, text: str, *, message_id: str | None = None) -> ReplyOutput:
        """What Karla says to a text, at least one reply. Nothing here ends early; wrap it in within_budget.

        Raises: Refusal starting, storage or fault; then the turn was not stored.
        """
        if not self.is_ready():
            raise Refusal("starting")
        output = ReplyOutput(channel)
        started = time.monotonic()
        try:
            await self.handle(UserMessage(text, output, sender, input_channel=channel, message_id=message_id))
        except ConversationError as error:
            logger.error("turn.failed channel=%s cause=%s", channel, error)
            metrics.TURNS.labels(channel, "storage").inc()
            raise Refusal("storage") from None
        except Exception as error:  # whatever broke, the reader gets an answer and the log gets no text of theirs
            logger.error("turn.failed channel=%s cause=%s at=%s", channel, type(error).__name__, _place(error))
            metrics.TURNS.labels(channel, "fault").inc()
            raise Refusal("fault") from None
        metrics.TURNS.labels(channel, "answered" if output.replies else "silent").inc()
        seconds = time.monotonic() - started
        metrics.TURN_SECONDS.labels(channel).observe(seconds)
        logger.info(
            "turn channel=%s conversation=%s replies=%d ms=%d", channel, logs.conversation_hash(sender), len(output.replies), 1000 * seconds
        )
        if not output.replies:
            output.replies.append(Reply(texts()["silence"]))
        return output

    async def within_budget(self, turn: Coroutine[Any, Any, Result], *, late: Callable[[], Awaitable[None]] | None = None) -> Result:
        """The result of a turn that goes on when time is up or nobody waits any more.

        late: what to do when time is up, for channels that then go on waiting.
        Raises: Refusal slow when it takes longer than the budget and there is no late, and whatever the turn raises.
        """
        task = asyncio.create_task(turn)
        self._running.add(task)
        task.add_done_callback(self._forget)
        try:
            return await asyncio.wait_for(asyncio.shield(task), self.budget)
        except asyncio.TimeoutError:
            if task.done():
                return task.result()  # both came at the same moment; or this is the turn's own error
            if late is None:
                raise Refusal("slow") from None
            await late()
            return await asyncio.shield(task)

    def begin(self, turn: Coroutine[Any, Any, Any]) -> None:
        """Starts a turn that nobody waits for."""
        task = asyncio.create_task(turn)
        self._running.add(task)
        task.add_done_callback(self._forget)

    async def drain(self) -> None:
        """Waits for the turns that run."""
        if self._running:
            await asyncio.wait(set(self._running), timeout=DRAIN_SECONDS)

    def _forget(self, task: asyncio.Task[Any]) -> None:
        self._running.discard(task)
        if not task.cancelled() and task.exception() is not None and not isinstance(task.exception(), Refusal):
            logger.error("turn.failed cause=%s", type(task.exception()).__name__)


def _place(error: BaseException) -> str:
    """Where an error was raised, as file:line, for a log that must not hold the error's own words."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    return f"{trace.tb_frame.f_code.co_filename.rsplit('/', 1)[-1]}:{trace.tb_lineno}" if trace else "unknown"
