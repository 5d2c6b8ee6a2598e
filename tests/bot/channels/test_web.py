"""What the web channel takes for a message, and which files it serves."""

from __future__ import annotations

import json
from typing import Any

import pytest

from bot.channels.web import LONGEST_TEXT, PAGES, WIDGET, Message, MessageError, read_message, read_page

SENDER = "a" * 32


def body(**fields: Any) -> bytes:
    return json.dumps({"sender": SENDER, **fields}).encode()


@pytest.mark.parametrize(
    ("fields", "text"),
    [
        ({"text": "Hvad tjener man?"}, "Hvad tjener man?"),
        ({"text": "  hej  "}, "hej"),
        ({"payload": "/ask_salary"}, "/ask_salary"),
        ({"payload": '/inform{"experience":"0"}'}, '/inform{"experience":"0"}'),
    ],
)
def test_a_message_is_text_or_a_button(fields: dict[str, str], text: str) -> None:
    assert read_message(body(**fields)) == Message(SENDER, text)


@pytest.mark.parametrize("typed", ["/restart", " /ask_salary", "//restart", "/ /restart"])
def test_what_is_typed_is_never_a_command(typed: str) -> None:
    assert not read_message(body(text=typed)).text.startswith("/")


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (b"", "not JSON"),
        (b"{", "not JSON"),
        (b"\xff\xfe", "not JSON"),
        (b"[1]", "not a JSON object"),
        (b"null", "not a JSON object"),
        (b'{"text": "hej"}', "sender must be"),
        (json.dumps({"sender": "kort", "text": "hej"}).encode(), "sender must be"),
        (json.dumps({"sender": "a" * 65, "text": "hej"}).encode(), "sender must be"),
        (json.dumps({"sender": "../../../../etc/passwd", "text": "hej"}).encode(), "sender must be"),
        (json.dumps({"sender": "\ud800" * 20, "text": "hej"}).encode(), "sender must be"),
        (json.dumps({"sender": 5, "text": "hej"}).encode(), "sender must be"),
        (body(), "text must be"),
        (body(text=None), "text must be"),
        (body(text=["hej"]), "text must be"),
        (body(text="x" * (LONGEST_TEXT + 1)), "text must be"),
        (body(text="   "), "text is empty"),
        (body(text="///"), "text is empty"),
        (body(payload="hej"), "text must be"),
        (body(payload="/ask_salary{" + "x" * 400 + "}"), "text must be"),
    ],
)
def test_anything_else_is_refused_with_its_reason(raw: bytes, said: str) -> None:
    with pytest.raises(MessageError, match=said):
        read_message(raw)


@pytest.mark.parametrize("file", sorted(PAGES))
def test_every_page_is_there(file: str) -> None:
    answer = read_page(file)
    assert answer.status == 200
    assert answer.body == (WIDGET / file).read_bytes()


@pytest.mark.parametrize("file", ["", "..", "../web.py", "web.py", "demo.html/"])
def test_no_other_file_is_served(file: str) -> None:
    assert read_page(file).status == 404


def test_the_page_asks_nobody_else() -> None:
    for file in PAGES:
        text = (WIDGET / file).read_text(encoding="utf-8")
        assert "http://" not in text
        assert "https://" not in text
        assert "innerHTML" not in text
