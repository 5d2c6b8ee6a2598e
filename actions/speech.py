"""From records to the values that responses have placeholders for, and from the domain's responses to their texts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from actions.profile import Profile
from bot import danish
from bot.knowledge.records import SalaryBand, Source


def sources_of(rows: Iterable[Any]) -> tuple[Source, ...]:
    """The sources of some rows, each once, in the order of the rows."""
    return tuple(dict.fromkeys(row.source for row in rows))


def source_line(sources: Sequence[Source]) -> str:
    """The sources as one line with their years."""
    return danish.sources([(source.publisher, source.year) for source in sources])


def band_line(band: SalaryBand, *, named: bool) -> str:
    """For whom, how much, and, when several sources stand beside each other, who says so."""
    pay = danish.kroner_range(band.low, band.typical, band.high)
    said_by = f" ({band.source.publisher})" if named else ""
    return f"{band.scope}: {pay}{said_by}"


def who(profile: Profile) -> str:
    """The person as Karla understood them, to begin a sentence with."""
    said = danish.who(
        role=profile.role.title if profile.role else None,
        years=profile.years,
        level=profile.level,
        place=profile.region.in_phrase if profile.region else None,
    )
    return danish.for_you(said) if profile.own and said else said


def texts_of(domain: dict[str, Any], name: str) -> list[str]:
    """The wordings of a response. Raises: KeyError when the domain lacks it, which a test keeps from happening."""
    return [str(variant["text"]) for variant in domain["responses"][name]]


def buttons_of(domain: dict[str, Any], name: str) -> list[dict[str, str]]:
    """The buttons of a response's first wording."""
    return [dict(button) for button in domain["responses"][name][0].get("buttons") or []]


def response_text(domain: dict[str, Any], name: str) -> str | None:
    """The text of a response in the domain, None when it has none. For titles of buttons made at run time."""
    for variant in domain.get("responses", {}).get(name, []):
        if variant.get("text"):
            return str(variant["text"])
    return None


def first_payload(domain: dict[str, Any], name: str) -> str | None:
    """The intent of a response's first button, None when it has none."""
    for variant in domain.get("responses", {}).get(name, []):
        for button in variant.get("buttons") or []:
            return str(button["payload"]).removeprefix("/")
    return None


def shown_sources(sources: Sequence[Source]) -> list[dict[str, Any]]:
    """The sources as a channel can fold them under an answer."""
    return [{"publisher": source.publisher, "title": source.title, "year": source.year, "url": source.url} for source in sources]
