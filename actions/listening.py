"""Somebody tells how it went and asks nothing: after bad news that is heard, not looked up. And the small words of a talk."""

from __future__ import annotations

from actions import danger
from actions.mood import add_mood, is_joke
from actions.reply import Reply
from actions.speech import response_text
from actions.turn import Turn
from bot import danish

DISMISSAL, GRIEF, REJECTED, HARASSED = "dismissal", "grief", "rejected", "harassed"  # what the talk is about after such news
OPEN = {
    DISMISSAL: "utter_open_dismissal",
    GRIEF: "utter_open_grief",
    REJECTED: "utter_open_rejected",
    HARASSED: "utter_open_harassed",
    danger.STAFF_SAD: "utter_open_staff_sad",
}
OF_JOB = frozenset({"overwrought", "weary", "figurative"})  # cues of what is mostly said of a job
WORN_WORDS = 6  # in "jeg kan ikke mere"; a longer message says what it cannot be borne of
FEW_WORDS = 3  # "nej", "ok tak" and the like are moves of the talk rather than parts of a story
LONG = 5.0  # years somewhere that are a long time to be sent away from
LIKELY = 0.2  # probability from which a topic is asked about that a statement may have to do with


def is_after_news(turn: Turn) -> bool:
    """Whether bad news was told shortly before."""
    return turn.is_context_fresh and turn.context.topic in OPEN and not turn.is_pressed


def listens(turn: Turn) -> bool:
    """Whether a message that was not understood, or looks foreign, goes on with bad news told shortly before."""
    return is_after_news(turn) and not turn.asks and len(turn.text.split()) > FEW_WORDS


def listen(reply: Reply, turn: Turn) -> Reply:
    """Adds that it was heard; what could come next is offered every other time, since it stands above already."""
    topic = str(turn.context.topic)
    years = _years(turn)
    if topic == DISMISSAL and years >= LONG:
        reply.add("utter_listen_years", span=danish.capital(danish.span(years)))
    else:
        reply.add("utter_listen")
    reply.about(topic, sources=turn.context.sources)
    return reply if turn.tracker.get_slot("choices") else reply.offer(OPEN[topic])


def _years(turn: Turn) -> float:
    """The longest time this message names, in years."""
    said = [value.split()[0] for value in (*turn.values("experience"), *turn.values("background")) if value]
    return max((float(value) for value in said if value.replace(".", "", 1).isdigit()), default=0.0)


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


def answer_short(reply: Reply, turn: Turn) -> bool:
    """Adds what fits a "hmm", a "nå" or a "?": they end no talk and ask for nothing else. Returns: whether it was one."""
    if "only_short" not in turn.cues:
        return False
    if is_after_news(turn):
        reply.add("utter_short_listening")
    elif "?" in turn.text and turn.is_context_fresh:
        reply.add("utter_short_sign")
    elif turn.is_context_fresh:
        reply.add("utter_short_pause")
    else:
        reply.add("utter_short_start").offer("utter_open_talk")
        return True
    reply.about(str(turn.context.topic), sources=turn.context.sources, rows=turn.context.rows, asked=turn.context.asked)
    return True


def acknowledge(reply: Reply, turn: Turn) -> None:
    """Says honestly that a statement was read and not understood, and asks about the topic it may have to do with."""
    likely = None if is_joke(turn) else next((entry for entry in turn.ranking if str(entry.get("name")).startswith("ask_")), None)
    title = response_text(turn.domain, f"utter_meaning_{likely['name']}") if likely else None
    if likely and title and float(likely.get("confidence") or 0.0) >= LIKELY and likely["name"] not in ("ask_privacy", "ask_source"):
        other = response_text(turn.domain, "utter_meaning_other") or ""
        buttons = [{"title": title, "payload": f"/{likely['name']}"}, {"title": other, "payload": "/help"}]
        reply.offer("utter_ask_topic", buttons, topic=danish.uncapital(title))
        return
    reply.add("utter_feel_joke" if is_joke(turn) else "utter_inform_unknown").offer("utter_open_talk")
