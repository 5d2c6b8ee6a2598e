"""What a person has told about themselves, and what an answer is about: slots and entities to a plain value."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from actions.turn import Turn
from bot.knowledge.records import Region, RegionKind, Role
from bot.knowledge.store import KnowledgeStore

SLOTS = ("name", "age", "role", "situation", "experience", "region", "education", "employer_kind", "goal", "background", "pay")
ASKED = ("role", "experience", "region")

# Levels of experience -> years that stand for them. "erfaren" is what the sources call several years.
LEVEL_YEARS: Mapping[str, float] = {"nyuddannet": 0, "uerfaren": 0, "ny": 0, "elev": 0, "studentermedhjaelper": 0, "erfaren": 3}
MOST_YEARS = 60
NEW = "ny"  # the level of somebody who did other work before


@dataclass(frozen=True)
class Background:
    """Years in other work, or without a number of them; what: how it is said ("som sygeplejerske")."""

    years: float
    what: str


@dataclass(frozen=True)
class Profile:
    """What is known. years: of experience, also when only a level was said; level: the word that was said, if one was.
    background: other work before; pay: kroner a month, as told; situation: where somebody stands ("vikar", "ledig").

    own: whether any of it is the person's own, rather than only asked about.
    """

    role: Role | None = None
    years: float | None = None
    level: str | None = None
    region: Region | None = None
    name: str | None = None
    education: str | None = None
    employer_kind: str | None = None
    goal: Role | None = None
    background: Background | None = None
    pay: int | None = None
    age: int | None = None
    situation: str | None = None
    own: bool = False

    @property
    def is_empty(self) -> bool:
        told = (
            self.role,
            self.region,
            self.name,
            self.education,
            self.employer_kind,
            self.goal,
            self.background,
            self.pay,
            self.age,
            self.situation,
        )
        return not any(told) and self.years is None

    @property
    def place_kind(self) -> str | None:
        """Which claim about places and pay holds for the place: "city", "country", or "elsewhere"; None when no place is known.

        The source knows big cities and the country only; a town is neither, and nobody is told that theirs is the country.
        """
        if self.region is None:
            return None
        if self.region.kind in (RegionKind.CAPITAL, RegionKind.CITY):
            return "city"
        return "country" if self.region.kind is RegionKind.COUNTRYSIDE else "elsewhere"


def read_profile(slots: Mapping[str, Any], store: KnowledgeStore) -> Profile:
    """The profile in a tracker's slots. A value the store does not know, or that cannot be, is left out."""
    years, level = read_experience(told_experience(slots.get("experience")))
    profile = Profile(
        role=store.role(one(slots.get("role"))),
        years=years,
        level=level,
        region=store.region(one(slots.get("region"))),
        name=one(slots.get("name")),
        education=one(slots.get("education")),
        employer_kind=one(slots.get("employer_kind")),
        goal=store.role(one(slots.get("goal"))),
        background=read_background(one(slots.get("background"))),
        pay=whole(one(slots.get("pay"))),
        age=whole(one(slots.get("age"))),
        situation=one(slots.get("situation")),
    )
    return replace(_as_new(profile), own=not profile.is_empty)


def _as_new(profile: Profile) -> Profile:
    """Somebody with years in other work who tells of none in customer service is new to it."""
    is_new = profile.background is not None and profile.years is None and profile.role is None
    return replace(profile, years=0.0, level=NEW) if is_new else profile


def asked_values(turn: Turn) -> dict[str, str]:
    """What the question is about without being told of oneself: said now, else what the last answer was about."""
    # In the middle of a form a question only asks, also where it says "I": "what would I get in Copenhagen?".
    whose = (None, "goal", "own") if turn.tracker.active_loop_name and turn.asks else (None, "goal")
    now = {kind: values[-1] for kind in ASKED if (values := turn.values(kind, *whose))}
    before = turn.context.asked if turn.is_context_fresh and not turn.names_field else {}
    told_now = {kind for kind in ASKED if turn.values(kind, "own")} - set(now)
    return {**{kind: value for kind, value in before.items() if kind not in told_now}, **now}


def profile_of(turn: Turn) -> Profile:
    """Whom an answer is for: what the person told, with what they ask about in its place where they ask about others."""
    own = read_profile(turn.tracker.slots, turn.store)
    asked = asked_values(turn)
    profile = own
    if role := turn.store.role(asked.get("role")):
        profile = replace(profile, role=role)
        if own.role is None or own.role.id != role.id:
            # Six years on the phone are not six years as a leader.
            profile = replace(profile, years=None, level=None)
    of_background = own.background is not None and asked.get("experience") == f"{own.background.years:g}"
    if "experience" in asked and not of_background:
        years, level = read_experience(asked["experience"])
        profile = replace(profile, years=years, level=level)
    if region := turn.store.region(asked.get("region")):
        profile = replace(profile, region=region)
    if (education := turn.values("education", None)) and not turn.values("education", "own"):
        profile = replace(profile, education=education[-1])
    if background := read_background(one(turn.values("background"))):
        profile = _as_new(replace(profile, background=background))
    return replace(profile, own=own.own and not asked)


def read_experience(said: str | None) -> tuple[float | None, str | None]:
    """Years and level of a value; both None when it is neither."""
    if said is not None and said in LEVEL_YEARS:
        return LEVEL_YEARS[said], said
    try:
        years = float((said or "").replace(",", "."))
    except ValueError:
        return None, None
    return (years, None) if 0 <= years <= MOST_YEARS else (None, None)


def read_background(said: str | None) -> Background | None:
    """What "12 som sygeplejerske" tells; None for anything that tells no such thing."""
    years, _, what = (said or "").partition(" ")
    count, _ = read_experience(years)
    return Background(count, what) if count and what else None


def whole(said: str | None) -> int | None:
    """A whole number of years or kroner; None for anything else."""
    return int(said) if said is not None and said.isascii() and said.isdecimal() else None


def told_experience(value: Any) -> str | None:
    """Of several amounts said in one message the last in years: "three years as a student" tells more than "student"."""
    values = [one(item) for item in value] if isinstance(value, list) else [one(value)]
    in_years = [item for item in values if item is not None and item not in LEVEL_YEARS]
    return next(reversed(in_years), None) or values[-1] if values else None


def one(value: Any) -> str | None:
    """The last of several values said in one message, as text."""
    if isinstance(value, list):
        value = value[-1] if value else None
    return value if isinstance(value, str) and value else None
