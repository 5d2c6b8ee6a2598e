"""The tables of the knowledge store. A migration makes them; this is what queries are written against."""

from __future__ import annotations

from sqlalchemy import Column, Float, ForeignKey, Integer, MetaData, String, Table, Text

metadata = MetaData()

# One row: the hash of the content that filled the store, so that filling it twice does nothing.
content_state = Table("content_state", metadata, Column("id", Integer, primary_key=True), Column("hash", String(64), nullable=False))

sources = Table(
    "sources",
    metadata,
    Column("id", String(80), primary_key=True),
    Column("publisher", String(200), nullable=False),
    Column("title", Text, nullable=False),
    Column("year", Integer),
    Column("url", Text),
    Column("checked", String(10), nullable=False),
    Column("note", Text),
)


def _source() -> Column:
    return Column("source", String(80), ForeignKey("sources.id"), nullable=False)


def _certainty() -> Column:
    return Column("certainty", String(10), nullable=False)


def _position() -> Column:
    """The place of the row in its file: the order an editor chose is the order users see."""
    return Column("position", Integer, nullable=False)


roles = Table(
    "roles",
    metadata,
    Column("id", String(40), primary_key=True),
    Column("title", String(80), nullable=False),
    Column("definite", String(80), nullable=False),
    Column("plural", String(80), nullable=False),
    Column("level", Integer, nullable=False),
    Column("about", Text, nullable=False),
    _source(),
    _certainty(),
    _position(),
)

regions = Table(
    "regions",
    metadata,
    Column("id", String(60), primary_key=True),
    Column("name", String(80), nullable=False),
    Column("type", String(10), nullable=False),
    Column("kind", String(10), nullable=False),
    Column("in_phrase", String(100), nullable=False),
    Column("municipality", String(60)),
    _position(),
)

salary_bands = Table(
    "salary_bands",
    metadata,
    Column("id", String(60), primary_key=True),
    Column("role", String(40), ForeignKey("roles.id")),
    Column("min_years", Float),
    Column("max_years", Float),
    Column("region_kind", String(10)),
    Column("employer_kind", String(20)),
    Column("low", Integer),
    Column("typical", Integer),
    Column("high", Integer),
    Column("unit", String(30), nullable=False),
    Column("pension", String(10), nullable=False),
    Column("year", Integer),
    Column("scope", Text, nullable=False),
    Column("text", Text),
    _source(),
    _certainty(),
    _position(),
)

statements = Table(
    "statements",
    metadata,
    Column("id", String(80), primary_key=True),
    Column("topic", String(40), nullable=False, index=True),
    Column("kind", String(40), nullable=False),
    Column("role", String(40), ForeignKey("roles.id")),
    Column("text", Text, nullable=False),
    Column("more", Text),
    Column("plain", Text),
    Column("year", Integer),
    _source(),
    _certainty(),
    _position(),
)

career_steps = Table(
    "career_steps",
    metadata,
    Column("id", String(60), primary_key=True),
    Column("from_role", String(40), ForeignKey("roles.id"), nullable=False),
    Column("to_role", String(40), ForeignKey("roles.id"), nullable=False),
    Column("takes", Text, nullable=False),  # a JSON list of phrases
    Column("first_step", Text, nullable=False),
    _source(),
    _certainty(),
    _position(),
)

helplines = Table(
    "helplines",
    metadata,
    Column("id", String(60), primary_key=True),
    Column("kind", String(20), nullable=False),
    Column("name", String(120), nullable=False),
    Column("phone", String(20)),
    Column("url", Text),
    Column("text", Text, nullable=False),
    _source(),
    _certainty(),
    _position(),
)

referrals = Table(
    "referrals",
    metadata,
    Column("id", String(60), primary_key=True),
    Column("topic", String(40), nullable=False),
    Column("subject", Text, nullable=False),
    Column("words", Text, nullable=False),  # a JSON list of phrases
    Column("where", Text, nullable=False),
    Column("url", Text),
    _position(),
)

aspects = Table(
    "aspects",
    metadata,
    Column("id", String(80), primary_key=True),
    Column("topic", String(40), nullable=False),
    Column("says", Text, nullable=False),
    Column("rows", Text, nullable=False),  # a JSON list of ids of statements, and so is the next
    Column("rests_on", Text, nullable=False),
    Column("offer", String(80)),
    _position(),
)

# Rows a free-text question may find. Beside it stands a full-text index made by the migration: an FTS5 table in
# SQLite, a Danish text-search index in PostgreSQL.
passages = Table(
    "passages",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("kind", String(20), nullable=False),
    Column("row_id", String(80), nullable=False),
    Column("topic", String(40), nullable=False),
    Column("text", Text, nullable=False),
    Column("words", Text, nullable=False),  # what is searched: the text and whatever else names the row
    _source(),
)

CONTENT_TABLES = (sources, roles, regions, salary_bands, statements, career_steps, helplines, referrals, aspects, passages)
