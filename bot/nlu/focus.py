"""The part of a message that says what is wanted: the question at the end of a long story, the second half of a correction."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

STORY = 25  # words; a message this long tells what went before its question
SENTENCES = 3  # at least, in a story
LEAST = 6  # words in a last sentence that says enough to be read by itself; a shorter one takes the one before with it
WORD = re.compile(r"\w+")
SENTENCE_END = re.compile(r"(?<=[.!?…])\s+|\n+")


class Focus:
    """Knows the words of a correction; see lexicon.yml. asks: whether a sentence begins as a question does."""

    def __init__(self, lexicon: Mapping[str, Any], asks: Callable[[str], bool]) -> None:
        self._asks = asks
        opening, negation, turn = ("|".join(map(re.escape, lexicon[name])) for name in ("correcting", "negations", "but"))
        # A "no", what is not meant in one to four words, and then what is.
        self._not_but = re.compile(
            rf"^\W*(?:(?:{opening})\W+)*(?:{negation})\s+(?:\w+\s+){{0,3}}\w+\s*(?:,\s*(?:(?:{turn})\b)?|\b(?:{turn})\b)", re.IGNORECASE
        )

    def start(self, text: str) -> int:
        """The character position from which a message says what is wanted; 0 when all of it does."""
        correction = self._not_but.match(text)
        if correction and WORD.search(text, correction.end()):
            return correction.end()
        starts = [0, *(match.end() for match in SENTENCE_END.finditer(text) if WORD.search(text, match.end()))]
        if len(starts) < SENTENCES or len(WORD.findall(text)) < STORY:
            return 0
        last = text[starts[-1] :]
        if not (self._asks(last) or last.rstrip().endswith("?")):
            return 0
        return starts[-2] if len(WORD.findall(last)) < LEAST else starts[-1]
