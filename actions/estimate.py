"""What somebody can expect in pay: the figures of the source that fits them best, and what moved them. Nothing is interpolated."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType, FollowupAction
from rasa_sdk.executor import CollectingDispatcher

from actions.chart import offer_chart
from actions.doors import stays_shut
from actions.form_answers import UNKNOWN
from actions.leaning import press
from actions.mood import add_mood
from actions.pay_sides import chosen_by
from actions.profile import Profile, read_profile
from actions.reply import Reply
from actions.salary import EMPLOYEE, TOPIC, answer_salary, background_notes, learner_of
from actions.salary_form import FORM, forget_unknown, was_left
from actions.speech import response_text, shown_sources, source_line, sources_of, who
from actions.topics import ANSWERED, say_all
from actions.turn import Turn
from bot import danish
from bot.knowledge.pay import fitting
from bot.knowledge.records import SalaryBand, Statement


class ActionBeginEstimate(Action):
    """Says how the estimate goes, when anything has to be asked for it."""

    def name(self) -> str:
        return "action_begin_estimate"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[EventType]:
        if tracker.active_loop_name == FORM:
            # Asked for again in the middle of it; the form's own question follows.
            turn = Turn(tracker, domain)
            reply = Reply(turn)
            if not (turn.asks and turn.entities):
                return []
            say_all(["ask_salary"], turn, reply)
            return reply.send(dispatcher)
        turn = Turn(tracker, domain)
        if asked := chosen_by(turn):
            return press(asked)
        reply = Reply(turn)
        if stays_shut(turn, reply):
            return [*reply.send(dispatcher), FollowupAction("action_listen")]
        if all(tracker.get_slot(slot) is not None for slot in domain["forms"][FORM]["required_slots"]):
            return []  # nothing is left to ask: the estimate follows at once
        add_mood(reply, turn)
        background = read_profile(tracker.slots, turn.store).background
        if turn.values("background", "own") and background:
            reply.add("utter_background_noted", span=danish.span(background.years), what=background.what)
        return reply.add("utter_begin_estimate").send(dispatcher)


class ActionEstimateSalary(Action):
    """The estimate, from what was told."""

    def name(self) -> str:
        return "action_estimate_salary"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[EventType]:
        turn = Turn(tracker, domain)
        reply = Reply(turn)
        if was_left(tracker):
            # No estimate; what was asked in the same breath is answered: "forget it, what does one earn?".
            if turn.asks and turn.intent in ANSWERED:
                say_all([turn.intent], turn, reply)
            else:
                reply.add("utter_stop_form").offer("utter_open_talk")
            return [*reply.remember("missed", None).send(dispatcher), *forget_unknown(tracker)]
        add_mood(reply, turn)
        profile = read_profile(tracker.slots, turn.store)
        add_estimate(reply, turn, profile)
        reply.offer("utter_offer_estimate_salary")
        offer_chart(reply, turn, TOPIC)
        for slot in domain["forms"][FORM]["required_slots"]:
            if tracker.get_slot(slot) == UNKNOWN:
                reply.remember(slot, None)
        return reply.send(dispatcher)


def add_estimate(reply: Reply, turn: Turn, profile: Profile) -> None:
    """Adds low, typical and high, what they are taken from, what no source says, and how sure they are."""
    role = profile.role.id if profile.role else EMPLOYEE
    if learner_of(profile):
        response, values, learned, rows = answer_salary(profile, turn.store)
        reply.add(response, **values).about(TOPIC, sources=[source.id for source in learned], rows=rows)
        return
    bands = [band for band in turn.store.salary_bands(role) if _fits_employer(band, profile)]
    fitted = fitting(tuple(bands), profile.years)
    if not fitted:
        reply.add("utter_estimate_none", role=profile.role.title if profile.role else "").about(TOPIC)
        return
    for note, values in background_notes(profile):
        reply.add(note, **values)
    best = [band for band in fitted if band.source == fitted[0].source]
    place = _place(turn, profile)
    sources = sources_of([*fitted, *place])
    amounts = [amount for band in best for amount in (band.low, band.high) if amount is not None]
    typical = next((band for band in [*best, *bands] if band.source == best[0].source and _is_within(band.typical, amounts)), None)
    reply.add(
        "utter_estimate",
        who=who(profile) or _words(turn, "utter_estimate_anybody"),
        low=danish.kroner(min(amounts or [best[0].typical or 0])),
        high=danish.kroner(max(amounts or [best[0].typical or 0])),
        typical=_typical(typical, profile, turn),
    )
    reply.add("utter_estimate_from", scopes=danish.quoted([band.scope for band in best if band.low is not None]))
    for row in place:
        reply.add("utter_say", body=row.plain or row.text)
    if not any(band.employer_kind for band in best):
        _add_employer(reply, profile)
    for band in fitted:
        if band.source != best[0].source:
            pay = danish.kroner_range(band.low, band.typical, band.high)
            reply.add("utter_estimate_other", publisher=band.source.publisher, pay=pay, scope=band.scope)
    reply.add("utter_estimate_sure", source_line=source_line(sources))
    reply.about(TOPIC, sources=[source.id for source in sources], rows=[*(band.id for band in fitted), *(row.id for row in place)])
    reply.show(sources=shown_sources(sources))


def _add_employer(reply: Reply, profile: Profile) -> None:
    """What no source says about the kind of employer that was asked for."""
    if profile.employer_kind in ("privat", "offentlig"):
        reply.add("utter_estimate_employer")
    elif profile.employer_kind in danish.EMPLOYERS:
        reply.add("utter_estimate_employer_other", employer=danish.EMPLOYERS[profile.employer_kind])


def _is_within(amount: int | None, amounts: list[int]) -> bool:
    """An average of new and experienced together says nothing typical about a range that it lies outside of."""
    return amount is not None and (not amounts or min(amounts) <= amount <= max(amounts))


def _fits_employer(band: SalaryBand, profile: Profile) -> bool:
    """A figure for one kind of employer is only for those who work there."""
    return band.employer_kind is None or band.employer_kind == profile.employer_kind


def _place(turn: Turn, profile: Profile) -> list[Statement]:
    if profile.place_kind is None:
        return []
    return list(turn.store.statements(TOPIC, kinds=(profile.place_kind,))[:1])


def _typical(band: SalaryBand | None, profile: Profile, turn: Turn) -> str:
    if band is None or band.typical is None:
        return _words(turn, "utter_estimate_no_typical")
    typical = danish.kroner_range(None, band.typical, None)
    if profile.years is None:
        return f"{typical} ({band.scope})"
    # An average of everybody is not what somebody with fourteen years typically gets.
    return _words(turn, "utter_estimate_typical_of_all").format(scope=band.scope, typical=danish.kroner(band.typical))


def _words(turn: Turn, response: str) -> str:
    return response_text(turn.domain, response) or ""
