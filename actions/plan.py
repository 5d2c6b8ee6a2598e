"""A career plan: from where somebody is to where they want, step by step, with what each takes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from actions.profile import Profile, one, read_profile
from actions.reply import Reply
from actions.route import OUTSIDE, USUAL_GOAL, Route, is_outside, route_of, start_of, way
from actions.speech import response_text, shown_sources, source_line, sources_of
from actions.turn import Turn
from bot import danish
from bot.knowledge.records import CareerStep, Role, Statement

# What getting in takes, for somebody who is not in the field yet, and the first step of it.
GETTING_IN = ("requirements-school", "application-beginners", "application-star-anywhere")
FIRST_STEP_IN = "studentermedhjaelper"  # the step from here begins as for anybody who is to get in
TOPIC = "plan_career"
TOPICS = (TOPIC, "ask_career_growth")  # what a wish for another role belongs to
SHORT = "shorter"
ASKS_AGAIN = frozenset({"repeat", SHORT, "missing"})
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
    if turn.intent == "ask_career_growth" and any(value in BETWEEN for value in turn.values("situation", "own")):
        return True  # "I am a temp and want to stay, what do I do?"
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
    route = route_of(turn, profile, start, outside=outside)
    if route.wished:  # the usual goal is ours, not something the person has told
        reply.remember("goal", route.goal.id)
    if not route.steps and not (outside and route.goal.id == start.id) and not _stands_elsewhere(profile):
        return _no_way(reply, start, route.goal)
    return _say_plan(turn, reply, profile, start, route, outside=outside)


def _say_plan(turn: Turn, reply: Reply, profile: Profile, start: Role, route: Route, *, outside: bool) -> Reply:
    steps = list(route.steps)
    between = BETWEEN.get(str(profile.situation)) if not outside else None
    jobless = BETWEEN.get(str(profile.situation)) is _AGAIN
    in_rows = (*_AGAIN.rows[:1], *GETTING_IN) if jobless else GETTING_IN
    into = turn.store.statements_with(in_rows if outside else between.rows if between else ())
    first = turn.store.career_steps(FIRST_STEP_IN)[:1] if outside or between else tuple(steps[:1])
    onward = steps if not between or route.wished else []
    sources = sources_of([*into, *first, *onward])
    names = [start, *(role for step in steps if (role := turn.store.role(step.to_role)))]
    short = danish.arrows([role.title for role in names])
    opening = _opening(turn, start, route, into, outside=outside, between=between)
    if _is_said(opening, turn) and not ASKS_AGAIN & turn.cues:
        return _say_same(turn, reply, start, route)
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


def _say_same(turn: Turn, reply: Reply, start: Role, route: Route) -> Reply:
    """A plan that was just given is not given a second time: its way in a line, and what there is to begin on later."""
    later = list(route.steps[1:])
    ahead = [*route.steps] or way(start.id, USUAL_GOAL, turn.store)  # whoever only gets in can go on from there
    names = [start, *(role for step in ahead if (role := turn.store.role(step.to_role)))]
    reply.add("utter_plan_same", way=danish.arrows([role.title for role in names]))
    titles = {role.id: role.title for role in turn.store.roles()}
    shown = later or ([] if route.steps else ahead)
    sources = sources_of(shown)
    if shown:
        lines = [f"{danish.capital(titles.get(step.to_role, step.to_role))}: {step.first_step}" for step in shown]
        reply.add("utter_plan_then", steps=danish.steps(lines), source_line=source_line(sources))
    reply.add("utter_plan_change")
    reply.about(TOPIC, sources=[source.id for source in sources] or turn.context.sources, asked={"role": route.goal.id})
    return reply.offer("utter_offer_plan")


def _time(turn: Turn) -> str:
    """That no source says how long it takes; where somebody has so and so many months, that it does not say what they are enough for."""
    span = float(turn.ahead or 0)
    if not 0 < span <= SOON:
        return response_text(turn.domain, "utter_plan_time") or ""
    return (response_text(turn.domain, "utter_plan_time_within") or "").format(span=danish.span(span))


def _stands_elsewhere(profile: Profile) -> bool:
    return str(profile.situation) in BETWEEN and profile.goal is None


def _lines(steps: list[CareerStep], turn: Turn) -> list[str]:
    titles = {role.id: role.title for role in turn.store.roles()}
    return [f"{danish.capital(titles.get(step.to_role, step.to_role))}: {danish.join(list(step.takes))}" for step in steps]


def _have(profile: Profile) -> str:
    parts = [danish.experience(profile.years)] if profile.years else []
    if profile.education in danish.EDUCATIONS:
        parts.append(danish.EDUCATIONS[profile.education])
    return danish.join(parts)


def _no_way(reply: Reply, start: Role, goal: Role) -> Reply:
    response = "utter_plan_there" if start.id == goal.id else "utter_plan_none"
    reply.add(response, start=start.title, goal=goal.title).about(TOPIC, asked={"role": goal.id})
    return reply.offer("utter_offer_ask_career_growth")
