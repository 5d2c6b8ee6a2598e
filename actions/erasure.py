"""Deleting and forgetting: at once on an unmistakable order, otherwise only after a yes; one thing alone on request."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import ActiveLoop, EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.memory import asked_of_oneself, part_of
from actions.privacy import ActionAnswerPrivacy, add_whether_kept, is_hidden
from actions.profile import SLOTS, read_profile
from actions.repair import ActionOfferMeanings
from actions.reply import Reply
from actions.topics import ANSWERED, say_all
from actions.turn import Turn
from bot import danish
from bot.privacy import MASK

ERASING = frozenset({"web", "rest", "slack", "telegram"})  # channels behind our door
KEPT = ("introduced", "turns")  # what is no word of the person: that Karla has said who she is, and how long the talk is
SURE = 0.8  # probability below which a message without a word of deleting was perhaps about something else
ORDER = "delete_my_data"
PART = "forget_"  # and the slot: the cue of a wish to have it forgotten
WISHED = {"role": ("role", "goal")}  # a role said by name may be either


class ActionForgetMe(Action):
    """Empties every slot that holds something about the person or the talk, and asks the door to delete what is stored.

    The door says the words of a deletion only when it was done (bot/channels/turns.py); the shell stores nothing of its own.
    What only may be an order is asked about, since nothing that is deleted comes back.
    """

    def name(self) -> str:
        return "action_forget_me"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[EventType]:
        turn = Turn(tracker, domain)
        if is_ordered(turn):
            return _erase(dispatcher, turn)
        reply = Reply(turn)
        if parts := _parts(turn):
            return [*_forget(parts, turn, reply), *reply.send(dispatcher)]
        if asked_of_oneself(turn) or "erase_habit" in turn.cues or ("memory" in turn.cues and "erase_asked" not in turn.cues):
            return await ActionAnswerPrivacy().run(dispatcher, tracker, domain)
        if "erase_not" in turn.cues:
            return reply.add("utter_erase_not").offer("utter_open_talk").send(dispatcher)
        if "erase_asked" in turn.cues:
            add_whether_kept(reply, turn)
            return reply.offer("utter_open_talk").send(dispatcher)
        if "unknown" in turn.cues and "erase_mentioned" not in turn.cues:
            return reply.add("utter_remember_less").send(dispatcher)
        if "erase_mentioned" not in turn.cues and turn.confidence < SURE and not turn.is_pressed:
            return await ActionOfferMeanings().run(dispatcher, tracker, domain)
        if is_hidden(turn) and ("private_hidden" in turn.cues or MASK in turn.text):
            reply.add("utter_private_hidden")
        # Plain, so that the question is asked in the middle of a form too.
        return reply.offer("utter_ask_erase").send(dispatcher, plain=True)


def is_ordered(turn: Turn) -> bool:
    """Whether everything is to be deleted without a doubt: in so many words, by the button that says so, or as the answer to that question."""
    if turn.is_pressed:
        return "all" in turn.values("choice")
    return "erase_all" in turn.cues or ("erase_firm" in turn.cues and is_asked_before(turn) and not _parts(turn))


def wants_forgotten(turn: Turn) -> bool:
    """Whether a message surely is for Karla's memory: everything, or one thing, is to be forgotten."""
    return is_ordered(turn) or bool(_parts(turn))


def is_asked_before(turn: Turn) -> bool:
    """Whether the last answer asked whether to delete everything."""
    return str(turn.tracker.get_slot("offered") or "").startswith(ORDER)


def _erase(dispatcher: CollectingDispatcher, turn: Turn) -> list[EventType]:
    if turn.channel in ERASING:
        dispatcher.utter_message(response="utter_erased", json_message={"erase": True})
    else:
        dispatcher.utter_message(response="utter_forgot_me")
    forgotten: list[EventType] = [SlotSet(slot, None) for slot in turn.domain["slots"] if slot not in KEPT]
    return [*forgotten, ActiveLoop(None), SlotSet("requested_slot", None)]


def _parts(turn: Turn) -> list[str]:
    """The slots that are to be forgotten, by the cues of the message."""
    return [slot for slot in SLOTS if f"{PART}{slot}" in turn.cues]


def _forget(parts: list[str], turn: Turn, reply: Reply) -> list[EventType]:
    """Empties what is to be forgotten, and what an answer was about of it; says which, and answers a question beside it.

    Returns: the events that empty the slots.
    """
    before = read_profile(turn.tracker.slots, turn.store)
    slots = [slot for part in parts for slot in WISHED.get(part, (part,)) if turn.tracker.get_slot(slot) is not None]
    held = [part for part in parts if any(slot in slots for slot in WISHED.get(part, (part,))) or part in turn.context.asked]
    if held:
        reply.add("utter_forgot_part", what=danish.join([part_of(turn, part) for part in held]))
    else:
        reply.add("utter_forgot_part_none", what=danish.join([part_of(turn, part) for part in parts]))
    if turn.context.topic is not None:
        asked = {kind: value for kind, value in turn.context.asked.items() if kind not in parts}
        reply.about(str(turn.context.topic), sources=turn.context.sources, rows=turn.context.rows, asked=asked)
    asked_beside = [intent for intent in turn.questions if intent in ANSWERED]
    if asked_beside and before.is_empty:
        say_all(asked_beside, turn, reply)
    elif not asked_beside:
        reply.offer("utter_open_talk")
    gone = [*(turn.tracker.get_slot("forgotten") or []), *held]
    return [*(SlotSet(slot, None) for slot in slots), SlotSet("forgotten", list(dict.fromkeys(gone)))]
