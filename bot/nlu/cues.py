"""Words in a message that say more than its intent does: that somebody was dismissed, wants it simpler, does not know."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping


class Cues:
    """Knows which words are a cue for what; see lexicon.yml. A word that ends in * stands for all that begin with it, and what
    ends in $ must end the message, with ^ before it begin it."""

    def __init__(self, words: Mapping[str, Iterable[str]]) -> None:
        self._patterns = {name: re.compile(rf"\b(?:{'|'.join(map(_pattern, phrases))})(?!\w)") for name, phrases in words.items()}

    def find(self, *texts: str) -> list[str]:
        """The names of the cues found in any of the texts, in the order of the lexicon."""
        lowered = [" ".join(re.findall(r"\w+", text.lower())) for text in texts]
        return [name for name, pattern in self._patterns.items() if any(pattern.search(text) for text in lowered)]


def _pattern(phrase: str) -> str:
    words = " ".join(re.findall(r"\w+", phrase.lower()))
    ending = r"\w*" if phrase.endswith("*") else "$" if phrase.endswith("$") else ""
    return ("^" if phrase.startswith("^") else "") + re.escape(words) + ending
