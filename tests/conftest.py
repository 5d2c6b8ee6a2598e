"""Parts every test may hand in: the real domain, the real content in an in-memory store, a dispatcher."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from rasa_sdk.executor import CollectingDispatcher
from ruamel.yaml import YAML
from sqlalchemy import create_engine
from sqlalchemy.engine import Engine
from sqlalchemy.pool import StaticPool

from bot.knowledge.loader import fill
from bot.knowledge.store import KnowledgeStore
from bot.settings import CONTENT, ROOT


@pytest.fixture(scope="session")
def domain() -> dict[str, Any]:
    """domain.yml as Rasa hands it to an action."""
    loaded: dict[str, Any] = YAML(typ="safe").load((ROOT / "domain.yml").read_text(encoding="utf-8"))
    return loaded


def memory_engine() -> Engine:
    """A database of its own in memory, shared by all its connections."""
    return create_engine("sqlite://", future=True, poolclass=StaticPool, connect_args={"check_same_thread": False})


@pytest.fixture(scope="session")
def store() -> KnowledgeStore:
    """The real content. Read-only, so all tests share it."""
    engine = memory_engine()
    fill(engine, CONTENT)
    return KnowledgeStore(engine)


@pytest.fixture
def engine() -> Iterator[Engine]:
    """An empty database."""
    made = memory_engine()
    yield made
    made.dispose()


@pytest.fixture
def content_folder(tmp_path: Path) -> Path:
    """A small content folder without faults, for tests to put one fault into."""
    (tmp_path / "sources.yml").write_text(
        "sources:\n"
        "  - id: hk-2019\n"
        "    publisher: HK\n"
        "    title: Tillæg\n"
        "    year: 2019\n"
        "    url: https://www.hk.dk/x\n"
        "    checked: 2026-11-24\n",
        encoding="utf-8",
    )
    (tmp_path / "roles.yml").write_text(
        "roles:\n"
        "  - id: teamleder\n"
        "    title: teamleder\n"
        "    definite: teamlederen\n"
        "    plural: teamledere\n"
        "    level: 3\n"
        "    about: Leder et hold.\n"
        "    source: hk-2019\n"
        "    certainty: high\n"
        "    aliases: [team lead]\n",
        encoding="utf-8",
    )
    (tmp_path / "salaries.yml").write_text(
        "salary_bands:\n"
        "  - id: start\n"
        "    role: teamleder\n"
        "    min_years: 0\n"
        "    max_years: 1\n"
        "    low: 25000\n"
        "    high: 30000\n"
        "    unit: dkk_month_before_tax\n"
        "    pension: unknown\n"
        "    scope: nye\n"
        "    source: hk-2019\n"
        "    certainty: low\n",
        encoding="utf-8",
    )
    (tmp_path / "duties.yml").write_text(
        "topic: ask_duties\n"
        "statements:\n"
        "  - id: listen\n"
        "    kind: task\n"
        "    text: Man lytter til kunden.\n"
        "    source: hk-2019\n"
        "    certainty: high\n",
        encoding="utf-8",
    )
    return tmp_path


@pytest.fixture
def dispatcher() -> CollectingDispatcher:
    """Collects what an action says."""
    return CollectingDispatcher()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The test that ends the running bot comes after all that talk to it."""
    items.sort(key=lambda item: item.path.name == "test_supervision.py")


# The running bot is used by the dialogues, the hostile corpus and Rasa's own tests; it is started at the first use, once in a run.
pytest_plugins = ["tests.dialogues.servers", "tests.faults.rig", "tests.report"]
