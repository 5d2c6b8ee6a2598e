"""Patterns of words from content files, found in one clause of a message in any order.

A pattern is a few terms; each must stand in the clause. In a term "a|b" is either, "*" any letters, "_" a blank between neighbours.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from pydantic import ConstrainedStr

from bot.content_file import Words
from bot.folding import fold
from bot.practice.content_file import FOLDER, Sheet, read

WORD = re.compile(r"\w+")
STOP = re.compile(r"[.!?]+(?=\s|$)|\n+")


class Clauses(Sheet):
    """joints: words that begin a new clause; causes: words after which a denial no longer holds; denials: words that deny one; abbreviations: their point ends no sentence."""

    joints: tuple[Words, ...]
    causes: tuple[Words, ...]
    denials: tuple[Words, ...]
    abbreviations: frozenset[Words]


CLAUSES = read(FOLDER / "clauses.yml", Clauses)
JOINT = re.compile(rf"\b(?:{'|'.join(CLAUSES.joints)})\b", re.IGNORECASE)
CLAUSE = re.compile(rf"[,;:()]|\s[–-]\s|{JOINT.pattern}", re.IGNORECASE)
CAUSES = tuple(f" {fold(word)} " for word in CLAUSES.causes)
NOT = re.compile(rf" (?:{'|'.join(map(fold, CLAUSES.denials))}) ")


class Pattern(ConstrainedStr):
    """A pattern as content files hold it."""

    min_length = 2
    regex = r"^[\w*|.' -]+$"
    strip_whitespace = True


class Wording:
    """Any of some patterns."""

    def __init__(self, patterns: Iterable[str]) -> None:
        self._patterns = [tuple(_term(term) for term in pattern.split()) for pattern in patterns]

    def found_in(self, text: str) -> bool:
        """Whether one clause of the text has a pattern, denied or not. A whole sentence counts as a clause too."""
        return any(self._stands(piece) for piece in _pieces(text))

    def affirmed_in(self, text: str) -> bool:
        """The same for clauses that deny nothing: "jeg kan ikke sende en ny" offers nothing."""
        return any(self._affirmed(clause) for sentence in sentences(text) for clause in clauses(sentence))

    def claimed_in(self, text: str) -> bool:
        """The same for clauses that no earlier one denies: "jeg kan ikke love, at den er der i morgen". A joint ends a denial."""
        for sentence in sentences(text):
            for part in JOINT.split(sentence):
                denied = False
                for clause in clauses(part):
                    denied = denied and not clause.startswith(CAUSES)
                    if not denied and self._affirmed(clause):
                        return True
                    denied = denied or NOT.search(clause) is not None
        return False

    def _affirmed(self, clause: str) -> bool:
        """Whether the clause has a pattern and denies nothing beside it: in "der kommer aldrig en rykker" the denial is the promise."""
        for terms in self._patterns:
            found = [term.search(clause) for term in terms]
            if not all(found):
                continue
            rest = clause
            for start, end in sorted((match.span() for match in found if match), reverse=True):
                rest = f"{rest[:start]} | {rest[end:]}"
            if not NOT.search(rest):
                return True
        return False

    def _stands(self, clause: str) -> bool:
        return any(all(term.search(clause) for term in terms) for terms in self._patterns)


def sentences(text: str) -> list[str]:
    """The sentences as they were written, without the blanks around them. Neither a point in a number nor in "kr." ends one."""
    found: list[str] = []
    start = 0
    for stop in STOP.finditer(text):
        before = text[start : stop.start()].split()
        if stop.group() == "." and before and before[-1].lower().lstrip("(") in CLAUSES.abbreviations:
            continue
        found.append(text[start : stop.end()].strip())
        start = stop.end()
    return [sentence for sentence in (*found, text[start:].strip()) if WORD.search(sentence)]


def clauses(sentence: str) -> Iterator[str]:
    """The clauses of a sentence, flat."""
    return (flat(part) for part in CLAUSE.split(sentence) if WORD.search(part))


@lru_cache(maxsize=256)
def _pieces(text: str) -> tuple[str, ...]:
    """Each sentence and each clause, flat; kept for a moment, since many wordings are looked for in one text."""
    return tuple(dict.fromkeys(piece for sentence in sentences(text) for piece in (flat(sentence), *clauses(sentence))))


def flat(text: str) -> str:
    """Folded words with one blank around each, so that a term begins and ends with a word."""
    return f" {' '.join(WORD.findall(fold(text)))} "


def _term(term: str) -> re.Pattern[str]:
    words = []
    for word in term.split("|"):
        plain = re.sub(r"[^\w*]+", " ", fold(word).replace("_", " ")).strip()
        words.append(re.escape(plain).replace(r"\*", r"\w*").replace(r"\ ", " "))
    return re.compile(rf" (?:{'|'.join(words)}) ")
