"""Reads a word as it was meant: without stretched letters, phone shorthand, missing æøå or a slip of the finger.

What it returns is for features only; the message itself is never changed.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.folding import fold

SEEN_OFTEN = 3  # a word seen this often in training is one people write, not a slip
SHORTEST_CORRECTED = 5  # letters; shorter words have too many neighbours one letter away
LONG = 9  # letters from which two slips are allowed
NUMBER, SYMBOL = "_number_", "_symbol_"

INVISIBLE = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u00ad]")
STRETCHED = re.compile(r"(.)\1{2,}")
SPELLED_OUT = (("aa", "å"), ("ae", "æ"), ("oe", "ø"))
# What sounds alike, or is silent, in Danish; doubled letters are one.
ALIKE = (("hv", "v"), ("nd", "n"), ("ld", "l"), ("dt", "t"), ("æ", "e"), ("w", "v"), ("gj", "g"), ("kj", "k"))
DOUBLED = re.compile(r"(.)\1")


class Normalizer:
    """Knows the words of the training data; asks is_word for the rest of the language."""

    def __init__(self, counts: Mapping[str, int], shorthand: Mapping[str, str], is_word: Callable[[str], bool]) -> None:
        """counts: how often each word stands in the training data. shorthand: what people write -> what they mean."""
        self.counts = dict(counts)
        # Only what the training data means by them: in English data an "a" is no "jeg".
        self._shorthand = {written: meant for written, meant in shorthand.items() if all(word in self.counts for word in meant.split())}
        self._is_word = is_word
        known = sorted((word for word, count in counts.items() if count >= SEEN_OFTEN), key=lambda word: (counts[word], word))
        self._vocabulary = frozenset(known)
        # Of several words with one folded form the most frequent wins, since it comes last.
        self._folded = {fold(word): word for word in known}
        self._sounding = {_sound(word): word for word in known if len(word) >= SHORTEST_CORRECTED}
        self._candidates = [word for word in known if len(word) >= SHORTEST_CORRECTED]
        self.word = lru_cache(maxsize=20_000)(self._word)

    @classmethod
    def of(cls, words: Iterable[str], shorthand: Mapping[str, str], is_word: Callable[[str], bool]) -> Normalizer:
        """A normalizer that knows these words of the training data."""
        return cls(Counter(clean(word) for word in words), shorthand, is_word)

    def _word(self, written: str) -> str:
        word = clean(written)
        if not word or not any(character.isalpha() for character in word):
            return NUMBER if any(character.isdigit() for character in word) else word if word and word in "?!.," else SYMBOL
        if word in self._shorthand:
            return self._shorthand[word]
        if self._knows(word):
            return word
        near = self._shortened(word) or self._with_danish_letters(word) or self._folded.get(fold(word)) or self._corrected(word)
        return near or self._sounding.get(_sound(word)) or word

    def knows(self, written: str) -> bool:
        """Whether a word, as it was meant, is one of the training data or of the language."""
        meant = self.word(written)
        return meant in self._shorthand.values() or any(self._knows(word) or word in self.counts for word in meant.split())

    def _knows(self, word: str) -> bool:
        return word in self._vocabulary or self._is_word(word)

    def _shortened(self, word: str) -> str | None:
        """ "heeej" -> "hej": the stretched letter twice or once, whichever is a word."""
        for letters in (r"\1\1", r"\1"):
            shorter = STRETCHED.sub(letters, word)
            if shorter != word and (self._knows(shorter) or shorter in self._shorthand):
                return self._shorthand.get(shorter, shorter)
        return None

    def _with_danish_letters(self, word: str) -> str | None:
        """ "loennen" -> "lønnen"."""
        spelled = word
        for written, letter in SPELLED_OUT:
            spelled = spelled.replace(written, letter)
        return spelled if spelled != word and self._knows(spelled) else None

    def _corrected(self, word: str) -> str | None:
        """The nearest word of the training data, one slip away, or two in a long word."""
        if len(word) < SHORTEST_CORRECTED:
            return None
        allowed = 2 if len(word) >= LONG else 1
        best = process.extractOne(word, self._candidates, scorer=OSA.distance, score_cutoff=allowed)
        return str(best[0]) if best and best[0][0] == word[0] else None


def _sound(word: str) -> str:
    """A word as it sounds: "tjænner" and "tjener" are alike."""
    for written, heard in ALIKE:
        word = word.replace(written, heard)
    return DOUBLED.sub(r"\1", word)


def clean(written: str) -> str:
    """Lower case, composed letters, nothing invisible."""
    return INVISIBLE.sub("", unicodedata.normalize("NFC", written)).lower().strip()
