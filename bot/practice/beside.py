"""What somebody writes in a test or an interview that is no answer: a complaint, a question why, a word that it is about another."""

from __future__ import annotations

from functools import lru_cache
from typing import Literal

from bot.content_file import Words
from bot.practice.content_file import FOLDER, Sheet, read
from bot.practice.phrases import Phrases, flat
from bot.practice.plain_words import asks
from bot.practice.wording import sentences

Beside = Literal["complaint", "why", "for_other"]
KINDS: tuple[Beside, ...] = ("for_other", "why", "complaint")
LONGEST = 25  # words; a longer message tells a story, in which somebody may well complain


class BesideWords(Sheet):
    complaint: tuple[Words, ...]
    why: tuple[Words, ...]
    for_other: tuple[Words, ...]


def beside_of(text: str) -> Beside | None:
    """What a message is instead of an answer; None for an answer, and for a question about something else."""
    words = flat(text)
    if len(words.split()) > LONGEST:
        return None
    return next((kind for kind in KINDS if _phrases(kind).found_in(words)), None)


def parted(text: str) -> tuple[str, str]:
    """(what is told, what is asked) in a message: its sentences that ask nothing, and those that do; either may be empty."""
    pieces = sentences(text)
    asking = [piece for piece in pieces if asks(piece)]
    return " ".join(piece for piece in pieces if piece not in asking), " ".join(asking)


@lru_cache(maxsize=1)
def _sheet() -> BesideWords:
    return read(FOLDER / "beside.yml", BesideWords)


@lru_cache(maxsize=4)
def _phrases(name: str) -> Phrases:
    return Phrases(getattr(_sheet(), name))
