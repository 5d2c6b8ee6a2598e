"""A career plan: from where somebody is to where they want, step by step, with what each takes."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass

from actions.profile import Profile, one, read_profile
from actions.reply import Reply
from actions.salary import LEARNERS, MANAGER
from actions.speech import response_text, shown_sources, source_line, sources_of
from actions.turn import Turn
from bot import danish
from bot.knowledge.records import CareerStep, Role, Statement
from bot.knowledge.store import KnowledgeStore

# What getting in takes, for somebody who is not in the field yet, and the first step of it.
GETTING_IN = ("requirements-school", "application-beginners", "application-star-anywhere")
FIRST_STEP_IN = "studentermedhjaelper"  # the step from here begins as for anybody who is to get in
START, SENIOR = "kundeservicemedarbejder", "seniormedarbejder"
USUAL_GOAL = "teamleder"
TOPIC = "plan_career"
TOPICS = (TOPIC, "ask_career_growth")  # what a wish for another role belongs to
SEVERAL_YEARS = 3.0
OUTSIDE, SHORT = "outside_field", "shorter"
VIA, ASKS_AGAIN = "via_way", frozenset({"repeat", "shorter"})
OUT = ("studerende",)  # situations of somebody who is in no job of the field
SOON = 2.0  # years; what somebody asks to plan for is no longer
# What "write the plan" and the like are taken for.
TAKEN_FOR = ("nlu_fallback", "follow_up", "out_of_scope", "help", "ask_requirements", "ask_application", "inform")


@dataclass(frozen=True)
class Between:
    """What a plan is for somebody between two jobs: how it is said and the claims it shows."""

    response: str
    rows: tuple[str, ...]


_AGAIN = Between("utter_plan_between_jobs", ("application-reform", "application-experience", "application-star-anywhere"))
BETWEEN = {
    "opsagt": _AGAIN,
    "ledig": _AGAIN,
    "vikar": Between("utter_plan_temp", ("application-experience", "application-systems", "application-prepare")),
}


def is_wanted(turn: Turn) -> bool:
    """Whether a question about careers asks for a plan: it says so, or names the role somebody wants or asks how to become."""
    had = turn.tracker.get_slot("goal") is not None or turn.context.topic == TOPIC
    if "plan" in turn.cues and turn.intent in TAKEN_FOR and (had or OUTSIDE in turn.cues or bool(turn.values("role", "goal"))):
        return not turn.is_pressed
    if "missing" in turn.cues and turn.intent in TAKEN_FOR and had:
        return True
    if turn.intent == "compare_roles":
        # "I am an employee and want to be a team leader" names two roles and compares nothing.
        return bool(turn.values("role", "goal")) and bool(turn.values("role", "own"))
    if turn.is_context_fresh and turn.context.topic in TOPICS and ("first_step" in turn.cues or turn.values("role", None)):
        return turn.intent == "ask_career_growth"
    wishes = bool(turn.values("role", "goal")) and not turn.questions
    # "Can one be a manager?" asks for the way there; where a manager can go from there is asked otherwise.
    wishes = wishes or ("becoming" in turn.cues and bool(turn.values("role", None)) and not turn.questions)
    return turn.intent == "ask_career_growth" and (bool(turn.cues & {"become", "plan"}) or wishes)


def reply_plan(turn: Turn, reply: Reply) -> Reply:
    """The plan from where somebody stands to the role they want, over another one where they ask for that way; asks when none is known."""
    profile = read_profile(turn.tracker.slots, turn.store)
    if name := one(turn.values("name")):
        reply.add("utter_inform_name", name=name)
    start = turn.store.role(start_of(profile))
    assert start is not None  # a role or an id of content
    outside = is_outside(turn, profile)
    route = _route(turn, profile, start, outside=outside)
    if route.wished:  # the usual goal is ours, not something the person has told
        reply.remember("goal", route.goal.id)
    if not route.steps and not (outside and route.goal.id == start.id) and not _stands_elsewhere(profile):
        return _no_way(reply, start, route.goal)
    return _say_plan(turn, reply, profile, start, route, outside=outside)


@dataclass(frozen=True)
class Route:
    """Where a plan leads and by which steps. wished: whether the person named the goal, now or before."""

    goal: Role
    steps: tuple[CareerStep, ...]
    wished: bool


def _route(turn: Turn, profile: Profile, start: Role, *, outside: bool) -> Route:
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


def _say_plan(turn: Turn, reply: Reply, profile: Profile, start: Role, route: Route, *, outside: bool) -> Reply:
    steps = list(route.steps)
    between = BETWEEN.get(str(profile.situation)) if not outside else None
    jobless = BETWEEN.get(str(profile.situation)) is _AGAIN
    in_rows = (*_AGAIN.rows[:1], *GETTING_IN) if jobless else GETTING_IN
    into = turn.store.statements_with(in_rows if outside else between.rows if between else ())
    first = turn.store.career_steps(FIRST_STEP_IN)[:1] if outside or between else tuple(steps[:1])
    sources = sources_of([*into, *first, *steps])
    names = [start, *(role for step in steps if (role := turn.store.role(step.to_role)))]
    short = danish.arrows([role.title for role in names])
    opening = _opening(turn, start, route, into, outside=outside, between=between)
    if _is_said(opening, turn) and SHORT not in turn.cues and not ASKS_AGAIN & turn.cues:
        return _say_same(turn, reply, short if steps else route.goal.title, steps or list(first), route)
    if SHORT in turn.cues:
        reply.add("utter_plan_short", way=short)
    else:
        for response, values in opening:
            reply.add(response, **values)
    if (have := _have(profile)) and SHORT not in turn.cues:
        reply.add("utter_plan_have", have=have)
    reply.add("utter_plan_week", first_step=first[0].first_step, source_line=source_line(sources), time=_time(turn))
    stands = profile.role or profile.years or profile.situation
    if not stands and not outside and SHORT not in turn.cues:
        reply.add("utter_plan_if_outside")
    reply.about(TOPIC, sources=[source.id for source in sources], asked={"role": route.goal.id})
    reply.show(sources=shown_sources(sources))
    return reply.offer("utter_offer_plan")


Parts = list[tuple[str, dict[str, str]]]


def _opening(turn: Turn, start: Role, route: Route, into: Sequence[Statement], *, outside: bool, between: Between | None) -> Parts:
    """What a plan begins with: the way in, the way to a job again or to a permanent one, and the steps from there."""
    points = danish.bullets([row.plain or row.text for row in into])
    steps = danish.steps(_lines(list(route.steps), turn))
    if outside:
        onward: Parts = [("utter_plan_onward", {"goal": route.goal.title, "steps": steps})] if route.steps else []
        return [("utter_plan_in", {"points": points}), *onward]
    if between:
        onward = [("utter_plan_onward_from", {"start": start.title, "goal": route.goal.title, "steps": steps})]
        return [(between.response, {"points": points}), *(onward if route.wished and route.steps else [])]
    return [("utter_plan", {"start": start.title, "goal": route.goal.title, "steps": steps})]


def _is_said(opening: Parts, turn: Turn) -> bool:
    """Whether the same plan stands in one of the last answers."""
    texts = [(response_text(turn.domain, response) or "").format(**values) for response, values in opening]
    return any(all(text in said for text in texts) for said in turn.said_before)


def _say_same(turn: Turn, reply: Reply, short: str, steps: Sequence[CareerStep], route: Route) -> Reply:
    """A plan that was just given is not given a second time: its way in a line, and what there is to begin on after the first step."""
    reply.add("utter_plan_same", way=short)
    titles = {role.id: role.title for role in turn.store.roles()}
    later = [f"{danish.capital(titles.get(step.to_role, step.to_role))}: {step.first_step}" for step in steps[1:]]
    sources = sources_of(steps[1:])
    if later:
        reply.add("utter_plan_then", steps=danish.steps(later), source_line=source_line(sources))
    reply.add("utter_plan_change")
    reply.about(TOPIC, sources=[source.id for source in sources] or turn.context.sources, asked={"role": route.goal.id})
    return reply.offer("utter_offer_plan")


def _time(turn: Turn) -> str:
    """That no source says how long it takes; where somebody has so and so many months, that it does not say what they are enough for."""
    months = [float(value) for value in turn.values("experience", None) if value[:1].isdigit() and float(value) <= SOON]
    if not months or turn.intent == "inform":
        return response_text(turn.domain, "utter_plan_time") or ""
    return (response_text(turn.domain, "utter_plan_time_within") or "").format(span=danish.span(months[-1]))


def _stands_elsewhere(profile: Profile) -> bool:
    return str(profile.situation) in BETWEEN and profile.goal is None


def _lines(steps: list[CareerStep], turn: Turn) -> list[str]:
    titles = {role.id: role.title for role in turn.store.roles()}
    return [f"{danish.capital(titles.get(step.to_role, step.to_role))}: {danish.join(list(step.takes))}" for step in steps]


def is_outside(turn: Turn, profile: Profile) -> bool:
    """Whether somebody is not in the field yet: out of work, at school, in another trade, as they have said now or before."""
    if profile.role is not None or turn.values("role", "own"):
        return False
    if profile.years or profile.level in LEARNERS:
        return False  # who tells of years in it has been in it, whatever they are now
    if OUTSIDE in turn.cues or "other_trade" in turn.cues:
        return True
    if profile.background is not None or str(profile.situation) in OUT:
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


def _have(profile: Profile) -> str:
    parts = [danish.experience(profile.years)] if profile.years else []
    if profile.education in danish.EDUCATIONS:
        parts.append(danish.EDUCATIONS[profile.education])
    return danish.join(parts)


def _no_way(reply: Reply, start: Role, goal: Role) -> Reply:
    response = "utter_plan_there" if start.id == goal.id else "utter_plan_none"
    reply.add(response, start=start.title, goal=goal.title).about(TOPIC, asked={"role": goal.id})
    return reply.offer("utter_offer_ask_career_growth")
