"""A yes or a no to what was offered last."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType, FollowupAction
from rasa_sdk.executor import CollectingDispatcher

from actions.correction import CORRECTING
from actions.erasure import is_asked_before
from actions.followup import ActionFollowUp
from actions.leaning import answer_leaning, pick, press
from actions.listening import listen, listens
from actions.mood import add_mood
from actions.practice_review import add_review
from actions.repair import ActionOfferMeanings
from actions.reply import Reply
from actions.topics import ANSWERED, say_all
from actions.turn import Turn

SURE = 0.8  # probability from which a yes is meant for the offer
LIKELY = 0.1  # probability of what is meant instead
FEW_WORDS = 4  # in a yes and nothing else


class ActionTakeOffer(Action):
    """Yes: does what was offered last, as if its button had been pressed; in the middle of a form, goes on with it."""

    def name(self) -> str:
        return "action_take_offer"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[EventType]:
        turn = Turn(tracker, domain)
        reply = Reply(turn)
        if is_asked_before(turn) and not turn.questions:
            # What cannot be undone takes a yes that means nothing else; an "ok" is none.
            if "surely_yes" in turn.cues:
                return press(f"/{tracker.get_slot('offered')}")
            return reply.add("utter_erase_not").offer("utter_open_talk").send(dispatcher)
        if tracker.active_loop_name:
            return [FollowupAction(tracker.active_loop_name)]
        if reply.is_after_crisis:
            return reply.send(dispatcher)
        if "sorry" in turn.cues:
            return reply.add("utter_no_offence").send(dispatcher)
        if picked := pick(turn):
            return picked
        offered = tracker.get_slot("offered")
        if offered == "crisis" and "yes_word" not in turn.cues and not turn.is_pressed:
            # "I only say it" is no yes to a question as grave as that.
            return reply.add("utter_listen").send(dispatcher)
        if offered and (turn.confidence >= SURE or len(turn.text.split()) <= FEW_WORDS):
            return press(f"/{offered}")
        if turn.asks or len(turn.text.split()) > FEW_WORDS:
            # More than a yes: it says something of its own.
            return await ActionOfferMeanings().run(dispatcher, tracker, domain)
        add_mood(reply, turn)
        return reply.add("utter_affirm").offer("utter_open_talk").send(dispatcher)


class ActionDeclineOffer(Action):
    """No: lets the offer go; a no with a value in it corrects what was understood."""

    def name(self) -> str:
        return "action_decline_offer"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[EventType]:
        turn = Turn(tracker, domain)
        if turn.entities or turn.denied or "formerly" in turn.cues or (turn.bare_number and not turn.cues.isdisjoint(CORRECTING)):
            return await ActionFollowUp().run(dispatcher, tracker, domain)
        reply = Reply(turn)
        if add_review(turn, reply):
            return reply.send(dispatcher)
        if picked := pick(turn):
            return picked
        if turn.questions:
            say_all(turn.questions, turn, reply)
            return reply.send(dispatcher)
        if reply.is_after_crisis:
            return reply.send(dispatcher)
        if listens(turn):
            return listen(reply, turn).send(dispatcher)
        if len(turn.text.split()) > FEW_WORDS - 1 and not is_asked_before(turn) and _means_another(turn, reply):
            return reply.send(dispatcher)
        if turn.confidence < SURE and turn.keywords and len(turn.text.split()) > FEW_WORDS and not is_asked_before(turn):
            return await ActionOfferMeanings().run(dispatcher, tracker, domain)
        return reply.add("utter_erase_kept" if is_asked_before(turn) else "utter_deny").send(dispatcher)


def _means_another(turn: Turn, reply: Reply) -> bool:
    """Adds what somebody meant instead: "nej, jeg mente i løn" is no refusal. Returns: whether it is known what."""
    if answer_leaning(turn, reply):
        return True
    if "correcting" not in turn.cues and not turn.asks:
        return False
    likely = [
        str(entry["name"]) for entry in turn.ranking if entry.get("name") in ANSWERED and float(entry.get("confidence") or 0) >= LIKELY
    ]
    if likely:
        say_all(likely[:1], turn, reply)
    return bool(likely)
