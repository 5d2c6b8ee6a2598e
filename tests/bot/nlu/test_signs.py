"""What the words of a message say of danger."""

from __future__ import annotations

import pytest

from bot.nlu.signs import NO_SIGNS, Signs, signs_of


@pytest.mark.parametrize(
    ("cues", "signs"),
    [
        (["about_job"], NO_SIGNS),
        (["law"], Signs(least=0.8, explained=True)),
        (["swallowed", "of_other"], Signs(surely=True)),
        (["swallowed", "denied"], Signs(surely=True)),
        (["violence"], Signs(surely=True)),
        (["violence", "figurative"], Signs(least=0.75)),  # "he kills me if I forget the milk"
        (["denied", "my_cry"], Signs(least=2.0, explained=True)),
        (["grief"], Signs(least=0.9, explained=True)),
        (["grief", "my_cry"], NO_SIGNS),  # who wants to follow the dead is not only mourning
        (["joking", "my_cry"], Signs(least=0.8)),
        (["never_wake", "sleepy"], Signs(surely=True)),  # not only tired
        (["sleepy"], Signs(least=0.9)),
        (["weary"], Signs(least=0.75)),
    ],
)
def test_words_say_what_danger_there_is(cues: list[str], signs: Signs) -> None:
    assert signs_of(cues) == signs
