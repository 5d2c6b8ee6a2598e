"""Karla in a real terminal: readable in any width, answered by number, and left without a trace of an error."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator

import httpx
import pytest

from bot.shell.screen import Screen
from bot.shell.talk import Talk, answer
from tests.browser.fake_server import SCRIPT, FakeKarla

if sys.platform == "win32":
    pytest.skip("Windows has no pseudo-terminals for tests", allow_module_level=True)

from tests.bot.shell.terminal import UTF8, in_terminal, piped

END = b"\x04"
INTERRUPT = b"\x03"


@pytest.fixture
def karla() -> Iterator[FakeKarla]:
    """A server that answers from the browser tests' script."""
    server = FakeKarla()
    yield server
    server.stop()


def test_the_greeting_the_choices_by_number_and_a_kind_end(karla: FakeKarla) -> None:
    shown = in_terminal(karla.address, [("Du: ", b"2\n"), ("Du: ", END)])
    assert "  1. Hvad tjener man?\n  2. Hvad laver man?\n  3. Øv en svær samtale\n" in shown.text
    assert "\x1b[1mKarla\x1b[0m" in shown.text
    assert karla.bodies[-1]["choice"] == "c-1-1"
    assert "Du skrev: Hvad laver man?" in shown.text
    assert shown.text.endswith("\nFarvel, og tak for snakken.\n\n")
    assert shown.code == 0


@pytest.mark.parametrize("typed", ["0", "4", "06a", "99", "1234567890", "²"])
def test_a_number_without_a_choice_is_what_the_person_says(karla: FakeKarla, typed: str) -> None:
    in_terminal(karla.address, [("Du: ", f"{typed}\n".encode()), ("Du: ", b"/stop\n")])
    assert karla.bodies[-1]["text"] == typed


def test_sources_and_a_played_person_are_shown_as_text(karla: FakeKarla) -> None:
    shown = in_terminal(karla.address, [("Du: ", b"1\n"), ("Du: ", "Øv en svær samtale\n".encode()), ("Du: ", END)])
    assert "Kilder: Kildedokumentet; Sesam Sesam, 2019" in shown.text
    assert "\x1b[1mKunden:\x1b[0m Goddag." in shown.text


@pytest.mark.parametrize("columns", [24, 40, 72])
def test_no_line_is_wider_than_the_terminal_and_no_word_is_cut(karla: FakeKarla, columns: int) -> None:
    shown = in_terminal(karla.address, [("Du: ", b"1\n"), ("Du: ", END)], {**UTF8, "NO_COLOR": "1"}, columns=columns)
    assert "\x1b" not in shown.text
    assert max(map(len, shown.text.split("\n"))) <= columns
    words = shown.text.split()
    assert {"kildedokumentets", "karrierevejene", "30.000–40.000"} <= set(words)


@pytest.mark.parametrize("key", [INTERRUPT, END])
def test_leaving_is_never_an_error(karla: FakeKarla, key: bytes) -> None:
    shown = in_terminal(karla.address, [("Du: ", key)])
    assert shown.text.endswith("Du: \nFarvel, og tak for snakken.\n\n")
    assert (shown.code, "Traceback" in shown.text) == (0, False)


@pytest.mark.parametrize("environment", [{"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"}, {"PYTHONIOENCODING": "ascii"}])
def test_a_terminal_without_danish_letters_gets_them_spelled(karla: FakeKarla, environment: dict[str, str]) -> None:
    typed = [("Du: ", b"1\n"), ("Du: ", b"hej \xf0\x9f\x98\x80 \xe6\n"), ("Du: ", END)]
    shown = in_terminal(karla.address, typed, environment)
    assert "Loen om maaneden foer skat i kundeservice:" in shown.text
    assert "25.000-30.000 kr." in shown.text
    assert "Oev en svaer samtale" in shown.text
    assert shown.text.count("Du skrev: hej") == 1
    assert shown.code == 0


def test_a_windows_code_page_keeps_its_letters_and_drops_what_it_lacks(karla: FakeKarla) -> None:
    said, code = piped(karla.address, "Hvad tjener man?\nhej 😀\n", {"PYTHONIOENCODING": "cp850"})
    text = said.decode("cp850")
    assert "Løn om måneden før skat i kundeservice:" in text
    assert "25.000-30.000 kr." in text
    assert code == 0


def test_where_there_is_no_terminal_lines_come_as_they_are(karla: FakeKarla) -> None:
    said, code = piped(karla.address, "\nHvad tjener man?\n")
    lines = said.decode().splitlines()
    assert lines[0] == "Hej, jeg hedder Karla og er en chatbot. Jeg kan fortælle om løn, opgaver, krav og karriere i kundeservice."
    assert lines[1:4] == ["  1. Hvad tjener man?", "  2. Hvad laver man?", "  3. Øv en svær samtale"]
    assert lines[-1] == "Farvel, og tak for snakken."
    assert "\x1b" not in said.decode()
    assert "Du: " not in said.decode()
    assert code == 0


def test_a_server_that_refuses_or_goes_away_is_told_and_the_talk_goes_on(karla: FakeKarla) -> None:
    out = io.StringIO()
    with httpx.Client(base_url=karla.address, headers={"Connection": "close"}, trust_env=False) as client:
        talk = Talk(client)
        karla.faults.status = 429
        answer(talk, "hej", Screen(out, None, False))
        karla.faults.status = None
        karla.stop()
        answer(talk, "hej", Screen(out, None, False))
        karla.start()
        answer(talk, "hej igen", Screen(out, None, False))
    refused, away, answered = out.getvalue().splitlines()
    assert refused == SCRIPT["errors"]["many"]
    assert away == "Jeg fik ikke fat i Karla. Prøv igen om lidt, eller slut med Ctrl-D."
    assert answered == "Du skrev: hej igen"
