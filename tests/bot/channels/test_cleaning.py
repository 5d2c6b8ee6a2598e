"""What is left of text from outside."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.cleaning import MOST_MARKS, clean, is_safe_name, typed


@pytest.mark.parametrize(
    ("given_text", "left"),
    [
        ("  hej  ", "hej"),
        ("hej\r\nmed\rdig", "hej\nmed\ndig"),
        ("a\x00b\x1b[31mc", "ab[31mc"),
        ("\u202egnirts\u202c", "gnirts"),
        ("h\u200be\u2060j\ufeff", "hej"),
        ("\ud800hej", "hej"),
        ("blåbær", "blåbær"),
        ("bla\u030abær", "blåbær"),
        ("👨‍👩‍👧 ❤️", "👨‍👩‍👧 ❤️"),
        ("a" + "\u0301" * 5000, "á" + "\u0301" * MOST_MARKS),
        ("\u200d\u200d", ""),
        ("\x00\x01", ""),
    ],
)
def test_only_what_people_can_see_is_kept(given_text: str, left: str) -> None:
    assert clean(given_text) == left


@pytest.mark.parametrize(
    ("given_text", "left"),
    [
        ("/restart", "restart"),
        (" / /ask_salary", "ask_salary"),
        ("\u200b/restart", "restart"),
        ("///", ""),
        ("og/eller", "og/eller"),
        ("/skal jeg?", "skal jeg?"),
    ],
)
def test_what_is_typed_is_never_an_order(given_text: str, left: str) -> None:
    assert typed(given_text) == left


@given(st.text())
def test_clean_text_is_storable_composed_and_stays_clean(given_text: str) -> None:
    cleaned = clean(given_text)
    cleaned.encode("utf-8")
    assert "\x00" not in cleaned
    assert clean(cleaned) == cleaned
    assert unicodedata.is_normalized("NFC", cleaned)
    assert not typed(given_text).startswith("/")


@pytest.mark.parametrize("name", ["t1", "a", "x" * 255, "bruger æøå", "'; DROP TABLE events; --", "../../etc/passwd"])
def test_a_printable_name_of_any_kind_is_accepted(name: str) -> None:
    assert is_safe_name(name)


@pytest.mark.parametrize("name", ["", " ", "x" * 256, "a\nb", "a\x00b", "\ud800", "a\u202eb", 5, None, ["a"]])
def test_a_name_that_no_database_or_log_should_see_is_refused(name: object) -> None:
    assert not is_safe_name(name)
