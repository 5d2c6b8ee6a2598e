"""What an answer shows beside its parts: numbers, names, whose actions they are, and blame of former employers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from bot.folding import fold
from bot.practice.interview_content import EvidenceWords, interview_content
from bot.practice.phrases import WORD, Phrases, flat

NUMBER = re.compile(r"\d+(?:[.,–-]\d+)*(?:\s*(?:%|pct\.?|kr\.?))?")
HIDDEN = re.compile(r"\[[^\]]*\]")  # what a mask leaves where personal data stood
SENTENCE = re.compile(r"(?<=[.!?])\s+|\n+")
MOST_SHOWN = 4


@dataclass(frozen=True)
class Evidence:
    """things: numbers and names as written, each once; own, general: how often the speaker says "I", and "one" or "we"."""

    words: int
    things: tuple[str, ...]
    own: int
    general: int
    blame: str | None


class Examiner:
    """Looks for evidence by the word lists of interview.yml."""

    def __init__(self, lists: EvidenceWords) -> None:
        self._introducing = Phrases(lists.introducing)
        self._number_words = frozenset(map(fold, lists.number_words))
        self._not_names = frozenset(lists.not_names)
        self._own, self._general = frozenset(map(fold, lists.own)), frozenset(map(fold, lists.general))
        self._fillers = frozenset(map(fold, lists.fillers))
        self._reflexive = frozenset(map(fold, lists.reflexive)) - self._general
        self._impersonal, self._personal = lists.general[0], lists.own[0]
        employer, blame = "/".join(lists.employers), "/".join(lists.blame)
        self._blame = Phrases([f"{employer} .. {blame}", f"{blame} {employer}", *lists.blame_whole])
        self._blame_unless = Phrases(lists.blame_unless)

    def examine(self, text: str, *, introduces: bool = False) -> Evidence:
        """The evidence of a whole answer. introduces: it says who somebody is, and their name and age are nothing concrete."""
        own = {word for match in self._introducing.matches(flat(text)) for word in match.group().split()} if introduces else set()
        words = WORD.findall(fold(text))
        return Evidence(
            words=len(text.split()),
            things=tuple(thing for thing in self.things(text) if fold(thing) not in own)[:MOST_SHOWN],
            own=sum(word in self._own for word in words),
            general=sum(word in self._general for word in words),
            blame=self._blamed(text),
        )

    def things(self, text: str) -> tuple[str, ...]:
        """Numbers and names of places and firms, in order, each once. A word that begins a sentence is not taken for a name."""
        found: list[tuple[int, str]] = []
        shown = HIDDEN.sub(lambda hidden: " " * len(hidden.group()), text)
        found += [(match.start(), match.group().strip()) for match in NUMBER.finditer(shown)]
        for match in WORD.finditer(shown):
            word, before = match.group(), shown[: match.start()].rstrip()
            if fold(word) in self._number_words or (
                word[0].isupper() and word not in self._not_names and before and before[-1] not in '.!?:»"\n'
            ):
                found.append((match.start(), word))
        return tuple(dict.fromkeys(thing for _, thing in sorted(found)))

    def opened(self, sentence: str) -> str:
        """The sentence as an opening: without fillers, in the first person, with a capital and a full stop."""
        words = sentence.split()
        while len(words) > 1 and (WORD.findall(fold(words[0])) or [""])[0] in self._fillers:
            words.pop(0)
        if not self._reflexive & set(WORD.findall(fold(sentence))):
            # Danish verbs do not change with the person, so the word alone can be exchanged.
            words = [self._personal if fold(word) == fold(self._impersonal) else word for word in words]
        said = " ".join(words).strip(" ,;")
        return f"{said[:1].upper()}{said[1:]}" + ("" if said.endswith((".", "!", "?")) else ".")

    def _blamed(self, text: str) -> str | None:
        for sentence in SENTENCE.split(text):
            if self._blame.found_in(self._blame_unless.without(flat(sentence))):
                return sentence.strip()
        return None


def quoted(text: str, most: int = 140) -> str:
    """The user's own words, cut between words when there are too many characters to show."""
    flowing = " ".join(text.split())
    return flowing if len(flowing) <= most else f"{flowing[:most].rsplit(' ', 1)[0]} …"


def most_telling(sentences: Sequence[str], examine: Examiner) -> str | None:
    """The sentence with the most numbers and names, the first of equals; None for no sentences."""
    return max(sentences, key=lambda sentence: len(examine.things(f". {sentence}")), default=None)


@lru_cache(maxsize=1)
def examiner() -> Examiner:
    return Examiner(interview_content().evidence)
