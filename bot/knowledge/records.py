"""What the store knows, as plain frozen values. Amounts are DKK a month before tax."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Certainty(str, Enum):
    """How sure a row is: high, the publisher's own page; medium, recognised but secondary or older; low, one voice."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


class RegionKind(str, Enum):
    """How built-up a place is; follows the groups Danmarks Statistik puts municipalities in.

    COUNTRYSIDE is no place of its own but what people call one: somebody who says it lives there.
    """

    CAPITAL = "hovedstad"
    CITY = "storby"
    TOWN = "by"
    RURAL = "land"
    COUNTRYSIDE = "landet"


@dataclass(frozen=True)
class Source:
    """Where a row was taken from. year: when published, None when the publisher does not say. checked: ISO date."""

    id: str
    publisher: str
    title: str
    year: int | None
    url: str | None
    checked: str
    note: str | None = None


@dataclass(frozen=True)
class Role:
    """A job title of the field. level: 0 trainee, 1 employee, 2 senior, 3 supervisor or team leader, 4 manager."""

    id: str
    title: str
    definite: str
    plural: str
    level: int
    about: str
    source: Source
    certainty: Certainty


@dataclass(frozen=True)
class Region:
    """A Danish place. in_phrase is the place with its preposition ("i Aarhus", "på Bornholm")."""

    id: str
    name: str
    type: str
    kind: RegionKind
    in_phrase: str


@dataclass(frozen=True)
class SalaryBand:
    """A pay figure as one source gives it. None means the source does not say; min_years and max_years are years of experience."""

    id: str
    role: str | None
    min_years: float | None
    max_years: float | None
    region_kind: RegionKind | None
    employer_kind: str | None
    low: int | None
    typical: int | None
    high: int | None
    pension: str
    year: int | None
    scope: str
    source: Source
    certainty: Certainty
    text: str | None = None


@dataclass(frozen=True)
class Statement:
    """One claim in our own words. plain: the same in simpler words; more: what is added on "tell me more"."""

    id: str
    topic: str
    kind: str
    role: str | None
    text: str
    more: str | None
    plain: str | None
    year: int | None
    source: Source
    certainty: Certainty


@dataclass(frozen=True)
class CareerStep:
    """A way from one role to another; takes: what it asks, first_step: something for this week."""

    id: str
    from_role: str
    to_role: str
    takes: tuple[str, ...]
    first_step: str
    source: Source
    certainty: Certainty


@dataclass(frozen=True)
class Helpline:
    """Where a person can be had. phone is None when no source confirms a number."""

    id: str
    kind: str
    name: str
    phone: str | None
    url: str | None
    text: str
    source: Source
    certainty: Certainty


@dataclass(frozen=True)
class Referral:
    """Something we have no confirmed source for, and who has."""

    id: str
    topic: str
    subject: str
    words: tuple[str, ...]
    where: str
    url: str | None


@dataclass(frozen=True)
class Aspect:
    """A particular question within a topic and the answer that fits it. rows: ids of statements shown under what is said;
    rests_on: of those it takes its facts from; offer: the response that offers what comes next, None for the topic's own.
    """

    id: str
    topic: str
    says: str
    rows: tuple[str, ...]
    rests_on: tuple[str, ...]
    offer: str | None


@dataclass(frozen=True)
class Passage:
    """A row found by free text. kind: the table it is from; score: higher is better, comparable within one search."""

    kind: str
    row_id: str
    topic: str
    text: str
    source: Source
    score: float
