"""How a free answer stands to a statement, negations included; who answers plays no part."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from bot.folding import fold
from bot.practice.fit_content import FitContent, Stance, fit_content
from bot.practice.phrases import Phrases, flat

NEAR = 2  # words between a word and the "not" that turns it around
FEW = 8  # words of a clause in which a single word tells the stance; in a longer one it may be about anything
CLAUSE = re.compile(r"[,.;:!?()\n]+")


class StanceReader:
    """Reads answers by the phrases of fit.yml."""

    def __init__(self, content: FitContent) -> None:
        reading = content.reading
        self._choices: dict[str, Stance] = {}
        for stance, title in content.choices.pairs():
            self._choices |= {stance: stance, flat(title).strip(): stance}
        self._unknown, self._both = Phrases(reading.unknown), Phrases(reading.both)
        self._fits, self._not = Phrases(reading.fits), Phrases(reading.not_)
        self._positive, self._negative = Phrases(reading.positive), Phrases(reading.negative)
        self._negators = frozenset(map(fold, reading.negators))
        self._cues: dict[str, tuple[Phrases, Phrases]] = {
            statement.id: (Phrases(statement.cues.fits), Phrases(statement.cues.not_)) for statement in content.statements
        }

    def title(self, stance: Stance) -> str:
        """The button that stands for a stance."""
        return next(title for name, title in fit_content().choices.pairs() if name == stance)

    def is_choice(self, text: str) -> bool:
        """Whether the text is a button's id or title rather than the user's own words."""
        return flat(text).strip() in self._choices

    def read(self, text: str, statement: str) -> Stance | None:
        """The stance of the answer; None when it cannot be told. Raises: KeyError for an unknown statement."""
        words = flat(text)
        choice = self._choices.get(words.strip())
        if choice:
            return choice
        if self._both.found_in(words):
            return "both"
        pieces = [flat(piece) for piece in CLAUSE.split(text) if piece.strip()]
        stance = self._of(*self._told(words, pieces, statement))
        if self._unknown.found_in(words) and stance != "both":
            return "unknown"
        return stance

    def _told(self, words: str, pieces: Sequence[str], statement: str) -> tuple[bool, bool]:
        """(for, against): by the statement's own phrases, else by the common ones, else by single words of short clauses."""
        cue_for, cue_against = self._cues[statement]
        said_for, said_against = self._weighed(words, pieces, cue_for, cue_against)
        if said_for or said_against:
            return said_for, said_against
        said_for = self._fits.found_in(words)
        said_against = self._not.found_in(self._fits.without(words))
        rests = [self._not.without(self._fits.without(piece)) for piece in pieces]
        by_first = self._weighed("", [_first(rest) for rest in rests], self._positive, self._negative)
        # "Yes, why not?" says yes; what denies stands after the yes and not with it.
        others = [_but_first(rest) if self._says(rest) else rest for rest in rests]
        by_word = self._weighed("", [rest for rest in others if len(rest.split()) <= FEW], self._positive, self._negative)
        return said_for or by_word[0] or by_first[0], said_against or by_word[1] or by_first[1]

    def _weighed(self, words: str, pieces: Sequence[str], good: Phrases, bad: Phrases) -> tuple[bool, bool]:
        """(for, against) by some phrases, each turned around by a "not" close by in its clause; a phrase may also run over a comma."""
        sides: list[bool] = []
        for piece in [*pieces, words]:
            if piece == words and sides:
                break
            sides += [not self._turned(piece, match.start(), match.end()) for match in good.matches(piece)]
            sides += [self._turned(piece, match.start(), match.end()) for match in bad.matches(piece)]
        return True in sides, False in sides

    def _says(self, words: str) -> bool:
        """Whether the first word alone says yes or no."""
        first = f" {' '.join(words.split()[:1])} "
        return self._positive.found_in(first) or self._negative.found_in(first)

    @staticmethod
    def _of(said_for: bool, said_against: bool) -> Stance | None:
        if said_for and said_against:
            return "both"
        return "fits" if said_for else "not" if said_against else None

    def _turned(self, words: str, start: int, end: int) -> bool:
        """Whether a "not" stands close by: before the word, or after it as Danish main clauses have it."""
        before, after = words[:start].split()[-NEAR:], words[end:].split()[:NEAR]
        return bool(self._negators & {*before, *after})


def _first(words: str) -> str:
    """The word a clause begins with, and a denial right after it: "ja", "nej", "gerne ikke"."""
    return f" {' '.join(words.split()[:NEAR])} "


def _but_first(words: str) -> str:
    return f" {' '.join(words.split()[1:])} "


@lru_cache(maxsize=1)
def stance_reader() -> StanceReader:
    return StanceReader(fit_content())
