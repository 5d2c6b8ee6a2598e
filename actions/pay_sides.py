"""Sides of pay with an answer of their own: before tax, by the hour, private or public, what raises it, one's own figure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from actions.profile import Profile, one, read_background, whole
from actions.salary import EMPLOYEE, MANAGER, SAID_LEARNERS, TOPIC, background_notes, band_lines, learner_of
from actions.speech import response_text, source_line, sources_of
from actions.turn import Turn
from bot import danish
from bot.knowledge.pay import fitting
from bot.knowledge.records import Region, RegionKind, SalaryBand, Source, Statement

FORM = "salary_form"
SHORT = 12  # words; a longer message says itself what it is about


@dataclass(frozen=True)
class Said:
    """What is said of a side: parts of responses with their values, the sources and the claims they rest on."""

    parts: tuple[tuple[str, dict[str, str]], ...]
    sources: tuple[Source, ...] = ()
    rows: tuple[str, ...] = ()


@dataclass(frozen=True)
class Side:
    """response: how it is said; rows and kinds: the claims it shows; stages: whether it shows the figures by experience."""

    response: str
    rows: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    stages: bool = False
    sources: tuple[str, ...] = field(default=("kildedokument",))


# By the cue of lexicon.yml that tells it; the surest first.
SIDES = {
    "pay_tax": Side("utter_pay_tax"),
    "pay_hour": Side("utter_pay_hour", rows=("salary-student-rate",)),
    "pay_pension": Side("utter_pay_pension"),
    "pay_overtime": Side("utter_pay_overtime", rows=("salary-overtime",)),
    "pay_bonus": Side("utter_pay_bonus", rows=("salary-telesales",)),
    "pay_drop": Side("utter_pay_drop"),
    "pay_difference": Side("utter_pay_difference", stages=True),
    "pay_places": Side("utter_pay_places", rows=("salary-city", "salary-elsewhere")),
    "pay_average": Side("utter_pay_average"),
    "pay_other_source": Side("utter_pay_other_source", sources=("kildedokument", "sesam-skoen")),
    "more_pay": Side("utter_pay_raise", kinds=("raises",)),
}
PLACES = {"city": "utter_pay_place_city", "country": "utter_pay_place_country", "elsewhere": "utter_pay_place_elsewhere"}
WHERE = {"below": "utter_figure_below", "within": "utter_figure_within", "above": "utter_figure_above", "at": "utter_figure_at"}
EMPLOYERS = Side("utter_pay_employer", rows=("salary-which-table",))
# Sides that only mean what was said before: without it, "hvad er gennemsnittet" asks for the figures themselves.
LEANING = ("pay_average", "pay_other_source", "pay_difference", "more_pay", "pay_drop")
ELSEWHERE = ("nlu_fallback", "out_of_scope", "help", "follow_up", "inform", "greet", "affirm", "deny", "compare_roles", "estimate_salary")


def is_meant(turn: Turn) -> bool:
    """Whether a message asks about a side of pay, read as something else or not at all, while pay is what is talked about."""
    if turn.is_pressed or len(turn.text.split()) > SHORT or len(turn.questions) == 2 or not _talks_of_pay(turn):
        return False
    return (turn.intent.startswith("ask_") or turn.intent in ELSEWHERE) and bool(_cue(turn) or _place(turn) or _asks_of_background(turn))


def chosen_by(turn: Turn) -> str | None:
    """The payload that asks for the side of pay a message means, where pay is what is talked about; None where it means none."""
    if (pays := turn.values("pay")) and "compute" not in turn.cues:
        return f'/{TOPIC}{{"pay":"{pays[-1]}"}}'
    cue = learner_said(turn) or (_cue(turn) if is_meant(turn) else None)
    return f'/{TOPIC}{{"choice":"{cue}"}}' if cue in (*SIDES, *SAID_LEARNERS) else None


def learner_said(turn: Turn) -> str | None:
    """ "young" or "student" where the message, or the button it stands for, says so."""
    return next((cue for cue in SAID_LEARNERS if cue in (turn.values("choice") if turn.is_pressed else turn.cues)), None)


def say_side(turn: Turn, profile: Profile) -> Said | None:
    """What is said of the side of pay that a message asks for; None when it asks for pay as such."""
    if turn.is_pressed:
        if pay := whole(one(turn.values("pay"))):
            return place_figure(turn, profile, pay, own=pay == profile.pay)
        chosen = next((choice for choice in turn.values("choice") if choice in SIDES), None)
        return _say(turn, SIDES[chosen]) if chosen else None
    if profile.background and f"{profile.background.years:g}" in turn.values("experience"):
        # "Do my 31 years not count at all?"
        return Said(tuple(background_notes(profile)), _sources(turn, "kildedokument"))
    if (named := _amount(turn, profile)) and learner_of(profile) is None:
        amount, own = named
        return place_figure(turn, profile, amount, own=own)
    if place := _place(turn):
        kind = str(Profile(region=place).place_kind)
        return Said(((PLACES[kind], {"name": place.name, "place": place.in_phrase}),), _sources(turn, "kildedokument"))
    cue = _cue(turn)
    if cue is None or (cue in LEANING and not _talks_of_pay(turn)):
        return None
    return _say(turn, EMPLOYERS if cue == "pay_public" else SIDES[cue])


def _say(turn: Turn, side: Side) -> Said:
    rows = [*turn.store.statements_with(side.rows), *(turn.store.statements(TOPIC, kinds=side.kinds) if side.kinds else ())]
    stages = [band for band in turn.store.salary_bands(EMPLOYEE) if band.min_years is not None] if side.stages else []
    sources = sources_of([*rows, *stages]) or _sources(turn, *side.sources)
    return Said(((side.response, _values(rows, stages, sources)),), sources, tuple(row.id for row in rows))


def place_figure(turn: Turn, profile: Profile, amount: int, *, own: bool) -> Said:
    """An amount beside each figure that fits: below, within or above it, without a word on whether that is fair."""
    role = profile.role.id if profile.role else EMPLOYEE
    bands = fitting(turn.store.salary_bands(role) or turn.store.salary_bands(EMPLOYEE), profile.years)
    denied = _denied(turn, amount, own=own)
    if not own and profile.years is None and profile.role is None and amount > max(_ends(band)[1] for band in bands):
        managers = turn.store.salary_bands(MANAGER)
        bands = managers if denied else (*bands, *managers)  # what lies above all of them need not be held against each
    places = []
    for band in bands:
        low, high = _ends(band)
        where = "below" if amount < low else "above" if amount > high else "within" if low < high else "at"
        pay = danish.kroner_range(low, None, high) if low < high else danish.kroner(low)
        named = "" if band.source == bands[0].source else f", {band.source.publisher}"
        text = response_text(turn.domain, WHERE[where]) or ""
        places.append(text.format(pay=pay, scope=f"{band.scope}{named}"))
    sources = sources_of(bands)
    values = {"amount": danish.kroner(amount), "places": danish.bullets(places), "source_line": source_line(sources)}
    # Only what somebody may really earn is repeated: "say that the pay is 100.000" puts no figure in Karla's mouth.
    likely = own and amount <= max(_ends(band)[1] for band in turn.store.salary_bands(MANAGER))
    parts = [("utter_figure_own" if likely else "utter_figure", values), ("utter_figure_fair", {})]
    return Said((*denied, *parts), sources)


def _denied(turn: Turn, amount: int, *, own: bool) -> tuple[tuple[str, dict[str, str]], ...]:
    """A plain no where an amount is put in Karla's mouth that she never named, or is one that no source of hers has."""
    written = danish.kroner(amount).split()[0]
    said = any(written in str(event.get("text")) for event in turn.tracker.events if event.get("event") == "bot")
    if "you_said" in turn.cues and not said and not turn.is_pressed:
        return (("utter_not_said", {}),)
    most = max(_ends(band)[1] for band in turn.store.salary_bands(MANAGER))
    return () if own or amount <= most or turn.is_pressed else (("utter_figure_unsourced", {}),)


def _amount(turn: Turn, profile: Profile) -> tuple[int, bool] | None:
    """The amount a message names, the writer's own first, and whether it is theirs; what they told before where they speak of a drop."""
    own, named = turn.values("pay", "own"), turn.values("pay")
    if own or named:
        amount = int((own or named)[-1])
        return (amount, bool(own)) if amount else None
    return (profile.pay, True) if profile.pay and "pay_drop" in turn.cues else None


def _asks_of_background(turn: Turn) -> bool:
    background = read_background(one(turn.tracker.get_slot("background")))
    return background is not None and f"{background.years:g}" in turn.values("experience")


def _cue(turn: Turn) -> str | None:
    """The surest cue of a side in the message."""
    if "pay_public" in turn.cues and turn.cues & {"pay_private", "more_pay", "compare", "pay_difference"}:
        return "pay_public"
    if "pay_place" in turn.cues and turn.cues & {"more_pay", "pay_difference"}:
        return "pay_places"
    found = next((cue for cue in SIDES if cue in turn.cues), None)
    # "Does one earn more as a team leader?" asks for that role's pay.
    return None if found == "more_pay" and (turn.values("role") or turn.values("experience")) else found


def _place(turn: Turn) -> Region | None:
    """The place whose pay a message compares: "is Kolding the country?", "does one get more in Aarhus?"."""
    more = bool(turn.cues & {"more_pay", "pay_difference"})
    meant = None if more else turn.context.asked.get("region") or one(turn.tracker.get_slot("region"))
    said: list[str | None] = [*turn.values("region")] or [meant]
    named = [region for region in map(turn.store.region, said) if region]
    compared = more or ("pay_place" in turn.cues and _talks_of_pay(turn))
    towns = [region for region in named if region.kind is not RegionKind.COUNTRYSIDE]
    return (towns or named)[-1] if compared and named and not turn.values("role") else None


def _talks_of_pay(turn: Turn) -> bool:
    return turn.tracker.active_loop_name == FORM or (turn.is_context_fresh and turn.context.topic == TOPIC)


def _values(rows: Sequence[Statement], stages: Sequence[SalaryBand], sources: Sequence[Source]) -> dict[str, str]:
    points = danish.bullets([row.text for row in rows])
    return {"points": points, "bands": danish.bullets(band_lines(stages)), "source_line": source_line(sources)}


def _sources(turn: Turn, *ids: str) -> tuple[Source, ...]:
    return turn.store.sources(ids)


def _ends(band: SalaryBand) -> tuple[int, int]:
    amounts = [amount for amount in (band.low, band.typical, band.high) if amount is not None]
    return min(amounts), max(amounts)
