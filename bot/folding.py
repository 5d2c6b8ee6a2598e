"""Brings the ways Danes write one letter into one: å, aa and a; æ and ae; ø and oe; accents."""

from __future__ import annotations

import unicodedata

# "aa", "ae" and "oe" are how å, æ and ø are written without a Danish keyboard. Folding both sides to one letter makes
# "aarhus", "århus" and "arhus" the same name.
_LETTERS = (("å", "a"), ("aa", "a"), ("æ", "a"), ("ae", "a"), ("ø", "o"), ("oe", "o"), ("ö", "o"), ("ä", "a"), ("ü", "u"))


def fold(text: str) -> str:
    """The text in lower case with one spelling for each Danish letter; "Ålborg" and "aalborg" both give "alborg"."""
    folded = unicodedata.normalize("NFC", text).lower()
    for written, letter in _LETTERS:
        folded = folded.replace(written, letter)
    decomposed = unicodedata.normalize("NFD", folded)
    return "".join(char for char in decomposed if not unicodedata.combining(char))
