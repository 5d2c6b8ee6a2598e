"""What a message says beside its intent."""

from __future__ import annotations

import pytest

from bot.nlu.cues import Cues
from bot.nlu.lexicon import read_lexicon

CUES = Cues(read_lexicon()["cues"])


@pytest.mark.parametrize(
    ("text", "cue"),
    [
        ("Jeg blev fyret i går", "dismissal"),
        ("afskedigelsen kom i går", "dismissal"),
        ("det ved jeg ikke", "unknown"),
        ("Spring over!", "skip"),
        ("hvad ved du om mig?", "memory"),
        ("lav en plan for mig", "plan"),
    ],
)
def test_a_cue_is_found_in_any_writing(text: str, cue: str) -> None:
    assert cue in CUES.find(text)


def test_a_cue_is_found_in_the_words_as_meant() -> None:
    assert "why" in CUES.find("vofor", "hvorfor")


def test_part_of_a_word_is_no_cue() -> None:
    assert CUES.find("planter", "passage") == []
