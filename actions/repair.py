"""When Karla is unsure: a choice of two meanings, then what the store finds for the words, then people. And what is not hers."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType
from rasa_sdk.executor import CollectingDispatcher

from actions import chart, plan
from actions.asked import add_nearest, answer_asked
from actions.feelings import ActionMeetFeeling, add_first_steps
from actions.leaning import answer_leaning, pick
from actions.listening import DISMISSAL, acknowledge, answer_short, asks_whether_crisis, is_after_news, listen, listens
from actions.mood import UNSURE, add_mood, kind_of
from actions.outside import ORDER, REFUSED, add_outside, outside_kind
from actions.people import add_people
from actions.practice_review import add_review
from actions.practice_wish import starts_named
from actions.privacy import ActionAnswerPrivacy
from actions.profile import ASKED
from actions.reply import Reply
from actions.speech import response_text
from actions.topics import ANSWERED, add_answer, answer_pair_or_particular, say_all
from actions.turn import Turn
from bot.privacy import MASK

CHOICES = 2
CERTAINLY_OUTSIDE, LIKELY = ("law", "own_order"), 3  # words of others' matters, and how far down the ranking they count
SHORT = 4  # words in a message that only names another role or place
MOST_UNSURE = 2  # times in a row before people are named
SURE_OUTSIDE = 0.8  # probability below which something outside the field was perhaps not understood
WORTH_OFFERING = 0.12  # probability below which a reading is only noise
# Readings that no guess may name unless they are clearly likely: a feeling, somebody's data, where an answer came from.
DELICATE = (
    "express_worry",
    "express_frustration",
    "ask_privacy",
    "delete_my_data",
    "ask_source",
    "request_human",
    "start_fit_quiz",
    "help",
)
CLEARLY = 0.4
FELT, MAYBE_FELT = ("express_worry", "express_frustration"), 0.3  # readings, and the probability from which they may be meant


class ActionOfferMeanings(Action):
    """Unsure once: two meanings. Twice in a row: the nearest the store knows. A third time: where a person can be had."""

    def name(self) -> str:
        return "action_offer_meanings"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[EventType]:
        turn = Turn(tracker, domain)
        reply = Reply(turn)
        unsure = unsure_so_far(turn)
        if picked := pick(turn):
            return picked
        if begun := starts_named(turn):
            return begun
        if answer_short(reply, turn):
            return reply.send(dispatcher)
        if add_review(turn, reply):
            return reply.send(dispatcher)
        if "memory" in turn.cues or (MASK in turn.text and not turn.questions):
            return await ActionAnswerPrivacy().run(dispatcher, tracker, domain)
        if turn.tells_of_loss and not plan.is_wanted(turn):
            return await ActionMeetFeeling().run(dispatcher, tracker, domain)
        if chart.is_wanted(turn):
            return chart.reply_chart(turn, reply).send(dispatcher)
        if plan.is_wanted(turn):
            add_mood(reply, turn)
            return plan.reply_plan(turn, reply).send(dispatcher)
        if asks_whether_crisis(reply, turn):
            return reply.send(dispatcher)
        if listens(turn):
            return listen(reply, turn).send(dispatcher)
        felt = add_mood(reply, turn)
        if answer_pair_or_particular(turn, reply):
            return reply.send(dispatcher)
        if turn.questions:
            say_all(turn.questions, turn, reply)
            return reply.send(dispatcher)
        if "asked_again" in turn.cues and answer_asked(reply, turn):
            return reply.send(dispatcher)
        if felt and not turn.asks:
            # A feeling is named: it is not followed by a doubt about what was meant.
            kind = kind_of(turn)
            return reply.offer(kind.question if kind else "").send(dispatcher)
        if not turn.asks and _may_be_feeling(turn):
            # Words that claim little, rather than a guess at what somebody feels.
            return reply.add(UNSURE.response).offer(UNSURE.question).send(dispatcher)
        if outside_kind(turn) in CERTAINLY_OUTSIDE and any(entry.get("name") == "out_of_scope" for entry in turn.ranking[:LIKELY]):
            add_outside(reply, turn)
            return reply.offer("utter_open_help").send(dispatcher)
        if turn.values("role", "goal") and not turn.asks:
            # Whatever else was not understood: somebody says what they want to be.
            return plan.reply_plan(turn, reply).send(dispatcher)
        if answer_leaning(turn, reply):
            return reply.send(dispatcher)
        if "foreign" in turn.cues:
            if not answer_asked(reply, turn):
                reply.add("utter_only_danish").offer("utter_open_help")
            return reply.send(dispatcher)
        if _only_names_another(turn):
            return reply.offer(add_answer(reply, str(turn.context.topic), turn)).send(dispatcher)
        if unsure == 0 and _means_pay(turn):
            say_all(["ask_salary"], turn, reply)
            return reply.send(dispatcher)
        if unsure >= MOST_UNSURE:
            add_people(reply, turn, "utter_unsure_again")
            reply.offer("utter_open_help")
        elif unsure == 1:
            if not add_nearest(reply, turn):
                reply.add("utter_nearest_none").offer("utter_open_help")
        else:
            _meanings(turn, reply)
        reply.remember("unsure", {"count": unsure + 1, "turn": turn.number})
        return reply.send(dispatcher)


def _may_be_feeling(turn: Turn) -> bool:
    """Whether a statement that was not surely read is a feeling as likely as anything else."""
    likely = [entry for entry in turn.ranking if entry.get("name") != "nlu_fallback"][:CHOICES]
    unsaid = not turn.is_pressed and turn.intent == "nlu_fallback" and not turn.entities
    return unsaid and any(entry.get("name") in FELT and float(entry.get("confidence") or 0.0) >= MAYBE_FELT for entry in likely)


def _only_names_another(turn: Turn) -> bool:
    """Whether a few words only put another role, place or experience in place of the last answer's: "and a supervisor"."""
    short = len(turn.text.split()) <= SHORT
    return short and turn.is_context_fresh and turn.context.topic in ANSWERED and any(turn.values(kind) for kind in ASKED)


def _means_pay(turn: Turn) -> bool:
    """Whether the doubt is only between pay at large and one's own: no difference worth asking about."""
    likely = [button["payload"] for button in likely_meanings(turn.tracker.latest_message, turn.domain)]
    return sorted(likely) == ["/ask_salary", "/estimate_salary"]


def unsure_so_far(turn: Turn) -> int:
    """How many turns right before this one were not understood."""
    unsure = turn.tracker.get_slot("unsure") or {}
    return int(unsure.get("count", 0)) if unsure.get("turn") == turn.number - 1 else 0


def _meanings(turn: Turn, reply: Reply) -> None:
    choices = likely_meanings(turn.tracker.latest_message, turn.domain)
    if not choices:
        if not turn.asks and not turn.is_pressed:
            acknowledge(reply, turn)
        elif not add_nearest(reply, turn):
            reply.add("utter_offer_meanings_none").offer("utter_open_talk")
        return
    other = response_text(turn.domain, "utter_meaning_other") or ""
    first = choices[0]["title"]
    second = choices[-1]["title"]
    response = "utter_offer_meanings" if len(choices) > 1 else "utter_offer_meaning"
    reply.offer(response, [*choices, {"title": other, "payload": "/help"}], first=first, second=second)


def likely_meanings(message: dict[str, Any], domain: dict[str, Any]) -> list[dict[str, str]]:
    """Buttons for the likeliest intents that have a title in the domain, likeliest first; none that would be no more than noise."""
    entries = [(str(entry.get("name")), float(entry.get("confidence") or 0.0)) for entry in message.get("intent_ranking", [])]
    ranked = [name for name, confidence in entries if confidence >= (CLEARLY if name in DELICATE else WORTH_OFFERING)]
    titled = [(intent, response_text(domain, f"utter_meaning_{intent}")) for intent in ranked]
    return [{"title": title, "payload": f"/{intent}"} for intent, title in titled if title][:CHOICES]


class ActionOutOfScope(Action):
    """Says in one line that it is not hers, and where it is answered."""

    def name(self) -> str:
        return "action_out_of_scope"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[EventType]:
        turn = Turn(tracker, domain)
        reply = Reply(turn)
        if picked := pick(turn):
            return picked
        if add_review(turn, reply):
            return reply.send(dispatcher)
        if chart.is_wanted(turn):
            return chart.reply_chart(turn, reply).send(dispatcher)
        if MASK in turn.text and not turn.questions:
            return await ActionAnswerPrivacy().run(dispatcher, tracker, domain)
        if turn.tells_of_loss and not turn.asks and not plan.is_wanted(turn):
            return await ActionMeetFeeling().run(dispatcher, tracker, domain)
        if asks_whether_crisis(reply, turn):
            return reply.send(dispatcher)
        if plan.is_wanted(turn):
            add_mood(reply, turn)
            return plan.reply_plan(turn, reply).send(dispatcher)
        felt = add_mood(reply, turn)
        kind = outside_kind(turn)
        if kind not in (*REFUSED, "flirt") and answer_pair_or_particular(turn, reply):
            return reply.send(dispatcher)
        if turn.tells_of_loss:
            return await ActionMeetFeeling().run(dispatcher, tracker, domain)
        if kind == "other" and (listens(turn) or (is_after_news(turn) and not turn.asks)):
            return listen(reply, turn).send(dispatcher)
        if kind == "other" and answer_leaning(turn, reply):
            return reply.send(dispatcher)
        if kind == "other" and "foreign" in turn.cues:
            if not answer_asked(reply, turn):
                reply.add("utter_only_danish").offer("utter_open_help")
            return reply.send(dispatcher)
        if felt and kind == "other" and not turn.asks:
            named = kind_of(turn)
            return reply.offer(named.question if named else "").send(dispatcher)
        if kind == "other" and turn.context.topic == DISMISSAL and turn.is_context_fresh:
            # Somebody who lost a job asks what comes now; that is not outside what Karla is for.
            add_first_steps(reply, turn)
            return reply.send(dispatcher)
        if kind == "other" and turn.confidence < SURE_OUTSIDE:
            # Perhaps it was only not understood; the third such time a person is of more use.
            reply.remember("unsure", {"count": unsure_so_far(turn) + 1, "turn": turn.number})
            if unsure_so_far(turn) >= MOST_UNSURE:
                add_people(reply, turn, "utter_unsure_again")
                return reply.offer("utter_open_help").send(dispatcher)
        add_outside(reply, turn)
        if kind in REFUSED and (turn.values("pay") or "about_pay" in turn.cues):
            # A plain no, and then what the sources do say.
            say_all(["ask_salary"], turn, reply)
            return reply.send(dispatcher)
        if kind == ORDER:
            return reply.send(dispatcher)
        if kind == "trade" and (asked := _asked_of_trade(turn)):
            # "And a team leader?" after a cook's pay asks for pay.
            reply.about(asked)
        return reply.offer("utter_open_help").send(dispatcher)


def _asked_of_trade(turn: Turn) -> str | None:
    """Which topic was asked about in another trade."""
    return next((str(entry["name"]) for entry in turn.ranking if entry.get("name") in ANSWERED), None)
