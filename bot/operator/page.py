"""The operator's page as HTML: page.html filled with figures, in the Danish of words.yml."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timezone
from functools import lru_cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from ruamel.yaml import YAML

from bot.operator.figures import Figures

FOLDER = Path(__file__).parent
SPANS = (1, 7, 30, 90)  # days one can choose between


def render(figures: Figures, *, retention_days: int, with_texts: bool) -> str:
    """The whole page. retention_days: how long conversations are kept, and so the longest span that says anything."""
    days = figures.survey.days
    spans = sorted({span for span in SPANS if span <= retention_days} | {min(max(SPANS), retention_days), days})
    page = _environment().get_template("page.html")
    return str(page.render(figures=figures, survey=figures.survey, health=figures.health, spans=spans, with_texts=with_texts))


def style() -> bytes:
    """The page's style sheet."""
    return (FOLDER / "page.css").read_bytes()


@lru_cache(maxsize=1)
def words() -> Mapping[str, Mapping[str, str]]:
    """Danish names by kind of thing and id."""
    # "base" leaves everything a string; Rasa teaches ruamel's other loaders to fill in ${...}, for the whole process.
    loaded = YAML(typ="base").load((FOLDER / "words.yml").read_text(encoding="utf-8"))
    return {kind: dict(names) for kind, names in loaded.items()}


@lru_cache(maxsize=1)
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(FOLDER), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters.update(word=word, number=number, percent=percent, duration=duration, moment=moment)
    return environment


def word(name: str, kind: str) -> str:
    """The Danish name of an id; the id itself when words.yml has none, as for an intent that an older model knew."""
    return words()[kind].get(name, name)


def number(count: int) -> str:
    """12345 -> "12.345"."""
    return f"{count:,}".replace(",", ".")


def percent(share: float | None) -> str:
    """0.034 -> "3,4 %"; None -> "–"."""
    return "–" if share is None else f"{100 * share:.1f} %".replace(".", ",")


def duration(seconds: float | None) -> str:
    """0.0321 -> "32 ms", 1.24 -> "1,2 s"; None -> "–"."""
    if seconds is None:
        return "–"
    return f"{1000 * seconds:.0f} ms" if seconds < 1 else f"{seconds:.1f} s".replace(".", ",")


def moment(time: str) -> str:
    """ISO 8601 in UTC -> "24.11.2026 kl. 14.05" in Denmark, in UTC where the machine knows no time zones."""
    at = datetime.fromisoformat(time.replace("Z", "+00:00"))
    return at.astimezone(_denmark()).strftime("%d.%m.%Y kl. %H.%M")


def _denmark() -> Any:
    try:
        return ZoneInfo("Europe/Copenhagen")
    except ZoneInfoNotFoundError:
        return timezone.utc
