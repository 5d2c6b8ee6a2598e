"""What a person has told about themselves: slots to a plain value and back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.knowledge.records import Region, RegionKind, Role
from bot.knowledge.store import KnowledgeStore

SLOTS = ("role", "experience", "region")

# Levels of experience -> years that stand for them. "erfaren" is what the sources call several years.
LEVEL_YEARS: Mapping[str, float] = {"nyuddannet": 0, "uerfaren": 0, "elev": 0, "studentermedhjaelper": 0, "erfaren": 3}
MOST_YEARS = 60


@dataclass(frozen=True)
class Profile:
    """What is known. years: of experience, also when only a level was said; level: the word that was said, if one was."""

    role: Role | None = None
    years: float | None = None
    level: str | None = None
    region: Region | None = None

    @property
    def is_empty(self) -> bool:
        return self.role is None and self.years is None and self.region is None

    @property
    def in_city(self) -> bool | None:
        """Whether the place is a big city, None when no place is known."""
        return self.region.kind in (RegionKind.CAPITAL, RegionKind.CITY) if self.region else None


def read_profile(slots: Mapping[str, Any], store: KnowledgeStore) -> Profile:
    """The profile in a tracker's slots. A value the store does not know, or that cannot be, is left out."""
    said = _one(slots.get("experience"))
    level = said if said in LEVEL_YEARS else None
    return Profile(
        role=store.role(_one(slots.get("role"))),
        years=LEVEL_YEARS[level] if level else _years(said),
        level=level,
        region=store.region(_one(slots.get("region"))),
    )


def _one(value: Any) -> str | None:
    """The last of several values said in one message, as text."""
    if isinstance(value, list):
        value = value[-1] if value else None
    return value if isinstance(value, str) else None


def _years(said: str | None) -> float | None:
    try:
        years = float((said or "").replace(",", "."))
    except ValueError:
        return None
    return years if 0 <= years <= MOST_YEARS else None
