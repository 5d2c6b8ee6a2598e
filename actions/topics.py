"""The topics: which question to the store, which response, and what is offered next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions import compare, salary, wiring
from actions.profile import Profile, read_profile
from actions.speech import first_payload, response_text, source_line, sources_of
from bot import danish
from bot.knowledge.records import Source
from bot.knowledge.store import KnowledgeStore

POINTS = 3  # as many as fit into one bubble that is read on a phone


@dataclass(frozen=True)
class Answer:
    """One answer: the response and its values, the sources it rests on, and the response that offers a next step."""

    response: str
    values: dict[str, str]
    sources: tuple[Source, ...]
    offer: str


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
    "start_roleplay": ("service_methods", ("advice",)),
    "start_interview": ("interview", ("question", "advice")),
    "start_fit_quiz": ("ask_working_conditions", ("demand", "benefit")),
}
PAY_INTENTS = ("ask_salary", "estimate_salary")
ANSWERED = frozenset({*TOPICS, *PAY_INTENTS, "compare_roles"})


def answer_topic(intent: str, profile: Profile, said_roles: Sequence[str], store: KnowledgeStore, domain: dict[str, Any]) -> Answer:
    """The answer to a topic for this person. said_roles: the roles named in this message, in order."""
    if intent in PAY_INTENTS:
        return Answer(*salary.answer_salary(profile, store), offer=_salary_offer(intent, profile))
    if intent == "compare_roles":
        response, values, sources = compare.answer_compare(said_roles, profile, store, _unknown(domain))
        return Answer(response, values, sources, offer="utter_offer_compare_roles" if sources else "")
    return _answer_points(intent, profile, store)


def _unknown(domain: dict[str, Any]) -> compare.Unknown:
    return compare.Unknown(
        pay=response_text(domain, "utter_unknown_pay") or "", next_step=response_text(domain, "utter_unknown_next") or ""
    )


def _salary_offer(intent: str, profile: Profile) -> str:
    asks_back = intent == "estimate_salary" and profile.years is None
    return "utter_ask_experience" if asks_back else "utter_offer_ask_salary"


def _answer_points(intent: str, profile: Profile, store: KnowledgeStore) -> Answer:
    topic, kinds = TOPICS[intent]
    role = profile.role
    rows = store.statements(topic, role=role.id if role else None, kinds=kinds)[:POINTS]
    if not rows:
        return Answer("utter_answer_none", {}, (), "")
    sources = sources_of(rows)
    values = {"points": danish.bullets([row.text for row in rows]), "source_line": source_line(sources)}
    offer = f"utter_offer_{intent}"
    if role and intent.startswith("ask_") and any(row.role == role.id for row in rows):
        return Answer(f"utter_answer_{intent}_role", {**values, "role": role.title}, sources, offer)
    return Answer(f"utter_answer_{intent}", values, sources, offer)


def utter_both(intents: Sequence[str], tracker: Tracker, dispatcher: CollectingDispatcher, domain: dict[str, Any]) -> list[EventType]:
    """Answers two questions in the order asked, with one offer at the end. What has no topic gets its plain response."""
    events: list[EventType] = []
    last_topic = [intent for intent in intents if intent in ANSWERED][-1]
    for intent in intents:
        if intent in ANSWERED:
            events = utter_answer(intent, tracker, dispatcher, domain, offers=False)
        elif f"utter_{intent}" in domain.get("responses", {}):
            dispatcher.utter_message(response=f"utter_{intent}")
    offer = f"utter_offer_{'ask_salary' if last_topic in PAY_INTENTS else last_topic}"
    dispatcher.utter_message(response=offer)
    return [*events, SlotSet("offered", first_payload(domain, offer))]


def utter_answer(
    intent: str, tracker: Tracker, dispatcher: CollectingDispatcher, domain: dict[str, Any], *, offers: bool = True
) -> list[EventType]:
    """Answers a topic and remembers what the answer was about, where it came from and what it offered."""
    store = wiring.knowledge_store()
    said_roles = [str(value) for value in tracker.get_latest_entity_values("role")]
    answer = answer_topic(intent, read_profile(tracker.slots, store), said_roles, store, domain)
    dispatcher.utter_message(response=answer.response, **answer.values)
    if answer.offer and offers:
        dispatcher.utter_message(response=answer.offer)
    return [
        SlotSet("last_topic", intent),
        SlotSet("last_sources", [source.id for source in answer.sources]),
        SlotSet("offered", first_payload(domain, answer.offer)),
    ]


class ActionAnswerTopic(Action):
    """Answers the topic that was asked about."""

    def name(self) -> str:
        return "action_answer_topic"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[EventType]:
        asked = [str(question["intent"]) for question in tracker.latest_message.get("questions") or []]
        if len(asked) == 2 and any(intent in ANSWERED for intent in asked):
            return utter_both(asked, tracker, dispatcher, domain)
        return utter_answer(tracker.get_intent_of_latest_message(), tracker, dispatcher, domain)
