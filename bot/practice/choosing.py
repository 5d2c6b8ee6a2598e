"""Which customer somebody names, by title, name, firm or a word of the case."""

from __future__ import annotations

from functools import lru_cache
from typing import Literal

from bot.content_file import Words
from bot.practice.content_file import FOLDER, Sheet, read
from bot.practice.interview_content import Track
from bot.practice.phrases import Phrases, flat
from bot.practice.scenario import Scenario, scenarios
from bot.practice.wording import Wording

Difficulty = Literal["easy", "medium", "hard"]
SURE, LIKELY = 4, 1  # for a title or a name, and for a word of the case


class ChoosingWords(Sheet):
    """any: the choice is left to chance; same: the customer of before; leave: none after all; tracks: the job of an interview."""

    any: tuple[Words, ...]
    same: tuple[Words, ...]
    leave: tuple[Words, ...]
    tracks: dict[Track, tuple[Words, ...]]
    difficulties: dict[Difficulty, tuple[Words, ...]]
    channels: dict[Literal["phone", "chat", "email"], tuple[Words, ...]]


def named_scenario(text: str, *, sure: bool = False) -> str | None:
    """The id of the scenario that is named; None for none, or when two are named as well. sure: by title or customer only."""
    words = flat(text)
    points = {
        scenario.id: _named(scenario, words) + (0 if sure else _described(scenario, text, words)) for scenario in scenarios().values()
    }
    best = max(points.values())
    named = [name for name, found in points.items() if found == best]
    return named[0] if best >= (SURE if sure else LIKELY) and len(named) == 1 else None


def whole_name(text: str, *, but: str) -> str | None:
    """The id of the scenario whose title, or whole customer's name, stands in the text; None for none, and for the scenario `but`."""
    words = flat(text)
    known = [item for item in scenarios().values() if item.id != but]
    return next((item.id for item in known if flat(item.title) in words or flat(item.customer) in words), None)


def of_kind(text: str) -> tuple[str, ...]:
    """The ids of the scenarios that are as easy or hard, or on the channel, that a few words ask for."""
    words, sheet = flat(text), _sheet()
    difficulty = {kind for kind, phrases in sheet.difficulties.items() if Phrases(phrases).found_in(words)}
    channel = {kind for kind, phrases in sheet.channels.items() if Phrases(phrases).found_in(words)}
    if not difficulty | channel:
        return ()
    return tuple(
        scenario.id
        for scenario in scenarios().values()
        if (not difficulty or scenario.difficulty in difficulty) and (not channel or scenario.channel in channel)
    )


def named_track(text: str) -> Track | None:
    """The job of an interview that is named; None for none, or for both."""
    words = flat(text)
    named = [track for track, phrases in _sheet().tracks.items() if Phrases(phrases).found_in(words)]
    return named[0] if len(named) == 1 else None


def leaves_to_chance(text: str) -> bool:
    """Whether any customer will do."""
    return Phrases(_sheet().any).found_in(flat(text))


def wants_same(text: str) -> bool:
    """Whether the customer of the last game is meant."""
    return Phrases(_sheet().same).found_in(flat(text))


def wants_none(text: str) -> bool:
    """Whether nobody is wanted after all."""
    return Phrases(_sheet().leave).found_in(flat(text))


def _named(scenario: Scenario, words: str) -> int:
    names = [flat(scenario.title), flat(scenario.customer), f" {flat(scenario.customer).split()[0]} "]
    return SURE * sum(name in words for name in names)


def _described(scenario: Scenario, text: str, words: str) -> int:
    firm = flat(scenario.company) in words
    return 2 * firm + sum(Wording([pattern]).found_in(text) for pattern in scenario.called)


@lru_cache(maxsize=1)
def _sheet() -> ChoosingWords:
    return read(FOLDER / "choosing.yml", ChoosingWords)
