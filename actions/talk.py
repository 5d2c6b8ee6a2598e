"""Hello, goodbye, thanks, what can you do, are you a machine, stop: short answers, and a question beside them answered too."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import ActiveLoop, EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions import chart
from actions.feelings import ActionMeetFeeling, add_first_steps
from actions.leaning import answer_leaning
from actions.listening import DISMISSAL, asks_whether_crisis, listen, listens
from actions.mood import add_mood
from actions.particulars import answer_particular
from actions.privacy import ActionAnswerPrivacy
from actions.profile import one
from actions.repair import ActionOfferMeanings
from actions.reply import Reply
from actions.salary_form import forget_unknown
from actions.topics import ANSWERED, say_all
from actions.turn import Turn

SURE_HELLO = 0.8  # probability below which a hello without a word of greeting was none, once Karla has been met


class ActionGreet(Action):
    """Says who she is at first; afterwards only hello."""

    def name(self) -> str:
        return "action_greet"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[EventType]:
        turn = Turn(tracker, domain)
        reply = Reply(turn)
        if turn.questions:
            say_all(turn.questions, turn, reply)
            return reply.send(dispatcher)
        if tracker.get_slot("introduced") and "greeting" not in turn.cues and turn.confidence < SURE_HELLO and not turn.is_pressed:
            # "What now?" and "is that good?" only sound like a hello to somebody who does not know what was talked about.
            return await ActionOfferMeanings().run(dispatcher, tracker, domain)
        name = one(tracker.get_slot("name"))
        if tracker.get_slot("introduced"):
            reply.add("utter_greet_name", name=name) if name else reply.add("utter_greet_again")
            return reply.offer("utter_open_talk").send(dispatcher)
        if name:
            reply.add("utter_greet_name", name=name)
        return reply.add("utter_greet").offer("utter_open_talk").send(dispatcher, plain=True)


class ActionSmallTalk(Action):
    """The plain response to a plain move, with its buttons; a question beside it is answered in the same breath."""

    def name(self) -> str:
        return "action_small_talk"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[EventType]:
        turn = Turn(tracker, domain)
        if turn.intent == "help" and "memory" in turn.cues:
            return await ActionAnswerPrivacy().run(dispatcher, tracker, domain)
        reply = Reply(turn)
        if chart.is_wanted(turn):
            return chart.reply_chart(turn, reply).send(dispatcher)
        if turn.tells_of_loss:
            return await ActionMeetFeeling().run(dispatcher, tracker, domain)
        if asks_whether_crisis(reply, turn):
            return reply.send(dispatcher)
        if listens(turn) and not turn.questions and turn.intent in ("goodbye", "thank"):
            return listen(reply, turn).send(dispatcher)
        add_mood(reply, turn)
        asked = [intent for intent in turn.questions if intent != turn.intent]
        two = len(turn.questions) == 2 and any(intent in ANSWERED for intent in turn.questions)
        if two:
            say_all(turn.questions, turn, reply)
        elif asked:
            say_all(asked, turn, reply)
        elif reply.is_after_crisis and turn.intent != "goodbye":
            return reply.send(dispatcher)
        elif turn.intent == "help" and answer_leaning(turn, reply):
            pass
        elif turn.intent == "bot_challenge" and answer_particular(turn, reply):
            reply.introduce_no_more()
        elif turn.intent == "help" and turn.context.topic == DISMISSAL and turn.is_context_fresh:
            add_first_steps(reply, turn)
        else:
            if turn.intent == "bot_challenge":
                reply.introduce_no_more()
            reply.add(f"utter_{turn.intent}")
            if f"utter_offer_{turn.intent}" in domain["responses"]:
                reply.offer(f"utter_offer_{turn.intent}")
        return reply.send(dispatcher)


class ActionStop(Action):
    """Leaves whatever is going on at once."""

    def name(self) -> str:
        return "action_stop"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[EventType]:
        turn = Turn(tracker, domain)
        reply = Reply(turn)
        reply.add("utter_stop_form" if tracker.active_loop_name else "utter_stop").offer("utter_open_talk")
        tracker.active_loop = {}  # what follows is said outside the form
        left: list[EventType] = [ActiveLoop(None), SlotSet("requested_slot", None), SlotSet("practice", None)]
        return [*reply.send(dispatcher), *forget_unknown(tracker), *left]
