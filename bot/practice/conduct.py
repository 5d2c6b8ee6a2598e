"""What a message does beside the talk: asks for a hint or an end, breaks the game, says next to nothing or far too much."""

from __future__ import annotations

from functools import lru_cache
from typing import Literal

from bot.content_file import Words
from bot.folding import fold
from bot.practice.content_file import FOLDER, Sheet, read
from bot.practice.phrases import Phrases
from bot.practice.wording import WORD, Pattern, Wording, flat

Conduct = Literal["stop", "pause", "hint", "what_if", "abuse", "bot", "terse", "wall"]
COMMAND = 8  # words; a longer message is meant for the customer even when it holds "hjælp"
LONGEST_PLEA = 16  # words in which somebody asks the coach what to say
TERSE = 1  # words
EDGES = " :,.?\"'»«“”–-\n"  # what stands around a quoted sentence
WALL, LETTER = 900, 2500  # characters; an answer by e-mail may be a letter


class ConductWords(Sheet):
    stop: tuple[Pattern, ...]
    pause: tuple[Pattern, ...]
    hint: tuple[Pattern, ...]
    hint_anywhere: tuple[Words, ...]
    lead_in: frozenset[Words]
    what_if: tuple[Words, ...]
    that: Words
    bot: tuple[Pattern, ...]
    abuse: tuple[Pattern, ...]
    hello: tuple[Pattern, ...]


def conduct_of(text: str, *, letter: bool = False) -> Conduct | None:
    """The first that fits, abuse before all; None for an ordinary answer. letter: the talk is by e-mail."""
    words = len(WORD.findall(text))
    if _wording("abuse").found_in(text):
        return "abuse"
    if _what_if_start(text) is not None:
        return "what_if"
    if words <= COMMAND and (command := _command(text)):
        return command
    if words <= LONGEST_PLEA and _phrases("hint_anywhere").found_in(flat(text)):
        return "hint"
    if _wording("bot").found_in(text):
        return "bot"
    if words <= TERSE and not _wording("hello").found_in(text):
        return "terse"
    return "wall" if is_wall(text, letter=letter) else None


def is_wall(text: str, *, letter: bool) -> bool:
    """Whether it is more than anybody reads. letter: the talk is by e-mail."""
    return len(text) > (LETTER if letter else WALL)


def what_if_text(text: str) -> str:
    """What the user would have said: the rest after "hvad nu hvis jeg havde sagt", without quotes; may be empty."""
    start = _what_if_start(text)
    said = "" if start is None else text[start:].strip(EDGES)
    # "... at det er din skyld" reports what would have been said; without its first word it is that.
    first, _, rest = said.partition(" ")
    return rest.strip(EDGES) if first.lower() == _sheet().that else said


def _command(text: str) -> Conduct | None:
    """A command stands alone: its pattern must cover the message, or it would catch "kan jeg hjælpe" and "hjalp det?"."""
    said = flat(text)
    for name in ("stop", "pause", "hint"):
        for pattern in getattr(_sheet(), name):
            terms = pattern.split()
            spare = 1 if len(terms) > 1 else 0  # a word that may stand beside a longer one
            if Wording([pattern]).found_in(text) and len(said.split()) <= sum(len(term.split("_")) for term in terms) + spare:
                return name  # type: ignore[return-value]
    return None


def _what_if_start(text: str) -> int | None:
    """Where what would have been said begins in a text that asks how it would have been taken; None for one that does not ask."""
    match = next(_phrases("what_if").matches(flat(text)), None)
    if match is None:
        return None
    before, through = len(flat(text)[: match.start()].split()), len(flat(text)[: match.end()].split())
    words = list(WORD.finditer(text))
    lead_in = {fold(word) for word in _sheet().lead_in}
    if len(words) < through or any(fold(word.group()) not in lead_in for word in words[:before]):
        return None
    return words[through - 1].end()


@lru_cache(maxsize=1)
def _sheet() -> ConductWords:
    return read(FOLDER / "conduct.yml", ConductWords)


@lru_cache(maxsize=8)
def _wording(name: str) -> Wording:
    return Wording(getattr(_sheet(), name))


@lru_cache(maxsize=4)
def _phrases(name: str) -> Phrases:
    return Phrases(getattr(_sheet(), name))
