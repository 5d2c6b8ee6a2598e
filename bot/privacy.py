"""Finds personal data in what people write, and masks it. Knows nothing of any room."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

# "hidden" is what an earlier mask left: whoever masks again still learns that something was there.
Kind = Literal["cpr", "email", "card", "phone", "hidden"]
MASK = "█████"  # a bar reads as "hidden" in every language and is no Markdown

AT = r"(?: ?(?:@|\(at\)|\[at\]|\(a\)|\(snabel-?a\)|\[snabel-?a\]) ?| snabel-?a )"
DOT = r"(?:\.| ?(?:\(dot\)|\[dot\]|\(punktum\)) ?| (?:dot|punktum|prik) )"
EMAIL = re.compile(rf"(?<![\w.+'%&-])[\w.+'%&-]+{AT}[\w-]+(?:{DOT}[\w-]+)+", re.IGNORECASE)
# Runs of digits long enough for a card; which part of one is a card, Luhn's check says.
DIGITS = re.compile(r"(?<!\d)\d(?:[ .-]{0,3}\d){12,40}(?!\d)")
CARD_LENGTHS = range(19, 12, -1)
# Day and month must exist: "999999-1234" is an order number, not a person. The health service adds 60 to the day where it has no number.
CPR = re.compile(
    r"(?<!\d)(?<!\d-)(?:0[1-9]|[12]\d|3[01]|6[1-9]|[78]\d|9[01])[ ./-]?(?:0[1-9]|1[0-2])[ ./-]?(?:(?:18|19|20)\d\d|\d\d) ?[-/.]? ?\d{4}(?!\d)"
)
# Not inside a longer number, an amount or a code: "1.23456789", "LB-20817422".
ALONE, OVER = r"(?<![\w-])(?<!\d[.,])", r"(?!-?\d)"
DENMARK = r"(?:\(?(?:\+|00) ?45\)?[ .-]?)"
PHONES = (
    re.compile(rf"{ALONE}{DENMARK}[2-9](?:[ .-]?\d){{7}}{OVER}"),
    # From abroad.
    re.compile(rf"(?<![\w.,-])\(?(?:\+|00)[1-9]\d{{0,2}}\)?[ .-]?(?:\(0\)[ ]?)?\d(?:[ .-]?\d){{5,12}}{OVER}"),
    # Eight digits in the groups Danes use; Danish numbers do not begin with 0 or 1.
    re.compile(rf"{ALONE}[2-9]\d(?:([ ./-]?)\d\d)(?:\1\d\d){{2}}{OVER}"),
    re.compile(rf"{ALONE}[2-9]\d\d ?\d\d ?\d\d\d{OVER}"),
    # 2345 6789 and 2345-6789, and no span of years.
    re.compile(rf"{ALONE}(?!(?:19|20)\d\d-(?:19|20)\d\d)[2-9]\d{{3}}[ -]\d{{4}}{OVER}"),
    # A word for it in front is sign enough, however it is glued on: "tlf23456789".
    re.compile(rf"(?<=tlf)[.:]?[2-9](?:[ .-]?\d){{7}}{OVER}", re.IGNORECASE),
)
HIDDEN = re.compile(MASK)


@dataclass(frozen=True)
class Found:
    """One piece of personal data. start, end: its place in the text, in characters."""

    kind: Kind
    start: int
    end: int


def find(text: str) -> list[Found]:
    """Personal data in the text, by place and without overlap: CPR numbers, e-mail addresses, card and phone numbers."""
    found: list[Found] = []
    for item in _candidates(plain(text)):
        if all(item.end <= other.start or item.start >= other.end for other in found):
            found.append(item)
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


def mask_values(value: Any) -> Any:
    """A JSON value whose strings are masked, at any depth; the names of its fields stay."""
    if isinstance(value, str):
        return mask(value)
    if isinstance(value, list):
        return [mask_values(item) for item in value]
    if isinstance(value, dict):
        return {name: mask_values(item) for name, item in value.items()}
    return value


def plain(text: str) -> str:
    """The text, of the same length, with every script's digits, dashes and spaces as ASCII has them."""
    return "".join(character if character.isascii() else _plain(character) for character in text)


def _plain(character: str) -> str:
    digit = unicodedata.digit(character, None)
    if digit is not None:
        return str(digit)
    return {"Pd": "-", "Zs": " "}.get(
        unicodedata.category(character), "@" if character == "＠" else "+" if character == "＋" else character
    )


def _candidates(text: str) -> Iterator[Found]:
    """What may be personal data, the surest kind first: the digits of a card also hold a phone number."""
    for match in HIDDEN.finditer(text):
        yield Found("hidden", match.start(), match.end())
    for match in EMAIL.finditer(text):
        yield Found("email", match.start(), match.end())
    for match in DIGITS.finditer(text):
        yield from _cards(match.group(), match.start())
    for match in CPR.finditer(text):
        yield Found("cpr", match.start(), match.end())
    for pattern in PHONES:
        for match in pattern.finditer(text):
            yield Found("phone", match.start(), match.end())


def _cards(written: str, offset: int) -> Iterator[Found]:
    """Cards in a run of digits: an expiry date or a security code may stand right after one."""
    places = [place for place, character in enumerate(written) if character.isdigit()]
    first = 0
    while first <= len(places) - CARD_LENGTHS[-1]:
        begins_group = first == 0 or not written[places[first] - 1].isdigit()
        lengths = [length for length in CARD_LENGTHS if begins_group and first + length <= len(places)]
        digits = [int(written[place]) for place in places[first:]]
        length = next((length for length in lengths if _is_card(digits[:length])), 0)
        if length:
            yield Found("card", offset + places[first], offset + places[first + length - 1] + 1)
        first += length or 1


def _is_card(digits: list[int]) -> bool:
    """Luhn's check (ISO/IEC 7812-1), which every payment card's number passes."""
    doubled = [digit * 2 - 9 * (digit > 4) for digit in digits[-2::-2]]
    return (sum(digits[-1::-2]) + sum(doubled)) % 10 == 0
