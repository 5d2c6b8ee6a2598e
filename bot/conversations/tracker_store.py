"""Where Rasa keeps its trackers: reads what a turn needs, writes what is new, and raises when it cannot."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import islice
from typing import Any

from rasa.core.brokers.broker import EventBroker
from rasa.core.tracker_store import SQLTrackerStore, TrackerStore
from rasa.shared.core.constants import ACTION_LISTEN_NAME
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, BotUttered, Event, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker
from sqlalchemy import delete, func, insert, select
from sqlalchemy.engine import Connection

from bot import metrics
from bot.conversations.database import database_at
from bot.conversations.events import events_of
from bot.conversations.tables import CHECKPOINTS, EVENTS
from bot.conversations.window import checkpoint_events, checkpoint_place
from bot.privacy import mask_values

RECENT_ROWS = 400  # more than a turn ever writes, several times over


@dataclass(frozen=True)
class Loaded:
    """What a tracker held when it was read. count: events; prefix: how many of them a checkpoint stands for; ids: the rows of the rest."""

    count: int
    prefix: int = 0
    ids: tuple[int, ...] = ()


class ConversationTrackerStore(SQLTrackerStore):
    """Rasa's SQL tracker store with its table, and without its habit of going on when the database does not.

    Rasa's own ends the process on a name it cannot encode, and is wrapped by FailSafeTrackerStore, which takes an error for a
    new conversation; bot/conversations/attachment.py takes that wrapper off.
    """

    def __init__(self, domain: Domain | None = None, host: str = "", event_broker: EventBroker | None = None, **kwargs: Any) -> None:
        self.database = database_at(host)
        self.engine = self.database.engine
        TrackerStore.__init__(self, domain, event_broker, **kwargs)

    async def keys(self) -> Iterable[str]:
        """The ids of all conversations."""
        query = select(EVENTS.c.sender_id).distinct().order_by(EVENTS.c.sender_id)
        return await self.database.run(lambda connection: [row.sender_id for row in connection.execute(query)])

    async def retrieve(self, sender_id: str) -> DialogueStateTracker | None:
        """The tracker as a turn needs it: its last turns, and the state before them. Raises: ConversationError."""
        prefix, rows = await self.database.run(partial(_read_window, sender_id))
        if not prefix and not rows:
            return None
        stored = [*prefix, *(json.loads(row.data) for row in rows)]
        tracker = DialogueStateTracker.from_events(sender_id, events_of(stored), self.domain.slots)
        whole = len(tracker.events) == len(prefix) + len(rows)
        ids = tuple(row.id for row in rows) if whole else ()
        tracker.loaded = Loaded(len(tracker.events), len(prefix), ids)
        heal(tracker)
        return tracker

    async def retrieve_full_tracker(self, conversation_id: str) -> DialogueStateTracker | None:
        """The tracker with everything that was ever stored of it. Raises: ConversationError."""
        rows = await self.database.run(partial(_read_rows, conversation_id, after=0))
        if not rows:
            return None
        events = events_of(json.loads(row.data) for row in rows)
        tracker = DialogueStateTracker.from_events(conversation_id, events, self.domain.slots)
        tracker.loaded = Loaded(len(tracker.events))
        return tracker

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Stores the events that are new since the tracker was read. Raises: ConversationError; then nothing was stored."""
        loaded: Loaded | None = getattr(tracker, "loaded", None)
        if loaded is None:
            # Not read from here: made anew by Rasa, or handed in through its API.
            loaded = Loaded(await self.database.run(partial(_count_rows, tracker.sender_id)))
        events = list(islice(tracker.events, loaded.count, None))
        checkpoint = self._checkpoint(tracker, loaded)
        if events or checkpoint:
            rows = [_row(tracker.sender_id, event) for event in events]
            await self.database.run(partial(_write, tracker.sender_id, rows, checkpoint))
        tracker.loaded = Loaded(len(tracker.events))
        if self.event_broker is not None:
            await self._stream_new_events(self.event_broker, events, tracker.sender_id)
        for event in events:
            if isinstance(event, UserUttered):
                metrics.INTENTS.labels(event.intent_name or "none").inc()
            elif isinstance(event, ActionExecuted) and (kind := metrics.FALLBACK_ACTIONS.get(event.action_name or "")):
                metrics.FALLBACKS.labels(kind).inc()

    def _checkpoint(self, tracker: DialogueStateTracker, loaded: Loaded) -> tuple[int, str] | None:
        events = list(tracker.events)
        place = checkpoint_place(events, loaded.prefix) if loaded.ids else None
        if place is None or not loaded.prefix < place <= loaded.prefix + len(loaded.ids):
            return None
        state = checkpoint_events(tracker.sender_id, events[:place], self.domain.slots)
        return loaded.ids[place - loaded.prefix - 1], json.dumps(state)

    async def offers(self, sender_id: str) -> dict[str, str]:
        """The buttons of the last answer: payload -> title. Empty when the last thing said is the user's."""
        found: dict[str, str] = {}
        for event in await self._recent(sender_id):
            if event.get("event") == UserUttered.type_name:
                break
            data = event.get("data") or {} if event.get("event") == BotUttered.type_name else {}
            buttons = [*(data.get("buttons") or []), *(data.get("quick_replies") or [])]
            found = {**{str(button.get("payload")): str(button.get("title")) for button in buttons}, **found}
        return found

    async def answers_to(self, sender_id: str, message_id: str) -> list[dict[str, Any]] | None:
        """What was said to the message with this id, as Rasa's output channels get it; None when no turn for it was stored."""
        answers: list[dict[str, Any]] = []
        for event in await self._recent(sender_id):
            if event.get("event") == BotUttered.type_name:
                answers.insert(0, BotUttered(event.get("text"), event.get("data"), event.get("metadata")).message())
            elif event.get("event") == UserUttered.type_name:
                if event.get("message_id") == message_id:
                    return answers
                answers = []
        return None

    async def _recent(self, sender_id: str) -> Iterator[dict[str, Any]]:
        spoken = (UserUttered.type_name, BotUttered.type_name)
        query = select(EVENTS.c.data).where(EVENTS.c.sender_id == sender_id, EVENTS.c.type_name.in_(spoken))
        query = query.order_by(EVENTS.c.id.desc()).limit(RECENT_ROWS)
        rows = await self.database.run(lambda connection: connection.execute(query).all())
        return (json.loads(row.data) for row in rows)


def heal(tracker: DialogueStateTracker) -> None:
    """Lets a tracker listen again that a broken turn left in the middle of acting; Rasa would never answer it any more."""
    if tracker.events and tracker.latest_action_name != ACTION_LISTEN_NAME:
        tracker.update(ActionExecuted(ACTION_LISTEN_NAME))


def _read_window(sender_id: str, connection: Connection) -> tuple[list[dict[str, Any]], list[Any]]:
    query = select(CHECKPOINTS.c.event_id, CHECKPOINTS.c.events).where(CHECKPOINTS.c.conversation_id == sender_id)
    checkpoint = connection.execute(query).first()
    if checkpoint is None:
        return [], _read_rows(sender_id, connection, after=0)
    return json.loads(checkpoint.events), _read_rows(sender_id, connection, after=checkpoint.event_id)


def _read_rows(sender_id: str, connection: Connection, *, after: int) -> list[Any]:
    query = select(EVENTS.c.id, EVENTS.c.data).where(EVENTS.c.sender_id == sender_id, EVENTS.c.id > after).order_by(EVENTS.c.id)
    return list(connection.execute(query).all())


def _count_rows(sender_id: str, connection: Connection) -> int:
    return int(connection.execute(select(func.count()).select_from(EVENTS).where(EVENTS.c.sender_id == sender_id)).scalar_one())


def _row(sender_id: str, event: Event) -> dict[str, Any]:
    data = event.as_dict()
    if isinstance(event, UserUttered):
        # The door has masked it; this is the wall for what comes in beside the door: the shell and Rasa's own API.
        data.update({name: mask_values(data[name]) for name in ("text", "parse_data") if name in data})
    return {
        "sender_id": sender_id,
        "type_name": event.type_name,
        "timestamp": data.get("timestamp"),
        "intent_name": data.get("parse_data", {}).get("intent", {}).get("name"),
        "action_name": data.get("name"),
        "data": json.dumps(data),
    }


def _write(sender_id: str, rows: list[dict[str, Any]], checkpoint: tuple[int, str] | None, connection: Connection) -> None:
    if rows:
        connection.execute(insert(EVENTS), rows)
    if checkpoint:
        connection.execute(delete(CHECKPOINTS).where(CHECKPOINTS.c.conversation_id == sender_id))
        connection.execute(insert(CHECKPOINTS).values(conversation_id=sender_id, event_id=checkpoint[0], events=checkpoint[1]))
