"""Lists of Danish phrases from content files, found in what people write, with or without æ, ø and å."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from bot.folding import fold

GAP = 4  # words that ".." may stand for at most
WORD = re.compile(r"\w+")
NEVER = re.compile(r"(?!)")


def flat(text: str) -> str:
    """The text as folded words with one blank around each, so that a phrase begins and ends with a word."""
    return f" {' '.join(WORD.findall(fold(text)))} "


class Phrases:
    """Finds any of some phrases. In a phrase, "a/b" is either word, "*" any letters, ".." up to four words."""

    def __init__(self, phrases: Iterable[str]) -> None:
        patterns = sorted({_pattern(phrase) for phrase in phrases}, key=len, reverse=True)
        self._pattern = re.compile("|".join(patterns)) if patterns else NEVER

    def found_in(self, flat_text: str) -> bool:
        """Whether a text, made flat, holds one of the phrases."""
        return self._pattern.search(flat_text) is not None

    def matches(self, flat_text: str) -> Iterator[re.Match[str]]:
        """Each place where a phrase stands, from left to right."""
        return self._pattern.finditer(flat_text)

    def without(self, flat_text: str) -> str:
        """The text with its phrases taken out; what stood beside them does not become neighbours."""
        return self._pattern.sub(" | ", flat_text)


def _pattern(phrase: str) -> str:
    pieces: list[str] = []
    for piece in phrase.split():
        if piece == "..":
            pieces.append(rf"(?:\w+ ){{0,{GAP}}}?")
        else:
            words = "|".join(re.escape(fold(word)).replace(r"\*", r"\w*") for word in piece.split("/"))
            pieces.append(f"(?:{words}) ")
    # The blank after the last word is only looked at: the next phrase may need it as the one before its first word.
    return "(?<= )" + "".join(pieces).removesuffix(" ") + "(?= )"
