"""A line as numbers, from which the service moves in it are told: words, pieces of words, cues, and how the line is built.

How it begins, how long it is and whom it speaks of took the mean F1 in five-fold cross-validation from 0.72 to 0.74, that of listening
from 0.63 to 0.78. Tried and dropped: a feature for each single cue (no gain), dictionary forms of words (0.003).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from scipy.sparse import csr_matrix, hstack
from sklearn.feature_extraction import DictVectorizer
from sklearn.feature_extraction.text import TfidfVectorizer

from bot.content_file import Words
from bot.folding import fold
from bot.practice.content_file import FOLDER, Sheet, read
from bot.practice.moves import Move
from bot.practice.wording import Pattern, Wording

TOKEN = re.compile(r"[^\W\d]+|\d+|[?!]")
BUILD_WEIGHT = 0.4  # of a trait of the build, beside words whose vectors have length one; 0.3 and 0.5 are as good, 0.7 is worse
STEP, LONGEST = 3, 5  # lengths are counted in steps of three words, and all from fifteen on are one


class Cues(Sheet):
    """cues: patterns that point to a move; people: words for those spoken of; denials: words that deny; honest: a limit that is owned to.

    asking_name: how somebody is asked for their name; opens, joins, wh, verbs, requests: how a clause asks without a question mark.
    sides_with, accuses, passes_on, owns, shrugs: what the words say for sure, whatever they resemble.
    """

    people: frozenset[Words]
    denials: frozenset[Words]
    honest: tuple[Pattern, ...]
    asking_name: tuple[Pattern, ...]
    asking_wish: tuple[Pattern, ...]
    asking_more: tuple[Pattern, ...]
    refuses: tuple[Pattern, ...]
    insults: tuple[Pattern, ...]
    empathic: tuple[Pattern, ...]
    jargon_not: tuple[Pattern, ...]
    unsure_of_self: tuple[Pattern, ...]
    opens: tuple[Words, ...]
    joins: tuple[Words, ...]
    wh: tuple[Words, ...]
    verbs: tuple[Words, ...]
    requests: tuple[Pattern, ...]
    sides_with: tuple[Pattern, ...]
    accuses: tuple[Pattern, ...]
    passes_on: tuple[Pattern, ...]
    owns: tuple[Pattern, ...]
    shrugs: tuple[Pattern, ...]
    cues: dict[Move, tuple[Pattern, ...]]


@lru_cache(maxsize=1)
def cue_sheet() -> Cues:
    """content/cues.yml. Raises: ContentError."""
    return read(FOLDER / "cues.yml", Cues)


class MoveFeatures:
    """Fitted on the lines the detector learns from. Rows are scipy sparse, one for each text."""

    def __init__(self) -> None:
        sheet = cue_sheet()
        self._people, self._denials = frozenset(map(fold, sheet.people)), frozenset(map(fold, sheet.denials))
        self._cues = {move: Wording(patterns) for move, patterns in sheet.cues.items()}
        self._words = TfidfVectorizer(lowercase=False, token_pattern=r"\S+", ngram_range=(1, 2), sublinear_tf=True)  # noqa: S106
        self._pieces = TfidfVectorizer(lowercase=False, analyzer="char_wb", ngram_range=(2, 5), min_df=2, sublinear_tf=True)
        self._builds = DictVectorizer()

    def fit(self, texts: Sequence[str]) -> csr_matrix:
        """Learns the vocabulary; the rows of the same texts."""
        marked, builds = [self._marked(text) for text in texts], [self._build(text) for text in texts]
        return hstack([self._words.fit_transform(marked), self._pieces.fit_transform(marked), self._builds.fit_transform(builds)]).tocsr()

    def rows(self, texts: Sequence[str]) -> csr_matrix:
        """The rows of texts by the vocabulary that was learnt."""
        marked, builds = [self._marked(text) for text in texts], [self._build(text) for text in texts]
        return hstack([self._words.transform(marked), self._pieces.transform(marked), self._builds.transform(builds)]).tocsr()

    def _marked(self, text: str) -> str:
        """The plain text with a word of our own for each list of cues that has one in it."""
        marks = [f"cue_{move}" for move, wording in self._cues.items() if wording.found_in(text)]
        return " ".join([plain(text), *marks])

    def _build(self, text: str) -> dict[str, float]:
        words = TOKEN.findall(fold(text))
        traits = {f"length:{min(LONGEST, len(words) // STEP)}"}
        if words:
            traits |= {f"first:{words[0]}", f"first:{' '.join(words[:2])}", f"last:{words[-1]}"}
        traits |= {f"has:{word}" for word in self._people.intersection(words)} | {f"has:{mark}" for mark in "?!" if mark in words}
        if self._denials.intersection(words):
            traits.add("denies")
        return dict.fromkeys(sorted(traits), BUILD_WEIGHT)


def plain(text: str) -> str:
    """Folded tokens; any number is one and the same, since a number says nothing about a move."""
    return " ".join("0" if token.isdigit() else token for token in TOKEN.findall(fold(text)))
