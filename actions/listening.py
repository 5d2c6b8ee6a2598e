"""Somebody tells how it went and asks nothing: after bad news that is heard, not looked up."""

from __future__ import annotations

from actions.mood import add_mood
from actions.reply import Reply
from actions.turn import Turn

DISMISSAL, GRIEF = "dismissal", "grief"  # what the talk is about after such news
OPEN = {DISMISSAL: "utter_open_dismissal", GRIEF: "utter_open_grief"}
OF_JOB = frozenset({"overwrought", "weary", "figurative"})  # cues of what is mostly said of a job
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
    if "maybe_crisis" not in turn.cues or turn.questions or turn.is_pressed or reply.is_after_crisis:
        return False
    add_mood(reply, turn)
    of_job = turn.cues & OF_JOB and not turn.cues & {"joking", "dismissal"}
    reply.offer("utter_ask_overwrought" if of_job else "utter_ask_maybe_crisis")
    return True
