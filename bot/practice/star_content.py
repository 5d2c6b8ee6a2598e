"""The shape of star.yml and star_examples.yml."""

from __future__ import annotations

from functools import lru_cache
from typing import Literal

from pydantic import Field

from bot.content_file import Words
from bot.practice.content_file import FOLDER, Sheet, read

Part = Literal["situation", "task", "action", "result"]
PARTS: tuple[Part, ...] = ("situation", "task", "action", "result")


class PartText(Sheet):
    """How the user reads of one part: its name, what was not found, and a gap to fill in a better opening."""

    title: Words
    missing: Words
    blank: Words


class PartTexts(Sheet):
    situation: PartText
    task: PartText
    action: PartText
    result: PartText

    def of(self, part: Part) -> PartText:
        text: PartText = getattr(self, part)
        return text


class Verbs(Sheet):
    """Words that tell doing from being, folded when used."""

    speakers: list[Words] = Field(min_items=1)
    being: list[Words] = Field(min_items=1)
    doing: list[Words] = Field(min_items=1)
    endings: list[Words] = Field(min_items=1)
    joining: Words


class StarContent(Sheet):
    source: Words
    parts: PartTexts
    verbs: Verbs


class Sentence(Sheet):
    text: Words
    parts: list[Part]


class Sentences(Sheet):
    """Sentences on their own, by the part they tell."""

    situation: list[Words] = Field(min_items=1)
    task: list[Words] = Field(min_items=1)
    action: list[Words] = Field(min_items=1)
    result: list[Words] = Field(min_items=1)
    none: list[Words] = Field(min_items=1)
    several: list[Sentence]

    def labelled(self) -> list[Sentence]:
        """All of them with their labels."""
        single = [Sentence(text=text, parts=[part]) for part in PARTS for text in getattr(self, part)]
        return [*single, *(Sentence(text=text, parts=[]) for text in self.none), *self.several]


class StarExamples(Sheet):
    sentences: Sentences
    answers: list[list[Sentence]]


@lru_cache(maxsize=1)
def star_content() -> StarContent:
    """star.yml, read once. Raises: ContentError."""
    return read(FOLDER / "star.yml", StarContent)


@lru_cache(maxsize=1)
def star_examples() -> StarExamples:
    """star_examples.yml, read once. Raises: ContentError."""
    return read(FOLDER / "star_examples.yml", StarExamples)
