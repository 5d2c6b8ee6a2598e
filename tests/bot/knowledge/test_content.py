"""What the content may and must say."""

from __future__ import annotations

import re

import pytest

from bot.knowledge.reader import read_content
from bot.settings import CONTENT

CONTENT_ROWS = read_content(CONTENT)
TEXTS = {
    f"{placed.file}: {placed.row.id}": text  # type: ignore[attr-defined]
    for placed in CONTENT_ROWS
    for key, text in placed.row.dict().items()
    if key in ("text", "more", "plain", "about", "first_step", "scope") and text
}


def test_every_source_is_used() -> None:
    used = {placed.row.source for placed in CONTENT_ROWS if hasattr(placed.row, "source")}
    assert CONTENT_ROWS.ids("sources") - used == set()


def test_there_are_exactly_98_municipalities() -> None:
    assert sum(placed.row.type == "kommune" for placed in CONTENT_ROWS.rows["regions"]) == 98  # type: ignore[attr-defined]


def test_statements_are_short_enough_to_be_read_on_a_phone() -> None:
    long = {name: len(text.split()) for name, text in TEXTS.items() if len(text.split()) > 32}
    assert long == {}


def test_a_figure_has_danish_thousands() -> None:
    assert [name for name, text in TEXTS.items() if re.search(r"\b\d{5,}\b|\d,\d{3}\b", text.replace("ISO 18295", ""))] == []


@pytest.mark.parametrize(
    "unconfirmed",
    [
        "39 25 25 25",  # Psykiatrifonden's number: only seen with third parties
        "kl. 11",  # Livslinien's hours contradict each other
        "COPC",
        "ITIL",
        "LEAF",
        "femte trin",
    ],
)
def test_what_could_not_be_confirmed_is_not_said(unconfirmed: str) -> None:
    assert [name for name, text in TEXTS.items() if unconfirmed in text] == []
