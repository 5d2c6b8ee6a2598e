"""Personal data is found in the ways Danes write it, and nothing else is."""

from __future__ import annotations

import pytest

from bot.privacy import MASK, find_and_mask, mask


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("mit cpr er 010190-1234", ("cpr",)),
        ("0101901234", ("cpr",)),
        ("skriv til mette.holm+x@eksempel.dk", ("email",)),
        ("ring på 23 45 67 89", ("phone",)),
        ("ring på +45 23456789", ("phone",)),
        ("tlf. 2345 6789", ("phone",)),
        ("kortet 4111 1111 1111 1111", ("card",)),
        ("a@b.dk og 23456789", ("email", "phone")),
    ],
)
def test_personal_data_is_found(text: str, kinds: tuple[str, ...]) -> None:
    masked, found = find_and_mask(text)
    assert found == kinds
    assert masked.count(MASK) == len(kinds)


@pytest.mark.parametrize(
    "text",
    ["ordre LB-4417", "1.200 kroner", "den 04.11.2026", "999999-1234", "kundenummer 20817", "kl. 12-14", ""],
)
def test_other_numbers_stay(text: str) -> None:
    assert find_and_mask(text) == (text, ())


def test_the_words_around_stay() -> None:
    assert mask("skriv til a@b.dk, tak") == f"skriv til {MASK}, tak"
