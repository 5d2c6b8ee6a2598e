"""Questions that no topic was surely read in: asked again after a wrong answer, or beside a feeling. They are never left alone."""

from __future__ import annotations

from actions.leaning import answer_leaning
from actions.outside import add_outside, outside_kind
from actions.reply import Reply
from actions.speech import source_line
from actions.topics import ANSWERED, say_all
from actions.turn import Turn

LIKELY = 0.2  # probability from which a topic is what a question without any other reading is about
NEAREST = 2  # passages shown as the nearest that is known
STEM = 5  # letters by which a word of the question is found again in a passage
OTHERS = ("law", "own_order")  # what others answer
NUMBERS = ("number_one", "number_two", "number_three", "number_four")


def answer_numbered(reply: Reply, turn: Turn) -> bool:
    """Adds the answer to the one of several questions that is named by its number. Returns: whether one was."""
    asked = [str(intent) for intent in turn.tracker.get_slot("asked") or ()]
    place = next((place for place, cue in enumerate(NUMBERS) if cue in turn.cues), None)
    if "number_last" in turn.cues:
        place = len(asked) - 1
    if place is None or not 0 <= place < len(asked) or turn.is_pressed:
        return False
    say_all([asked[place]], turn, reply)
    return True


def answer_asked(reply: Reply, turn: Turn) -> bool:
    """Adds what comes nearest to a question: the likeliest topic, what the store finds, or that no source says it.

    Returns: whether anything was asked.
    """
    again = "asked_again" in turn.cues
    if not (turn.asks or again):
        return False
    if answer_numbered(reply, turn) or answer_leaning(turn, reply):
        return True
    if outside_kind(turn) in OTHERS and turn.intent != "nlu_fallback":
        add_outside(reply, turn)
        return True
    likely = [str(entry["name"]) for entry in turn.ranking if float(entry.get("confidence") or 0.0) >= LIKELY]
    topic = next((intent for intent in likely if intent in ANSWERED), None)
    if topic:
        say_all([topic], turn, reply)
    elif not (again and add_nearest(reply, turn)):
        reply.add("utter_asked_again_none" if again else "utter_asked_no_source").offer("utter_open_help")
    return True


def add_nearest(reply: Reply, turn: Turn) -> bool:
    """Adds what free text finds in the store. Returns: whether it found anything."""
    words = "" if turn.is_pressed else " ".join(turn.keywords)
    hits = turn.store.search(words, limit=6) if words else []
    found = [hit for hit in hits if hit.kind != "helpline" and hit.topic != "ask_privacy" and _is_near(hit.text, turn.keywords)][:NEAREST]
    if not found:
        return False
    sources = list(dict.fromkeys(passage.source for passage in found))
    reply.add("utter_nearest", points=" ".join(passage.text for passage in found), source_line=source_line(sources))
    reply.about(found[0].topic, sources=[source.id for source in sources], rows=[p.row_id for p in found if p.kind == "statement"])
    reply.offer("utter_open_help")
    return True


def _is_near(text: str, keywords: list[str]) -> bool:
    """Whether a passage has more than half of the words that say what a question is about; a single one in common is chance."""
    lowered = text.lower()
    return sum(word[:STEM] in lowered for word in keywords) * 2 > len(keywords)
