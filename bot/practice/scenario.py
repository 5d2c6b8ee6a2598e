"""The customers of the practice room: one file each, checked, with what they know, want, take and say."""

from __future__ import annotations

import difflib
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

from pydantic import Field, validator

from bot.content_file import Identifier, Words
from bot.errors import ContentError
from bot.folding import fold
from bot.practice.content_file import CONSEQUENCE, FOLDER, Sheet, read
from bot.practice.moves import Move
from bot.practice.wording import Pattern

SCENARIOS = Path(__file__).parent / "scenarios"
PARTS: tuple[str, ...] = ("greeting", "listening", "resolution", "empathy", "rules", "close")
Part = Literal["greeting", "listening", "resolution", "empathy", "rules", "close"]
Situation = Literal["feeling", "facts", "solution", "close"]
ReactionId = Literal[
    "greeted", "calmed", "summed", "informed", "question_unknown", "asked_again", "owned", "too_early", "ignored", "on_with_it",
    "empty_phrase", "blame", "passed_on", "defensive", "rude", "jargon", "promise", "too_soon", "vague", "terse", "wall", "agreed", "all_right", "nothing_more", "name",
    "goodbye", "escalate", "not_yet", "refused", "forgiven",
]  # fmt: skip
REACTIONS: tuple[ReactionId, ...] = ReactionId.__args__  # type: ignore[attr-defined]


class Fact(Sheet):
    """Something the customer tells only when asked. needed: without it nobody could solve the case."""

    id: Identifier
    needed: bool = False
    asked: list[Pattern] = Field(min_items=1)
    says: list[Words] = Field(min_items=2)


class Solution(Sheet):
    """Something an employee may offer. full: the customer takes it as the end of the case; otherwise it is not enough."""

    id: Identifier
    full: bool
    offered: list[Pattern] = Field(min_items=1)
    accepts: list[Words] = Field(min_items=2)


class Rule(Sheet):
    """Something that must not be promised or asked. why: said on the score card; reaction: what the customer makes of it."""

    id: Identifier
    broken: list[Pattern] = Field(min_items=1)
    why: Words
    reaction: list[Words] = Field(min_items=2)


class CommonRule(Rule):
    """A rule of every scenario, but for those in whose own text one of these parts of words stands."""

    unless: list[Words] = Field(min_items=1)


class CommonRules(Sheet):
    rules: tuple[CommonRule, ...]


class Better(Sheet):
    """One better line for each part of the score card."""

    greeting: Words
    listening: Words
    resolution: Words
    empathy: Words
    rules: Words
    close: Words


class Scenario(Sheet):
    """heat: how angry the customer begins, 0 to 6; two units are one step of the konflikttrappe. called: how people name this customer.

    at_fault: whether the firm has something to be sorry for; wishes: what the customer answers when asked what they want.
    """

    id: Identifier
    title: Words
    channel: Literal["phone", "chat", "email"]
    difficulty: Literal["easy", "medium", "hard"]
    company: Words
    customer: Words
    called: list[Pattern] = Field(min_items=1)
    briefing: Words
    opening: list[Words] = Field(min_items=2)
    heat: int = Field(ge=0, le=6)
    turns: int = Field(12, ge=4, le=20)
    calms: list[Move] = Field(min_items=1)
    inflames: list[Move] = Field(min_items=1)
    feeling: list[Pattern] = Field(min_items=3)
    case: list[Pattern] = Field(min_items=3)
    at_fault: bool = True
    wishes: list[Words] = Field(min_items=2)
    good_end: Words
    facts: list[Fact] = Field(min_items=2)
    solutions: list[Solution] = Field(min_items=1)
    rules: list[Rule] = Field(min_items=1)
    lines: dict[ReactionId, tuple[Words, ...]]
    hints: dict[Situation, tuple[Words, ...]]
    better: Better

    @validator("facts")
    def some_fact_is_needed(cls, facts: list[Fact]) -> list[Fact]:
        if not any(fact.needed for fact in facts):
            raise ValueError("no fact has 'needed: true'; mark what an employee must ask for")
        return facts

    @validator("solutions")
    def some_solution_is_full(cls, solutions: list[Solution]) -> list[Solution]:
        if not any(solution.full for solution in solutions):
            raise ValueError("no solution has 'full: true'; the game could never be won")
        return solutions

    @validator("facts", "solutions", "rules")
    def ids_are_unique(cls, rows: list[Fact | Solution | Rule]) -> list[Fact | Solution | Rule]:
        ids = [row.id for row in rows]
        twice = sorted({name for name in ids if ids.count(name) > 1})
        if twice:
            raise ValueError(f"the id {twice[0]!r} is used twice; give one of the two another id")
        return rows

    @validator("lines", pre=True)
    def reactions_are_known(cls, lines: Any) -> Any:
        for name in lines if isinstance(lines, dict) else ():
            if name not in REACTIONS:
                near = difflib.get_close_matches(name, REACTIONS, n=1)
                cure = f"Did you mean {near[0]!r}?" if near else f"Known are {', '.join(REACTIONS)}"
                raise ValueError(f"{name!r} is no reaction. {cure}")
        return lines

    @validator("hints")
    def hints_for_every_situation(cls, hints: dict[Situation, tuple[Words, ...]]) -> dict[Situation, tuple[Words, ...]]:
        missing = [name for name in ("feeling", "facts", "solution", "close") if name not in hints]
        if missing:
            raise ValueError(f"no hints for {', '.join(missing)}; add at least one each")
        return hints


def read_scenarios(folder: Path) -> dict[str, Scenario]:
    """The scenarios of a folder by id, in the order of their files. Raises: ContentError with the problems of every file."""
    problems: list[str] = []
    found: dict[str, Scenario] = {}
    for path in sorted(folder.glob("*.yml")):
        try:
            scenario = read(path, Scenario)
        except ContentError as error:
            problems += error.problems
            continue
        if scenario.id != path.stem:
            problems.append(f"{path.name}: id is {scenario.id!r}; call the file {scenario.id}.yml or the scenario {path.stem!r}.")
        found[scenario.id] = scenario
    if not found and not problems:
        problems.append(f"{folder} holds no .yml files. Restore the scenarios, for instance with git.")
    if problems:
        raise ContentError(problems, consequence=CONSEQUENCE)
    return found


@lru_cache(maxsize=1)
def scenarios() -> dict[str, Scenario]:
    """The scenarios that come with Karla, each with the rules of all. Raises: ContentError."""
    common = read(FOLDER / "common_rules.yml", CommonRules).rules
    return {name: _with_common(scenario, common) for name, scenario in read_scenarios(SCENARIOS).items()}


def _with_common(scenario: Scenario, common: tuple[CommonRule, ...]) -> Scenario:
    own = fold(" ".join([scenario.briefing, *(rule.why for rule in scenario.rules)]))
    held = [rule for rule in common if not any(fold(part) in own for part in rule.unless)]
    return scenario.copy(update={"rules": [*scenario.rules, *held]})
