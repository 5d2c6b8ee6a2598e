"""A terminal, whatever it can show: wide or narrow, with colours or without, with Danish letters or without."""

from __future__ import annotations

import codecs
import os
import shutil
import sys
import textwrap
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TextIO

from bot.channels.plain import as_text, convert
from bot.shell.words import words

WIDEST = 88  # longer lines are hard to follow
NARROWEST = 20
INDENT = "  "
# Stand for the marks while lines are wrapped: one character each, from the area that text cannot hold (see cleaning.py).
BOLD, ITALIC, END = "\ue000", "\ue001", "\ue002"
MARKS = {BOLD: "\x1b[1m", ITALIC: "\x1b[2m", END: "\x1b[0m"}
# Danish letters and our punctuation, as one writes them without.
SPELLINGS = {
    "\u00e6": "ae", "\u00f8": "oe", "\u00e5": "aa", "\u00c6": "Ae", "\u00d8": "Oe", "\u00c5": "Aa",
    "\u2022": "-", "\u2013": "-", "\u2014": "-", "\u2026": "...", "\u00bb": '"', "\u00ab": '"', "\u2019": "'", "\u00a0": " ", "\u2588": "#",
}  # fmt: skip
REPLACE = "karla.spelled"


def spelled(error: UnicodeError) -> tuple[str, int]:
    """A handler for codecs: what an encoding lacks, spelled with what it has; nothing for an emoji, "?" for the rest."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return "".join(map(_spelling, error.object[error.start : error.end])), error.end


def _spelling(character: str) -> str:
    known = SPELLINGS.get(character)
    if known is not None:
        return known
    base = unicodedata.normalize("NFKD", character).encode("ascii", "ignore").decode()
    return base or ("" if unicodedata.category(character) in ("So", "Sk", "Mn", "Cf") else "?")


codecs.register_error(REPLACE, spelled)


@dataclass(frozen=True)
class Screen:
    """Where Karla is read. width: characters in a line, None for lines as they come. is_styled: whether bold is shown."""

    out: TextIO
    width: int | None
    is_styled: bool

    def show(self, message: Mapping[str, Any], *, first: int = 1) -> None:
        """A message of the web protocol with its card, chart, sources and choices; the choices numbered from first on."""
        lines = self._wrapped(as_text(message))
        choices = [f"{number}. {choice['title']}" for number, choice in enumerate(message["choices"], start=first)]
        self._write([*lines, *(line for choice in choices for line in self._folded(choice, INDENT))])

    def tell(self, name: str) -> None:
        """One of the terminal's own sentences, by its name in words.yml."""
        self.say(words()[name])

    def say(self, text: str) -> None:
        """A sentence."""
        self._write(self._wrapped(text))

    def ask(self) -> str:
        """What the person writes next. Raises: EOFError at the end of input, KeyboardInterrupt on Ctrl-C."""
        if self.width is None:
            return input()
        # By input() and not by us: readline must know how wide the prompt is.
        try:
            return input(words()["you"])
        except (EOFError, KeyboardInterrupt):
            self.out.write("\n")  # what is said next begins a line of its own
            raise

    def _write(self, lines: list[str]) -> None:
        text = "\n".join(lines)
        for mark, code in MARKS.items():
            text = text.replace(mark, code if self.is_styled else "")
        self.out.write(f"{text}\n\n" if self.width else f"{text}\n")
        self.out.flush()

    def _wrapped(self, text: str) -> list[str]:
        text = "".join(character for character in text if character == "\n" or unicodedata.category(character) not in ("Cc", "Co"))
        marked = convert(text, escape=str, bold=rf"{BOLD}\1{END}", italic=rf"{ITALIC}\1{END}")
        return [folded for line in marked.split("\n") for folded in self._folded(line, "")]

    def _folded(self, line: str, indent: str) -> list[str]:
        if self.width is None:
            return [indent + line]
        # What follows a bullet or a number stays below its first word.
        head, _, rest = line.partition(" ")
        hanging = " " * (len(head) + 1) if rest and (head in ("\u2022", "-") or head.rstrip(".").isdigit()) else ""
        return textwrap.wrap(line, self.width, initial_indent=indent, subsequent_indent=indent + hanging, break_on_hyphens=False) or [""]


def open_screen(environment: Mapping[str, str] = os.environ) -> Screen:
    """The screen of this process. Where it is no terminal, lines are neither wrapped nor styled, and nothing is asked for."""
    for stream, errors in ((sys.stdout, REPLACE), (sys.stdin, "replace")):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors=errors)
    if not sys.stdout.isatty():
        return Screen(sys.stdout, None, False)
    width = max(NARROWEST, min(WIDEST, shutil.get_terminal_size().columns))
    # Old Windows consoles print the codes of bold instead of obeying them.
    obeys = sys.platform != "win32" or "WT_SESSION" in environment
    is_styled = obeys and environment.get("TERM") != "dumb" and not environment.get("NO_COLOR")
    return Screen(sys.stdout, width, is_styled)
