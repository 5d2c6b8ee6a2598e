"""The knowledge store: one method for each question Karla can ask. Answers are frozen records in a fixed order."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.engine import Engine
from sqlalchemy.sql import Select

from bot.knowledge import places, tables
from bot.knowledge.records import (
    Aspect,
    CareerStep,
    Certainty,
    Helpline,
    Passage,
    Referral,
    Region,
    RegionKind,
    Role,
    SalaryBand,
    Source,
    Statement,
)
from bot.knowledge.search import search_statement


class KnowledgeStore:
    """Reads what is true about the work. Safe to share between threads; opens one short connection per call."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def roles(self) -> tuple[Role, ...]:
        """All roles, lowest level first."""
        query = _with_source(tables.roles).order_by(tables.roles.c.level, tables.roles.c.position)
        return tuple(Role(**_sourced(row, tables.roles)) for row in self._rows(query))

    def role(self, role_id: str | None) -> Role | None:
        """The role with this id, None when there is none."""
        query = _with_source(tables.roles).where(tables.roles.c.id == role_id)
        return next((Role(**_sourced(row, tables.roles)) for row in self._rows(query)), None)

    def region(self, region_id: str | None) -> Region | None:
        """The place with this id, or what lies outside of it (see `places`); None when there is none."""
        if region_id and region_id.startswith(places.OUTSIDE):
            inner = self.region(region_id.removeprefix(places.OUTSIDE))
            return places.outside_of(inner) if inner else None
        query = select(tables.regions).where(tables.regions.c.id == region_id)
        for row in self._rows(query):
            values = {name: row[f"{name}"] for name in ("id", "name", "type", "in_phrase")}
            return Region(kind=RegionKind(row["kind"]), **values)
        return None

    def statements(self, topic: str, *, role: str | None = None, kinds: Sequence[str] = ()) -> tuple[Statement, ...]:
        """Claims about a topic: those of the role first, then those of every role, in the order of the files."""
        table = tables.statements
        query = _with_source(table).where(table.c.topic == topic, or_(table.c.role.is_(None), table.c.role == role))
        if kinds:
            query = query.where(table.c.kind.in_(list(kinds)))
        rows = self._rows(query.order_by(table.c.role.is_(None), table.c.position))
        return tuple(Statement(**_sourced(row, table)) for row in rows)

    def statements_with(self, ids: Sequence[str]) -> tuple[Statement, ...]:
        """The claims with these ids, in the order asked; unknown ids are left out."""
        table = tables.statements
        rows = {row["id"]: row for row in self._rows(_with_source(table).where(table.c.id.in_(list(ids))))}
        return tuple(Statement(**_sourced(rows[row_id], table)) for row_id in ids if row_id in rows)

    def salary_bands(self, role: str | None = None) -> tuple[SalaryBand, ...]:
        """Pay figures of a role, or of every role when none is given, in the order of the file."""
        table = tables.salary_bands
        query = _with_source(table).where(table.c.role == role) if role else _with_source(table)
        bands = []
        for row in self._rows(query.order_by(table.c.position)):
            values = _sourced(row, table)
            kind = values.pop("region_kind")
            bands.append(SalaryBand(region_kind=RegionKind(kind) if kind else None, **values))
        return tuple(bands)

    def career_steps(self, from_role: str) -> tuple[CareerStep, ...]:
        """Ways onward from a role."""
        table = tables.career_steps
        rows = self._rows(_with_source(table).where(table.c.from_role == from_role).order_by(table.c.position))
        steps = [_sourced(row, table) for row in rows]
        return tuple(CareerStep(**{**step, "takes": tuple(json.loads(step["takes"]))}) for step in steps)

    def helplines(self, *kinds: str) -> tuple[Helpline, ...]:
        """Where people can be had, of the kinds asked for, in the order of the file."""
        table = tables.helplines
        rows = self._rows(_with_source(table).where(table.c.kind.in_(kinds)).order_by(table.c.position))
        return tuple(Helpline(**_sourced(row, table)) for row in rows)

    def referrals(self, topic: str) -> tuple[Referral, ...]:
        """What has no confirmed source within a topic, and who has one."""
        table = tables.referrals
        rows = self._rows(select(table).where(table.c.topic == topic).order_by(table.c.position))
        columns = ("id", "topic", "subject", "where", "url")
        return tuple(Referral(words=tuple(json.loads(row["words"])), **{name: row[name] for name in columns}) for row in rows)

    def aspect(self, aspect_id: str | None) -> Aspect | None:
        """The particular question with this id, None when there is none."""
        query = select(tables.aspects).where(tables.aspects.c.id == aspect_id)
        for row in self._rows(query):
            plain = {name: row[name] for name in ("id", "topic", "says", "offer")}
            return Aspect(**plain, rows=tuple(json.loads(row["rows"])), rests_on=tuple(json.loads(row["rests_on"])))
        return None

    def sources(self, ids: Sequence[str]) -> tuple[Source, ...]:
        """The sources with these ids, in the order asked; unknown ids are left out."""
        found = {row["id"]: Source(**row) for row in self._rows(select(tables.sources).where(tables.sources.c.id.in_(list(ids))))}
        return tuple(found[source_id] for source_id in ids if source_id in found)

    def search(self, question: str, *, limit: int = 3, topic: str | None = None) -> tuple[Passage, ...]:
        """Rows that answer a free-text question, best first, of one topic or of all; empty when nothing fits."""
        query = search_statement(question, self._engine.dialect.name)
        if query is None:
            return ()
        if topic is not None:
            query = query.where(tables.passages.c.topic == topic)
        rows = self._rows(query.limit(limit))
        known = {source.id: source for source in self.sources([row["source"] for row in rows])}
        return tuple(Passage(**{**row, "source": known[row["source"]]}) for row in rows)

    def _rows(self, query: Select) -> list[dict[str, Any]]:
        with self._engine.connect() as connection:
            return [dict(row) for row in connection.execute(query).mappings()]


SOURCE_PREFIX = "source__"


def _with_source(table: Any) -> Select:
    """All columns of a table and of the source each row names."""
    source = [column.label(f"{SOURCE_PREFIX}{column.name}") for column in tables.sources.c]
    return select(table, *source).join(tables.sources, tables.sources.c.id == table.c.source)


def _sourced(row: dict[str, Any], table: Any) -> dict[str, Any]:
    """The fields of a record: the table's columns, with the source and certainty as values of their own types."""
    left_out = {"position", "unit"}
    values = {column.name: row[column.name] for column in table.c if column.name not in left_out}
    source = Source(**{key[len(SOURCE_PREFIX) :]: value for key, value in row.items() if key.startswith(SOURCE_PREFIX)})
    return {**values, "source": source, "certainty": Certainty(row["certainty"])}
