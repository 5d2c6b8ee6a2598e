"""What somebody asks about a role-play that is over: why a part got so few points, what went wrong, how many there were."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from bot.content_file import Words
from bot.practice.conduct import conduct_of
from bot.practice.content_file import FOLDER, Sheet, read
from bot.practice.phrases import Phrases, flat
from bot.practice.plain_words import asks
from bot.practice.scenario import Part
from bot.practice.scorecard import PartScore, ScoreCard

Asked = Literal["part", "dispute", "best", "could", "wrong", "first", "points", "hint", "how_to", "what_if"]
MOST_SHOWN = 2  # parts that are gone through when it is asked what went wrong
LONGEST = 18  # words of a question about the card


class ReviewWords(Sheet):
    """parts: words for the parts of the card; the rest by what is asked."""

    parts: dict[Part, tuple[Words, ...]]
    why: tuple[Words, ...]
    dispute: tuple[Words, ...]
    best: tuple[Words, ...]
    could: tuple[Words, ...]
    wrong: tuple[Words, ...]
    points: tuple[Words, ...]
    first: tuple[Words, ...]
    hint: tuple[Words, ...]
    how_to: tuple[Words, ...]
    game: tuple[Words, ...]


@dataclass(frozen=True)
class Question:
    """asked: what about; part: the part of the card that is named; names_game: the words say themselves that a game is meant."""

    asked: Asked
    part: Part | None = None
    names_game: bool = False


def question_about(text: str) -> Question | None:
    """The question about a game that a message asks; None when it asks none."""
    words, sheet = flat(text), _sheet()
    if conduct_of(text) == "what_if":
        return Question("what_if", names_game=True)
    if len(words.split()) > LONGEST:
        return None
    names_game = _phrases("game").found_in(words)
    part = next((part for part, phrases in sheet.parts.items() if Phrases(phrases).found_in(words)), None)
    if _phrases("best").found_in(words):
        return Question("best", part, names_game)
    disputed = _phrases("dispute").found_in(words)
    if part and (disputed or _phrases("why").found_in(words)):
        return Question("dispute" if disputed and not asks(text) else "part", part, names_game)
    kinds: tuple[Asked, ...] = ("how_to", "could", "wrong", "points", "hint", "dispute")
    asked = next((kind for kind in kinds if _phrases(kind).found_in(words)), None)
    if asked == "points" and _phrases("first").found_in(words):
        asked = "first"
    return Question(asked, None, names_game) if asked else None


def weakest(card: ScoreCard) -> tuple[PartScore, ...]:
    """The parts that lost most points, most first, a broken rule before all; none when none lost any."""
    lost = sorted(
        (part for part in card.parts if part.points < part.of),
        key=lambda part: (part.id != "rules" or 2 * part.points > part.of, part.points - part.of),
    )
    return tuple(lost[:MOST_SHOWN])


def strongest(card: ScoreCard) -> PartScore:
    """The part that got most of its points, the weightiest of equals."""
    return max(card.parts, key=lambda part: (part.points / part.of, part.of))


@lru_cache(maxsize=1)
def _sheet() -> ReviewWords:
    return read(FOLDER / "review.yml", ReviewWords)


@lru_cache(maxsize=16)
def _phrases(name: str) -> Phrases:
    return Phrases(getattr(_sheet(), name))
