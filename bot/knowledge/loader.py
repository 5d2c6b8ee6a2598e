"""Fills the store from the content files: all of it or nothing, and nothing when it is filled already."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

from sqlalchemy import delete, func, insert, select, text
from sqlalchemy.engine import Connection, Engine
from sqlalchemy.exc import SQLAlchemyError

from bot.errors import StoreError
from bot.knowledge import tables
from bot.knowledge.content import PLACED_BY_TOPIC
from bot.knowledge.reader import Content, Placed, content_files, read_content
from bot.knowledge.schema import migrate, shown

JSON_COLUMNS = ("takes", "words", "rows", "rests_on")
NOT_STORED = ("aliases", "ambiguous")  # names are for the entity extractor, which reads the files


def content_hash(folder: Path) -> str:
    """A fingerprint of all content files."""
    digest = hashlib.sha256()
    for path in content_files(folder):
        digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()


def fill(engine: Engine, folder: Path) -> bool:
    """Brings schema and rows up to date; True when rows were written, False when they were there already.

    Raises: ContentError when a file is wrong, StoreError when the database is; the store is as before then.
    """
    migrate(engine)
    fingerprint = content_hash(folder)
    try:
        with engine.connect() as connection:
            if connection.execute(select(tables.content_state.c.hash)).scalar() == fingerprint:
                return False
        content = read_content(folder)
        with engine.begin() as connection:
            _replace(connection, content)
            connection.execute(delete(tables.content_state))
            connection.execute(insert(tables.content_state).values(id=1, hash=fingerprint))
    except SQLAlchemyError as error:
        raise StoreError(
            f"The knowledge store {shown(engine)} could not be filled: {getattr(error, 'orig', error)}\n"
            f"It is as it was before. Check that the disk has room and that no other program holds the database, and try again."
        ) from error
    return True


def count(engine: Engine) -> dict[str, int]:
    """Number of rows in each content table."""
    with engine.connect() as connection:
        return {table.name: connection.execute(select(func.count()).select_from(table)).scalar_one() for table in tables.CONTENT_TABLES}


def _replace(connection: Connection, content: Content) -> None:
    for table in reversed(tables.CONTENT_TABLES):
        connection.execute(delete(table))
    for table in tables.CONTENT_TABLES:
        rows = (
            _passages(content)
            if table is tables.passages
            else [_values(placed, position) for position, placed in enumerate(content.rows[table.name])]
        )
        if rows:
            connection.execute(insert(table), rows)
    if connection.dialect.name == "sqlite":
        connection.execute(text("INSERT INTO passages_index(passages_index) VALUES('rebuild')"))


def _values(placed: Placed, position: int) -> dict[str, Any]:
    values: dict[str, Any] = {key: value for key, value in placed.row.dict().items() if key not in NOT_STORED}
    for key in JSON_COLUMNS:
        if key in values:
            values[key] = json.dumps(values[key], ensure_ascii=False)
    if placed.table in PLACED_BY_TOPIC:
        values["topic"] = placed.topic
    if placed.table == "sources":
        return {**values, "checked": values["checked"].isoformat()}
    return {**values, "position": position}


def _passages(content: Content) -> list[dict[str, Any]]:
    """The rows free text can find: what is shown, and the words it is found by."""
    titles = {placed.row.id: placed.row.title for placed in content.rows["roles"]}  # type: ignore[attr-defined]
    passages = []
    for placed in content.rows["statements"]:
        row = placed.row.dict()
        words = " ".join(filter(None, [row["text"], row["more"], row["plain"], titles.get(row["role"] or "")]))
        passages.append(
            {"kind": "statement", "row_id": row["id"], "topic": placed.topic, "text": row["text"], "words": words, "source": row["source"]}
        )
    for placed in content.rows["roles"]:
        row = placed.row.dict()
        words = " ".join([row["title"], row["plural"], row["about"], *row["aliases"]])
        passages.append(
            {"kind": "role", "row_id": row["id"], "topic": "ask_occupation", "text": row["about"], "words": words, "source": row["source"]}
        )
    for placed in content.rows["helplines"]:
        row = placed.row.dict()
        words = f"{row['name']} {row['text']}"
        passages.append(
            {
                "kind": "helpline",
                "row_id": row["id"],
                "topic": "request_human",
                "text": row["text"],
                "words": words,
                "source": row["source"],
            }
        )
    return passages
