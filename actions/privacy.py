"""What is stored of a conversation, who sees it and how long: the one thing asked, or all of it."""

from __future__ import annotations

import os
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType
from rasa_sdk.executor import CollectingDispatcher

from actions.leaning import pick
from actions.memory import add_memory, add_own, asked_of_oneself
from actions.reply import Reply
from actions.speech import source_line, sources_of
from actions.topics import ANSWERED, say_all
from actions.turn import Turn
from bot import danish
from bot.privacy import MASK
from bot.settings import retention_days

MESSENGERS = ("slack", "telegram")
# What is asked of a conversation, by its cue in lexicon.yml; the surest first. Words like "who" tell only when nothing else does.
KINDS = ("gone", "hidden", "backup", "copy", "sold", "service", "training", "employer", "others", "how_long", "anonymous", "readers")
PEOPLE = ("employer", "others", "readers")  # who may be named in any question: "do you remember what my boss said?"
MOST = 2  # answered in one reply
RECENT = 3  # messages back in which a masked number is still what "ups" is about
RIGHTS = 3  # claims shown


class ActionAnswerPrivacy(Action):
    """Answers what is asked of the conversation or from memory; otherwise shows what was understood, and what is stored, why and how long."""

    def name(self) -> str:
        return "action_answer_privacy"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[EventType]:
        turn = Turn(tracker, domain)
        if picked := pick(turn):
            return picked
        reply = Reply(turn)
        kinds = private_kinds(turn)
        if "rights" in turn.cues and not kinds:
            add_rights(reply, turn)
        elif asked_of_oneself(turn):
            add_own(reply, turn)
        elif "erase_asked" in turn.cues or "erase_not" in turn.cues:
            add_whether_kept(reply, turn) if "erase_asked" in turn.cues else reply.add("utter_erase_not")
        elif kinds:
            if "memory" in turn.cues:
                add_memory(reply, turn)
            add_kinds(reply, turn, kinds)
        else:
            add_memory(reply, turn)
            if "memory" not in turn.cues or "storing" in turn.cues:
                reply.add("utter_ask_privacy", days=str(retention_days(os.environ)))
            reply.offer("utter_offer_ask_privacy")
        asked = [intent for intent in turn.questions if intent in ANSWERED]
        if asked:
            say_all(asked, turn, reply)
        return reply.send(dispatcher)


def private_kinds(turn: Turn) -> list[str]:
    """What a message asks about the conversation, at most two things; empty for all of it, or for what is remembered."""
    if turn.is_pressed:
        return []
    named = [kind for kind in KINDS if f"private_{kind}" in turn.cues or (kind == "how_long" and "erase_habit" in turn.cues)]
    if MASK in turn.text and not named:
        named = ["hidden"]
    if "memory" in turn.cues:
        named = [kind for kind in named if kind not in PEOPLE]
    surer = [kind for kind in named if kind != "readers"]
    by_name = [kind for kind in surer if kind != "how_long"]
    kinds = (surer if by_name else named)[:MOST]
    return [kind for kind in kinds if kind != "how_long" or "backup" not in kinds]


def is_hidden(turn: Turn) -> bool:
    """Whether a number was masked in this message or the few before it."""
    said = [str(event.get("text") or "") for event in turn.tracker.events if event.get("event") == "user"]
    return any(MASK in text for text in (turn.text, *said[-RECENT:]))


def add_kinds(reply: Reply, turn: Turn, kinds: list[str]) -> None:
    """Adds the answer to each, yes or no first."""
    for kind in kinds:
        if kind == "gone":
            add_whether_kept(reply, turn)
        else:
            reply.add(_response_of(kind, turn), days=str(retention_days(os.environ)))
    if turn.channel in MESSENGERS and not {"gone", "hidden", "anonymous", "backup"}.intersection(kinds):
        reply.add("utter_private_messenger")
    if "copy" in kinds:
        add_memory(reply, turn)
    reply.offer("utter_offer_ask_privacy" if "how_long" in kinds else "utter_open_talk")


def _response_of(kind: str, turn: Turn) -> str:
    if kind == "copy" and turn.is_on_web:
        return "utter_private_copy_web"
    if kind == "anonymous" and turn.channel in MESSENGERS:
        return "utter_private_anonymous_messenger"
    if kind == "hidden" and not is_hidden(turn):
        return "utter_private_hidden_none"
    return f"utter_private_{kind}"


def add_whether_kept(reply: Reply, turn: Turn) -> None:
    """Adds whether the talk is still there. What was deleted left nothing behind that could tell; an empty talk is all there is to say."""
    if turn.number == 0:
        reply.add("utter_private_gone")
    else:
        reply.add("utter_private_kept")
    reply.offer("utter_open_talk")


def add_rights(reply: Reply, turn: Turn) -> None:
    """Adds the rights over one's own data where those are meant; otherwise, as after a dismissal, who knows the rights at work."""
    if "own_records" in turn.cues or str(turn.tracker.get_slot("offered") or "").startswith("delete_my_data"):
        rows = turn.store.statements("ask_privacy", kinds=("right",))[:RIGHTS]
        sources = sources_of(rows)
        reply.add("utter_data_rights", points=danish.bullets([row.text for row in rows]), source_line=source_line(sources))
        reply.offer("utter_offer_ask_privacy")
    else:
        say_all(["ask_working_conditions"], turn, reply)
