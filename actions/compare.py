"""Two roles side by side: what they do, what they ask, what they pay, where they lead."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from actions.profile import Profile
from actions.salary import EMPLOYEE
from actions.speech import response_text, source_line, sources_of
from bot import danish
from bot.knowledge.records import CareerStep, Role, SalaryBand, Source, Statement
from bot.knowledge.store import KnowledgeStore

UNKNOWN_RESPONSES = ("utter_compare_unknown_one", "utter_compare_unknown_both")


@dataclass(frozen=True)
class Unknown:
    """The words for what no source says."""

    pay: str
    duties: str
    demands: str
    next_step: str


def compared(said_roles: Sequence[str], profile: Profile, store: KnowledgeStore, *, before: Sequence[Role] = ()) -> list[Role]:
    """The two roles to compare, or fewer when no more are known: those said, then those compared before, then the person's own."""
    remembered = [*reversed(before), profile.role, profile.goal]
    ids = dict.fromkeys([*said_roles, *(role.id for role in remembered if role)])
    return [role for role in map(store.role, ids) if role][:2]


def answer_compare(roles: Sequence[Role], store: KnowledgeStore, unknown: Unknown) -> tuple[str, dict[str, str], tuple[Source, ...]]:
    """Response, values and sources for a comparison of two roles; asks which two when there are fewer."""
    if len(roles) < 2:
        return "utter_ask_compare_roles", {}, ()
    values: dict[str, str] = {}
    rows: list[Role | SalaryBand | CareerStep | Statement] = []
    for side, role in zip(("first", "second"), roles, strict=True):
        bands, steps = store.salary_bands(role.id), store.career_steps(role.id)
        # What is said of no role in particular is said of the ordinary job.
        of_role = (role.id, None) if role.id == EMPLOYEE else (role.id,)
        duties = [row for row in store.statements("ask_duties", role=role.id) if row.role in of_role][:1]
        demands = [row for row in store.statements("ask_requirements", role=role.id) if row.role in of_role][:1]
        rows += [role, *duties, *demands, *bands, *steps[:1]]
        onward = [next_role.title for step in steps if (next_role := store.role(step.to_role))]
        values |= {
            f"{side}_title": danish.capital(role.title),
            f"{side}_duties": (duties[0].plain or duties[0].text) if duties else role.about,
            f"{side}_demands": (demands[0].plain or demands[0].text) if demands else unknown.demands,
            f"{side}_pay": danish.join([_pay(band) for band in bands[:2]]) or unknown.pay,
            f"{side}_next": danish.choices(onward) or unknown.next_step,
        }
    sources = sources_of(rows)
    return "utter_answer_compare_roles", {**values, "source_line": source_line(sources)}, sources


def answer_unknown(
    titles: Sequence[str], roles: Sequence[Role], domain: Mapping[str, Any], store: KnowledgeStore, unknown: Unknown
) -> tuple[str, dict[str, str], tuple[Source, ...]]:
    """The same where one or both that were named are no roles of the store: which is not known, and what is known of the other.

    titles: those that are not known, as they were said; roles: those that are.
    """
    if not roles:
        return "utter_compare_unknown_both", {"unknown": danish.quoted(titles)}, ()
    role = roles[0]
    _, values, _ = answer_compare([role, role], store, unknown)
    parts = {part: values[f"first_{part}"] for part in ("duties", "demands", "pay", "next")}
    known = {part: value for part, value in parts.items() if value not in (unknown.pay, unknown.next_step)}
    points = [
        (response_text(dict(domain), f"utter_compare_point_{part}") or "{value}").format(value=value) for part, value in known.items()
    ]
    rows = _rows(role, store)
    said = {"unknown": danish.capital(titles[0]), "known": role.title, "points": danish.bullets(points)}
    return "utter_compare_unknown_one", {**said, "source_line": source_line(sources_of(rows))}, sources_of(rows)


def _rows(role: Role, store: KnowledgeStore) -> list[Any]:
    """What a comparison shows of one role, in its order."""
    of_role = (role.id, None) if role.id == EMPLOYEE else (role.id,)
    duties = [row for row in store.statements("ask_duties", role=role.id) if row.role in of_role][:1]
    demands = [row for row in store.statements("ask_requirements", role=role.id) if row.role in of_role][:1]
    return [role, *duties, *demands, *store.salary_bands(role.id)[:2], *store.career_steps(role.id)[:1]]


def _pay(band: SalaryBand) -> str:
    return danish.kroner_range(band.low, band.typical, band.high)
