"""Imports run one way: actions -> bot.charts -> bot.knowledge -> SQLAlchemy; bot.channels -> bot.conversations -> rasa, SQLAlchemy; bot.nlu -> rasa.

Nothing imports actions.
"""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from bot.settings import ROOT


def imported(path: Path) -> set[str]:
    """The modules a file imports, by their full names."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and node.level == 0:
            names |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return names


def files(folder: str) -> list[Path]:
    return sorted((ROOT / folder).rglob("*.py"))


def touches(path: Path, *packages: str) -> set[str]:
    return {name for name in imported(path) for package in packages if name == package or name.startswith(f"{package}.")}


@pytest.mark.parametrize(
    ("folder", "forbidden"),
    [
        ("bot/knowledge", ("rasa", "rasa_sdk", "actions", "spacy", "sanic", "bot.nlu", "bot.channels")),
        ("bot/nlu", ("actions", "rasa_sdk", "sqlalchemy", "bot.channels")),
        ("bot/practice", ("rasa", "rasa_sdk", "sqlalchemy", "actions", "bot.nlu", "bot.knowledge", "bot.channels")),
        ("bot/charts", ("rasa", "rasa_sdk", "sqlalchemy", "sanic", "actions", "bot.nlu", "bot.practice", "bot.channels")),
        (
            "bot/operator",
            ("rasa", "rasa_sdk", "sqlalchemy", "sanic", "actions", "bot.nlu", "bot.knowledge", "bot.practice", "bot.channels"),
        ),
        ("bot/conversations", ("actions", "rasa_sdk", "sanic", "bot.knowledge", "bot.nlu", "bot.channels")),
        ("bot/channels", ("actions", "rasa_sdk", "sqlalchemy", "bot.knowledge", "bot.nlu")),
        ("actions", ("rasa", "sqlalchemy", "spacy", "bot.nlu", "bot.channels", "bot.knowledge.tables")),
        ("bot", ("actions",)),
    ],
)
def test_a_room_imports_only_what_it_may(folder: str, forbidden: tuple[str, ...]) -> None:
    assert files(folder)
    wrong = {str(path.relative_to(ROOT)): found for path in files(folder) if (found := touches(path, *forbidden))}
    assert wrong == {}


def test_the_tracker_stays_in_the_actions() -> None:
    wrong = [str(path.relative_to(ROOT)) for path in files("bot") if "Tracker" in {name.split(".")[-1] for name in imported(path)}]
    assert wrong == []


def test_bootstrap_needs_nothing_but_python() -> None:
    import sys

    modules = {name.split(".")[0] for name in imported(ROOT / "bot" / "bootstrap.py")}
    assert modules <= set(sys.stdlib_module_names)
