"""Finds known names in a text: exactly, with an ending, or misspelt."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.folding import fold
from bot.knowledge.names import Name

LONGEST = 4  # words in the longest name
SHORTEST_FUZZY = 6  # letters; shorter names have too many ordinary words near them
WORD = re.compile(r"\w+(?:[-'.]\w+)*")


@dataclass(frozen=True)
class Found:
    """A name in a text. start and end are character positions in it; value is the id the name stands for."""

    start: int
    end: int
    entity: str
    value: str


class Gazetteer:
    """Known names, and how they may be written. Longer names win over shorter, earlier over later."""

    def __init__(
        self,
        names: Iterable[Name],
        *,
        endings: Sequence[str] = (),
        place_before: Sequence[str] = (),
        bare_roles: Mapping[str, Any] | None = None,
        bare_not_before: Sequence[str] = (),
        bare_not_after: Sequence[str] = (),
        comparing: Sequence[str] = (),
        linking: Sequence[str] = (),
        joining: Sequence[str] = (),
        articles: Sequence[str] = (),
        is_word: Callable[[str], bool] = lambda word: False,
    ) -> None:
        """is_word tells ordinary Danish words, which are never taken for misspelt names.

        bare_roles: words that name a role only after certain others ("blive chef", not "min chef"), or beside another role, or
        where the message compares, or with nothing else said; comparing and linking are the words that tell; see lexicon.yml.
        """
        self._names: dict[str, Name] = {}
        for name in names:
            self._names.setdefault(_key(name.text), name)
        self._endings = sorted({fold(ending) for ending in endings}, key=len, reverse=True)
        self._place_before = frozenset(place_before)
        self._bare = dict(bare_roles or {})
        self._bare_not_before, self._bare_not_after = frozenset(bare_not_before), frozenset(bare_not_after)
        self._comparing, self._linking = frozenset(comparing), frozenset(linking)
        self._joining, self._articles = frozenset(joining), frozenset(articles)
        self._is_word = is_word
        self._fuzzy = [key for key in self._names if len(key) >= SHORTEST_FUZZY]

    def find(self, text: str) -> list[Found]:
        """The names in a text, in order, none overlapping another."""
        words = list(WORD.finditer(text))
        found: list[Found] = []
        index = 0
        while index < len(words):
            match, length = self._at(text, words, index)
            if match:
                found.append(Found(words[index].start(), words[index + length - 1].end(), match.entity, match.value))
            index += length
        return found

    def _at(self, text: str, words: Sequence[re.Match[str]], index: int) -> tuple[Name | None, int]:
        for length in range(min(LONGEST, len(words) - index), 0, -1):
            span = text[words[index].start() : words[index + length - 1].end()]
            name = self._exact(_key(span))
            # "års" is not the town Aars, though both fold to one key: an ordinary word counts only where a place would stand.
            doubtful = name and (name.ambiguous or (span.lower() != name.text.lower() and self._is_word(span.lower())))
            if name and not (doubtful and not self._placed(text, words, index)):
                return name, length
        for length in (2, 1):
            if index + length <= len(words):
                span = text[words[index].start() : words[index + length - 1].end()]
                name = self._near(span)
                if name and not (name.ambiguous and not self._placed(text, words, index)):
                    return name, length
        return self._bare_role(words, index), 1

    def _bare_role(self, words: Sequence[re.Match[str]], index: int) -> Name | None:
        """A role by its short name, where the words around it say that a role is meant rather than somebody's own boss."""
        said = [word.group().lower() for word in words]
        word = self._bare_form(said[index])
        before = said[index - 1] if index else ""
        after = said[index + 1] if index + 1 < len(said) else ""
        if word is None or before in self._bare_not_after:
            return None
        wished = before in self._bare[word]["after"] and after not in self._bare_not_before
        return Name(word, "role", self._bare[word]["role"]) if wished or self._is_compared(said, index) else None

    def _bare_form(self, word: str) -> str | None:
        """The short name a word is a form of: "chefen", "medarbejdere"."""
        stems = (word[: -len(ending)] for ending in self._endings if word.endswith(ending))
        return next((form for form in (word, *stems) if form in self._bare), None)

    def _is_compared(self, said: Sequence[str], index: int) -> bool:
        """Whether a short name stands in a comparison ("medarbejder vs chef"), beside another role, or alone ("og chef?")."""
        others = [word for word in (*said[:index], *said[index + 1 :]) if word not in self._linking]
        if not others or any(word in self._comparing for word in said):
            return True
        if len(others) < len(said) - 1 and all(map(self._is_role, others)):
            return True
        # "... at være teamleder eller chef": joined to another role, in its plain form.
        before, after = list(reversed(said[:index])), list(said[index + 1 :])
        return said[index] in self._bare and any(self._is_joined(side) for side in (before, after))

    def _is_joined(self, side: Sequence[str]) -> bool:
        """Whether what stands on one side of a word, nearest first, is a word that joins and then a role."""
        rest = [word for word in side[1:3] if word not in self._articles]
        return bool(side and rest) and side[0] in self._joining and self._is_role(rest[0])

    def _is_role(self, word: str) -> bool:
        name = self._exact(_key(word))
        return self._bare_form(word) is not None or (name is not None and name.entity == "role")

    def _exact(self, key: str) -> Name | None:
        if key in self._names:
            return self._names[key]
        for ending in self._endings:
            stem = key[: -len(ending)]
            if len(stem) >= 4 and key.endswith(ending) and stem in self._names:
                return self._names[stem]
        return None

    def _near(self, span: str) -> Name | None:
        key = _key(span)
        if len(key) < SHORTEST_FUZZY or any(character.isdigit() for character in key):
            return None
        if any(self._is_word(word.lower()) for word in (span, *WORD.findall(span))):
            return None
        allowed = 1 if len(key) < 9 else 2
        best = process.extractOne(key, self._fuzzy, scorer=OSA.distance, score_cutoff=allowed)
        # A misspelt word nearly always keeps its first letter; requiring it keeps "listen" from being "Lystrup".
        return self._names[best[0]] if best and best[0][0] == key[0] else None

    def _placed(self, text: str, words: Sequence[re.Match[str]], index: int) -> bool:
        """Whether an ordinary word stands where a place would: after "i" or "fra", or with a capital inside a sentence."""
        before = words[index - 1].group().lower() if index else ""
        return before in self._place_before or (index > 0 and words[index].group()[:1].isupper() and not text.isupper())


def _key(text: str) -> str:
    return re.sub(r"[\s\-'.]+", " ", fold(text)).strip()
