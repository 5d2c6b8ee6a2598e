"""Reads the content files, and says file, line, value and cure for everything that is wrong in them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from bot.content_file import load, nearest, plain
from bot.errors import ContentError
from bot.knowledge.content import PLACED_BY_TOPIC, ROW_TYPES, TOPIC_KINDS, AspectRow, Row, StatementRow


@dataclass(frozen=True)
class Placed:
    """A checked row and where it stands. lines: line of each key, and of the row itself under ""."""

    row: Row
    table: str
    topic: str
    file: str
    lines: dict[str, int]

    def at(self, key: str = "") -> str:
        return f"{self.file}, line {self.lines.get(key, self.lines[''])}"


@dataclass
class Content:
    """All rows of the content files, by the table they go into, in the order of their files."""

    rows: dict[str, list[Placed]] = field(default_factory=lambda: {table: [] for table in ROW_TYPES})

    def ids(self, table: str) -> set[str]:
        return {placed.row.id for placed in self.rows[table]}  # type: ignore[attr-defined]

    def __iter__(self) -> Iterator[Placed]:
        for placed in self.rows.values():
            yield from placed


def content_files(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.yml"))


def read_content(folder: Path) -> Content:
    """Every row of every file in the folder.

    Raises: ContentError with all problems found: unreadable YAML, wrong or missing keys, duplicate ids, names of
    sources, roles or places that no file has.
    """
    problems: list[str] = []
    content = Content()
    files = content_files(folder)
    if not files:
        raise ContentError([f"{folder} holds no .yml files. Restore the content files, for instance with git."])
    for path in files:
        for placed in _read_file(path, problems):
            content.rows[placed.table].append(placed)
    problems += _check_references(content)
    if problems:
        raise ContentError(problems)
    return content


def _read_file(path: Path, problems: list[str]) -> Iterator[Placed]:
    try:
        document = load(path)
    except ContentError as error:
        problems += error.problems
        return
    tables = [key for key in document if key in ROW_TYPES] if isinstance(document, dict) else []
    if len(tables) != 1 or not isinstance(document[tables[0]], list):
        problems.append(
            f"{path.name}, line 1: no list of rows. A content file holds one of these keys with a list: {', '.join(ROW_TYPES)}."
        )
        return
    table = tables[0]
    topic = str(document.get("topic", ""))
    if table in PLACED_BY_TOPIC and topic not in TOPIC_KINDS:
        problems.append(f"{path.name}, line 1: topic {topic!r} is not known. {nearest(topic, TOPIC_KINDS)}")
        return
    for index, raw in enumerate(document[table]):
        line = document[table].lc.item(index)[0] + 1
        if not isinstance(raw, dict):
            problems.append(f"{path.name}, line {line}: {raw!r} is not a row. A row is written as '- id: ...' with its keys below.")
            continue
        placed = _check_row(raw, table, topic, path.name, line, problems)
        if placed:
            yield placed


def _check_row(raw: Any, table: str, topic: str, file: str, line: int, problems: list[str]) -> Placed | None:
    lines = {"": line, **{key: raw.lc.key(key)[0] + 1 for key in raw}}
    try:
        row = ROW_TYPES[table].parse_obj(plain(raw))
    except ValidationError as error:
        for problem in error.errors():
            key = str(problem["loc"][0]) if problem["loc"] else ""
            key = "" if key == "__root__" else key
            problems.append(f"{file}, line {lines.get(key, line)}: {_said(problem, key, raw, table)}")
        return None
    if isinstance(row, StatementRow) and row.kind not in TOPIC_KINDS[topic]:
        problems.append(f"{file}, line {lines['kind']}: kind {row.kind!r} is not used for {topic}. {nearest(row.kind, TOPIC_KINDS[topic])}")
        return None
    return Placed(row, table, topic, file, lines)


def _said(problem: Any, key: str, raw: Any, table: str) -> str:
    """One pydantic error as a sentence with the value and the cure."""
    name = raw.get("id", "?")
    if problem["type"] == "value_error.missing":
        return f"{name!r} lacks {key!r}. Add it."
    if problem["type"] == "value_error.extra":
        return f"{name!r} has a key {key!r} that {table} do not use. {nearest(key, ROW_TYPES[table].__fields__)}"
    if not key:
        return f"{name!r}: {problem['msg']}."
    return f"{name!r}: {key} is {raw.get(key)!r}: {problem['msg']}. Correct it."


def _check_references(content: Content) -> list[str]:
    problems = _duplicates(content)
    sources, roles, regions = content.ids("sources"), content.ids("roles"), content.ids("regions")
    references = (
        ("source", sources, "sources.yml"),
        ("role", roles, "roles.yml"),
        ("from_role", roles, "roles.yml"),
        ("to_role", roles, "roles.yml"),
        ("municipality", regions, "regions.yml"),
    )
    for placed in content:
        for key, known, file in references:
            value = getattr(placed.row, key, None)
            if value is not None and value not in known:
                name = placed.row.id  # type: ignore[attr-defined]
                problems.append(
                    f"{placed.at(key)}: {name!r} names {key} {value!r}, which {file} lacks. Add it there or correct the id. {nearest(value, known)}"
                )
    return [*problems, *_unknown_statements(content)]


def _unknown_statements(content: Content) -> list[str]:
    known = content.ids("statements")
    return [
        f"{placed.at(key)}: {placed.row.id!r} names the statement {name!r} in {key}, which no file has. {nearest(name, known)}"
        for placed in content.rows["aspects"]
        if isinstance(placed.row, AspectRow)
        for key, names in (("rows", placed.row.rows), ("rests_on", placed.row.rests_on))
        for name in names
        if name not in known
    ]


def _duplicates(content: Content) -> list[str]:
    problems = []
    for rows in content.rows.values():
        first: dict[str, Placed] = {}
        for placed in rows:
            name = placed.row.id  # type: ignore[attr-defined]
            if name in first:
                problems.append(
                    f"{placed.at('id')}: id {name!r} is used already in {first[name].at('id')}. Give one of the two another id."
                )
            first.setdefault(name, placed)
    for table in ("roles", "regions"):
        spoken: dict[str, Placed] = {}
        for placed in content.rows[table]:
            for alias in {alias.lower() for alias in placed.row.aliases}:  # type: ignore[attr-defined]
                if alias in spoken:
                    problems.append(
                        f"{placed.at('aliases')}: alias {alias!r} is used already in {spoken[alias].at('aliases')}. A name can mean one row only; remove it from the other."
                    )
                spoken.setdefault(alias, placed)
    return problems
