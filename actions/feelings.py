"""The feeling first: named in words that fit it, before the question beside it is answered."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType
from rasa_sdk.executor import CollectingDispatcher

from actions.asked import answer_asked
from actions.danger import STAFF_SAD
from actions.listening import DISMISSAL, GRIEF, HARASSED, REJECTED, acknowledge, asks_whether_crisis, is_after_news, listen
from actions.mood import JOKE, Kind, add_mood, felt, has_had_enough, kind_of
from actions.particulars import answer_particular
from actions.practice_review import add_review
from actions.practice_wish import starts_named
from actions.reply import Reply
from actions.speech import shown_sources, source_line, sources_of
from actions.topics import say_all
from actions.turn import Turn
from bot import danish

NEWS = {
    "utter_feel_dismissal": DISMISSAL,
    "utter_feel_closing": DISMISSAL,
    "utter_feel_grief": GRIEF,
    "utter_feel_rejected": REJECTED,
    "utter_feel_harassed": HARASSED,
    "utter_feel_staff_sad": STAFF_SAD,
}
OF_HARASSMENT = ("harassed", "harassed_other")
HARASSMENT = "conditions-harassment"  # the claim that the workplace must prevent what customers do
OF_NOTHING_ELSE = ("worry", "frustration", "unsure")  # feelings without a name, which in a talk of bad news are about that


def add_first_steps(reply: Reply, turn: Turn) -> None:
    """Adds what to do first after a dismissal, and who helps with it."""
    rows = turn.store.statements("ask_application", kinds=("reform",))
    lines = turn.store.helplines("unemployment")
    points = [f"{line.name}{danish.contact(line.phone, line.url)}: {line.text}" for line in lines]
    sources = sources_of([*rows, *lines])
    text = " ".join(filter(None, [rows[0].text, rows[0].more])) if rows else ""
    reply.add("utter_first_steps", text=text, points=danish.bullets(points[:2]), source_line=source_line(sources))
    reply.about(DISMISSAL, sources=[source.id for source in sources]).offer("utter_open_dismissal")


def _add_help_against_harassment(reply: Reply, turn: Turn) -> None:
    """Adds what the workplace must do where customers harass, and who helps whoever else did it."""
    rows = turn.store.statements_with((HARASSMENT,))
    if rows and "customer" in turn.cues:
        sources = sources_of(rows)
        reply.add("utter_harassed_customer", text=rows[0].text, source_line=source_line(sources))
        reply.about("ask_working_conditions", sources=[source.id for source in sources], rows=[row.id for row in rows])
        reply.show(sources=shown_sources(sources))
    else:
        reply.add("utter_harassed_work")


class ActionMeetFeeling(Action):
    """Names the feeling; answers the question beside it, or asks what would help."""

    def name(self) -> str:
        return "action_meet_feeling"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[EventType]:
        turn = Turn(tracker, domain)
        reply = Reply(turn)
        if asks_whether_crisis(reply, turn):
            return reply.send(dispatcher)
        if begun := starts_named(turn):
            return begun
        if add_review(turn, reply):
            return reply.send(dispatcher)  # "but I did give her the choice" disputes a card
        kind = kind_of(turn)
        if kind and kind.name in OF_NOTHING_ELSE and is_after_news(turn) and not turn.asks:
            return listen(reply, turn).send(dispatcher)
        add_mood(reply, turn)
        if kind is None:
            _answer_without_feeling(reply, turn)
        elif "overwrought" in turn.cues and not turn.asks and not turn.questions and not turn.cues & {"joking", "dismissal"}:
            # "The job takes my life" is mostly the job. Only the person knows, so they are asked.
            reply.offer("utter_ask_overwrought")
        else:
            _answer_beside(kind, reply, turn)
        return reply.send(dispatcher)


def _answer_without_feeling(reply: Reply, turn: Turn) -> None:
    """Read as a joy that may be a joke or bad news, or asked again: neither cheered nor pitied."""
    if turn.questions:
        say_all(turn.questions, turn, reply)
    elif not answer_asked(reply, turn):
        acknowledge(reply, turn)


def _answer_beside(kind: Kind, reply: Reply, turn: Turn) -> None:
    """The question beside a feeling, and a person once somebody has had enough; without a question, what would help."""
    answered = False
    if turn.questions:
        say_all(turn.questions, turn, reply)
        answered = True
    elif turn.asks and kind != JOKE:
        answered = answer_particular(turn, reply) or _answer_after_news(kind, reply, turn) or answer_asked(reply, turn)
    if kind.name in OF_HARASSMENT and not answered and ("customer" in turn.cues or kind.name != "harassed"):
        _add_help_against_harassment(reply, turn)
    if has_had_enough(turn):
        reply.offer("utter_offer_person").remember("frustrations", {**felt(turn), "offered": True})
    elif not answered:
        reply.offer("utter_open_unsure" if kind.name in OF_HARASSMENT and "customer" in turn.cues else kind.question)
        if kind.response in NEWS:
            reply.about(NEWS[kind.response])
        elif "interview" in turn.cues and kind.name in ("worry", "afraid", "unsure") and "feel_crying" not in turn.cues:
            reply.about("ask_application").offer("utter_offer_ask_application")


def _answer_after_news(kind: Kind, reply: Reply, turn: Turn) -> bool:
    """Whoever asks what comes now, with the news that they lost their job, gets the first steps."""
    if kind.name not in ("dismissal", "closing"):
        return False
    add_first_steps(reply, turn)
    return True
