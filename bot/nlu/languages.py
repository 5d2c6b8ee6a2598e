"""Whether a message is written in a language Karla does not speak, by the small words of spaCy's lists."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache

from spacy.lang.da.stop_words import STOP_WORDS as DANISH
from spacy.lang.de.stop_words import STOP_WORDS as GERMAN
from spacy.lang.en.stop_words import STOP_WORDS as ENGLISH
from spacy.lang.sv.stop_words import STOP_WORDS as SWEDISH

LEAST_WORDS = 2  # small words of the language; one may stand in any Danish message ("what?")
LEAST_SHARE = 0.25  # of all words


@cache
def _small_words(is_danish_word: Callable[[str], bool]) -> tuple[frozenset[str], ...]:
    """The small words of each language that are no Danish words."""
    return tuple(
        frozenset(word for word in words if word not in DANISH and not is_danish_word(word)) for words in (ENGLISH, SWEDISH, GERMAN)
    )


def is_foreign(words: Sequence[str], is_danish_word: Callable[[str], bool]) -> bool:
    """Whether these words, lower case, are English, Swedish or German rather than Danish with a few words of it."""
    if not words:
        return False
    most = max(sum(word in small for word in words) for small in _small_words(is_danish_word))
    danish = sum(word in DANISH and not any(word in theirs for theirs in (ENGLISH, SWEDISH, GERMAN)) for word in words)
    return most >= LEAST_WORDS and most >= LEAST_SHARE * len(words) and most > danish
