"""Messages that say next to nothing."""

from __future__ import annotations

import pytest

from bot.nlu.lexicon import read_lexicon
from bot.nlu.settling import says_little

SHORT = frozenset(read_lexicon()["short_moves"])


@pytest.mark.parametrize("text", ["hmm", "Hmmmmm...", "nå", "NÅÅÅ", "nå ja", "?", "??", "...", "øh"])
def test_a_hum_or_a_sign_says_little(text: str) -> None:
    assert says_little(text, SHORT)


@pytest.mark.parametrize("text", ["nå men farvel", "nej", "ok", "hmm hvad tjener man", "", "igen"])
def test_anything_else_says_something(text: str) -> None:
    assert not says_little(text, SHORT)
