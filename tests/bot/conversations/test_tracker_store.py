"""Trackers: what a turn reads, what is written, and that errors are errors."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import pytest
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, ActiveLoop, BotUttered, FollowupAction, SessionStarted, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from bot.conversations.tracker_store import ConversationTrackerStore
from bot.conversations.window import KEPT_TURNS, MOST_FORM_TURNS, MOST_TURNS
from bot.errors import ConversationError
from bot.privacy import MASK

DOMAIN = Domain.from_dict(
    {
        "intents": ["greet"],
        "slots": {name: {"type": "any", "mappings": [{"type": "custom"}]} for name in ("role", "region", "requested_slot")},
        "forms": {"pay_form": {"required_slots": ["role"]}},
        "actions": ["action_x"],
    }
)


@pytest.fixture
def store(tmp_path: Path) -> ConversationTrackerStore:
    return ConversationTrackerStore(DOMAIN, host=f"sqlite:///{tmp_path / 'tracker.db'}")


async def turn(store: ConversationTrackerStore, number: int, *events: Any, sender: str = "anna") -> DialogueStateTracker:
    """One turn as Rasa does it: read, add, save."""
    tracker = await store.get_or_create_tracker(sender, append_action_listen=False)
    if not tracker.events:
        tracker.update_with_events([ActionExecuted("action_session_start"), SessionStarted(), ActionExecuted("action_listen")], DOMAIN)
    said = UserUttered(f"besked {number}", {"name": "greet", "confidence": 1.0}, message_id=f"id-{number}")
    tracker.update_with_events([said, *events, BotUttered(f"svar {number}"), ActionExecuted("action_listen")], DOMAIN)
    await store.save(tracker)
    return tracker


def texts(tracker: DialogueStateTracker | None) -> list[str]:
    assert tracker is not None
    return [event.text for event in tracker.events if isinstance(event, UserUttered)]


def test_what_was_saved_is_read_and_saved_once(store: ConversationTrackerStore) -> None:
    async def work() -> None:
        await turn(store, 1, SlotSet("role", "teamleder"))
        tracker = await turn(store, 2)
        await store.save(tracker)
        read = await store.retrieve("anna")
        assert read is not None
        assert texts(read) == ["besked 1", "besked 2"]
        assert read.get_slot("role") == "teamleder"
        assert list(await store.keys()) == ["anna"]
        assert await store.retrieve("bo") is None
        assert await store.retrieve_full_tracker("bo") is None

    asyncio.run(work())


def test_a_long_conversation_is_read_from_its_end_and_keeps_its_slots(store: ConversationTrackerStore) -> None:
    async def work() -> None:
        await turn(store, 0, SlotSet("role", "teamleder"), SlotSet("region", "odense"))
        read = 0
        for number in range(1, 60):
            await turn(store, number, *([SlotSet("region", "aarhus")] if number == 3 else []))
            tracker = await store.retrieve("anna")
            assert tracker is not None
            read = max(read, len(texts(tracker)))
            assert texts(tracker)[-1] == f"besked {number}"
            assert len(texts(tracker)) >= min(number + 1, KEPT_TURNS)
            assert tracker.get_slot("role") == "teamleder"
            assert tracker.get_slot("region") == ("odense" if number < 3 else "aarhus")
            assert tracker.latest_action_name == "action_listen"
        assert read <= MOST_TURNS + 1
        assert len(texts(await store.retrieve_full_tracker("anna"))) == 60

    asyncio.run(work())


def test_a_form_is_not_cut_through(store: ConversationTrackerStore) -> None:
    async def work() -> None:
        await turn(store, 0)
        await turn(store, 1, ActionExecuted("pay_form"), ActiveLoop("pay_form"), SlotSet("requested_slot", "role"))
        for number in range(2, MOST_FORM_TURNS + 20):
            await turn(store, number)
            tracker = await store.retrieve("anna")
            assert tracker is not None
            assert tracker.active_loop_name == "pay_form"
            assert tracker.get_slot("requested_slot") == "role"
            assert len(texts(tracker)) <= MOST_FORM_TURNS + 1

    asyncio.run(work())


def test_a_tracker_that_was_left_acting_listens_again(store: ConversationTrackerStore) -> None:
    async def work() -> None:
        tracker = await turn(store, 1)
        tracker.update_with_events([UserUttered("x"), ActionExecuted("action_x"), FollowupAction("action_x")], DOMAIN)
        await store.save(tracker)
        read = await store.retrieve("anna")
        assert read is not None
        assert read.latest_action_name == "action_listen"
        assert read.followup_action is None
        await turn(store, 2)
        healed = await store.retrieve_full_tracker("anna")
        assert healed is not None
        names = [event.action_name for event in healed.events if isinstance(event, ActionExecuted)]
        assert names[-3:] == ["action_x", "action_listen", "action_listen"]

    asyncio.run(work())


def test_only_the_buttons_of_the_last_answer_are_offered(store: ConversationTrackerStore) -> None:
    async def work() -> None:
        buttons = [{"title": "Ja", "payload": "/affirm"}, {"title": "Nej", "payload": "/deny"}]
        await turn(store, 1, BotUttered("Vil du?", {"buttons": buttons}))
        assert await store.offers("anna") == {"/affirm": "Ja", "/deny": "Nej"}
        await turn(store, 2)
        assert await store.offers("anna") == {}
        assert await store.offers("bo") == {}

    asyncio.run(work())


def test_the_answers_to_a_message_are_found_by_its_id(store: ConversationTrackerStore) -> None:
    async def work() -> None:
        await turn(store, 1, BotUttered("Først.", {"custom": {"erase": True}}))
        await turn(store, 2)
        found = await store.answers_to("anna", "id-1")
        assert found is not None
        assert [message["text"] for message in found] == ["Først.", "svar 1"]
        assert found[0]["custom"] == {"erase": True}
        assert await store.answers_to("anna", "id-3") is None

    asyncio.run(work())


def test_a_failing_database_is_an_error_and_not_a_new_conversation(tmp_path: Path) -> None:
    broken = ConversationTrackerStore(DOMAIN, host=f"sqlite:///{tmp_path / 'missing' / 'x.db'}")
    tracker = DialogueStateTracker("anna", DOMAIN.slots)
    tracker.update(UserUttered("hej"))
    for call in (broken.retrieve("anna"), broken.save(tracker), broken.keys(), broken.offers("anna")):
        with pytest.raises(ConversationError):
            asyncio.run(call)


def test_a_database_that_comes_back_is_used_again(tmp_path: Path) -> None:
    store = ConversationTrackerStore(DOMAIN, host=f"sqlite:///{tmp_path / 'later' / 'x.db'}")
    with pytest.raises(ConversationError):
        asyncio.run(store.retrieve("anna"))
    (tmp_path / "later").mkdir()
    asyncio.run(turn(store, 1))
    assert texts(asyncio.run(store.retrieve("anna"))) == ["besked 1"]


def test_what_comes_in_beside_the_door_is_masked_when_it_is_stored(store: ConversationTrackerStore, tmp_path: Path) -> None:
    async def work() -> None:
        tracker = await store.get_or_create_tracker("anna", append_action_listen=False)
        found = [{"entity": "name", "value": "mig@eksempel.dk", "start": 11, "end": 26}]
        said = UserUttered("jeg hedder mig@eksempel.dk", {"name": "greet"}, found, {"text": "jeg hedder mig@eksempel.dk"})
        tracker.update_with_events([said, ActionExecuted("action_listen")], DOMAIN)
        await store.save(tracker)
        assert texts(await store.retrieve("anna")) == [f"jeg hedder {MASK}"]

    asyncio.run(work())
    for file in tmp_path.iterdir():
        assert b"eksempel.dk" not in file.read_bytes(), file
