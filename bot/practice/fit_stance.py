"""How a free answer stands to a statement, negations included; who answers plays no part."""

from __future__ import annotations

from functools import lru_cache

from bot.folding import fold
from bot.practice.fit_content import FitContent, Stance, fit_content
from bot.practice.phrases import Phrases, flat

NEAR = 2  # words between a word and the "not" that turns it around


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
        stance = self._of(*self._told(words, statement))
        if self._unknown.found_in(words) and stance != "both":
            return "unknown"
        return stance

    def _told(self, words: str, statement: str) -> tuple[bool, bool]:
        """(for, against): by the statement's own phrases, else by the common ones, else by single words."""
        cue_for, cue_against = self._cues[statement]
        said_for, said_against = self._weighed(words, cue_for, cue_against)
        if said_for or said_against:
            return said_for, said_against
        said_for = self._fits.found_in(words)
        rest = self._fits.without(words)
        said_against = self._not.found_in(rest)
        rest = self._not.without(rest)
        by_word = self._weighed(rest, self._positive, self._negative)
        return said_for or by_word[0], said_against or by_word[1]

    def _weighed(self, words: str, good: Phrases, bad: Phrases) -> tuple[bool, bool]:
        """(for, against) by some phrases, each turned around by a "not" close by."""
        sides = [not self._turned(words, match.start(), match.end()) for match in good.matches(words)]
        sides += [self._turned(words, match.start(), match.end()) for match in bad.matches(words)]
        return True in sides, False in sides

    @staticmethod
    def _of(said_for: bool, said_against: bool) -> Stance | None:
        if said_for and said_against:
            return "both"
        return "fits" if said_for else "not" if said_against else None

    def _turned(self, words: str, start: int, end: int) -> bool:
        """Whether a "not" stands close by: before the word, or after it as Danish main clauses have it."""
        before, after = words[:start].split()[-NEAR:], words[end:].split()[:NEAR]
        return bool(self._negators & {*before, *after})


@lru_cache(maxsize=1)
def stance_reader() -> StanceReader:
    return StanceReader(fit_content())
