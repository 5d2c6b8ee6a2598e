"""What every content file has in common: YAML that keeps its lines, strict shapes, and problems said with file, line and cure."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConstrainedStr, Extra
from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError

from bot.errors import ContentError

SHOWN = 20  # known names, where none is near


class Identifier(ConstrainedStr):
    regex = r"^[a-z0-9]+([_-][a-z0-9]+)*$"


class Words(ConstrainedStr):
    min_length = 1
    strip_whitespace = True


class Shape(BaseModel):
    """A piece of content: unknown keys are errors, since a misspelt key would otherwise lose its value in silence."""

    class Config:
        extra = Extra.forbid
        anystr_strip_whitespace = True


def load(path: Path) -> Any:
    """The document, each of its containers knowing its lines (`.lc`).

    Raises: ContentError with one problem when the file is missing or not readable as YAML in UTF-8.
    """
    try:
        return YAML(typ="rt").load(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise ContentError([f"{path} is missing. Restore it, for instance with git."]) from error
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else 1
        problem = f"{path.name}, line {line}: not readable as YAML: {error.problem}. Check indentation, quotes and colons there."
        raise ContentError([problem]) from error
    except (YAMLError, UnicodeDecodeError) as error:
        raise ContentError([f"{path.name}: not readable as YAML in UTF-8: {error}."]) from error


def plain(value: Any) -> Any:
    """ruamel's annotated containers as ordinary ones, which pydantic reads."""
    if isinstance(value, dict):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, list):
        return [plain(item) for item in value]
    return value


def nearest(word: str, known: Iterable[str]) -> str:
    """The cure for a name that nothing has: the known one nearest to it, or what is known."""
    names = sorted(known)
    near = difflib.get_close_matches(word, names, n=1, cutoff=0.6)
    return f"Did you mean {near[0]!r}?" if near else f"Known are: {', '.join(names[:SHOWN])}."
