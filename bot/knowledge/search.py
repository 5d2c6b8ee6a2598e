"""Free text to a full-text query: FTS5 in SQLite, Danish text search in PostgreSQL."""

from __future__ import annotations

import re

from sqlalchemy import column, func, literal_column, select, text
from sqlalchemy.sql import Select

from bot.knowledge.tables import passages

SHORTEST = 4  # shorter words are nearly all grammar, and match everywhere
ABBREVIATION = re.compile(r"[A-Z]{3}|[^\W\d_aeiouy]{3}")  # ... but CRM and the like are not
ENDINGS = 3  # Danish inflection is at the end; SQLite has no Danish stemmer, so long words are searched by their beginning


def search_words(question: str) -> list[str]:
    """The words of a question worth searching for, in lower case and order, each once."""
    found = re.findall(r"\w+", question)
    words = [word.lower() for word in found if (len(word) >= SHORTEST and not word.isdigit()) or ABBREVIATION.fullmatch(word)]
    return list(dict.fromkeys(words))[:24]


def search_statement(question: str, dialect: str) -> Select | None:
    """A query that gives kind, row_id, topic, text, source and score, best first; None when nothing can be searched for."""
    words = search_words(question)
    if not words:
        return None
    columns = (passages.c.kind, passages.c.row_id, passages.c.topic, passages.c.text, passages.c.source)
    if dialect == "sqlite":
        stems = [word[: max(SHORTEST, len(word) - ENDINGS)] for word in words]
        match = " OR ".join(f'"{stem}"*' for stem in stems)
        index = text("passages_index")
        score = (-literal_column("bm25(passages_index)")).label("score")
        return (
            select(*columns, score)
            .select_from(passages.join(index, literal_column("passages_index.rowid") == passages.c.id))
            .where(text("passages_index MATCH :match").bindparams(match=match))
            .order_by(column("score").desc(), passages.c.id)
        )
    vector = func.to_tsvector(literal_column("'danish'"), passages.c.words)
    query = func.to_tsquery(literal_column("'danish'"), " | ".join(words))
    rank = func.ts_rank(vector, query).label("score")
    return select(*columns, rank).where(vector.op("@@")(query)).order_by(rank.desc(), passages.c.id)
