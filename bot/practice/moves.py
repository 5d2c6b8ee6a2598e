"""The moves of a service talk, and the labelled lines the detector learns them from."""

from __future__ import annotations

from functools import lru_cache
from typing import Literal

from bot.content_file import Words
from bot.practice.content_file import FOLDER, Sheet, read

Move = Literal[
    "greeting", "empathy", "apology", "question", "listening", "information", "solution", "ownership", "close",
    "blame", "defensiveness", "empty_phrase", "rudeness", "false_promise", "jargon",
]  # fmt: skip
MOVES: tuple[Move, ...] = Move.__args__  # type: ignore[attr-defined]
FAULTS: tuple[Move, ...] = MOVES[9:]


class LabelledLine(Sheet):
    text: Words
    labels: tuple[Move, ...]


class LabelledLines(Sheet):
    moves: tuple[LabelledLine, ...]


@lru_cache(maxsize=1)
def labelled_lines() -> tuple[LabelledLine, ...]:
    """All lines of content/moves.yml. Raises: ContentError."""
    return read(FOLDER / "moves.yml", LabelledLines).moves
