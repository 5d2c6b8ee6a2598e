"""Finds personal data in what people write, and masks it. Knows nothing of any room."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

Kind = Literal["cpr", "email", "card", "phone"]
MASK = "█████"  # a bar reads as "hidden" in every language and is no Markdown

EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
CARD = re.compile(r"(?<![\w-])\d(?:[ -]?\d){12,18}(?![\w-])")
# Day and month must exist: "999999-1234" is an order number, not a person.
CPR = re.compile(r"(?<![\d-])(?:0[1-9]|[12]\d|3[01])(?:0[1-9]|1[0-2])\d{2}[ -]?\d{4}(?!\d)")
# Eight digits in the groups Danes use, perhaps with the country code; Danish numbers do not begin with 0 or 1.
PHONE = re.compile(r"(?<![\w.,-])(?:(?:\+|00)45[ ]?)?[2-9]\d(?:[ ]?\d{2}){3}(?![\d-])")
# Pairs (1234 5678) are written as well.
PHONE_HALVES = re.compile(r"(?<![\w.,-])(?:(?:\+|00)45[ ]?)?[2-9]\d{3}[ ]\d{4}(?![\d-])")


@dataclass(frozen=True)
class Found:
    """One piece of personal data. start, end: its place in the text, in characters."""

    kind: Kind
    start: int
    end: int


def find(text: str) -> list[Found]:
    """Personal data in the text, by place and without overlap: CPR numbers, e-mail addresses, card and phone numbers."""
    found: list[Found] = []
    for kind, pattern in _PATTERNS:
        for match in pattern.finditer(text):
            if kind == "card" and not _is_card(match.group()):
                continue
            if all(match.end() <= other.start or match.start() >= other.end for other in found):
                found.append(Found(kind, match.start(), match.end()))
    return sorted(found, key=lambda item: item.start)


def find_and_mask(text: str) -> tuple[str, tuple[Kind, ...]]:
    """The text with a bar for each piece of personal data, and the kinds found, in order."""
    found = find(text)
    for item in reversed(found):
        text = text[: item.start] + MASK + text[item.end :]
    return text, tuple(item.kind for item in found)


def mask(text: str) -> str:
    """The text with a bar for each piece of personal data."""
    return find_and_mask(text)[0]


# Cards come first: the digits of one also hold a phone number.
_PATTERNS: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    ("email", EMAIL),
    ("card", CARD),
    ("cpr", CPR),
    ("phone", PHONE),
    ("phone", PHONE_HALVES),
)


def _is_card(written: str) -> bool:
    """Luhn's check (ISO/IEC 7812-1), which every payment card's number passes."""
    digits = [int(character) for character in written if character.isdigit()]
    doubled = [digit * 2 - 9 * (digit > 4) for digit in digits[-2::-2]]
    return (sum(digits[-1::-2]) + sum(doubled)) % 10 == 0
