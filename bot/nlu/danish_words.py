"""spaCy's lookup tables as a word list: which words are Danish, and what their dictionary forms are."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import spacy.lookups
from spacy.lookups import Lookups


def is_danish_word(word: str) -> bool:
    """Whether the tables know the word, in any form."""
    return word in _lemmas()


def lemma_of(word: str) -> str:
    """The dictionary form; the word itself when the tables do not know it."""
    return str(_lemmas().get(word, word))


@lru_cache(maxsize=1)
def lemma_lookups() -> Lookups:
    """The tables, read once: they take 140 MB and most of a second."""
    return spacy.lookups.load_lookups("da", ["lemma_lookup"])


@lru_cache(maxsize=1)
def _lemmas() -> Any:
    return lemma_lookups().get_table("lemma_lookup")
