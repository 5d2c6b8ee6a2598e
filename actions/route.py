"""Where a plan begins and leads, and by which steps."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass

from actions.profile import NEW, Profile, one
from actions.salary import LEARNERS, MANAGER
from actions.turn import Turn
from bot.knowledge.records import CareerStep, Role
from bot.knowledge.store import KnowledgeStore

START, SENIOR = "kundeservicemedarbejder", "seniormedarbejder"
USUAL_GOAL = "teamleder"
SEVERAL_YEARS = 3.0
OUTSIDE, VIA = "outside_field", "via_way"  # cues: not in the field yet; a way over another role
UNTRIED = ("uerfaren", NEW)  # levels of somebody who has not been in it
OUT = ("studerende",)  # situations of somebody who is in no job of the field


@dataclass(frozen=True)
class Route:
    """Where a plan leads and by which steps. wished: whether the person named the goal, now or before."""

    goal: Role
    steps: tuple[CareerStep, ...]
    wished: bool


def route_of(turn: Turn, profile: Profile, start: Role, *, outside: bool) -> Route:
    """The way from a role to the one that is wanted, or to the usual one; over another where the message asks for that."""
    named = [*turn.values("role", None), *turn.values("role", "goal")]
    wished = profile.goal.id if profile.goal else None
    if VIA in turn.cues and named and (profile.goal or _usual_top(start, turn)):
        # "Can I not go by projects instead?" names the way and not the end of it.
        end = wished if wished and wished != named[-1] else _usual_top(start, turn)
        if steps := _over(start.id, named[-1], end, turn.store):
            goal = turn.store.role(end)
            assert goal is not None
            return Route(goal, tuple(steps), wished == end)
    told = one(named) or wished
    if told is None and "become" in turn.cues and turn.is_context_fresh:
        told = turn.context.asked.get("role")
    goal = turn.store.role(told)
    # Whoever is to get in first, and names no more, gets that.
    found = goal or turn.store.role(start.id if outside else _usual_goal(start, turn))
    assert found is not None
    return Route(found, tuple(way(start.id, found.id, turn.store)), goal is not None)


def _over(start: str, via: str, end: str, store: KnowledgeStore) -> list[CareerStep]:
    """The steps over one role to another; those of an ordinary employee where a senior one has none. Empty when there is no such way."""
    first = way(start, via, store) or (way(START, via, store) if start == SENIOR else [])
    second = way(via, end, store)
    return [*first, *second] if first and second else []


def is_outside(turn: Turn, profile: Profile) -> bool:
    """Whether somebody is not in the field yet: out of work, at school, in another trade, as they have said now or before."""
    if profile.role is not None or turn.values("role", "own"):
        return False
    if profile.years or profile.level in LEARNERS:
        return False  # who tells of years in it has been in it, whatever they are now
    if OUTSIDE in turn.cues or "other_trade" in turn.cues:
        return True
    if profile.level in UNTRIED or profile.background is not None or str(profile.situation) in OUT:
        return True
    said = [event.get("parse_data") or {} for event in turn.tracker.events if event.get("event") == "user"]
    return any(OUTSIDE in (heard.get("cues") or ()) for heard in said)


def _usual_top(start: Role, turn: Turn) -> str:
    """The highest role there is a way to: what somebody aims at who only says which way they want to take."""
    return MANAGER if way(start.id, MANAGER, turn.store) else _usual_goal(start, turn)


def _usual_goal(start: Role, turn: Turn) -> str:
    """Whoever names none wants to lead a team; whoever leads one, or can lead nothing else, wants the next step."""
    if way(start.id, USUAL_GOAL, turn.store):
        return USUAL_GOAL
    return next((step.to_role for step in turn.store.career_steps(start.id)), start.id)


def way(start: str, goal: str, store: KnowledgeStore) -> list[CareerStep]:
    """The fewest steps from one role to another; empty when no source knows a way."""
    reached: dict[str, list[CareerStep]] = {start: []}
    waiting = deque([start])
    while waiting:
        here = waiting.popleft()
        if here == goal:
            return reached[here]
        for step in store.career_steps(here):
            if step.to_role not in reached:
                reached[step.to_role] = [*reached[here], step]
                waiting.append(step.to_role)
    return []


def start_of(profile: Profile) -> str:
    """Where the plan begins: several years as an employee make somebody a senior one."""
    role = profile.role.id if profile.role else START
    return SENIOR if role == START and (profile.years or 0) >= SEVERAL_YEARS else role
