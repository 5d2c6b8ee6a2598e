"""Where a message may say two things: pairs of parts of which at least one asks something."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from rapidfuzz import process
from rapidfuzz.distance import OSA

WHETHER = "om"  # "... vide, om man kan leve af det, og om der er arbejde"
SHORTEST = 3  # characters in a part
MOST = 12  # places in a message; each is classified, and 2,000 question marks kept everybody waiting for 20 s
FEW = 3  # words; two parts this short ("krav og opgaver?") ask without a question word
LONG_WH = 6  # letters of a question word with no other word one slip away
WORD = re.compile(r"\w+")
SENTENCE = re.compile(r"(?<=[.!?…])\s+|\n+|(?<=[^\w\s,;:])\s+(?=[^\W\d_])")
CLAUSE = re.compile(r"[.!?]\s+|,\s+")


@dataclass(frozen=True)
class Split:
    """One way to cut a message in two, as character positions: what the left part asks begins at left_start, since a life
    story may stand before it. A part that does not ask may be a mood beside a question. weak: no word shows that both parts ask
    something, only what they are about may: "arbejdstider, løn", "... Jeg vil også gerne øve mig".
    """

    left_start: int
    left_end: int
    right_start: int
    left_asks: bool
    right_asks: bool = True
    weak: bool = False


class QuestionSplitter:
    """Knows the words that join and begin questions; see lexicon.yml. normalize reads a word as it was meant."""

    def __init__(self, lexicon: Mapping[str, Any], normalize: Callable[[str], str] = str.lower) -> None:
        joining = "|".join(map(re.escape, lexicon["joining"]))
        asking = "|".join(map(re.escape, lexicon["asking"]))
        self._normalize = normalize
        self._joining = frozenset({*lexicon["joining"], "+", "&"})
        self._turning_to = frozenset(lexicon["joining_another"])
        self._asking = frozenset(lexicon["asking"])
        self._first_person = frozenset(lexicon["first_person"])
        self._wish_verbs, self._wished = frozenset(lexicon["wish_verbs"]), frozenset(lexicon["wished"])
        self._wh = frozenset(lexicon["question_words"])
        self._long_wh = sorted(word for word in self._wh if len(word) >= LONG_WH)
        self._subjects = frozenset(lexicon["subjects"])
        self._subordinators = frozenset(lexicon["subordinators"])
        self._inverting = frozenset(lexicon["inverting"])
        self._fillers = frozenset(lexicon["fillers"])
        self._cut = re.compile(
            rf"(?<=[.!?…])\s*(?=\S)|\n+|;\s*|(?<=[^\w\s,;:.!?'\"()/-])\s+|,?\s+(?:{joining})\s+|,\s+(?=(?:{asking})\b)|,\s+|\s*[+&]\s*|\s+(?=(?:{asking})\b)",
            re.IGNORECASE,
        )

    def splits(self, text: str) -> list[Split]:
        """Every place where a side asks; whether the sides are two things is for the classifier to say."""
        found = []
        for cut in self._cut.finditer(text):
            left, right = text[: cut.start()].strip(), text[cut.end() :].strip()
            if len(left) < SHORTEST or len(right) < SHORTEST:
                continue
            split = self._at(text, cut, left, right)
            if split:
                found.append(split)
            if len(found) == MOST:
                break
        return found

    def _at(self, text: str, cut: re.Match[str], left: str, right: str) -> Split | None:
        joiner = cut.group().strip(" ,\n").lower()
        ends_sentence = text[cut.start() - 1] in ".!?…" or "\n" in cut.group()
        if joiner in self._joining and _words(left) <= FEW and _words(right) <= FEW:
            return Split(0, cut.start(), cut.end(), left_asks=True)
        clause = max((match.end() for match in CLAUSE.finditer(left)), default=0)
        if joiner in self._joining and clause and _words(right) <= FEW and _words(left[clause:]) == 1:
            # "Og en chef, løn og opgaver?": what is asked for is named after whom it is asked about.
            return Split(clause, cut.start(), cut.end(), left_asks=True)
        if left.endswith("?") and right.endswith("?") and _words(left) <= FEW:
            return Split(0, cut.start(), cut.end(), left_asks=True)
        if joiner in self._joining and self._first(right) == WHETHER and WHETHER in map(self._meant, WORD.findall(left)):
            return Split(0, cut.start(), cut.end(), left_asks=True)
        if not self.asks(right) and left.endswith("?") and self._question_start(left) is not None:
            return Split(self._question_start(left) or 0, cut.start(), cut.end(), left_asks=True, right_asks=False)
        start = self._question_start(left)
        if not self.asks(right) or (joiner == "" and not ends_sentence and self._is_clause(right)):
            # "... og barsel?" goes on with the same question; a sentence of its own, or "desuden", may begin another.
            apart = ends_sentence or joiner in self._turning_to
            begins = WORD.search(right) is not None and self._first(right) not in self._subordinators
            weak = start is not None and apart and begins
            return Split(start or 0, cut.start(), cut.end(), left_asks=True, right_asks=False, weak=True) if weak else None
        if joiner == "" and not ends_sentence and "," not in cut.group() and not self._begins_main_question(right):
            # "... hele dagen kan man tage kurser i dem": a verb and who does it may begin a question after another.
            weak = start is not None and self._inverts(right) and _words(left) > FEW < _words(right)
            return Split(start or 0, cut.start(), cut.end(), left_asks=True, weak=True) if weak else None
        return Split(start if start is not None else 0, cut.start(), cut.end(), left_asks=start is not None)

    def asks(self, part: str) -> bool:
        """Whether the part begins as a question does: with a word that asks, with a verb and then its subject ("gemmer du"),
        or with a wish to know ("jeg vil gerne vide").
        """
        words = [word for word in map(self._meant, WORD.findall(part)[:8]) if word not in self._fillers]
        inverted = len(words) > 1 and words[1] in self._inverting and words[0] not in self._subjects | self._subordinators
        return bool(words) and (words[0] in self._asking or inverted or self._wishes(words))

    def _wishes(self, words: list[str]) -> bool:
        """ "jeg vil gerne vide", "ellers vil jeg høre": somebody and a wish, in either order, and soon what is wished for."""
        begins = next((set(words[at : at + 2]) for at in (0, 1) if len(words) > at + 1 and words[at + 1] in self._first_person), set())
        begins = begins or (set(words[:2]) if words[0] in self._first_person else set())
        return bool(begins & self._wish_verbs) and not self._wished.isdisjoint(words[2:6])

    def _first(self, part: str) -> str:
        words = (self._meant(word) for word in WORD.findall(part))
        return next((word for word in words if word not in self._fillers), "")

    def _meant(self, word: str) -> str:
        """The word as it was meant; a slip in a long question word ("hvlike", "hvordna") is read as that word, even one that
        so many write that the training data knows it.
        """
        lower = word.lower()
        if lower in self._asking:
            return lower
        near = process.extractOne(lower, self._long_wh, scorer=OSA.distance, score_cutoff=1) if len(lower) >= LONG_WH - 1 else None
        return str(near[0]) if near else self._normalize(word)

    def _inverts(self, part: str) -> bool:
        """Whether a part begins with a verb and a subject that is surely one: "kan man", "har de"."""
        words = [self._meant(word) for word in WORD.findall(part)[:2]]
        return len(words) == 2 and words[0] in self._asking - self._wh and words[1] in self._inverting

    def _is_clause(self, part: str) -> bool:
        """Whether a part that begins with a question word is only a clause: "hvad man tjener" has its subject before the verb."""
        words = [self._meant(word) for word in WORD.findall(part)[:2]]
        return len(words) == 2 and words[0] in self._wh and words[1] in self._subjects

    def _begins_main_question(self, part: str) -> bool:
        """Whether a part without any joiner before it begins a new question; only question words are sure enough for that."""
        return self._first(part) in self._wh and not self._is_clause(part)

    def _question_start(self, left: str) -> int | None:
        """Where the left part's question begins, None when it asks nothing: the whole of it, or its last sentence or clause."""
        if self.asks(left):
            return 0
        for pattern in (SENTENCE, CLAUSE):
            start = max((match.end() for match in pattern.finditer(left)), default=None)
            # "en tirsdag, hvor jeg har hængt jakken": what follows a comma may only tell where or when.
            if start is not None and self.asks(left[start:]) and not (pattern is CLAUSE and self._is_clause(left[start:])):
                return start
        return None


def _words(part: str) -> int:
    return len(WORD.findall(part))
