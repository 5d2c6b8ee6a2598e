"""What a message says beside its intent."""

from __future__ import annotations

import pytest

from bot.nlu.cues import Cues
from bot.nlu.lexicon import read_lexicon

LEXICON = read_lexicon()
CUES = Cues(LEXICON["cues"], LEXICON["cue_words"])


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


@pytest.mark.parametrize(
    ("text", "cues"),
    [
        ("min søn på 15 har taget en masse panodiler", {"swallowed", "of_other"}),
        ("min toårige har drukket klorin", {"swallowed"}),
        ("jeg har lige slugt 40 ipren", {"swallowed"}),
        ("min mand slog mig igen i går", {"violence"}),
        ("i dag låste han mig inde", {"violence"}),
        ("min eks truer med at slå mig ihjel", {"violence"}),
        ("min chef rører ved mig", {"harassed"}),
        ("kunden truede mig i telefonen", {"harassed"}),
        ("vores hund blev aflivet i går", {"grief"}),
        ("ja han er død nu, det er to år siden", {"grief"}),
        ("min mand er død og jeg vil bare følge efter ham", {"grief", "my_cry"}),
        ("jobbet slår mig ihjel", {"figurative"}),
        ("hvis jeg spørger, dør jeg af skam", {"figurative"}),
        ("gider ikke leve på 25k lol", {"live_on", "joking"}),
        ("jeg vil ikke tage mit eget liv, men jeg er trist", {"denied"}),
        ("hun er ikke selvmordstruet", {"denied"}),
        ("vil sove og aldrig stå op", {"never_wake"}),
        ("jeg skar mig på en dåse", {"accident"}),
        ("nej ikke jobbet. det hele", {"all_of_it", "not_only_job"}),
    ],
)
def test_danger_is_told_in_many_words(text: str, cues: set[str]) -> None:
    assert cues <= set(CUES.find(text))


@pytest.mark.parametrize(
    ("text", "cue"),
    [
        ("jeg har taget to panodiler mod hovedpine", "swallowed"),
        ("jeg har taget en masse vagter", "swallowed"),
        ("min telefon døde midt i et opkald", "grief"),
        ("min mand er dødtræt", "grief"),
        ("chefen slog op i kalenderen for mig", "harassed"),
        ("jeg vil dø", "denied"),
    ],
)
def test_what_only_looks_like_danger_has_no_cue(text: str, cue: str) -> None:
    assert cue not in CUES.find(text)


def test_a_gap_stands_for_up_to_three_words_and_a_list_for_its_phrases() -> None:
    cues = Cues({"hit": ["{who} .. slår mig"]}, {"who": ["mand", "min far"]})
    assert cues.find("min far har lige igen slået mig") == []
    assert cues.find("min far tit og hårdt slår mig") == ["hit"]
    assert cues.find("mand slår mig") == ["hit"]
    assert cues.find("mand som jeg bor med slår mig") == []
