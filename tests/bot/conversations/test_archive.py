"""What is stored about a person can be had, deleted and is forgotten in time."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import insert, select

from bot.conversations.archive import Archive
from bot.conversations.database import Database
from bot.conversations.ledger import Ledger
from bot.conversations.records import Arrival, UnknownConversation
from bot.conversations.tables import EVENTS
from bot.errors import ConversationError
from tests.bot.conversations.talks import Clock, arrival, run, talked


@pytest.mark.parametrize("keep_open", [True, False])
def test_what_is_erased_is_in_no_table_and_no_file(ledger: Ledger, archive: Archive, tmp_path: Path, keep_open: bool) -> None:
    async def work() -> None:
        await ledger.begin("anna", "web")
        await ledger.receive(arrival(text="jeg hedder Rødgrød", shown="jeg hedder Rødgrød"))
        (answer,) = await ledger.answer("anna", "client-1", [{"text": "Hej Rødgrød."}])
        await ledger.rate("anna", answer["id"], "up", "Rødgrød")
        await archive.erase("anna", keep_open=keep_open)
        if keep_open:
            assert (await ledger.page("anna", 0)).messages == ()
            assert [message["text"] for message in await ledger.answer("anna", "client-1", [{"text": "Væk."}])] == ["Væk."]
            assert (await ledger.page("anna", 0)).messages == ()
        else:
            with pytest.raises(UnknownConversation):
                await ledger.page("anna", 0)

    run(work())
    for file in tmp_path.iterdir():
        assert "Rødgrød".encode() not in file.read_bytes(), file


def test_conversations_nobody_writes_in_are_purged_and_others_kept(ledger: Ledger, archive: Archive, clock: Clock) -> None:
    async def work() -> None:
        await talked(ledger, "client-1", "Hej.")
        await ledger.begin("bo", "web")
        clock.now += 60
        await ledger.receive(Arrival("bo", "client-1", "hej", "hej"))
        clock.now += 60
        assert await archive.purge() == 1
        assert await archive.purge() == 0
        with pytest.raises(UnknownConversation):
            await archive.export("anna")
        assert len((await archive.export("bo"))["messages"]) == 1

    run(work())


def test_a_database_that_cannot_be_opened_is_said_without_its_address(tmp_path: Path) -> None:
    broken = Archive(Database(f"sqlite:///{tmp_path / 'no-such-folder' / 'x.db'}"), lifetime=100)
    with pytest.raises(ConversationError) as caught:
        run(broken.check_writing())
    assert str(tmp_path) not in str(caught.value)


def test_checking_leaves_nothing_behind(archive: Archive) -> None:
    run(archive.check_writing())
    with pytest.raises(UnknownConversation):
        run(archive.export("probe"))
    assert run(archive.purge()) == 0


def test_conversations_that_only_rasa_knows_are_purged_too(database: Database, archive: Archive, clock: Clock) -> None:
    rows = [
        {"sender_id": name, "type_name": "user", "timestamp": time, "data": "{}"}
        for name, time in (("old", 5.0), ("new", 999.0), ("new", 5.0))
    ]
    run(database.run(lambda connection: connection.execute(insert(EVENTS), rows) and None))
    assert run(archive.purge()) == 1
    left = run(database.run(lambda connection: connection.execute(select(EVENTS.c.sender_id)).scalars().all()))
    assert left == ["new", "new"]
