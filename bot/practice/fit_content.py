"""The shape of fit.yml."""

from __future__ import annotations

from functools import lru_cache
from typing import Literal

from pydantic import ConstrainedStr, Field, validator

from bot.content_file import Identifier, Words
from bot.practice.content_file import FOLDER, Sheet, Templates, read

Stance = Literal["fits", "both", "not", "unknown"]
FEWEST_STATEMENTS, MOST_STATEMENTS = 10, 12


class FactReference(ConstrainedStr):
    regex = r"^(F\d+\.\d+|kildedokument)$"


class Choices(Sheet):
    """Titles of the buttons, by the stance they stand for."""

    fits: Words
    both: Words
    not_: Words = Field(alias="not")
    unknown: Words

    def pairs(self) -> tuple[tuple[Stance, str], ...]:
        return ("fits", self.fits), ("both", self.both), ("not", self.not_), ("unknown", self.unknown)


class Cues(Sheet):
    """Phrases that mean one thing under one statement: liking quiet is a no to noise."""

    fits: list[Words]
    not_: list[Words] = Field(alias="not")


class Statement(Sheet):
    """short: what it is about in a few words; called: words by which somebody means it when another one is asked about."""

    id: Identifier
    short: Words
    called: list[Words] = Field(min_items=1)
    fact: FactReference
    source: Words
    text: Words
    explain: Words
    for_: Words = Field(alias="for")
    against: Words
    look_into: Words
    cues: Cues


class Reading(Sheet):
    explain: list[Words]
    revise: list[Words]
    back: list[Words]
    about: list[Words]
    ordinals: dict[int, list[Words]]
    previous: list[Words]
    unknown: list[Words]
    both: list[Words]
    fits: list[Words]
    not_: list[Words] = Field(alias="not")
    positive: list[Words]
    negative: list[Words]
    negators: list[Words] = Field(min_items=1)


class ResultTexts(Templates):
    fields = {
        **dict.fromkeys(("for_heading", "against_heading", "doubt_heading"), frozenset({"points"})),
        "quoted": frozenset({"short", "quote"}),
        "sources": frozenset({"sources"}),
    }

    for_heading: Words
    against_heading: Words
    doubt_heading: Words
    none_for: Words
    none_against: Words
    quoted: Words
    look_into_heading: Words
    sources: Words
    nothing: Words
    ending: Words


class Afterwards(Templates):
    """What is asked about the result when the test is over, and what is said to it."""

    fields = {
        "concluded": frozenset({"result"}),
        "answered": frozenset({"short", "quote", "title"}),
        "answered_plain": frozenset({"short", "title"}),
        "corrected": frozenset({"short", "title", "result"}),
    }

    conclusion: list[Words]
    taken: list[Words]
    concluded: Words
    answered: Words
    answered_plain: Words
    corrected: Words


class FitContent(Templates):
    fields = {
        "asked": frozenset({"number", "count", "text"}),
        "revised": frozenset({"number", "title"}),
        "earlier": frozenset({"number", "text"}),
        "noted": frozenset({"title"}),
    }

    intro: Words
    asked: Words
    choices: Choices
    again: Words
    revised: Words
    earlier: Words
    later: Words
    masked: Words
    noted: Words
    left_open: Words
    gentle: list[Words] = Field(min_items=1)
    complaint: Words
    why: Words
    for_other: Words
    not_here: Words
    later_question: Words
    ended_stop: Words
    ended_abuse: Words
    ended_finished: Words
    result: ResultTexts
    afterwards: Afterwards
    statements: list[Statement]
    reading: Reading

    @validator("statements")
    def enough_and_each_once(cls, statements: list[Statement]) -> list[Statement]:  # noqa: N805
        if not FEWEST_STATEMENTS <= len(statements) <= MOST_STATEMENTS:
            raise ValueError(f"{len(statements)} statements; the test has {FEWEST_STATEMENTS} to {MOST_STATEMENTS}")
        names = [statement.id for statement in statements]
        twice = sorted({name for name in names if names.count(name) > 1})
        if twice:
            raise ValueError(f"the ids {', '.join(twice)} are used twice; give each statement its own")
        return statements

    def statement(self, name: str) -> Statement:
        """The statement of that id. Raises: KeyError."""
        return {statement.id: statement for statement in self.statements}[name]  # type: ignore[index]


@lru_cache(maxsize=1)
def fit_content() -> FitContent:
    """fit.yml, read once. Raises: ContentError."""
    return read(FOLDER / "fit.yml", FitContent)
