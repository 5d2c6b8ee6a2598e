"""The score card as a value, and the score content it is made from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from functools import lru_cache
from typing import Any, Literal, Optional

from pydantic import Field, validator

from bot.content_file import Identifier, Words
from bot.practice.content_file import FOLDER, Sheet, read
from bot.practice.moves import Move
from bot.practice.scenario import PARTS, Part
from bot.practice.wording import Pattern

SignId = Literal[
    "hello", "presented", "asked", "needed", "mirrored", "own_words", "solved", "step", "explained", "owned", "informed_first",
    "feeling", "apology", "tone", "kept", "careful", "goodbye", "agreed", "more",
]  # fmt: skip


@dataclass(frozen=True)
class Method:
    """A rule of thumb and where it is from. source: its id in the knowledge store; year: None when the publisher gives none."""

    id: str
    name: str
    steps: str
    source: str
    publisher: str
    title: str
    year: int | None
    url: str


@dataclass(frozen=True)
class PartScore:
    """One part. quote: the user's own words, masked; None only when they wrote none. better: a line to try next time."""

    id: str
    title: str
    points: int
    of: int
    quote: str | None
    comment: str
    better: str | None
    method: Method


@dataclass(frozen=True)
class ScoreCard:
    """total: 0 to 100, the sum of the parts; csat: 1 to 5 as this customer would answer; worked: comments on what went well."""

    scenario: str
    total: int
    of: int
    csat: int
    outcome: str | None
    parts: tuple[PartScore, ...]
    worked: tuple[str, ...]

    def as_dict(self) -> dict[str, Any]:
        """JSON-able; from_dict is its inverse."""
        return asdict(self)

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> ScoreCard:
        """Raises: KeyError or TypeError when the data is not a score card."""
        parts = tuple(PartScore(**{**part, "method": Method(**part["method"])}) for part in data["parts"])
        return cls(**{**data, "parts": parts, "worked": tuple(data["worked"])})


@dataclass(frozen=True)
class Progress:
    """Several games, oldest first. change: last total minus the one before; gained, lost: ids of parts that moved."""

    totals: tuple[int, ...]
    best: int
    change: int | None
    gained: tuple[str, ...]
    lost: tuple[str, ...]


def progress(cards: Sequence[ScoreCard]) -> Progress:
    """How the scores developed. Raises: ValueError without a card."""
    if not cards:
        raise ValueError("progress needs at least one score card; none was given")
    totals = tuple(card.total for card in cards)
    if len(cards) == 1:
        return Progress(totals, totals[0], None, (), ())
    before, after = cards[-2].parts, cards[-1].parts
    moved = [(new.id, new.points - old.points) for old, new in zip(before, after, strict=True)]
    gained, lost = (tuple(name for name, points in moved if points * sign > 0) for sign in (1, -1))
    return Progress(totals, max(totals), totals[-1] - totals[-2], gained, lost)


class MethodRow(Sheet):
    id: Identifier
    name: Words
    steps: Words
    source: Identifier
    publisher: Words
    title: Words
    year: Optional[int]
    url: Words

    def record(self) -> Method:
        return Method(**self.dict())


class PartRow(Sheet):
    """signs: what earns points in this part; they add up to its weight. shown_by: those whose words show it, the clearest first.

    Comments carry {quote}, a fault also {why}; asking: said where the words quoted ask.
    """

    id: Part
    title: Words
    weight: int = Field(gt=0)
    signs: dict[SignId, int]
    shown_by: tuple[SignId, ...]
    method: Identifier
    good: Words
    fair: Words
    weak: Words
    fault: Optional[Words] = None
    asking: Optional[Words] = None

    @validator("signs")
    def signs_add_up(cls, signs: dict[SignId, int], values: dict[str, Any]) -> dict[SignId, int]:
        if "weight" in values and sum(signs.values()) != values["weight"]:
            raise ValueError(f"the signs add up to {sum(signs.values())} and the weight is {values['weight']}; make them equal")
        return signs


class ScoreSheet(Sheet):
    """faults: points each takes from the tone; broken_rule, false_promise: points each takes from the rules.

    said_to_faults: the comment on each, with {quote}; lacks: what earns the points of a sign, for {what} in lacking; spoiled: said
    where the tone took points from a part that is not about it.
    """

    parts: tuple[PartRow, ...]
    faults: dict[Move, int]
    broken_rule: int
    false_promise: int
    said_to_faults: dict[Move, Words]
    lacking: Words
    lacking_one: Words
    spoiled: Words
    few_words: Words
    lacks: dict[SignId, Words]
    presented: tuple[Pattern, ...]
    more: tuple[Pattern, ...]
    hello: tuple[Pattern, ...]
    farewell: tuple[Pattern, ...]
    letter: tuple[Pattern, ...]
    methods: tuple[MethodRow, ...]

    @validator("parts")
    def every_part_once(cls, parts: tuple[PartRow, ...]) -> tuple[PartRow, ...]:
        if tuple(part.id for part in parts) != PARTS:
            raise ValueError(f"the parts must be {', '.join(PARTS)}, in this order")
        if sum(part.weight for part in parts) != 100:
            raise ValueError(f"the weights add up to {sum(part.weight for part in parts)}; make it 100")
        return parts

    @validator("methods")
    def methods_exist(cls, methods: tuple[MethodRow, ...], values: dict[str, Any]) -> tuple[MethodRow, ...]:
        known = {method.id for method in methods}
        for part in values.get("parts", ()):
            if part.method not in known:
                raise ValueError(
                    f"part {part.id!r} names method {part.method!r}, which the methods lack; known are {', '.join(sorted(known))}"
                )
        return methods


@lru_cache(maxsize=1)
def score_sheet() -> ScoreSheet:
    """content/scorecard.yml. Raises: ContentError."""
    return read(FOLDER / "scorecard.yml", ScoreSheet)
