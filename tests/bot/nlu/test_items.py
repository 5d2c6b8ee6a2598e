"""Questions that somebody numbered."""

from __future__ import annotations

import pytest

from bot.nlu.items import numbered


@pytest.mark.parametrize(
    ("text", "items"),
    [
        ("1) lønnen 2) kravene 3) job i Odense", ["lønnen", "kravene", "job i Odense"]),
        ("1. hvad laver man\n2. hvad får man", ["hvad laver man", "hvad får man"]),
        ("hej. 1: løn 2: kurser", ["løn", "kurser"]),
    ],
)
def test_each_item_is_found(text: str, items: list[str]) -> None:
    assert [text[start:end].strip() for start, end in numbered(text)] == items


@pytest.mark.parametrize("text", ["jeg fik 1. plads", "28.500 kr", "2) kun den", "1) en 3) to", ""])
def test_other_numbers_count_nothing(text: str) -> None:
    assert numbered(text) == []
