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

# What getting in takes, for somebody who is not in the field yet, and the first step of it.
GETTING_IN = ("requirements-school", "application-beginners", "application-star-anywhere")
FIRST_STEP_IN = "studentermedhjaelper"  # the step from here begins as for anybody who is to get in
START, SENIOR = "kundeservicemedarbejder", "seniormedarbejder"
USUAL_GOAL = "teamleder"
TOPIC = "plan_career"
TOPICS = (TOPIC, "ask_career_growth")  # what a wish for another role belongs to
SEVERAL_YEARS = 3.0
OUTSIDE, ASKS_AGAIN, SHORT = "outside_field", frozenset({"repeat", "shorter"}), "shorter"
# What "write the plan" and the like are taken for.
TAKEN_FOR = ("nlu_fallback", "follow_up", "out_of_scope", "help", "ask_requirements", "ask_application", "inform")


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
    """The plan from the role somebody has, or the usual beginning, to the one they want; asks when no way is known."""
    profile = read_profile(turn.tracker.slots, turn.store)
    if name := one(turn.values("name")):
        reply.add("utter_inform_name", name=name)
    told = one([*turn.values("role", None), *turn.values("role", "goal")]) or (profile.goal.id if profile.goal else None)
    if told is None and "become" in turn.cues and turn.is_context_fresh:
        told = turn.context.asked.get("role")
    named = turn.store.role(told)
    start = turn.store.role(start_of(profile))
    assert start is not None  # a role or an id of content
    outside = is_outside(turn, profile)
    # Whoever asks for the way in, and for no more, gets that.
    only_in = outside and OUTSIDE in turn.cues and named is None
    goal = named or turn.store.role(start.id if only_in else _usual_goal(start, turn))
    assert goal is not None
    steps = way(start.id, goal.id, turn.store)
    if named:  # the usual goal is ours, not something the person has told
        reply.remember("goal", named.id)
    if not steps and not (outside and goal.id == start.id):
        return _no_way(reply, start, goal)
    into = turn.store.statements_with(GETTING_IN) if outside else ()
    first = turn.store.career_steps(FIRST_STEP_IN)[:1] if outside else tuple(steps[:1])
    sources = sources_of([*into, *first, *steps])
    if SHORT in turn.cues:
        names = [start, *(role for step in steps if (role := turn.store.role(step.to_role)))]
        reply.add("utter_plan_short", way=danish.arrows([role.title for role in names]))
    elif outside:
        reply.add("utter_plan_in", points=danish.bullets([row.plain or row.text for row in into]))
        if steps:
            reply.add("utter_plan_onward", goal=goal.title, steps=danish.steps(_lines(steps, turn)))
    else:
        reply.add("utter_plan", start=start.title, goal=goal.title, steps=danish.steps(_lines(steps, turn)))
    if (have := _have(profile)) and SHORT not in turn.cues:
        reply.add("utter_plan_have", have=have)
    reply.add("utter_plan_week", first_step=first[0].first_step, source_line=source_line(sources))
    if profile.role is None and not outside and not profile.years and SHORT not in turn.cues:
        reply.add("utter_plan_if_outside")
    reply.about(TOPIC, sources=[source.id for source in sources], asked={"role": goal.id})
    reply.show(sources=shown_sources(sources))
    return reply.offer("utter_offer_plan")


def _lines(steps: list[CareerStep], turn: Turn) -> list[str]:
    titles = {role.id: role.title for role in turn.store.roles()}
    return [f"{danish.capital(titles.get(step.to_role, step.to_role))}: {danish.join(list(step.takes))}" for step in steps]


def is_outside(turn: Turn, profile: Profile) -> bool:
    """Whether somebody has said, now or before, that they are not in the field yet: out of work, at school, in another trade."""
    if profile.role is not None or turn.values("role", "own"):
        return False
    if OUTSIDE in turn.cues or "other_trade" in turn.cues:
        return True
    said = [event.get("parse_data") or {} for event in turn.tracker.events if event.get("event") == "user"]
    return any(OUTSIDE in (heard.get("cues") or ()) for heard in said)


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
