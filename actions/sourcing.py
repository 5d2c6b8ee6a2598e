"""Where the last answer came from."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType
from rasa_sdk.executor import CollectingDispatcher

from actions import chart
from actions.leaning import answer_leaning
from actions.repair import ActionOfferMeanings
from actions.reply import Reply
from actions.topics import answer_pair_or_particular, say_all
from actions.turn import Turn
from bot import danish
from bot.knowledge.records import Source

SURE = 0.8  # probability below which a question about sources was perhaps another


class ActionAnswerSource(Action):
    """Where the last answer came from, with titles, years and addresses."""

    def name(self) -> str:
        return "action_answer_source"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[EventType]:
        turn = Turn(tracker, domain)
        reply = Reply(turn)
        if chart.is_wanted(turn):
            return chart.reply_chart(turn, reply).send(dispatcher)
        if answer_pair_or_particular(turn, reply):
            return reply.send(dispatcher)
        asked = [intent for intent in turn.questions if intent != "ask_source"]
        if len(turn.questions) == 2 and asked:
            say_all(asked, turn, reply)
            return reply.add("utter_sources_below").send(dispatcher)
        sources = turn.store.sources(turn.context.sources)
        if "source_age" in turn.cues and sources:
            _add_ages(sources, reply)
            return reply.send(dispatcher)
        if turn.confidence < SURE and not turn.is_pressed:
            if answer_leaning(turn, reply):
                return reply.send(dispatcher)
            if not sources:
                return await ActionOfferMeanings().run(dispatcher, tracker, domain)
        if not sources:
            return reply.add("utter_answer_ask_source_none").offer("utter_open_talk").send(dispatcher)
        lines = [danish.full_source(source.publisher, source.title, source.year, source.url) for source in sources]
        return reply.add("utter_answer_ask_source", points=danish.bullets(lines)).send(dispatcher)


def _add_ages(sources: Sequence[Source], reply: Reply) -> None:
    """Adds from which year each source is; plainly that it is not known where none is given."""
    dated = [f"{source.publisher} ({source.year})" for source in sources if source.year is not None]
    undated = [source.publisher for source in sources if source.year is None]
    if dated:
        reply.add("utter_source_age_known", known=danish.join(list(dict.fromkeys(dated))))
    if undated:
        reply.add("utter_source_age_unknown", unknown=danish.join(list(dict.fromkeys(undated))))
