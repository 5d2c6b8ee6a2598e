"""What Karla said of something before: the answer that had the words of the question in it, as it was said."""

from __future__ import annotations

import re

from actions.reply import Reply
from actions.speech import texts_of
from actions.topics import ANSWERED, say_all
from actions.turn import Turn

STEM = 5  # letters by which a word is found in an answer, whatever its ending
WORD = re.compile(r"\w+")


def say_what_was_said(turn: Turn, reply: Reply) -> None:
    """Adds the earlier answer about what is named; where none is found, what is known of it now."""
    if found := answer_about(turn):
        reply.add("utter_repeat", said=_without_greeting(found, turn))
        return
    topic = next((str(entry["name"]) for entry in turn.ranking if entry.get("name") in ANSWERED), None)
    reply.add("utter_said_nothing" if topic else "utter_said_nothing_known")
    if topic:
        say_all([topic], turn, reply)


def answer_about(turn: Turn) -> str | None:
    """The earlier answer in which most of the named words stand, the latest of several; None for none. Questions of hers answer nothing."""
    stems = {word[:STEM] for word in turn.keywords}
    names = {name.lower()[:STEM] for name in _names(turn)}
    wanted = stems | names
    best, most = None, 0
    for said in turn.said_before:
        if said.rstrip().endswith("?") and "\n" not in said:
            continue
        words = {word[:STEM] for word in WORD.findall(said.lower())}
        hits = sum(any(word.startswith(stem) for word in words) or (len(stem) < STEM and stem in words) for stem in wanted)
        if hits > most:
            best, most = said, hits
    return best


def _without_greeting(said: str, turn: Turn) -> str:
    """An answer without the line in which Karla said who she is."""
    greetings = texts_of(turn.domain, "utter_introduction")
    greeting = next((text for text in greetings if said.startswith(text)), "")
    return said.removeprefix(greeting).lstrip("\n")


def _names(turn: Turn) -> list[str]:
    regions = [region.name for value in turn.values("region") if (region := turn.store.region(value))]
    return regions + [role.title for value in turn.values("role") if (role := turn.store.role(value))]
