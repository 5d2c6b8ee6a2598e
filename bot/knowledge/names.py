"""The names users call roles and places by, read from the content files for the entity extractor."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from bot.knowledge.content import RegionRow, RoleRow
from bot.knowledge.reader import read_content


@dataclass(frozen=True)
class Name:
    """One way to name one thing. ambiguous: also an ordinary Danish word."""

    text: str
    entity: str
    value: str
    ambiguous: bool = False


def read_names(folder: Path) -> list[Name]:
    """All names of roles and places, in the order of the files. Raises: ContentError."""
    content = read_content(folder)
    names = []
    for placed in content.rows["roles"]:
        role = placed.row
        assert isinstance(role, RoleRow)
        spoken = [role.title, role.definite, role.plural, *role.aliases]
        names += [Name(text, "role", role.id) for text in spoken]
    for placed in content.rows["regions"]:
        region = placed.row
        assert isinstance(region, RegionRow)
        names += [Name(text, "region", region.id, region.ambiguous) for text in [region.name, *region.aliases]]
    return names
