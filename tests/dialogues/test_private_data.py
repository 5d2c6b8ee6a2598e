"""What people tell is masked, handed over, and deleted from every table, file and log, whichever way they ask."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import httpx
import pytest

from bot import cli
from bot.privacy import MASK
from tests.dialogues.servers import Karla, Talk

pytestmark = pytest.mark.servers

NUMBERS = ("010190-1234", "mette.holm@eksempel.dk", "23 45 67 89", "4111 1111 1111 1111")


@pytest.fixture(autouse=True)
def same_surroundings(karla: Karla, monkeypatch: pytest.MonkeyPatch) -> None:
    """Commands of this test work on the running Karla's databases."""
    monkeypatch.setenv("KARLA_VAR", str(karla.var))
    for name in ("DATABASE_URL", "TRACKER_DATABASE_URL"):
        monkeypatch.setenv(name, "")


def files_with(karla: Karla, text: str) -> list[Path]:
    """Databases, their logs of changes, and the servers' logs in which a text stands."""
    return [file for file in karla.var.rglob("*") if file.is_file() and text.encode() in file.read_bytes()]


def conversation_of(talk: Talk) -> str:
    return talk.token.split(".")[0]


def by_chat(karla: Karla, talk: Talk) -> None:
    assert "slettet" in talk.say("slet alt hvad du ved om mig").text


def by_endpoint(karla: Karla, talk: Talk) -> None:
    answer = httpx.delete(f"{karla.address}/webhooks/web/conversation", headers=talk.headers, timeout=30, trust_env=False)
    assert answer.json() == {"deleted": True}


def by_command(karla: Karla, talk: Talk) -> None:
    assert cli.main(["erase", "--", conversation_of(talk)]) == 0


def test_numbers_and_addresses_of_persons_reach_no_file(karla: Karla) -> None:
    talk = karla.talk()
    for number in NUMBERS:
        talk.say(f"jeg kan fanges på {number}, hvad tjener man?")
    shown = [message["text"] for message in talk.get("messages?after=0").json()["messages"] if message["from"] == "user"]
    assert shown == [f"jeg kan fanges på {MASK}, hvad tjener man?"] * len(NUMBERS)
    for number in NUMBERS:
        assert files_with(karla, number) == []
        assert number not in talk.get("export").text


def test_the_chat_and_the_command_hand_over_the_same(karla: Karla, capsys: pytest.CaptureFixture[str]) -> None:
    talk = karla.talk()
    talk.say("jeg har 6 års erfaring i Odense")
    saved = talk.get("export").json()
    assert cli.main(["export", "--", conversation_of(talk)]) == 0
    assert json.loads(capsys.readouterr().out) == saved
    assert saved["messages"][0]["content"]["text"] == "jeg har 6 års erfaring i Odense"
    assert {"conversations", "events", "messages", "inbox"} <= {table for table, rows in saved.items() if rows}


@pytest.mark.parametrize("delete", [by_chat, by_endpoint, by_command])
def test_what_is_deleted_is_in_no_table_file_or_log(karla: Karla, delete: Callable[[Karla, Talk], None]) -> None:
    talk = karla.talk()
    told = f"Zyxwine{delete.__name__.replace('_', '')}"
    talk.say(f"jeg hedder {told}")
    talk.say("hvad gemmer du om mig?")
    message = talk.say("hvad tjener man?").messages[0]["id"]
    rated = {"message": message, "rating": "down", "reason": f"sagde {told}"}
    httpx.post(f"{karla.address}/webhooks/web/feedback", json=rated, headers=talk.headers, timeout=30, trust_env=False)
    assert told in talk.get("export").text
    delete(karla, talk)
    assert files_with(karla, told) == []
    left = [file for file in files_with(karla, conversation_of(talk)) if delete is not by_chat]
    assert left == []  # asked for in the chat, the empty conversation goes on under its id


def test_logs_name_no_conversation_by_its_id(karla: Karla) -> None:
    talk = karla.talk()
    talk.say("hej")
    assert [file for file in files_with(karla, conversation_of(talk)) if file.suffix == ".log"] == []
