"""One content file of the practice room as a checked value, or every problem in it with line and cure."""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from string import Formatter
from typing import Any, ClassVar, TypeVar

from pydantic import ValidationError, validator
from pydantic.fields import ModelField
from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from bot.content_file import Shape, load, plain
from bot.errors import ContentError

FOLDER = Path(__file__).parent / "content"
CONSEQUENCE = "the game cannot be played"


class Sheet(Shape):
    """A piece of content that stays as it was read."""

    class Config:
        frozen = True


class Templates(Sheet):
    """Texts in which names in braces are filled in. fields: those each text may use, none for a text that is not listed."""

    fields: ClassVar[dict[str, frozenset[str]]] = {}

    @validator("*")
    def use_only_their_fields(cls, text: Any, field: ModelField) -> Any:  # noqa: N805
        if not isinstance(text, str):
            return text
        allowed = cls.fields.get(field.name, frozenset())
        try:
            used = {name for _, name, _, _ in Formatter().parse(text) if name is not None}
        except ValueError as error:
            raise ValueError(f"a brace is not closed ({error}); write {{name}}") from error
        unknown = used - allowed
        if unknown:
            known = ", ".join(f"{{{name}}}" for name in sorted(allowed)) or "none"
            raise ValueError(f"nothing is filled in for {', '.join(f'{{{name}}}' for name in sorted(unknown))}; it may use {known}")
        return text


SheetType = TypeVar("SheetType", bound=Sheet)


def read(path: Path, shape: type[SheetType]) -> SheetType:
    """The file's content. Raises: ContentError with file, line, value and cure of everything that is wrong."""
    # The quick reader knows no lines; a file with a problem is read again by the one that does.
    with suppress(OSError, YAMLError, UnicodeDecodeError, ValidationError):
        return shape.parse_obj(YAML(typ="safe").load(path.read_text(encoding="utf-8")))
    try:
        document = load(path)
    except ContentError as error:
        raise ContentError(error.problems, consequence=CONSEQUENCE) from error
    if not isinstance(document, dict):
        keys = ", ".join(shape.__fields__)
        raise ContentError([f"{path.name}, line 1: no keys. The file needs: {keys}."], consequence=CONSEQUENCE)
    try:
        return shape.parse_obj(plain(document))
    except ValidationError as error:
        problems = [_said(problem, document, path.name) for problem in error.errors()]
        raise ContentError(problems, consequence=CONSEQUENCE) from error


def _said(problem: Any, document: Any, file: str) -> str:
    """One pydantic error as a sentence: the line of the deepest part of its place that the file has, what is there, what to do."""
    place: Sequence[str | int] = [part for part in problem["loc"] if part != "__root__"]
    line, value = 1, document
    for part in place:
        try:
            line = (value.lc.item(part)[0] if isinstance(part, int) else value.lc.key(part)[0]) + 1
            value = value[part]
        except (AttributeError, KeyError, IndexError, TypeError):
            break
    name = ".".join(str(part) for part in place)
    where = f"{file}, line {line}"
    if problem["type"] == "value_error.missing":
        return f"{where}: {name!r} is missing. Add it."
    if problem["type"] == "value_error.extra":
        return f"{where}: the key {name!r} is not used. {_neighbours(place, document)}"
    if not place or isinstance(value, dict):
        return f"{where}: {problem['msg']}."
    return f"{where}: {name} is {plain(value)!r}: {problem['msg']}. Correct it."


def _neighbours(place: Sequence[str | int], document: Any) -> str:
    value = document
    for part in place[:-1]:
        value = value[part]
    others = [str(key) for key in value if key != place[-1]]
    near = difflib.get_close_matches(str(place[-1]), others, n=1, cutoff=0.6)
    return f"Remove it, or correct its spelling; beside it stand: {', '.join(near or others[:12])}."
