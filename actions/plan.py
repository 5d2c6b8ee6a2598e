"""A career plan: from where somebody is to where they want, step by step, with what each takes."""

from __future__ import annotations

from collections import deque

from actions.profile import Profile, one, read_profile
from actions.reply import Reply
from actions.speech import shown_sources, source_line, sources_of
from actions.turn import Turn
from bot import danish
from bot.knowledge.records import CareerStep, Role
from bot.knowledge.store import KnowledgeStore

START, SENIOR = "kundeservicemedarbejder", "seniormedarbejder"
USUAL_GOAL = "teamleder"
TOPIC = "plan_career"
TOPICS = (TOPIC, "ask_career_growth")  # what a wish for another role belongs to
SEVERAL_YEARS = 3.0


def is_wanted(turn: Turn) -> bool:
    """Whether a question about careers asks for a plan: it says so, or names the role somebody wants."""
    if turn.intent == "compare_roles":
        # "I am an employee and want to be a team leader" names two roles and compares nothing.
        return bool(turn.values("role", "goal")) and bool(turn.values("role", "own"))
    if turn.is_context_fresh and turn.context.topic in TOPICS and ("first_step" in turn.cues or turn.values("role", None)):
        return turn.intent == "ask_career_growth"
    wishes = bool(turn.values("role", "goal")) and not turn.questions
    return turn.intent == "ask_career_growth" and (bool(turn.cues & {"become", "plan"}) or wishes)


def reply_plan(turn: Turn, reply: Reply) -> Reply:
    """The plan from the role somebody has, or the usual beginning, to the one they want; asks when no way is known."""
    profile = read_profile(turn.tracker.slots, turn.store)
    told = one([*turn.values("role", None), *turn.values("role", "goal")]) or (profile.goal.id if profile.goal else None)
    if told is None and "become" in turn.cues and turn.is_context_fresh:
        told = turn.context.asked.get("role")
    named = turn.store.role(told)
    goal = named or turn.store.role(USUAL_GOAL)
    start = turn.store.role(start_of(profile))
    assert goal is not None  # both ids are content
    assert start is not None
    steps = way(start.id, goal.id, turn.store)
    if named:  # the usual goal is ours, not something the person has told
        reply.remember("goal", named.id)
    if not steps:
        return _no_way(reply, start, goal)
    lines = []
    for step in steps:
        role = turn.store.role(step.to_role)
        lines.append(f"{danish.capital(role.title if role else step.to_role)}: {danish.join(list(step.takes))}")
    sources = sources_of(steps)
    reply.add("utter_plan", start=start.title, goal=goal.title, steps=danish.steps(lines))
    if have := _have(profile):
        reply.add("utter_plan_have", have=have)
    reply.add("utter_plan_week", first_step=steps[0].first_step, source_line=source_line(sources))
    reply.about(TOPIC, sources=[source.id for source in sources], asked={"role": goal.id})
    reply.show(sources=shown_sources(sources))
    return reply.offer("utter_offer_plan")


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
