"""In which language Karla does not speak a message is written, by the small words of spaCy's lists and some of this trade."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cache

from spacy.lang.da.stop_words import STOP_WORDS as DANISH
from spacy.lang.de.stop_words import STOP_WORDS as GERMAN
from spacy.lang.en.stop_words import STOP_WORDS as ENGLISH
from spacy.lang.sv.stop_words import STOP_WORDS as SWEDISH

from bot.nlu.lexicon import read_lexicon

LEAST_WORDS = 2  # small words of the language; one may stand in any Danish message ("what?")
LEAST_SHARE = 0.25  # of all words
NORWEGIAN = "no"  # so near to Danish that one word no Dane writes has to do
SPACY = {"en": ENGLISH, "sv": SWEDISH, "de": GERMAN}


@cache
def _small_words(is_danish_word: Callable[[str], bool]) -> Mapping[str, frozenset[str]]:
    """The small words of each language that are no Danish words, and those that the lexicon names for it.

    Norwegian has only the latter: its other small words are Danish, or Danish as people misspell it.
    """
    named = read_lexicon()["foreign_words"]
    small = {code: {word for word in SPACY.get(code, ()) if word not in DANISH and not is_danish_word(word)} for code in named}
    return {code: frozenset({*words, *named[code]}) for code, words in small.items()}


def language_of(words: Sequence[str], is_danish_word: Callable[[str], bool]) -> str | None:
    """ "en", "sv", "de" or "no" for words, lower case, of that language; None for Danish with at most a few words of it."""
    if not words:
        return None
    counts = {code: sum(word in small for word in words) for code, small in _small_words(is_danish_word).items()}
    best = max(counts, key=lambda code: counts[code])
    danish = sum(word in DANISH and not any(word in theirs for theirs in SPACY.values()) for word in words)
    if counts[best] >= LEAST_WORDS and counts[best] >= LEAST_SHARE * len(words) and counts[best] > danish:
        return best
    return NORWEGIAN if counts[NORWEGIAN] else None


def is_foreign(words: Sequence[str], is_danish_word: Callable[[str], bool]) -> bool:
    """Whether these words, lower case, are of another language rather than Danish with a few words of it."""
    return language_of(words, is_danish_word) is not None
