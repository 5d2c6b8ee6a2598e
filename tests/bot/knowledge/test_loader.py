"""Content files to the store: errors that help, all or nothing, once."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.engine import Engine

from bot.errors import ContentError, NewerSchemaError, StoreError
from bot.knowledge.loader import count, fill
from bot.knowledge.schema import migrate, open_engine
from bot.knowledge.store import KnowledgeStore
from bot.settings import CONTENT

NEXT_YEAR = date.today().year + 1


def replace(folder: Path, file: str, old: str, new: str) -> None:
    path = folder / file
    written = path.read_text(encoding="utf-8")
    assert old in written
    path.write_text(written.replace(old, new), encoding="utf-8")


def test_filling_twice_writes_once(engine: Engine, content_folder: Path) -> None:
    assert fill(engine, content_folder) is True
    assert fill(engine, content_folder) is False
    assert count(engine)["statements"] == 1


def test_changed_content_replaces_the_rows(engine: Engine, content_folder: Path) -> None:
    fill(engine, content_folder)
    replace(content_folder, "duties.yml", "Man lytter til kunden.", "Man spørger kunden.")
    assert fill(engine, content_folder) is True
    assert [row.text for row in KnowledgeStore(engine).statements("ask_duties")] == ["Man spørger kunden."]


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        (
            "salaries.yml",
            "source: hk-2019",
            "source: hk-2091",
            "salaries.yml, line 11: 'start' names source 'hk-2091', which sources.yml lacks.",
        ),
        ("salaries.yml", "    unit: dkk_month_before_tax\n", "", "salaries.yml, line 2: 'start' lacks 'unit'. Add it."),
        ("salaries.yml", "high: 30000", "high: 20000", "salaries.yml, line 2: 'start': low 25000 is more than high 20000"),
        ("salaries.yml", "low: 25000", "low: mange", "salaries.yml, line 6: 'start': low is 'mange'"),
        (
            "sources.yml",
            "year: 2019",
            f"year: {NEXT_YEAR}",
            f"sources.yml, line 5: 'hk-2019': year is {NEXT_YEAR}: {NEXT_YEAR} lies in the future",
        ),
        ("duties.yml", "kind: task", "kind: taks", "duties.yml, line 4: kind 'taks' is not used for ask_duties. Did you mean 'task'?"),
        (
            "duties.yml",
            "topic: ask_duties",
            "topic: ask_dutis",
            "duties.yml, line 1: topic 'ask_dutis' is not known. Did you mean 'ask_duties'?",
        ),
        (
            "duties.yml",
            "    text:",
            "    txt:",
            "duties.yml, line 5: 'listen' has a key 'txt' that statements do not use. Did you mean 'text'?",
        ),
        ("duties.yml", "kind: task", "kind: [task", "duties.yml, line 5: not readable as YAML"),
        ("roles.yml", "roles:", "rolls:", "roles.yml, line 1: no list of rows"),
    ],
)
def test_a_fault_names_file_line_value_and_cure(engine: Engine, content_folder: Path, file: str, old: str, new: str, said: str) -> None:
    replace(content_folder, file, old, new)
    with pytest.raises(ContentError) as caught:
        fill(engine, content_folder)
    assert any(problem.startswith(said) for problem in caught.value.problems), caught.value.problems


def test_a_duplicate_id_names_both_places(engine: Engine, content_folder: Path) -> None:
    with (content_folder / "duties.yml").open("a", encoding="utf-8") as file:
        file.write("  - id: listen\n    kind: task\n    text: Igen.\n    source: hk-2019\n    certainty: high\n")
    with pytest.raises(ContentError) as caught:
        fill(engine, content_folder)
    assert caught.value.problems == (
        "duties.yml, line 8: id 'listen' is used already in duties.yml, line 3. Give one of the two another id.",
    )


def test_a_fault_leaves_the_store_as_it_was(engine: Engine, content_folder: Path) -> None:
    fill(engine, content_folder)
    before = KnowledgeStore(engine).statements("ask_duties")
    replace(content_folder, "duties.yml", "Man lytter til kunden.", "Noget nyt.")
    replace(content_folder, "salaries.yml", "high: 30000", "high: 20000")
    with pytest.raises(ContentError):
        fill(engine, content_folder)
    assert KnowledgeStore(engine).statements("ask_duties") == before


def test_all_faults_are_told_at_once(engine: Engine, content_folder: Path) -> None:
    replace(content_folder, "duties.yml", "source: hk-2019", "source: x")
    replace(content_folder, "salaries.yml", "source: hk-2019", "source: y")
    with pytest.raises(ContentError) as caught:
        fill(engine, content_folder)
    assert len(caught.value.problems) == 2


def test_an_empty_folder_is_an_error(engine: Engine, tmp_path: Path) -> None:
    with pytest.raises(ContentError, match="holds no"):
        fill(engine, tmp_path)


def test_a_newer_schema_is_refused_and_left_alone(engine: Engine) -> None:
    migrate(engine)
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(NewerSchemaError, match="schema 9999"):
        migrate(engine)


def test_migrating_twice_does_nothing(engine: Engine) -> None:
    migrate(engine)
    migrate(engine)
    assert set(count(engine).values()) == {0}


def test_a_database_that_is_no_database_says_so(tmp_path: Path) -> None:
    file = tmp_path / "knowledge.db"
    file.write_text("this is no database, but long enough to be taken for one" * 20)
    with pytest.raises(StoreError, match="cannot be opened or brought up to date: file is not a database"):
        migrate(open_engine(f"sqlite:///{file}"))


def test_the_real_content_has_no_faults(engine: Engine) -> None:
    assert fill(engine, CONTENT) is True
