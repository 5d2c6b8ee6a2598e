"""What is known about a person, and forgetting it."""

from __future__ import annotations

import os
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import ActiveLoop, EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.profile import SLOTS, Profile, read_profile
from actions.reply import Reply
from actions.topics import ANSWERED, say_all
from actions.turn import Turn
from bot import danish
from bot.settings import retention_days

ERASING = frozenset({"web", "rest", "slack", "telegram"})  # channels behind our door
TALK_SLOTS = (
    "context",
    "offered",
    "choices",
    "said",
    "unsure",
    "missed",
    "frustrations",
    "crisis_turn",
    "practice",
    "practice_turn",
    "scores",
)


class ActionAnswerPrivacy(Action):
    """Shows what was understood of the person; says what is stored, why and how to have it deleted."""

    def name(self) -> str:
        return "action_answer_privacy"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[EventType]:
        turn = Turn(tracker, domain)
        reply = Reply(turn)
        known = known_lines(read_profile(tracker.slots, turn.store), turn)
        reply.add("utter_memory", known=danish.bullets(known)) if known else reply.add("utter_memory_none")
        if "memory" not in turn.cues or "storing" in turn.cues:
            reply.add("utter_ask_privacy", days=str(retention_days(os.environ)))
        asked = [intent for intent in turn.questions if intent in ANSWERED]
        if asked:
            say_all(asked, turn, reply)
        else:
            reply.offer("utter_offer_ask_privacy")
        return reply.send(dispatcher)


def known_lines(profile: Profile, turn: Turn) -> list[str]:
    """One line for each thing a person told, in their own order of importance; empty when nothing is known."""
    values = {
        "name": profile.name,
        "role": profile.role.title if profile.role else None,
        "experience": danish.experience_of(profile.years, profile.level),
        "region": profile.region.name if profile.region else None,
        "education": danish.EDUCATIONS.get(profile.education or ""),
        "employer_kind": danish.EMPLOYERS.get(profile.employer_kind or ""),
        "goal": profile.goal.title if profile.goal else None,
        "background": f"{danish.span(profile.background.years)} {profile.background.what}" if profile.background else None,
        "pay": danish.thousands(profile.pay) if profile.pay else None,
    }
    labels = {slot: turn.domain["responses"][f"utter_known_{slot}"][0]["text"] for slot in SLOTS}
    return [labels[slot].format(value=value) for slot, value in values.items() if value]


class ActionForgetMe(Action):
    """Empties every slot that holds something about the person or the talk, and asks the door to delete what is stored.

    The door says the words of a deletion only when it was done (bot/channels/turns.py); the shell stores nothing of its own.
    """

    def name(self) -> str:
        return "action_forget_me"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[EventType]:
        if Turn(tracker, domain).channel in ERASING:
            dispatcher.utter_message(response="utter_erased", json_message={"erase": True})
        else:
            dispatcher.utter_message(response="utter_forgot_me")
        forgotten: list[EventType] = [SlotSet(slot, None) for slot in (*SLOTS, *TALK_SLOTS)]
        return [*forgotten, ActiveLoop(None), SlotSet("requested_slot", None)]
