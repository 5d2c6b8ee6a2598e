"""Which customer somebody names, by title, name, firm or a word of the case."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Literal

from bot.content_file import Words
from bot.folding import fold
from bot.practice.content_file import FOLDER, Sheet, read
from bot.practice.interview_content import Track
from bot.practice.phrases import Phrases, flat
from bot.practice.scenario import Scenario, scenarios
from bot.practice.wording import Wording

Difficulty = Literal["easy", "medium", "hard"]
Relative = Literal["hardest", "easiest", "harder", "easier"]
TITLE_WORD = 4  # letters of a word of a title that may stand for it
SURE, LIKELY = 4, 1  # for a title or a name, and for a word of the case


class ChoosingWords(Sheet):
    """any: the choice is left to chance; same: the customer of before; leave: none after all; tracks: the job of an interview."""

    any: tuple[Words, ...]
    same: tuple[Words, ...]
    leave: tuple[Words, ...]
    tracks: dict[Track, tuple[Words, ...]]
    relative: dict[Relative, tuple[Words, ...]]
    places: dict[int, tuple[Words, ...]]
    last: tuple[Words, ...]
    addressing: tuple[Words, ...]
    place_words: frozenset[Words]
    moods: tuple[Words, ...]
    jobs: dict[Track, tuple[Words, ...]]
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


def title_in(text: str) -> str | None:
    """The title of a scenario that stands in a text; None for none."""
    return next((str(item.title) for item in scenarios().values() if flat(item.title) in flat(text)), None)


def of_kind(text: str, *, last: str | None = None, offered: bool = False) -> tuple[str, ...]:
    """The ids of the scenarios that are as easy or hard, or on the channel, that the words ask for; a channel gives way where none
    fits both. last: the customer of the last game, whom "a harder one" is measured by.
    """
    words, sheet = flat(text), _sheet()
    difficulty = {kind for kind, phrases in sheet.difficulties.items() if Phrases(phrases).found_in(words)}
    if offered and Phrases(sheet.moods).found_in(words):
        difficulty = difficulty | {"hard"}
    channel = {kind for kind, phrases in sheet.channels.items() if Phrases(phrases).found_in(words)}
    relative = next((kind for kind, phrases in sheet.relative.items() if Phrases(phrases).found_in(words)), None)
    if not difficulty | channel and relative is None:
        return ()
    on_channel = [scenario for scenario in scenarios().values() if not channel or scenario.channel in channel]
    if relative:
        found = _relatively(relative, on_channel, last) or _relatively(relative, [*scenarios().values()], last)
    else:
        found = [item for item in on_channel if not difficulty or item.difficulty in difficulty]
        found = found or [item for item in scenarios().values() if item.difficulty in difficulty]
    # Another one, where there is another.
    return tuple(item.id for item in found if item.id != last) or tuple(item.id for item in found)


def _relatively(kind: Relative, known: Sequence[Scenario], last: str | None) -> list[Scenario]:
    """The hardest or easiest of some scenarios, or those harder or easier than the last one played."""
    if not known:
        return []
    if kind in ("hardest", "easiest"):
        best = (max if kind == "hardest" else min)(map(_hardness, known))
        return [item for item in known if _hardness(item) == best]
    before = _hardness(scenarios()[last]) if last else (1, 0)
    return [item for item in known if (_hardness(item) > before if kind == "harder" else _hardness(item) < before)]


def _hardness(scenario: Scenario) -> tuple[int, int]:
    return (("easy", "medium", "hard").index(scenario.difficulty), scenario.heat)


def place(text: str, count: int) -> int | None:
    """Which of so many things that were offered is chosen by its place, from 0; None for none."""
    words, sheet = flat(text), _sheet()
    if Phrases(sheet.last).found_in(words):
        return count - 1 if count and _only_places(words, sheet.last) else None
    found = [number for number, phrases in sheet.places.items() if Phrases(phrases).found_in(words) and _only_places(words, phrases)]
    return found[0] - 1 if len(found) == 1 and found[0] <= count else None


def _only_places(words: str, phrases: Sequence[str]) -> bool:
    """Whether nothing is said but a place: "the second one, please"."""
    rest = Phrases(phrases).without(words).replace("|", " ").split()
    return {*rest} <= {fold(word) for word in _sheet().place_words}


def named_track(text: str, *, sure: bool = False) -> Track | None:
    """The job of an interview that is named; None for none, or for both. sure: by its own name."""
    words = flat(text)
    named = [track for track, phrases in (_sheet().jobs if sure else _sheet().tracks).items() if Phrases(phrases).found_in(words)]
    return named[0] if len(named) == 1 else None


def leaves_to_chance(text: str) -> bool:
    """Whether any customer will do."""
    return Phrases(_sheet().any).found_in(flat(text))


def wants_same(text: str) -> bool:
    """Whether the customer of the last game is meant."""
    return Phrases(_sheet().same).found_in(flat(text))


def speaks_to_somebody(text: str) -> bool:
    """Whether a message speaks to a customer before one has been chosen."""
    return Phrases(_sheet().addressing).found_in(flat(text))


def wants_none(text: str) -> bool:
    """Whether nobody is wanted after all."""
    return Phrases(_sheet().leave).found_in(flat(text))


def _named(scenario: Scenario, words: str) -> int:
    names = [flat(scenario.title), flat(scenario.customer), f" {flat(scenario.customer).split()[0]} "]
    return SURE * sum(name in words for name in names)


def _described(scenario: Scenario, text: str, words: str) -> int:
    firm = flat(scenario.company) in words
    title = _own_title_words(str(scenario.id)).intersection(words.split())
    return 2 * firm + sum(Wording([pattern]).found_in(text) for pattern in scenario.called) + len(title)


def _own_title_words(scenario: str) -> frozenset[str]:
    """The words of a title that stand in no other and say something."""
    known = {name: {word for word in flat(item.title).split() if len(word) >= TITLE_WORD} for name, item in scenarios().items()}
    others = set().union(*(words for name, words in known.items() if name != scenario))
    return frozenset(known[scenario] - others - {fold(word) for word in _sheet().place_words})


@lru_cache(maxsize=1)
def _sheet() -> ChoosingWords:
    return read(FOLDER / "choosing.yml", ChoosingWords)
