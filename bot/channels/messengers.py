"""Messengers that want a quick receipt: the message is written down, the receipt is given, and the answer is sent after it.

Slack and Telegram send a message again when the receipt is late, and never again once they have it. What was written down and
not delivered when a process died is therefore delivered by the next one.
"""

from __future__ import annotations

import asyncio
import logging
import time
from abc import ABC, abstractmethod
from collections.abc import Mapping
from functools import partial
from typing import Any

from bot import metrics
from bot.channels.door import Door
from bot.channels.refusal import Refusal
from bot.channels.replies import Reply
from bot.channels.texts import texts
from bot.conversations.archive import DAY
from bot.conversations.records import Arrival, UnknownConversation
from bot.errors import ConversationError

SEND_SECONDS = 60.0  # one message, the messenger's own "later" included

logger = logging.getLogger(__name__)


class Undelivered(Exception):  # noqa: N818 - the state of a message
    """A messenger would not take a message. The cause is a code, never a text."""


class Messenger(ABC):
    """One messenger: how a message reaches people there. name: the channel's."""

    name: str

    @abstractmethod
    async def send(self, route: Mapping[str, Any], message: Mapping[str, Any]) -> None:
        """Sends a message of the web protocol to where route says. Raises: Undelivered."""

    async def accept(self, door: Door, arrival: Arrival) -> None:
        """Writes a message down; when it is new, it is answered after this returns. Raises: ConversationError."""
        await door.ledger.begin(arrival.conversation, self.name)
        receipt = await door.ledger.receive(arrival)
        if receipt.is_new:
            door.turns.begin(self.answer(door, arrival))

    async def answer(self, door: Door, arrival: Arrival) -> None:
        """Answers a message that was written down, and notes that it was delivered. A fault is told to the person, once."""
        try:
            await door.check_pace(arrival.conversation)
            # A process that starts finds what another is delivering at this moment, and must not deliver it too.
            async with door.deliveries.turn(f"{arrival.conversation} {arrival.client_id}"):
                if not await door.ledger.is_delivered(arrival.conversation, arrival.client_id):
                    await self._answer(door, arrival)
        except Refusal as refusal:
            if refusal.code != "busy":  # then somebody else is answering it
                await self.apologise(arrival.route, refusal.message)
        except (ConversationError, UnknownConversation, Undelivered) as error:
            logger.error(
                "delivery.failed channel=%s cause=%s", self.name, error if isinstance(error, Undelivered) else type(error).__name__
            )

    async def _answer(self, door: Door, arrival: Arrival) -> None:
        messages = await door.take(self.name, arrival.conversation, arrival.client_id, _never, late=partial(self._be_patient, arrival))
        await self._deliver(arrival, messages)
        await door.ledger.close(arrival.conversation, arrival.client_id)

    async def apologise(self, route: Mapping[str, Any], text: str) -> None:
        """Sends a sentence that is not part of the conversation."""
        try:
            await asyncio.wait_for(self.send(route, Reply(text).content()), SEND_SECONDS)
        except (Undelivered, asyncio.TimeoutError):
            logger.error("delivery.failed channel=%s cause=apology", self.name)

    async def _be_patient(self, arrival: Arrival) -> None:
        await self.apologise(arrival.route, texts()["slow"])

    async def resume(self, door: Door) -> None:
        """Answers what an earlier process took and did not deliver."""
        try:
            left = await door.ledger.undelivered(self.name, time.time() - DAY)
        except ConversationError:
            return
        for arrival in left:
            await self.answer(door, arrival)

    async def _deliver(self, arrival: Arrival, messages: tuple[dict[str, Any], ...]) -> None:
        for message in messages:
            try:
                await asyncio.wait_for(self.send(arrival.route, message), SEND_SECONDS)
            except asyncio.TimeoutError:
                raise Undelivered("timeout") from None
        metrics.TURNS.labels(self.name, "delivered").inc()


async def _never() -> Arrival | None:
    """What is answered here was written down before."""
    return None
