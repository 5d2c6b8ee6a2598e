"""Somebody tells how it went and asks nothing: after bad news that is heard, not looked up."""

from __future__ import annotations

from actions import danger
from actions.mood import add_mood
from actions.reply import Reply
from actions.turn import Turn

DISMISSAL, GRIEF, HARASSED = "dismissal", "grief", "harassed"  # what the talk is about after such news
OPEN = {
    DISMISSAL: "utter_open_dismissal",
    GRIEF: "utter_open_grief",
    HARASSED: "utter_open_harassed",
    danger.STAFF_SAD: "utter_open_staff_sad",
}
OF_JOB = frozenset({"overwrought", "weary", "figurative"})  # cues of what is mostly said of a job
WORN_WORDS = 6  # in "jeg kan ikke mere"; a longer message says what it cannot be borne of
FEW_WORDS = 3  # "nej", "ok tak" and the like are moves of the talk rather than parts of a story


def listens(turn: Turn) -> bool:
    """Whether a message that was not understood, or looks foreign, goes on with bad news told shortly before."""
    told = turn.is_context_fresh and turn.context.topic in OPEN and not turn.is_pressed
    return told and not turn.asks and len(turn.text.split()) > FEW_WORDS


def listen(reply: Reply, turn: Turn) -> Reply:
    """Adds that it was heard; what could come next is offered every other time, since it stands above already."""
    topic = str(turn.context.topic)
    reply.add("utter_listen").about(topic, sources=turn.context.sources)
    return reply if turn.tracker.get_slot("choices") else reply.offer(OPEN[topic])


def asks_whether_crisis(reply: Reply, turn: Turn) -> bool:
    """Asks what is meant where a message that asks nothing may be a cry for help. Returns: whether it did."""
    if turn.questions or turn.is_pressed or reply.is_after_crisis or danger.is_confirmed(turn):
        return False
    lightly = turn.cues & {"joking", "dismissal"}
    worn = not lightly and len(turn.text.split()) <= WORN_WORDS and "overwrought" in turn.cues
    hopeless = not lightly and "hopeless" in turn.cues and "job_search" not in turn.cues
    if not ("maybe_crisis" in turn.cues or "very_hard" in turn.cues or ((worn or hopeless) and not turn.asks)):
        return False
    add_mood(reply, turn)
    of_job = turn.cues & OF_JOB and not lightly
    reply.offer("utter_ask_hopeless" if hopeless else "utter_ask_overwrought" if of_job else "utter_ask_maybe_crisis")
    return True
