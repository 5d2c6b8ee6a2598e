"""Words in a message that say more than its intent does: that somebody was dismissed, wants it simpler, does not know."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

GAP = ".."
BETWEEN = r"(?:\w+ ){0,3}"  # what may stand in a gap
PARTS = re.compile(r"(\.\.|\{\w+\})")


class Cues:
    """Knows which words are a cue for what; see lexicon.yml.

    A word that ends in * stands for all that begin with it, what ends in $ must end the message, with ^ before it begin it; .. stands
    for up to three words of any kind, and {people} for each of the phrases that lists has under that name.
    """

    def __init__(self, words: Mapping[str, Iterable[str]], lists: Mapping[str, Iterable[str]] | None = None) -> None:
        known = {name: f"(?:{'|'.join(map(_pattern, phrases))})" for name, phrases in (lists or {}).items()}
        self._patterns = {
            name: re.compile(rf"\b(?:{'|'.join(_phrase(phrase, known) for phrase in phrases)})(?!\w)") for name, phrases in words.items()
        }

    def find(self, *texts: str) -> list[str]:
        """The names of the cues found in any of the texts, in the order of the lexicon."""
        lowered = [" ".join(re.findall(r"\w+", text.lower())) for text in texts]
        return [name for name, pattern in self._patterns.items() if any(pattern.search(text) for text in lowered)]


def _phrase(phrase: str, lists: Mapping[str, str]) -> str:
    """The pattern of a phrase, its gaps and lists filled in. Raises: KeyError for a list that is not there."""
    parts = [part.strip() for part in PARTS.split(phrase) if part.strip()]
    made = [GAP if part == GAP else lists[part[1:-1]] if part.startswith("{") else _pattern(part) for part in parts]
    return " ".join(made).replace(f"{GAP} ", BETWEEN)


def _pattern(phrase: str) -> str:
    words = " ".join(re.findall(r"\w+", phrase.lower()))
    ending = r"\w*" if phrase.strip().endswith("*") else "$" if phrase.strip().endswith("$") else ""
    return ("^" if phrase.startswith("^") else "") + re.escape(words) + ending
