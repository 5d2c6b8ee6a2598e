"""Going on with the last answer: more of it, why, in simpler words, or once more."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType
from rasa_sdk.executor import CollectingDispatcher

from actions import chart, plan
from actions.feelings import add_first_steps
from actions.leaning import answer_leaning, pick
from actions.listening import DISMISSAL, REJECTED
from actions.practice_review import add_review
from actions.repair import ActionOfferMeanings, unsure_so_far
from actions.reply import Reply
from actions.said import say_what_was_said
from actions.speech import source_line, sources_of
from actions.topics import TOPICS, WORDS, claims, of_length
from actions.turn import Turn
from bot import danish
from bot.knowledge.records import Statement

MORE = 3  # claims that "tell me more" adds
NEAR = 2  # claims beside "why" where no source gives a reason
SHORTER = 2  # claims that "say it shortly" leaves
FEW_WORDS = 3  # in "igen" and the like
SURE = 0.8  # probability below which "more", with nothing to tell more of, was perhaps something else


class ActionTellMore(Action):
    """Goes on with the last answer: more, why, in simpler words, or once more."""

    def name(self) -> str:
        return "action_tell_more"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[EventType]:
        turn = Turn(tracker, domain)
        reply = Reply(turn)
        if picked := pick(turn):
            return picked
        if add_review(turn, reply):
            return reply.send(dispatcher)
        if chart.is_wanted(turn):
            return chart.reply_chart(turn, reply).send(dispatcher)
        if turn.context.topic == REJECTED and turn.is_context_fresh and len(turn.text.split()) <= FEW_WORDS and "repeat" in turn.cues:
            # "Igen", after a rejection: it happened once more.
            return reply.add("utter_feel_rejected").about(REJECTED).offer("utter_open_rejected").send(dispatcher)
        if turn.asks and turn.is_context_fresh and turn.context.topic == DISMISSAL:
            # "And what now?": there are no claims of a topic to go on with.
            add_first_steps(reply, turn)
            return reply.send(dispatcher)
        if not turn.cues & {"shorter", "plan"} and "repeat" in turn.cues and not turn.cues & {"simpler", "why"}:
            if "repeat_of" in turn.cues and (turn.keywords or turn.entities):
                say_what_was_said(turn, reply)
                return reply.send(dispatcher)
            return _repeat(turn, reply).send(dispatcher)
        if plan.is_wanted(turn):
            return plan.reply_plan(turn, reply).send(dispatcher)
        if answer_leaning(turn, reply):
            return reply.send(dispatcher)
        if not turn.is_context_fresh:
            if turn.confidence < SURE or unsure_so_far(turn):
                return await ActionOfferMeanings().run(dispatcher, tracker, domain)
            return reply.add("utter_more_nothing").offer("utter_open_talk").send(dispatcher)
        rows = list(turn.store.statements_with(turn.context.rows))[-MORE:]
        if "shorter" in turn.cues and rows:
            lines = [row.plain or row.text for row in rows][:SHORTER]
            reply.add("utter_shorter", points=danish.bullets(lines), source_line=source_line(sources_of(rows[:SHORTER])))
        elif "simpler" in turn.cues or "shorter" in turn.cues:
            _simpler(turn, reply, rows)
        elif "why" in turn.cues:
            _why(turn, reply, rows)
        else:
            _more(turn, reply)
        return reply.send(dispatcher)


def _repeat(turn: Turn, reply: Reply) -> Reply:
    """What Karla said last, word for word; asked for twice, it is still what she said before the first time."""
    said: list[str] = []
    for event in reversed(turn.tracker.events[:-1] if turn.tracker.events else []):
        if event.get("event") == "user":
            if said and not _asks_to_repeat(event):
                break
            said = []
        if event.get("event") == "bot" and event.get("text"):
            said.append(str(event["text"]))
    if not said:
        return reply.add("utter_more_nothing").offer("utter_open_talk")
    return reply.add("utter_repeat", said="\n".join(reversed(said)))


def _asks_to_repeat(event: dict[str, Any]) -> bool:
    heard = event.get("parse_data") or {}
    return (heard.get("intent") or {}).get("name") == "follow_up" and "repeat" in (heard.get("cues") or ())


def _simpler(turn: Turn, reply: Reply, rows: list[Statement]) -> None:
    """The last answer in the store's simpler words."""
    lines = [row.plain or row.text for row in rows]
    if lines:
        reply.add("utter_simpler", points=danish.bullets(lines), source_line=source_line(sources_of(rows)))
    elif turn.context.topic == "ask_salary":
        plain = [row.plain for row in turn.store.statements("ask_salary", kinds=("lowers", "raises", "city")) if row.plain][:MORE]
        sources = turn.store.sources(turn.context.sources)
        reply.add("utter_simpler_salary", points=danish.bullets(plain), source_line=source_line(sources))
    else:
        reply.add("utter_simpler_none")
    reply.about(str(turn.context.topic), sources=turn.context.sources, rows=turn.context.rows, asked=turn.context.asked)
    reply.offer("utter_offer_after_simpler")


def _why(turn: Turn, reply: Reply, rows: list[Statement]) -> None:
    """The reasons the store has; honest where it has none."""
    reasons = [row.more for row in rows if row.more]
    shown = rows
    if not reasons and turn.context.topic == "ask_salary":
        shown = list(turn.store.statements("ask_salary", kinds=("raises", "city")))[:MORE]
        reasons = [row.text for row in shown]
    if reasons:
        reply.add("utter_why", points=danish.bullets(reasons), source_line=source_line(sources_of(shown)))
        reply.about(
            str(turn.context.topic),
            sources=[source.id for source in sources_of(shown)],
            rows=[row.id for row in shown],
            asked=turn.context.asked,
        )
    else:
        reply.add("utter_why_none")
        near = _rest(turn)[:NEAR]
        if near:
            # The store has reasons for little, but what it has beside the last claims often explains them.
            reply.add("utter_near", points=danish.bullets([row.text for row in near]), source_line=source_line(sources_of(near)))
            shown_ids = [*turn.context.rows, *(row.id for row in near)]
            reply.about(str(turn.context.topic), sources=[row.source.id for row in near], rows=shown_ids, asked=turn.context.asked)
    reply.offer("utter_offer_more")


def _more(turn: Turn, reply: Reply) -> None:
    """What the last answer left out, until nothing is left."""
    topic = _topic(turn)
    rows = of_length(_rest(turn)[:MORE], WORDS)
    if not rows:
        reply.add("utter_more_none").offer("utter_open_talk")
        return
    lines = [" ".join(filter(None, [row.text, row.more])) for row in rows]
    reply.add("utter_more", points=danish.bullets(lines), source_line=source_line(sources_of(rows)))
    sources = [source.id for source in sources_of(rows)]
    reply.about(topic, sources=sources, rows=[*turn.context.rows, *(row.id for row in rows)], asked=turn.context.asked)
    reply.offer("utter_offer_more")


def _topic(turn: Turn) -> str:
    return "ask_career_growth" if turn.context.topic == plan.TOPIC else str(turn.context.topic)


def _rest(turn: Turn) -> list[Statement]:
    """The claims of the topic talked about that were not shown yet."""
    topic, shown = _topic(turn), set(turn.context.rows)
    known = claims(topic, turn, turn.context.asked.get("role")) if topic in TOPICS else turn.store.statements("ask_salary")
    rows = [row for row in known if row.id not in shown and (topic in TOPICS or topic == "ask_salary")]
    # Also what an answer about something else showed is not said a second time.
    return [row for row in rows if not any(row.text in said for said in turn.said_before)]
