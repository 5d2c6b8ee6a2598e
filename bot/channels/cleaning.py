"""Text from outside, made safe to store, log and understand."""

from __future__ import annotations

import re
import unicodedata

LONGEST_TEXT = 2000  # characters, after cleaning
MOST_MARKS = 3  # combining marks on one letter; Vietnamese needs two, a flood has thousands

# Line breaks and tabs are how people write lists.
KEPT_CONTROLS = "\n\t"
# Cc controls, Cf invisible and direction-changing, Cs halves of characters, Co private, Cn nothing at all.
DROPPED = {"Cc", "Cf", "Cs", "Co", "Cn"}
# Zero-width joiner and the emoji variant selector hold emoji together; without them a family falls apart into people.
EMOJI_GLUE = "\u200d\ufe0f"
COMMAND = re.compile(r"^[\s/]+")


def clean(text: str) -> str:
    """The text in composed form (NFC), without control, direction, invisible and half characters, and with few marks a letter."""
    composed = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n").encode("utf-8", "ignore").decode("utf-8"))
    kept: list[str] = []
    marks = 0
    for character in composed:
        category = unicodedata.category(character)
        if category in DROPPED and character not in KEPT_CONTROLS and not _glues(character, kept):
            continue
        marks = marks + 1 if category in ("Mn", "Me") else 0
        if marks <= MOST_MARKS:
            kept.append(character)
    return "".join(kept).strip()


def _glues(character: str, before: list[str]) -> bool:
    return character in EMOJI_GLUE and bool(before) and unicodedata.category(before[-1]) in ("So", "Sk", "Mn")


def typed(text: str) -> str:
    """Cleaned text as Rasa may get it: it obeys a line that begins with a slash, and what people type is never an order."""
    return COMMAND.sub("", clean(text))


def is_safe_name(value: object, *, longest: int = 255) -> bool:
    """Whether a value can name a conversation: 1 to longest printable characters, storable in any database."""
    return isinstance(value, str) and 1 <= len(value) <= longest and value.isprintable() and bool(value.strip())
