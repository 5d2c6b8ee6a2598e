"""Which earlier answer of the test of fit somebody wants changed, by its number or by what its statement is about."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from bot.practice.fit_content import FitContent, fit_content
from bot.practice.phrases import Phrases, flat


@dataclass(frozen=True)
class Revision:
    """statement: whose answer is meant; rest: the message without the words that say so, "" when the statement is to be asked again."""

    statement: str
    rest: str


class RevisionReader:
    """Reads messages by the phrases of fit.yml."""

    def __init__(self, content: FitContent) -> None:
        reading = content.reading
        self._revise, self._back, self._about = Phrases(reading.revise), Phrases(reading.back), Phrases(reading.about)
        self._previous = Phrases(reading.previous)
        self._ordinals = {number: Phrases(words) for number, words in reading.ordinals.items()}
        self._called = {statement.id: Phrases(statement.called) for statement in content.statements}

    def read(self, text: str, order: Sequence[str], index: int) -> Revision | None:
        """The revision a message asks for while statement number index + 1 waits; None for an answer to that one."""
        words = flat(text)
        back, revise, about = self._back.found_in(words), self._revise.found_in(words), self._about.found_in(words)
        if not (back or revise or about):
            return None
        named = self._named(words, order, index, by_number=back or revise)
        if named is None or named == order[index]:
            return None
        rest = self._previous.without(self._about.without(self._revise.without(self._back.without(words))))
        return Revision(named, "" if back and not revise else rest.replace("|", " ").strip())

    def without(self, text: str) -> str:
        """The message without the words that say that it corrects an answer."""
        return self._about.without(self._revise.without(self._back.without(flat(text)))).replace("|", ",")

    def called(self, text: str) -> str | None:
        """The one statement that the words are about; None for none or several."""
        words = flat(text)
        called = [name for name, phrases in self._called.items() if phrases.found_in(words)]
        return called[0] if len(called) == 1 else None

    def _named(self, words: str, order: Sequence[str], index: int, *, by_number: bool) -> str | None:
        if by_number:
            number = next((number for number, phrases in self._ordinals.items() if phrases.found_in(words)), None)
            if number is not None and number <= index:
                return order[number - 1]
            if index and self._previous.found_in(words):
                return order[index - 1]
        return self.called(words)


@lru_cache(maxsize=1)
def revision_reader() -> RevisionReader:
    return RevisionReader(fit_content())
