"""The part of a message that says what is wanted: the question at the end of a long story, the second half of a correction, and
what stands behind "jeg spurgte om" and "nej, jeg mente"."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

STORY = 25  # words; a message this long tells what went before its question
SENTENCES = 3  # at least, in a story
LEAST = 6  # words in a last sentence that says enough to be read by itself; a shorter one takes the one before with it
FEW = 3  # words that may follow a bare "no" and say what is meant instead: "nej, lønnen"
WORD = re.compile(r"\w+")
SENTENCE_END = re.compile(r"(?<=[.!?…])\s+|\n+")


@dataclass(frozen=True)
class Wanted:
    """From where to where (None: the end) a message says what it wants, in characters.

    again: it asks once more for what it did not get. after_no: a bare "no" stands before it, which may be a refusal all the same.
    """

    start: int = 0
    end: int | None = None
    again: bool = False
    after_no: bool = False


class Focus:
    """Knows the words of a correction; see lexicon.yml. asks: whether a sentence begins as a question does."""

    def __init__(self, lexicon: Mapping[str, Any], asks: Callable[[str], bool]) -> None:
        self._asks = asks
        opening, negation, turn = (_any(lexicon[name]) for name in ("correcting", "negations", "but"))
        fillers, no = _any(lexicon["again_fillers"]), _any(lexicon["no"])
        again, meant, framing, tail = (_any(lexicon[name]) for name in ("asking_again", "meaning", "framing", "asked_before"))
        loose = rf"(?:(?:{fillers})\b\W*)*"
        # A "no", what is not meant in one to four words, and then what is.
        self._not_but = re.compile(
            rf"^\W*(?:(?:{opening})\W+)*(?:{negation})\s+(?:\w+\s+){{0,3}}\w+\s*(?:,\s*(?:(?:{turn})\b)?|\b(?:{turn})\b)", re.IGNORECASE
        )
        # "Nej altså, jeg spurgte jo om": as often as it is said; and "det var årstallet, jeg spurgte om".
        self._again = re.compile(rf"^\W*{loose}(?:(?:{again})\b\W*{loose})+", re.IGNORECASE)
        self._meant = re.compile(rf"^\W*{loose}(?:(?:{meant})\b\W*{loose})+", re.IGNORECASE)
        self._framed = re.compile(rf"^\W*{loose}(?:{framing})\s+(?!(?:{negation})\b)(.+?),?\s+(?:{tail})\b", re.IGNORECASE)
        self._no = re.compile(rf"^\W*(?:{no})\b\W+", re.IGNORECASE)
        self._negation = re.compile(rf"\b(?:{negation})\b", re.IGNORECASE)

    def start(self, text: str) -> int:
        """The character position from which a message says what is wanted; 0 when all of it does."""
        return self.find(text).start

    def find(self, text: str) -> Wanted:
        """Where a message says what is wanted; all of it when no words set a part apart."""
        for pattern, again in ((self._not_but, False), (self._again, True), (self._meant, True)):
            said = pattern.match(text)
            if said and WORD.search(text, said.end()):
                return Wanted(said.end(), again=again)
        if framed := self._framed.match(text):
            return Wanted(framed.start(1), framed.end(1), again=True)
        if (denied := self._no.match(text)) and self._says_instead(text[denied.end() :]):
            return Wanted(denied.end(), after_no=True)
        return Wanted(self._after_story(text))

    def _says_instead(self, rest: str) -> bool:
        """Whether what follows a "no" is a question or names something, rather than goes on refusing."""
        if any(self._asks(sentence) or sentence.rstrip().endswith("?") for sentence in SENTENCE_END.split(rest)):
            return True
        return 0 < len(WORD.findall(rest)) <= FEW and not self._negation.search(rest)

    def _after_story(self, text: str) -> int:
        starts = [0, *(match.end() for match in SENTENCE_END.finditer(text) if WORD.search(text, match.end()))]
        if len(starts) < SENTENCES or len(WORD.findall(text)) < STORY:
            return 0
        last = text[starts[-1] :]
        if not (self._asks(last) or last.rstrip().endswith("?")):
            return 0
        return starts[-2] if len(WORD.findall(last)) < LEAST else starts[-1]


def _any(words: Iterable[str]) -> str:
    """A pattern for any of the words, the longest first."""
    return "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in sorted(words, key=len, reverse=True))
