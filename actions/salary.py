"""Pay: the figures that fit, each with its source, and what moves them."""

from __future__ import annotations

from collections.abc import Sequence

from actions.profile import Profile
from actions.speech import band_line, source_line, sources_of, who
from bot import danish
from bot.knowledge.pay import fitting
from bot.knowledge.records import SalaryBand, Source, Statement
from bot.knowledge.store import KnowledgeStore

EMPLOYEE = "kundeservicemedarbejder"
MANAGER = "kundeservicechef"
TOPIC = "ask_salary"
# Levels and roles of those who are paid as learners.
SAID_LEARNERS = ("young", "student")  # cues of those who say so beside a question about pay
UNPAID = {"trainee": "utter_pay_trainee", "student": "utter_pay_student", "young": "utter_pay_young"}
LEARNER_ROLES = {"elev": "kundeserviceelev", "studentermedhjaelper": "studentermedhjaelper"}  # levels that are roles as well
LEARNERS = {"elev": "trainee", "kundeserviceelev": "trainee", "studentermedhjaelper": "student"}


BRIEF = 2  # figures beside another answer


Answered = tuple[str, dict[str, str], tuple[Source, ...], tuple[str, ...]]  # response, values, sources, ids of the rows it rests on


def answer_salary(profile: Profile, store: KnowledgeStore, *, brief: bool = False, said: str | None = None) -> Answered:
    """The answer to a question about pay. brief: only the figures that tell most; said: "young" or "student" where the message says so.

    Whom the figures are not about gets none of them: trainees, students and the young.
    """
    if learner := learner_of(profile) or said:
        return _answer_learner(learner, store)
    role = profile.role
    own = store.salary_bands(role.id) if role else ()
    if role and not own:
        return _no_figure(role.title, store)
    bands = own or store.salary_bands(EMPLOYEE)
    if _asks_in_general(profile):
        # The whole ladder: somebody who only asks what one earns wants to see where it begins and where it can end.
        bands += store.salary_bands(MANAGER)[:1]
    chosen = fitting(bands, profile.years)[: BRIEF if brief else None]
    factors = [] if brief else _factors(profile, store)
    values = {
        "bands": danish.bullets(band_lines(chosen)),
        "factors": "".join(f"{factor.text}\n" for factor in factors),
        "source_line": source_line(sources_of([*chosen, *factors])),
    }
    rows = (*(band.id for band in chosen), *(factor.id for factor in factors))
    if _asks_in_general(profile):
        return "utter_answer_ask_salary", values, sources_of([*chosen, *factors]), rows
    return "utter_answer_ask_salary_fit", {**values, "who": who(profile)}, sources_of([*chosen, *factors]), rows


def background_notes(profile: Profile) -> list[tuple[str, dict[str, str]]]:
    """What years in other work mean for pay: nothing that a source says."""
    if profile.background is None:
        return []
    span = danish.span(profile.background.years)
    response = "utter_background" if profile.own else "utter_background_any"
    return [(response, {"span": span if profile.own else danish.capital(span), "what": profile.background.what})]


def learner_of(profile: Profile) -> str | None:
    """ "trainee" or "student" for those who are paid as such, None for everybody else."""
    return LEARNERS.get(profile.level or "") or LEARNERS.get(profile.role.id if profile.role else "")


def _answer_learner(learner: str, store: KnowledgeStore) -> Answered:
    rows = store.statements(TOPIC, kinds=("trainee",) if learner == "young" else (learner,))
    values = {"points": danish.bullets([row.text for row in rows]), "source_line": source_line(sources_of(rows))}
    return UNPAID[learner], values, sources_of(rows), tuple(row.id for row in rows)


def _asks_in_general(profile: Profile) -> bool:
    """Whether nothing is known that narrows the figures: naming the ordinary job itself narrows nothing."""
    return profile.years is None and profile.region is None and (profile.role is None or profile.role.id == EMPLOYEE)


def band_lines(bands: Sequence[SalaryBand]) -> list[str]:
    """One line for each figure; those from another source than the first say which."""
    return [band_line(band, named=band.source != bands[0].source) for band in bands]


def _factors(profile: Profile, store: KnowledgeStore) -> list[Statement]:
    """What moves pay: for a known place what that place does; where a role alone is asked about, what moves it most."""
    if profile.place_kind is not None:
        return list(store.statements(TOPIC, kinds=(profile.place_kind,))[:1])
    return list(store.statements(TOPIC, kinds=("raises",))[:1])


def _no_figure(title: str, store: KnowledgeStore) -> Answered:
    bands = [band for band in store.salary_bands(EMPLOYEE) if band.typical is None][:2]
    referral = next(iter(store.referrals(TOPIC)), None)
    sources = sources_of(bands)
    values = {
        "role": title,
        "where": danish.capital(referral.where) if referral else "",
        "bands": danish.bullets(band_lines(bands)),
        "source_line": source_line(sources),
    }
    return "utter_answer_ask_salary_none", values, sources, tuple(band.id for band in bands)
