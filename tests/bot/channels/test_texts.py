"""The sentences of the doors."""

from __future__ import annotations

import pytest

from bot.channels import pages
from bot.channels.pages import files
from bot.channels.refusal import STATUS, Refusal
from bot.channels.texts import texts


@pytest.mark.parametrize("code", STATUS)
def test_every_refusal_has_a_sentence_that_does_not_shout(code: str) -> None:
    message = Refusal(code).message
    assert message.endswith(".")
    assert "!" not in message


def test_no_sentence_is_left_over() -> None:
    others = {"action_failed", "crisis_failed", "silence", "choose", "sources"}
    assert set(texts()) == set(STATUS) | others


@pytest.mark.parametrize("code", [code for code, status in STATUS.items() if status in (409, 503)])
def test_whoever_should_try_again_is_told_when(code: str) -> None:
    assert (Refusal(code).retry_after or 0) >= 1


def test_only_files_of_the_widget_are_served() -> None:
    assert "demo.html" in files()
    assert {"", "..", "../web.py", "web.py"} & set(files()) == set()
    assert all(file.body == (pages.WIDGET / name).read_bytes() for name, file in files().items())


def test_the_page_asks_nobody_else() -> None:
    for name, file in files().items():
        if name.endswith((".html", ".css", ".js")):
            text = file.body.decode()
            assert "innerHTML" not in text
            assert not any(found in text.replace("http://www.w3.org/", "") for found in ("http://", 'src="//'))
