"""What was sent is kept once, answered once and numbered."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from bot.conversations import ledger as module
from bot.conversations.archive import Archive
from bot.conversations.ledger import Ledger, utc
from bot.conversations.records import Arrival, UnknownConversation
from bot.privacy import MASK
from tests.bot.conversations.talks import Clock, arrival, run, talked


def test_a_message_that_comes_again_gets_the_stored_answer(ledger: Ledger) -> None:
    async def work() -> None:
        first = await talked(ledger, "client-1", "Hej.", "Hvad så?")
        again = await ledger.receive(arrival())
        assert (again.is_new, again.answers) == (False, first)
        assert [message["number"] for message in first] == [2, 3]

    run(work())


def test_a_message_whose_turn_was_cut_off_is_known_and_not_answered(ledger: Ledger) -> None:
    async def work() -> None:
        await ledger.begin("anna", "slack")
        assert (await ledger.receive(arrival())).is_new
        known = await ledger.find("anna", "client-1")
        assert known is not None
        assert (known.is_new, known.text, known.answers) == (False, "hej", None)
        assert await ledger.undelivered("slack", 0) == (Arrival("anna", "client-1", "hej", None, {"chat": 5}),)
        assert await ledger.undelivered("slack", 1001) == ()
        assert await ledger.undelivered("telegram", 0) == ()
        assert not await ledger.is_delivered("anna", "client-1")
        await ledger.close("anna", "client-1")
        assert await ledger.undelivered("slack", 0) == ()
        assert await ledger.is_delivered("anna", "client-1")
        assert not await ledger.is_delivered("anna", "client-2")

    run(work())


def test_pages_are_numbered_and_end(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "PAGE", 2)
    monkeypatch.setattr(module._messages, "__defaults__", (2,))

    async def work() -> None:
        await talked(ledger, "client-1", "en")
        await talked(ledger, "client-2", "to")
        await talked(ledger, "client-3")
        page = await ledger.page("anna", 0)
        assert [message["text"] for message in page.messages] == ["hej", "en"]
        assert (page.last_number, page.more) == (2, True)
        page = await ledger.page("anna", 4)
        assert ([message["number"] for message in page.messages], page.last_number, page.more) == ([5], 5, False)
        page = await ledger.page("anna", 5)
        assert (page.messages, page.last_number, page.more) == ((), 5, False)

    run(work())


def test_messages_have_the_protocols_shape(ledger: Ledger) -> None:
    async def work() -> tuple[dict[str, Any], ...]:
        await talked(ledger, "client-1", "Hej.")
        return (await ledger.page("anna", 0)).messages

    user, bot = run(work())
    assert user == {
        "number": 1, "id": user["id"], "from": "user", "time": "1970-01-01T00:16:40.000Z", "client_id": "client-1", "text": "hej",
        "speaker": None, "choices": [], "sources": [], "chart": None, "card": None,
    }  # fmt: skip
    assert "client_id" not in bot
    assert (bot["from"], bot["text"]) == ("bot", "Hej.")


def test_unknown_deleted_and_old_conversations_are_told_apart_from_nothing(ledger: Ledger, clock: Clock) -> None:
    async def work() -> None:
        for call in (ledger.find("anna", "x"), ledger.page("anna", 0), ledger.receive(arrival())):
            with pytest.raises(UnknownConversation):
                await call
        await ledger.begin("anna", "web")
        clock.now += 101
        with pytest.raises(UnknownConversation):
            await ledger.page("anna", 0)

    run(work())


def test_an_opinion_is_kept_for_answers_only_and_the_last_counts(ledger: Ledger, archive: Archive) -> None:
    async def work() -> None:
        (answer,) = await talked(ledger, "client-1", "Hej.")
        user = (await ledger.page("anna", 0)).messages[0]
        assert await ledger.rate("anna", user["id"], "up", "") is False
        assert await ledger.rate("bo", answer["id"], "up", "") is False
        assert await ledger.rate("anna", answer["id"], "up", "") is True
        assert await ledger.rate("anna", answer["id"], "down", "for kort") is True
        feedback = (await archive.export("anna"))["feedback"]
        assert [(row["rating"], row["reason"]) for row in feedback] == [("down", "for kort")]

    run(work())


def test_times_are_utc() -> None:
    assert utc(0.25) == "1970-01-01T00:00:00.250Z"


def test_personal_data_is_masked_before_it_is_stored(ledger: Ledger, tmp_path: Path) -> None:
    async def work() -> None:
        await ledger.begin("anna", "web")
        written = "mit cpr er 010190-1234, ring 23 45 67 89"
        receipt = await ledger.receive(arrival(text=written, shown=written))
        assert receipt.text == f"mit cpr er {MASK}, ring {MASK}"
        (answer,) = await ledger.answer("anna", "client-1", [{"text": "Tak."}])
        assert await ledger.rate("anna", answer["id"], "down", "skriv til mig@eksempel.dk")
        assert (await ledger.page("anna", 0)).messages[0]["text"] == receipt.text

    run(work())
    for file in tmp_path.iterdir():
        for secret in (b"010190", b"45 67", b"eksempel.dk"):
            assert secret not in file.read_bytes(), file
