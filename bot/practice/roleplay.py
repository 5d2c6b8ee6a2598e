"""The role-play: the user is the employee, Karla the customer. Values in, values out; the state is plain data for a slot."""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, replace
from functools import lru_cache
from typing import Any, Literal

from pydantic import validator

from bot.content_file import Words
from bot.practice.conduct import conduct_of, what_if_text
from bot.practice.content_file import FOLDER, Sheet, read
from bot.practice.customer import BANDS, WARNED, Band, Mood, take
from bot.practice.lines import Line
from bot.practice.outside import outside_sheet
from bot.practice.reading import ear
from bot.practice.scenario import REACTIONS, ReactionId, Scenario, scenarios
from bot.privacy import find_and_mask

Ending = Literal["solved", "escalated", "stopped", "turns"]
LONGEST_KEPT = 2000  # characters of a message that are kept in the slot; quotes come from these


@dataclass(frozen=True)
class RolePlay:
    """A game. said: the employee's messages, masked; used: keys of the customer's lines, in order; abused: why it was ended."""

    scenario: str
    seed: int
    mood: Mood
    said: tuple[str, ...] = ()
    heard: tuple[str, ...] = ()
    used: tuple[str, ...] = ()
    hints: int = 0
    ended: Ending | None = None
    abused: bool = False

    def as_dict(self) -> dict[str, Any]:
        """JSON-able; from_dict is its inverse."""
        return asdict(self)

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> RolePlay:
        """Raises: KeyError or TypeError when the data is not a game."""
        mood = data["mood"]
        lists = {key: tuple(data[key]) for key in ("said", "heard", "used")}
        fixed = {**mood, "known": tuple(mood["known"]), "promised": tuple(mood["promised"])}
        return cls(**{**data, **lists, "mood": Mood(**fixed)})


def titles() -> tuple[tuple[str, str], ...]:
    """(id, title) of every scenario, easy ones first: what a choice offers."""
    order = {"easy": 0, "medium": 1, "hard": 2}
    return tuple((item.id, item.title) for item in sorted(scenarios().values(), key=lambda item: (order[item.difficulty], item.id)))


def titled(scenario_id: str) -> str:
    """The title of a scenario with its level and channel: what a button shows. Raises: KeyError."""
    return _filled(_narration().button, scenarios()[scenario_id])


def start(scenario_id: str | None = None, *, seed: int) -> tuple[RolePlay, list[Line]]:
    """A new game; None lets the seed choose the customer. Raises: KeyError for an unknown scenario."""
    known = scenarios()
    scenario = known[scenario_id or _random(seed, "scenario").choice(sorted(known))]
    state = RolePlay(scenario.id, seed, Mood(scenario.heat))
    words = _narration()
    index = _random(seed, scenario.id, "opening").randrange(len(scenario.opening))
    intro = _filled(words.intro, scenario)
    return replace(state, heard=(scenario.opening[index],)), [
        Line("narrator", intro, "intro"),
        Line("narrator", scenario.briefing, "briefing"),
        Line("narrator", words.commands, "commands"),
        Line("customer", scenario.opening[index], "opening"),
    ]


def reply(state: RolePlay, text: str) -> tuple[RolePlay, list[Line], Ending | None]:
    """The answer to one message of the user, and how the game ended, None while it goes on.

    Asking for a hint, a pause, a what-if or the end is understood here too, so that a message can simply be passed on.
    """
    scenario, words = scenarios()[state.scenario], _narration()
    if state.ended:
        return state, [Line("narrator", words.already_over, "over")], state.ended
    conduct = conduct_of(text, letter=scenario.channel == "email")
    if conduct == "abuse":
        return replace(state, ended="stopped", abused=True), [Line("narrator", words.abuse, "abuse")], "stopped"
    if conduct == "stop":
        return replace(state, ended="stopped"), [Line("narrator", words.ended["stopped"], "ended")], "stopped"
    if conduct == "pause":
        return state, [Line("narrator", _filled(words.pause, scenario), "pause")], None
    if conduct == "hint":
        return replace(state, hints=state.hints + 1), hint(state), None
    if conduct == "what_if":
        return state, what_if(state, what_if_text(text)), None
    if conduct == "bot":
        # Nobody who asks is told that no machine speaks here, and it is nothing to be scored.
        return state, [Line("coach", outside_sheet().truth, "truth")], None
    masked, personal = find_and_mask(text)
    state, lines = _answered(state, scenario, masked[:LONGEST_KEPT], conduct if conduct in {"terse", "wall"} else None)
    if personal:
        lines.insert(0, Line("narrator", words.masked, "masked"))
    return state, lines, state.ended


def hint(state: RolePlay) -> list[Line]:
    """What would help now, from the coach."""
    scenario = scenarios()[state.scenario]
    mood = state.mood
    missing = [fact.id for fact in scenario.facts if fact.needed and fact.id not in mood.known]
    situation: Literal["feeling", "facts", "solution", "close"] = (
        "feeling" if not mood.felt else "facts" if missing else "solution" if mood.accepted is None else "close"
    )
    hints = scenario.hints[situation]
    return [Line("coach", hints[state.hints % len(hints)], "hint")]


def what_if(state: RolePlay, text: str) -> list[Line]:
    """How the customer would have taken this instead of the last message; the game itself stays as it is."""
    scenario, words = scenarios()[state.scenario], _narration()
    if not text.strip():
        return [Line("narrator", words.what_if_empty, "what_if")]
    conduct = conduct_of(text, letter=scenario.channel == "email")
    if conduct == "abuse":
        return [Line("narrator", words.abuse, "abuse")]
    before = _replayed(state, state.said[:-1])
    masked, _ = find_and_mask(text)
    _, lines = _answered(before, scenario, masked[:LONGEST_KEPT], conduct if conduct in {"terse", "wall"} else None)
    shown = [line for line in lines if line.speaker == "customer"]
    back = [] if state.ended else [Line("narrator", words.what_if_back, "what_if")]
    return [Line("narrator", words.what_if, "what_if"), *shown, *back]


def play(scenario_id: str, said: Iterable[str], *, seed: int) -> RolePlay:
    """The game these messages make. What comes after its end is kept as said, so that all of it can be scored."""
    state, _ = start(scenario_id, seed=seed)
    for text in said:
        if state.ended:
            state = replace(state, said=(*state.said, find_and_mask(text)[0][:LONGEST_KEPT]))
        else:
            state, _, _ = reply(state, text)
    return state


def _replayed(state: RolePlay, said: Sequence[str]) -> RolePlay:
    return play(state.scenario, said, seed=state.seed)


def _answered(state: RolePlay, scenario: Scenario, text: str, conduct: str | None) -> tuple[RolePlay, list[Line]]:
    """The state after the customer's answer, and the lines: the customer's, then the narrator's when the game ended."""
    mood, ended = state.mood, None
    reading = ear(scenario.id).hear(text)
    if conduct == "terse" and (reading.asked or reading.asks_name or reading.offered):
        conduct = None  # "navn?" asks
    # "Ok" after an agreement ends the talk, and is no lack of an answer.
    if conduct and not (conduct == "terse" and mood.accepted):
        says: tuple[str, ...] = (conduct,)
        heat = min(WARNED - 1, mood.heat + (1 if mood.step >= 2 and conduct == "terse" else 0))
        mood = replace(mood, heat=max(mood.heat, heat))
    else:
        answer = take(scenario, mood, reading, first=not state.said)
        mood, says, ended = answer.mood, answer.says, answer.ended
    texts, used = _words(state, scenario, says, mood.band)
    said = " ".join(texts)
    ending: Ending | None = ended
    if ending is None and len(state.said) + 1 >= scenario.turns:
        # Who has agreed to a solution has one, however long it took.
        ending = "solved" if mood.accepted else "turns"
    after = replace(state, mood=mood, said=(*state.said, text), heard=(*state.heard, said), used=(*state.used, *used), ended=ending)
    lines = [Line("customer", said, says[0].partition(":")[0])]
    if ending:
        lines.append(Line("narrator", _filled(_narration().ended[ending], scenario), "ended"))
    return after, lines


def _words(state: RolePlay, scenario: Scenario, says: Sequence[str], band: Band) -> tuple[list[str], list[str]]:
    """A line for each thing to be said, and the keys of the lines chosen."""
    texts: list[str] = []
    keys: list[str] = []
    for what in says:
        options = _options(scenario, what, band)
        key = _choice(state, [*state.used, *keys], what, sorted(options))
        keys.append(key)
        texts.append(options[key].replace("{customer}", scenario.customer))
    return texts, keys


def _options(scenario: Scenario, what: str, band: Band) -> dict[str, str]:
    """Every wording by its key. A reaction's own lines come with those for the band."""
    kind, _, name = what.partition(":")
    rows: dict[str, dict[str, Sequence[str]]] = {
        "fact": {fact.id: fact.says for fact in scenario.facts},
        "solution": {solution.id: solution.accepts for solution in scenario.solutions},
        "wish": {"": scenario.wishes},
        "rule": {rule.id: rule.reaction for rule in scenario.rules},
    }
    if kind in rows:
        return {f"{what}.{index}": text for index, text in enumerate(rows[kind][name])}
    reaction: ReactionId = what  # type: ignore[assignment]
    own = {f"{what}.own{index}": text for index, text in enumerate(scenario.lines.get(reaction, ()))}
    common = {f"{what}.{band}{index}": text for index, text in enumerate(_reactions()[reaction][band])}
    return {**own, **common}


def _choice(state: RolePlay, used: Sequence[str], what: str, keys: Sequence[str]) -> str:
    """An unused line while there is one, the scenario's own before common ones; then the one that was used longest ago."""
    unused = [key for key in keys if key not in used]
    pool = [key for key in unused if ".own" in key] or unused
    if pool:
        return _random(state.seed, what, len(state.said)).choice(pool)
    return min(keys, key=lambda key: len(used) - 1 - list(reversed(used)).index(key))


def _random(seed: int, *about: object) -> random.Random:
    """A generator that depends on nothing but the seed and what is chosen; seeding with text is the same on every machine."""
    return random.Random(":".join(map(str, (seed, *about))))  # noqa: S311


class Narration(Sheet):
    intro: Words
    button: Words
    commands: Words
    channels: dict[str, Words]
    difficulties: dict[str, Words]
    ended: dict[Ending, Words]
    already_over: Words
    abuse: Words
    pause: Words
    masked: Words
    what_if: Words
    what_if_empty: Words
    what_if_back: Words


class Reactions(Sheet):
    __root__: dict[ReactionId, dict[Band, tuple[Words, ...]]]

    @validator("__root__")
    def every_reaction_in_every_band(
        cls,  # noqa: N805
        found: dict[ReactionId, dict[Band, tuple[Words, ...]]],
    ) -> dict[ReactionId, dict[Band, tuple[Words, ...]]]:
        for name in REACTIONS:
            missing = [band for band in BANDS if not found.get(name, {}).get(band)]
            if missing:
                raise ValueError(f"{name!r} has no lines for {', '.join(missing)}; add some")
        return found


@lru_cache(maxsize=1)
def _narration() -> Narration:
    return read(FOLDER / "narration.yml", Narration)


@lru_cache(maxsize=1)
def _reactions() -> dict[ReactionId, dict[Band, tuple[Words, ...]]]:
    return read(FOLDER / "reactions.yml", Reactions).__root__


def _filled(text: str, scenario: Scenario) -> str:
    words = _narration()
    return text.format(
        title=scenario.title, customer=scenario.customer, company=scenario.company, good_end=scenario.good_end,
        channel=words.channels[scenario.channel], difficulty=words.difficulties[scenario.difficulty],
    )  # fmt: skip
