"""spaCy's lookup tables as a word list: which words are Danish, and what their dictionary forms are."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import spacy.lookups


def is_danish_word(word: str) -> bool:
    """Whether the tables know the word, in any form."""
    return word in _lemmas()


def lemma_of(word: str) -> str:
    """The dictionary form; the word itself when the tables do not know it."""
    return str(_lemmas().get(word, word))


@lru_cache(maxsize=1)
def _lemmas() -> Any:
    return spacy.lookups.load_lookups("da", ["lemma_lookup"]).get_table("lemma_lookup")
