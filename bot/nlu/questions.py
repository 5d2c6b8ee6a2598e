"""Where a message may hold two questions: pairs of parts that each ask something."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

SHORTEST = 3  # characters in a part
FEW = 3  # words; two parts this short ("krav og opgaver?") ask without a question word
WORD = re.compile(r"\w+")
SENTENCE_END = re.compile(r"[.!?]\s+|,\s+")


@dataclass(frozen=True)
class Split:
    """One way to cut a message in two: character positions where the left part ends and the right part begins."""

    left_end: int
    right_start: int


class QuestionSplitter:
    """Knows the words that join and begin questions; see lexicon.yml."""

    def __init__(self, lexicon: Mapping[str, Any]) -> None:
        joining = "|".join(map(re.escape, lexicon["joining"]))
        asking = "|".join(map(re.escape, lexicon["asking"]))
        self._joining = frozenset({*lexicon["joining"], "+", "&"})
        self._asking = frozenset(lexicon["asking"])
        self._fillers = frozenset(lexicon["fillers"])
        self._cut = re.compile(rf"(?<=[.!?])\s+|\n+|;\s*|,?\s+(?:{joining})\s+|,\s+(?=(?:{asking})\b)|\s*[+&]\s*", re.IGNORECASE)

    def splits(self, text: str) -> list[Split]:
        """Every place where both sides ask something; whether they ask two things is for the classifier to say."""
        found = []
        for cut in self._cut.finditer(text):
            left, right = text[: cut.start()].strip(), text[cut.end() :].strip()
            if len(left) < SHORTEST or len(right) < SHORTEST:
                continue
            joined = cut.group().strip(" ,").lower() in self._joining
            both_short = joined and len(WORD.findall(left)) <= FEW and len(WORD.findall(right)) <= FEW
            if both_short or (self._asks_somewhere(left) and self._asks(right)):
                found.append(Split(cut.start(), cut.end()))
        return found

    def _asks(self, part: str) -> bool:
        """Whether the part begins as a question does."""
        words = iter(WORD.findall(part.lower()))
        return next((word for word in words if word not in self._fillers), "") in self._asking

    def _asks_somewhere(self, part: str) -> bool:
        """Whether the part, or its last clause, begins as a question does: life stories come before questions."""
        return self._asks(part) or self._asks(SENTENCE_END.split(part.rstrip(".!? "))[-1])
