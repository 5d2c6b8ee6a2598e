"""Pay: the figures that fit, each with its source, and what moves them."""

from __future__ import annotations

from actions.profile import Profile
from actions.speech import band_line, source_line, sources_of, who
from bot import danish
from bot.knowledge.pay import fitting
from bot.knowledge.records import SalaryBand, Source, Statement
from bot.knowledge.store import KnowledgeStore

EMPLOYEE = "kundeservicemedarbejder"
MANAGER = "kundeservicechef"
TOPIC = "ask_salary"


BRIEF = 2  # figures beside another answer


def answer_salary(profile: Profile, store: KnowledgeStore, *, brief: bool = False) -> tuple[str, dict[str, str], tuple[Source, ...]]:
    """Response, values and sources for a question about pay. brief: only the figures that tell most."""
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
        "bands": danish.bullets(_lines(chosen)),
        "factors": "".join(f"{factor.text}\n" for factor in factors),
        "source_line": source_line(sources_of([*chosen, *factors])),
    }
    if _asks_in_general(profile):
        return "utter_answer_ask_salary", values, sources_of([*chosen, *factors])
    return "utter_answer_ask_salary_fit", {**values, "who": who(profile)}, sources_of([*chosen, *factors])


def _asks_in_general(profile: Profile) -> bool:
    """Whether nothing is known that narrows the figures: naming the ordinary job itself narrows nothing."""
    return profile.years is None and profile.region is None and (profile.role is None or profile.role.id == EMPLOYEE)


def _lines(bands: tuple[SalaryBand, ...]) -> list[str]:
    """One line for each figure; those from another source than the first say which."""
    return [band_line(band, named=band.source != bands[0].source) for band in bands]


def _factors(profile: Profile, store: KnowledgeStore) -> list[Statement]:
    """What moves pay: for a known place what that place does; where a role alone is asked about, what moves it most."""
    if profile.place_kind is not None:
        return list(store.statements(TOPIC, kinds=(profile.place_kind,))[:1])
    return list(store.statements(TOPIC, kinds=("raises",))[:1])


def _no_figure(title: str, store: KnowledgeStore) -> tuple[str, dict[str, str], tuple[Source, ...]]:
    bands = [band for band in store.salary_bands(EMPLOYEE) if band.typical is None][:2]
    referral = next(iter(store.referrals(TOPIC)), None)
    sources = sources_of(bands)
    values = {
        "role": title,
        "where": danish.capital(referral.where) if referral else "",
        "bands": danish.bullets(_lines(tuple(bands))),
        "source_line": source_line(sources),
    }
    return "utter_answer_ask_salary_none", values, sources
