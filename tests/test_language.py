"""What a user reads is in domain.yml, content files and the widget; Python holds names of responses."""

from __future__ import annotations

import ast
import re
from pathlib import Path

from bot.settings import ROOT

ALLOWED = {"bot/danish.py"}
# Danish letters, or words that no English string has.
DANISH = re.compile(r"[æøåÆØÅ]|\b(?:jeg|ikke|hvad|hvor|kan du|din|dit|og|eller|med)\b", re.IGNORECASE)
# Names of things rather than sentences: slot values and pieces of data that must match content.
VALUES: set[str] = set()


def python_files() -> list[Path]:
    return [path for folder in ("bot", "actions") for path in sorted((ROOT / folder).rglob("*.py"))]


def strings(path: Path) -> list[str]:
    """The string constants of a file, without its docstrings."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    documented = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    docstrings = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, documented) and node.body and isinstance(node.body[0], ast.Expr)
    }
    return [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings
    ]


def test_no_danish_text_in_python() -> None:
    found = {
        f"{path.relative_to(ROOT)}: {text}"
        for path in python_files()
        if path.relative_to(ROOT).as_posix() not in ALLOWED
        for text in strings(path)
        if len(text) > 2 and DANISH.search(text) and text not in VALUES
    }
    # Letters that are folded, not read, stand alone in one file.
    assert found == set()


def test_actions_never_utter_a_text_of_their_own() -> None:
    calls = [
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for path in python_files()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "utter_message"
        if any(keyword.arg == "text" for keyword in node.keywords) or node.args
    ]
    assert calls == []
