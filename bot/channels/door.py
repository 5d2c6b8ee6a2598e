"""The one door: whatever way a message comes in, it is checked, written down, answered once and never met with silence.

A channel translates: from its own shapes to an Arrival, and from messages back. What happens between is here.
"""

from __future__ import annotations

import asyncio
import contextlib
import importlib
import logging
from collections.abc import Awaitable, Callable
from typing import Any

from bot import metrics
from bot import settings as settings_module
from bot.channels.chart_addresses import ChartAddresses
from bot.channels.refusal import Refusal
from bot.channels.replies import Reply, ReplyOutput, chosen_payload
from bot.channels.secret import secret_of
from bot.channels.shared_rates import rate_for
from bot.channels.texts import texts
from bot.channels.tokens import Tokens
from bot.channels.turns import Turns
from bot.conversations.archive import DAY, Archive
from bot.conversations.attachment import attach
from bot.conversations.ledger import Ledger
from bot.conversations.records import Arrival
from bot.conversations.redis_client import connect
from bot.conversations.shared_lanes import lanes_for
from bot.conversations.tracker_store import ConversationTrackerStore
from bot.errors import ConversationError
from bot.privacy import mask
from bot.settings import Settings

Messages = tuple[dict[str, Any], ...]

# Long enough to be looked up among half a million Danish words, which are read then: it took the first person 2.5 s of processor time.
WARM_UP = "Karla is starting"
PURGE_SECONDS = 3600.0
RATE_SECONDS = 10.0
PATIENT = 6  # times as many messages as in a burst are taken from somebody who waits for each answer
BEGUN_SHARE = 5  # of 300 messages from an address 60 may begin a conversation: a class that opens the page at the same moment

logger = logging.getLogger(__name__)


class Door:
    """What all channels of a server share. app: the Sanic app, whose agent answers."""

    def __init__(self, app: Any, settings: Settings) -> None:
        self.app = app
        self.settings = settings
        self.tokens = Tokens(secret_of(settings))
        self.charts = ChartAddresses(secret_of(settings))
        self.turns = Turns(self._handle, self.has_model)
        redis = connect(settings.redis_url) if settings.redis_url else None
        by_address, by_conversation = settings.channels.rate_per_address, settings.channels.rate_per_conversation
        # Who waits for each answer may be quick; who does not wait is held to the rate, the first of a burst included.
        self._patient_rate = rate_for(redis, "patient", PATIENT * by_conversation, RATE_SECONDS)
        self._impatient_rate = rate_for(redis, "impatient", max(1, by_conversation - 1), RATE_SECONDS)
        self.address_rate = rate_for(redis, "address", by_address, RATE_SECONDS)
        self.begin_rate = rate_for(redis, "begin", max(1, by_address // BEGUN_SHARE), RATE_SECONDS)
        self.store: ConversationTrackerStore = attach(
            app, apology=texts()["action_failed"], instead={"action_crisis": texts()["crisis_failed"]}
        )
        time_understanding(app.ctx.agent.processor)
        lifetime = settings.channels.retention_days * DAY
        self.ledger = Ledger(self.store.database, lifetime=lifetime)
        self.archive = Archive(self.store.database, lifetime=lifetime)
        self.purging: asyncio.Task[None] | None = None
        self._lanes = lanes_for(settings.redis_url, "turn")
        self.deliveries = lanes_for(settings.redis_url, "delivery")  # by conversation and message
        self._answering: set[tuple[str, str]] = set()

    async def _handle(self, message: Any) -> None:
        await self.app.ctx.agent.handle_message(message)

    def has_model(self) -> bool:
        """Whether Rasa has loaded a model; it serves without one, and then answers nothing."""
        agent = getattr(self.app.ctx, "agent", None)
        return agent is not None and bool(agent.is_ready())

    async def check_pace(self, conversation: str) -> None:
        """Counts a message of a conversation. Raises: Refusal too_many when it comes faster than anybody could read the answers."""
        if self._lanes.is_busy(conversation):
            await self._impatient_rate.check(conversation)
        await self._patient_rate.check(conversation)

    async def take(
        self,
        channel: str,
        conversation: str,
        client_id: str,
        make: Callable[[], Awaitable[Arrival | None]],
        *,
        late: Callable[[], Awaitable[None]] | None = None,
    ) -> Messages:
        """The answers to a message, the stored ones when it came before.

        make gives the message when it is new, in its place in the conversation's queue; None there means that nothing is to be
        said, and the messages so far are the answer. late: what to do when it takes longer than people wait, for channels that
        wait on (turns.py).
        Raises: Refusal busy while the same message is being answered, slow, storage, fault; UnknownConversation.
        """
        if (conversation, client_id) in self._answering:
            raise Refusal("busy")
        self._answering.add((conversation, client_id))
        return await self.turns.within_budget(self._answered(channel, conversation, client_id, make), late=late)

    async def _answered(self, channel: str, conversation: str, client_id: str, make: Callable[[], Awaitable[Arrival | None]]) -> Messages:
        try:
            async with self._lanes.turn(conversation):
                receipt = await self.ledger.find(conversation, client_id)
                if receipt is None:
                    arrival = await make()
                    if arrival is None:
                        return (await self.ledger.page(conversation, 0)).messages
                    receipt = await self.ledger.receive(arrival)
                if receipt.answers is not None:
                    return receipt.answers
                output = None if receipt.is_new else await self._recovered(channel, conversation, client_id)
                output = output or await self.turns.speak(channel, conversation, receipt.text, message_id=client_id)
                await self._erase_if_asked(output, conversation)
                return await self.ledger.answer(conversation, client_id, [reply.content() for reply in output.replies])
        finally:
            self._answering.discard((conversation, client_id))

    async def _recovered(self, channel: str, conversation: str, client_id: str) -> ReplyOutput | None:
        """The answers of a turn that Rasa stored and a crash kept from us; None when there was no such turn."""
        said = await self.store.answers_to(conversation, client_id)
        if said is None:
            return None
        output = ReplyOutput(channel)
        for message in said:
            output.add(message)
        if not output.replies:
            output.replies.append(Reply(texts()["silence"]))
        return output

    async def _erase_if_asked(self, output: ReplyOutput, conversation: str) -> None:
        if not output.erase:
            return
        try:
            await self.archive.erase(conversation, keep_open=True)
        except ConversationError:
            raise Refusal("not_erased") from None

    async def say(self, channel: str, sender: str, text: str) -> ReplyOutput:
        """The answer to a text in a channel whose clients send no ids, so that nothing is kept beside the tracker."""
        return await self.turns.within_budget(self._said(channel, sender, text))

    async def _said(self, channel: str, sender: str, text: str) -> ReplyOutput:
        async with self._lanes.turn(sender):
            output = await self.turns.speak(channel, sender, mask(text))
            await self._erase_if_asked(output, sender)
            return output

    async def delete(self, conversation: str) -> None:
        """Deletes a conversation once its running turns are over. Raises: UnknownConversation, Refusal not_erased."""
        await self.turns.within_budget(self._deleted(conversation))

    async def _deleted(self, conversation: str) -> None:
        async with self._lanes.turn(conversation):
            await self.ledger.page(conversation, 0)
            try:
                await self.archive.erase(conversation, keep_open=False)
            except ConversationError:
                raise Refusal("not_erased") from None

    async def choice(self, conversation: str, choice: str) -> tuple[str, str]:
        """Payload and title of a choice of the last answer. Raises: Refusal choice_expired."""
        chosen = chosen_payload(await self.store.offers(conversation), choice)
        if chosen is None:
            raise Refusal("choice_expired")
        return chosen

    async def keep_purged(self) -> None:
        """Deletes what is older than the retention limit, now and every hour."""
        while True:
            with contextlib.suppress(ConversationError):
                count = await self.archive.purge()
                metrics.PURGED.inc(count)
                if count:
                    logger.info("purged conversations=%d", count)
            await asyncio.sleep(PURGE_SECONDS)


def time_understanding(processor: Any) -> None:
    """Times what a processor of Rasa's needs to understand a message; None, for want of a model, has nothing to time."""
    if processor is None:
        return
    parse = processor.parse_message

    async def timed(*args: Any, **kwargs: Any) -> Any:
        with metrics.STAGE_SECONDS.labels("understand").time():
            return await parse(*args, **kwargs)

    processor.parse_message = timed


async def open_door(app: Any, loop: object = None) -> None:
    """Makes the door of an app whose agent is loaded, once; every channel asks for it."""
    if hasattr(app.ctx, "door"):
        return
    door = Door(app, settings_module.read())
    if door.has_model():
        # The first turn loads what later ones find loaded, and nobody should wait for that.
        importlib.import_module("jsonschema")
        await app.ctx.agent.parse_message(WARM_UP)
    app.ctx.door = door
    door.purging = asyncio.get_running_loop().create_task(door.keep_purged())


async def close_door(app: Any, loop: object = None) -> None:
    """Waits for running turns and ends the connections to the action server."""
    door = getattr(app.ctx, "door", None)
    if door is not None:
        if door.purging is not None:
            door.purging.cancel()
        await door.turns.drain()
        await app.ctx.agent.action_endpoint.close()


def door_of(app: Any) -> Door:
    """The door of a running app. Raises: Refusal starting before there is one."""
    door = getattr(app.ctx, "door", None)
    if not isinstance(door, Door):
        raise Refusal("starting")
    return door
