"""What an operator does by command with what people told: hand it over, delete it, forget it in time."""

from __future__ import annotations

import json
import os
from dataclasses import asdict
from pathlib import Path

import pytest
from sqlalchemy import insert

from bot import cli, settings
from bot.conversations.database import database_at
from bot.conversations.ledger import Ledger
from bot.conversations.records import Arrival
from bot.conversations.tables import CONVERSATIONS, EVENTS, METADATA, OWNED
from bot.nlu.danish_name import name_of
from bot.training import Record, inputs_hash, record_path
from tests.bot.conversations.talks import run

TOLD = "jeg hedder Medfløde"


@pytest.fixture
def var(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A var folder with one conversation that was spoken in now, and one of long ago that only Rasa knows."""
    for name in [name for name in os.environ if name.endswith("DATABASE_URL")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("KARLA_VAR", str(tmp_path))
    database = database_at(settings.read().tracker_database_url)
    ledger = Ledger(database, lifetime=1000)

    async def talk() -> None:
        await ledger.begin("anna-anna", "web")
        await ledger.receive(Arrival("anna-anna", "client-1", TOLD, TOLD))
        (answer,) = await ledger.answer("anna-anna", "client-1", [{"text": "Hej Medfløde."}])
        await ledger.rate("anna-anna", answer["id"], "down", "Medfløde")
        row = {"type_name": "user", "data": json.dumps({"text": TOLD})}
        rows = [{**row, "sender_id": "anna-anna", "timestamp": 2e9}, {**row, "sender_id": "of-long-ago", "timestamp": 5.0}]
        await database.run(lambda connection: connection.execute(insert(EVENTS), rows) and None)

    run(talk())
    return tmp_path


def files_with(folder: Path, text: str) -> list[Path]:
    return [file for file in folder.rglob("*") if file.is_file() and text.encode() in file.read_bytes()]


def test_an_export_has_every_row_of_every_table(var: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["export", "anna-anna"]) == 0
    printed = json.loads(capsys.readouterr().out)
    assert {table: len(rows) for table, rows in printed.items()} == {
        "conversations": 1,
        "events": 1,
        "checkpoints": 0,
        "feedback": 1,
        "messages": 2,
        "inbox": 1,
    }
    assert printed["events"][0]["data"]["text"] == TOLD
    assert printed["messages"][0]["content"]["text"] == TOLD


def test_erasing_reaches_every_table_and_file(var: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["erase", "anna-anna"]) == 0
    assert "deleted 6 rows" in capsys.readouterr().err
    assert files_with(var, "anna-anna") == []
    assert cli.main(["erase", "of-long-ago"]) == 0
    assert files_with(var, "Medfløde") == []


@pytest.mark.parametrize("command", ["export", "erase"])
def test_an_unknown_conversation_is_said_with_where_its_id_stands(var: Path, capsys: pytest.CaptureFixture[str], command: str) -> None:
    assert cli.main([command, "nobody"]) == 1
    said = capsys.readouterr().err
    assert said.startswith("[karla] Nothing is stored about a conversation 'nobody'.")
    assert "Traceback" not in said


def test_purging_deletes_what_is_older_than_the_limit(var: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (var / "log").mkdir()
    (var / "log" / "rasa.log.2020-01-01").write_text("old")
    (var / "log" / "rasa.log").write_text("new")
    assert cli.main(["purge"]) == 0
    assert "deleted 1 conversations and 1 log files that are older than 30 days" in capsys.readouterr().err
    assert [file.name for file in (var / "log").iterdir()] == ["rasa.log"]
    assert files_with(var, "of-long-ago") == []
    assert cli.main(["export", "anna-anna"]) == 0


def test_every_table_of_the_database_is_one_that_deleting_follows_into() -> None:
    owned = {table.name for table, _ in OWNED} | {CONVERSATIONS.name}
    assert owned == {*METADATA.tables, EVENTS.name}


@pytest.mark.parametrize(
    ("content", "said"), [(None, "There is no model at"), (b"flipped", "is damaged: it is not the file that was trained")]
)
def test_production_does_not_start_with_a_model_that_is_missing_or_damaged(
    var: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], content: bytes | None, said: str
) -> None:
    model = var / "named.tar.gz"
    if content is not None:
        model.write_bytes(content)
        record = Record(inputs=inputs_hash(), danish=name_of(), archive="of another file")
        record_path(model).write_text(json.dumps(asdict(record)), encoding="utf-8")
    monkeypatch.setenv("KARLA_MODEL", str(model))
    monkeypatch.setenv("PROFILE", "production")
    monkeypatch.setenv("KARLA_SECRET", "b7e1c0d94f2a6853b7e1c0d94f2a6853")
    assert cli.main(["serve"]) == 1
    assert said in capsys.readouterr().err
    assert not (var / "log" / "rasa.log").exists()


@pytest.mark.parametrize("environment", [{"PROFILE": "production"}, {"PROFILE": "production", "KARLA_SECRET": "x" * 40}])
def test_production_does_not_start_without_a_secret(
    var: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], environment: dict[str, str]
) -> None:
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert cli.main(["serve"]) == 1
    assert capsys.readouterr().err.startswith("[karla] KARLA_SECRET ")
