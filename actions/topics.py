"""The topics: which question to the store, which response, and what is offered next."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType
from rasa_sdk.executor import CollectingDispatcher

from actions import chart, compare, pair, pay_sides, plan, salary
from actions.age import answer_age, asks_about_age
from actions.angles import Angle, angle_of
from actions.aspects import UNSURE, find_particular
from actions.changer import add_changer, is_changer
from actions.mood import add_mood
from actions.outside import add_outside
from actions.particulars import answer_particular
from actions.people import add_people
from actions.practice_review import add_review
from actions.profile import Profile, asked_values, profile_of, read_profile
from actions.reply import Reply
from actions.speech import response_text, shown_sources, source_line, sources_of
from actions.turn import Turn
from bot import danish
from bot.knowledge.records import Role, Source, Statement
from bot.settings import retention_days

SURE = 0.8  # probability from which a topic is meant rather than the game that has just been played
POINTS = 3  # as many as fit into one bubble that is read on a phone
FITTING = 2  # of them, those that the words of the question find are put first
WORDS = 48  # in them; with heading, sources, offer and a greeting an answer stays below 90
POINTS_OF_TWO = 2  # when two questions are answered in one reply
POINTS_BESIDE_PAY = 1
WORDS_OF_TWO = 32
ONLY_ROLE = 2  # words in a message that only names a role: "chef?", "og chefen?"
FEW_WORDS = 6  # in "hvad hvis han siger nej" and the like
STEM = 5  # letters of a word by which what has no source is recognised


@dataclass(frozen=True)
class Answer:
    """One answer: the response and its values, the sources it rests on, the claims shown, the roles compared, and what is offered next.

    Without a response the offer is all there is to say: it asks for what is missing. topic: what it is about, where that is not
    the topic that was asked about.
    """

    response: str
    values: dict[str, str]
    sources: tuple[Source, ...]
    offer: str
    rows: tuple[str, ...] = ()
    notes: tuple[tuple[str, dict[str, str]], ...] = field(default=())
    roles: tuple[Role, ...] = ()
    topic: str = ""


# intent -> the topic of the store and the kinds of statement it is answered with; no kinds means all.
TOPICS: dict[str, tuple[str, tuple[str, ...]]] = {
    "ask_occupation": ("ask_occupation", ()),
    "ask_duties": ("ask_duties", ()),
    "ask_requirements": ("ask_requirements", ()),
    "ask_skills": ("ask_skills", ()),
    "ask_career_growth": ("ask_career_growth", ()),
    "ask_workplaces": ("ask_workplaces", ()),
    "ask_job_market": ("ask_job_market", ()),
    "ask_technology": ("ask_technology", ()),
    "ask_training": ("ask_training", ()),
    "ask_working_conditions": ("ask_working_conditions", ()),
    "ask_application": ("ask_application", ()),
}
PAY_INTENTS = ("ask_salary",)
ANSWERED = frozenset({*TOPICS, *PAY_INTENTS, "compare_roles"})


def answer_topic(intent: str, turn: Turn, profile: Profile, *, points: int = POINTS) -> Answer:
    """The answer to a topic for this person. points: how many claims at most; fewer than usual asks for a short answer."""
    if asks_about_age(turn, intent):
        response, values, sources, rows = answer_age(read_profile(turn.tracker.slots, turn.store), turn)
        return Answer(response, values, sources, f"utter_offer_{intent}", rows=rows)
    if angle := angle_of(turn, intent):
        beside = pay_sides.say_side(turn, profile) if intent in PAY_INTENTS and turn.values("pay") else None
        answer = _answer_angle(angle, turn)
        return replace(answer, notes=beside.parts[:1], sources=(*beside.sources, *answer.sources)) if beside else answer
    if (intent not in PAY_INTENTS or not pay_sides.say_side(turn, profile)) and (
        particular := find_particular(
            turn,
            intent,
            personal=intent in PAY_INTENTS and not profile.is_empty,
            brief=points < POINTS or turn.tracker.active_loop_name is not None,
        )
    ):
        return Answer(
            particular.response,
            particular.values,
            particular.sources,
            particular.offer,
            rows=particular.rows,
            topic=particular.topic,
        )
    if intent in PAY_INTENTS:
        return _answer_pay(turn, profile, brief=points < POINTS)
    if intent == "compare_roles":
        # With one role asked about, the other is the person's own.
        own = read_profile(turn.tracker.slots, turn.store)
        said = [*turn.values("role"), *_learners(turn), *([salary.EMPLOYEE] if turn.names_field else [])]
        titles = [title for title in turn.unknown_roles if title not in said]
        if titles and len(set(said)) < 2 and not turn.is_pressed:
            named = [role for role in map(turn.store.role, dict.fromkeys(said)) if role]
            response, values, sources = compare.answer_unknown(titles, named, turn.domain, turn.store, _unknown(turn.domain))
            return Answer(response, values, sources, "utter_ask_compare_roles_other")
        roles = compare.compared(said, own, turn.store, before=pair.pair_of(turn) if said else ())
        response, values, sources = compare.answer_compare(roles, turn.store, _unknown(turn.domain))
        offer = "utter_offer_compare_roles"
        return Answer(response, values, sources, offer, roles=tuple(roles)) if sources else Answer("", {}, (), response)
    return _answer_points(intent, turn, profile, points)


def _learners(turn: Turn) -> list[str]:
    """The roles of the learners that a comparison names by their level: "elev eller ufaglært"."""
    return [salary.LEARNER_ROLES[level] for level in turn.values("experience") if level in salary.LEARNER_ROLES]


def _answer_pay(turn: Turn, profile: Profile, *, brief: bool) -> Answer:
    """The side of pay that is asked for, or the figures that fit; beside them what years in other work do to them."""
    if side := pay_sides.say_side(turn, profile):
        *before, (response, values) = side.parts
        return Answer(response, values, side.sources, "utter_offer_pay_side", rows=side.rows, notes=tuple(before))
    notes = [*_referrals("ask_salary", turn), *salary.background_notes(profile)]
    said = pay_sides.learner_said(turn)
    response, values, sources, rows = salary.answer_salary(profile, turn.store, brief=brief or bool(notes), said=said)
    if response in salary.UNPAID.values():
        notes = []  # they say themselves what no source has
    return Answer(response, values, sources, "utter_offer_ask_salary", rows=rows, notes=tuple(notes))


def _unknown(domain: dict[str, Any]) -> compare.Unknown:
    return compare.Unknown(
        pay=response_text(domain, "utter_unknown_pay") or "",
        duties=response_text(domain, "utter_unknown_next") or "",
        demands=response_text(domain, "utter_unknown_next") or "",
        next_step=response_text(domain, "utter_unknown_next") or "",
    )


def _answer_angle(angle: Angle, turn: Turn) -> Answer:
    fitting = sorted(turn.store.statements(angle.topic, kinds=angle.kinds), key=lambda row: angle.kinds.index(row.kind))
    rows = of_length(fitting[:POINTS], WORDS)
    sources = sources_of(rows)
    values = {"points": danish.bullets([row.text for row in rows]), "source_line": source_line(sources)}
    return Answer(angle.response, values, sources, angle.offer, rows=tuple(row.id for row in rows))


def _answer_points(intent: str, turn: Turn, profile: Profile, points: int) -> Answer:
    role = profile.role
    rows = of_length(claims(intent, turn, role.id if role else None)[:points], WORDS if points == POINTS else WORDS_OF_TWO)
    referrals = _referrals(intent, turn)
    if referrals:
        # What was asked for is what no source has; only what comes near it is said beside that, not the topic at large.
        near = found_claims(turn, TOPICS[intent][0])
        rows = [row for row in rows if row.id in near][:1]
        if not rows:
            note, values = referrals[0]
            return Answer(note, values, (), f"utter_offer_{intent}")
    if not rows:
        return Answer("utter_answer_none", {}, (), "utter_open_help")
    if _was_just_said(intent, rows, turn):
        return Answer("utter_answer_no_more", {}, (), "utter_offer_people", rows=turn.context.rows)
    sources = sources_of(rows)
    values = {"points": danish.bullets([row.text for row in rows]), "source_line": source_line(sources)}
    name = f"utter_answer_{intent}"
    if role and any(row.role == role.id for row in rows):
        name, values = f"{name}_role", {**values, "role": role.title}
    notes = (*_own_notes(intent, profile, turn), *referrals)
    return Answer(name, values, sources, f"utter_offer_{intent}", rows=tuple(row.id for row in rows), notes=notes)


def _was_just_said(intent: str, rows: Sequence[Statement], turn: Turn) -> bool:
    """Whether a new question about the topic would get the answer that the last one got, so that it is answered by none of it."""
    is_new = bool(turn.keywords) and not turn.is_pressed and turn.intent != "follow_up" and not turn.names_field and not turn.values("role")
    same_topic = turn.is_context_fresh and turn.context.topic == intent
    return is_new and same_topic and {row.id for row in rows}.issubset(turn.context.rows)


def claims(intent: str, turn: Turn, role: str | None) -> list[Statement]:
    """What is known of a topic: the role's own first, then what the words of the question find, then the rest in the order of the files."""
    topic, kinds = TOPICS[intent]
    if intent == "ask_application" and ("no_experience" in turn.cues or read_profile(turn.tracker.slots, turn.store).years == 0):
        kinds = ("no_experience", "letter")
    rows = list(turn.store.statements(topic, role=role, kinds=kinds))
    found = found_claims(turn, topic)
    if "price" in turn.cues and not found:
        found = [row.id for row in rows if row.kind == "price"]
    kind = next((row.kind for row in rows if found and row.id == found[0]), None)
    return sorted(rows, key=lambda row: (row.role is None, found.index(row.id) if row.id in found else len(found), row.kind != kind))


def found_claims(turn: Turn, topic: str) -> list[str]:
    """Ids of the claims of a topic that the words of the question find, best first."""
    if turn.is_pressed or not turn.keywords:
        return []
    return [passage.row_id for passage in turn.store.search(" ".join(turn.keywords), limit=FITTING, topic=topic)]


def of_length(rows: list[Statement], most: int) -> list[Statement]:
    """The first of the claims that can be read at a glance; one at least."""
    words = 0
    kept: list[Statement] = []
    for row in rows:
        words += len(row.text.split())
        if kept and words > most:
            break
        kept.append(row)
    return kept


def _own_notes(intent: str, profile: Profile, turn: Turn) -> list[tuple[str, dict[str, str]]]:
    """What a claim means for this person, where the store says so."""
    told = profile.own or turn.values("education")
    if intent == "ask_requirements" and told and profile.education in ("grundskole", "gymnasial", "videregaaende"):
        return [(f"utter_note_education_{profile.education}", {})]
    return []


def _referrals(intent: str, turn: Turn) -> tuple[tuple[str, dict[str, str]], ...]:
    """Who knows what the question asks for and no source of ours confirms; at most one, found by the words of the question."""
    words = turn.keywords
    for referral in turn.store.referrals(intent):
        for spoken in referral.words:
            parts = spoken.split()
            if all(any(word.startswith(part[: max(STEM, len(part) - 2)]) for word in words) for part in parts):
                return (("utter_note_referral", {"subject": referral.subject, "where": danish.capital(referral.where)}),)
    return ()


def add_answer(reply: Reply, intent: str, turn: Turn, *, points: int = POINTS) -> str:
    """Adds the answer to a topic to a reply, with what it rests on. Returns: the response that offers a next step."""
    profile = profile_of(turn)
    answer = answer_topic(intent, turn, profile, points=points)
    for note, values in answer.notes:
        reply.add(note, **values)
    if answer.response:
        reply.add(answer.response, **answer.values)
    asked = asked_values(turn)
    said = turn.values("role")
    if not asked and turn.intent == "compare_roles" and len(set(said)) == 1:
        asked = {"role": said[-1]}
    if answer.response in compare.UNKNOWN_RESPONSES:
        asked = {}  # a level that was compared is not what the next question is about
    # A word about age does not end the talk of a dismissal.
    beside = asks_about_age(turn, intent) and turn.is_context_fresh and turn.context.topic not in ANSWERED
    topic = str(turn.context.topic) if beside else answer.topic or intent
    reply.about(topic, sources=[source.id for source in answer.sources], rows=answer.rows, asked=asked)
    if answer.roles:
        pair.remember_pair(reply, turn, answer.roles)
    if answer.sources:
        reply.show(sources=shown_sources(answer.sources))
        chart.offer_chart(reply, turn, intent)
    return answer.offer


def say_all(intents: Sequence[str], turn: Turn, reply: Reply) -> None:
    """Adds the answers to one or two questions in the order asked, with one offer at the end.

    What is no topic gets its plain response, or is offered: a game is not begun in the middle of an answer.
    """
    offer = ""
    # Figures take the room of claims.
    beside = POINTS_BESIDE_PAY if any(intent in PAY_INTENTS for intent in intents) else POINTS_OF_TWO
    points = POINTS if len(intents) == 1 else beside
    for intent in intents:
        if intent in ANSWERED:
            offer = add_answer(reply, intent, turn, points=points)
        elif intent == "out_of_scope":
            add_outside(reply, turn)
        elif intent == "request_human":
            add_people(reply, turn)
        elif f"utter_{intent}" in turn.domain["responses"]:
            reply.add(f"utter_{intent}", days=str(retention_days(os.environ)))  # what is stored is kept for so long
    waiting = [intent for intent in intents if intent not in ANSWERED and f"utter_meaning_{intent}" in turn.domain["responses"]]
    waiting = [intent for intent in waiting if f"utter_{intent}" not in turn.domain["responses"]]
    if waiting:
        title = response_text(turn.domain, f"utter_meaning_{waiting[0]}") or ""
        reply.offer("utter_offer_other", [{"title": title, "payload": f"/{waiting[0]}"}], what=danish.uncapital(title))
    elif turn.third and f"utter_meaning_{turn.third}" in turn.domain["responses"]:
        title = response_text(turn.domain, f"utter_meaning_{turn.third}") or ""
        reply.offer("utter_offer_third", [{"title": title, "payload": f"/{turn.third}"}], what=danish.uncapital(title))
    elif offer:
        reply.offer(offer)
    elif "out_of_scope" in intents:
        reply.offer("utter_open_help")


class ActionAnswerTopic(Action):
    """Answers the topic that was asked about, or both when there are two, after the feeling that was in the message."""

    def name(self) -> str:
        return "action_answer_topic"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[EventType]:
        turn = Turn(tracker, domain)
        reply = Reply(turn)
        if chart.is_wanted(turn):
            return chart.reply_chart(turn, reply).send(dispatcher)
        if plan.is_wanted(turn):
            chart.offer_chart(reply, turn, "ask_career_growth")
            return plan.reply_plan(turn, reply).send(dispatcher)
        if turn.confidence < SURE and add_review(turn, reply):
            return reply.send(dispatcher)
        add_mood(reply, turn)
        if answer_pair_or_particular(turn, reply):
            return reply.send(dispatcher)
        asked = turn.questions
        two = len(asked) == 2 and "pros_and_cons" not in turn.cues and any(intent in ANSWERED for intent in asked)
        one_role = turn.intent in ("compare_roles", "ask_occupation", "ask_career_growth")
        intent = _meant_by_one_role(turn) if one_role else turn.intent
        if pay_sides.is_meant(turn):
            intent = salary.TOPIC
        if turn.unknown_roles and "compare_roles" in asked and "compare" in turn.cues:
            two, intent = False, "compare_roles"  # "HR or a shop" names two jobs rather than asking where one can work
        if "pros_and_cons" in turn.cues:
            intent = "ask_working_conditions"
        if intent == plan.TOPIC:
            plan.reply_plan(turn, reply)
        else:
            say_all(asked if two else [intent], turn, reply)
        return reply.send(dispatcher)


def answer_pair_or_particular(turn: Turn, reply: Reply) -> bool:
    """Adds the answer to a question about two roles just compared, or to one that a single answer fits. Returns: whether it is one."""
    if other := pair.other_role(turn):
        turn.entities.append({"entity": "role", "value": other})
        topic = str(turn.context.topic)
        reply.offer(add_answer(reply, topic if topic in ANSWERED else "ask_duties", turn))
        return True
    if is_changer(turn):
        add_changer(reply, turn)
        return True
    if pair.answer_pair(turn, reply) or answer_particular(turn, reply):
        return True
    if "refusal" in turn.cues and turn.is_context_fresh and len(turn.text.split()) <= FEW_WORDS:
        reply.add("utter_refusal").offer("utter_open_talk")  # "and if he says no?", whatever was talked about
        return True
    if turn.intent in UNSURE and (particular := find_particular(turn)):
        say_all([particular.topic], turn, reply)
        return True
    return False


def _meant_by_one_role(turn: Turn) -> str:
    """What a message means that names one role and compares it with none: "and a team leader in customer service?"."""
    roles, topic = set(turn.values("role")), str(turn.context.topic)
    if "compare" in turn.cues or turn.is_pressed or len(roles) > 1 or not roles:
        return turn.intent
    if turn.intent != "compare_roles" and len(turn.text.split()) > ONLY_ROLE:
        return turn.intent
    if turn.is_context_fresh and topic in plan.TOPICS:
        return plan.TOPIC
    return topic if topic in ANSWERED else turn.intent
