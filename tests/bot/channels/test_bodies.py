"""Bodies of requests."""

from __future__ import annotations

import pytest

from bot.channels.bodies import LARGEST_BODY, read_object, read_text
from bot.channels.cleaning import LONGEST_TEXT
from bot.channels.refusal import Refusal

JSON = "application/json"


@pytest.mark.parametrize("content_type", [JSON, "application/json; charset=utf-8", "Application/JSON"])
def test_an_object_is_read(content_type: str) -> None:
    assert read_object(content_type, b'{"text": "hej"}') == {"text": "hej"}


@pytest.mark.parametrize(
    ("content_type", "body", "code"),
    [
        (None, b"{}", "media_type"),
        ("text/plain", b"{}", "media_type"),
        ("application/x-www-form-urlencoded", b"{}", "media_type"),
        (JSON, b" " * (LARGEST_BODY + 1), "too_large"),
        (JSON, b"", "bad_request"),
        (JSON, b"\xff", "bad_request"),
        (JSON, b"[1]", "bad_request"),
        (JSON, b"null", "bad_request"),
        (JSON, b'{"a": NaN}', "bad_request"),
        (JSON, b'{"a": -Infinity}', "bad_request"),
        (JSON, b'{"a":' + b"[" * 4000 + b"]" * 4000 + b"}", "bad_request"),
    ],
)
def test_anything_else_is_refused(content_type: str | None, body: bytes, code: str) -> None:
    with pytest.raises(Refusal) as refused:
        read_object(content_type, body)
    assert refused.value.code == code


def test_text_is_shown_as_written_and_handed_on_without_its_slash() -> None:
    assert read_text({"text": " /restart "}, "text") == ("/restart", "restart")


@pytest.mark.parametrize(
    ("value", "code"),
    [
        (None, "bad_request"),
        (5, "bad_request"),
        (["hej"], "bad_request"),
        ("", "empty"),
        (" / ", "empty"),
        ("\u200b", "empty"),
        ("a" * (LONGEST_TEXT + 1), "too_long"),
        ("a" * 100_000, "too_long"),
    ],
)
def test_text_that_is_none_says_why(value: object, code: str) -> None:
    with pytest.raises(Refusal) as refused:
        read_text({"text": value}, "text")
    assert refused.value.code == code


def test_invisible_characters_do_not_count_as_length() -> None:
    assert read_text({"text": "a" * LONGEST_TEXT + "\u200b" * 100}, "text")[1] == "a" * LONGEST_TEXT
