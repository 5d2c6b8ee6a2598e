"""The ways from role to role as a chart, with the way somebody asked about marked in it."""

from __future__ import annotations

from collections.abc import Sequence

from bot import danish
from bot.charts.chart import LadderChart, LadderRole, LadderStep, Shown
from bot.charts.words import say
from bot.knowledge.records import CareerStep, Role
from bot.knowledge.store import KnowledgeStore


def all_steps(store: KnowledgeStore) -> tuple[CareerStep, ...]:
    """Every step the store knows, from the lowest role up."""
    return tuple(step for role in store.roles() for step in store.career_steps(role.id))


def ladder_chart(store: KnowledgeStore, way: Sequence[CareerStep] = ()) -> Shown | None:
    """The chart of all steps, with a way through them marked; None when the store has no steps."""
    steps = all_steps(store)
    if not steps:
        return None
    ends = {end for step in steps for end in (step.from_role, step.to_role)}
    roles = [role for role in store.roles() if role.id in ends]
    titles = {role.id: role.title for role in roles}
    marks = {way[0].from_role: say("ladder_here"), way[-1].to_role: say("ladder_goal")} if way else {}
    marked = {step.id for step in way}
    title = say("ladder_title")
    if way:
        title = say("ladder_title_way", start=titles[way[0].from_role], goal=titles[way[-1].to_role])
    sources = list(dict.fromkeys(step.source for step in steps))
    picture = LadderChart(
        title=title,
        roles=tuple(_role(role, marks.get(role.id)) for role in roles),
        steps=tuple(LadderStep(start=step.from_role, goal=step.to_role, way=step.id in marked) for step in steps),
        notes=(danish.sources([(source.publisher, source.year) for source in sources]),),
    )
    spoken = [say("ladder_way", way=danish.join([titles[way[0].from_role], *(titles[step.to_role] for step in way)]))] if way else []
    spoken += [
        say("ladder_step", start=danish.capital(role.title), goals=danish.choices([titles[step.to_role] for step in onward]))
        for role in roles
        if (onward := [step for step in steps if step.from_role == role.id])
    ]
    return Shown(picture=picture, alt=say("ladder_alt", steps=" ".join(spoken)), text=danish.bullets(spoken))


def _role(role: Role, mark: str | None) -> LadderRole:
    return LadderRole(id=role.id, title=danish.capital(role.title), level=role.level, mark=mark)
