"""Settings to KnowledgeStore, built once. The only place that chooses real parts."""

from __future__ import annotations

from functools import lru_cache

from bot import settings
from bot.knowledge.schema import open_engine
from bot.knowledge.store import KnowledgeStore


@lru_cache(maxsize=1)
def knowledge_store() -> KnowledgeStore:
    """The store that DATABASE_URL names, opened at the first question."""
    return KnowledgeStore(open_engine(settings.read().database_url))
