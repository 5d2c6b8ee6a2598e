"""Which words meet a feeling: those of the feeling the message names, and words that claim little where it names none."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from actions.reply import Reply
from actions.turn import FEELINGS, SORROWS, Turn

SURE = 0.75  # probability from which a feeling that no word names is called a worry or a trouble at all
SAME = 3  # times somebody has the same feeling before a person is offered
LANGUAGES = ("en", "sv", "de", "no")
LAUGHING = frozenset("😂🤣😅😆😜😝😄")
UNNAMED = ("unsure", "worry", "frustration", "none", "joke", "insult")  # of which nobody has had enough
GLAD = ("joy", "relief")  # which let the rest go


@dataclass(frozen=True)
class Kind:
    """One way to feel. name: of its responses utter_feel_<name> and utter_open_<name>; open: the name in the latter where it differs."""

    name: str
    open: str = ""

    @property
    def response(self) -> str:
        return f"utter_feel_{self.name}"

    @property
    def question(self) -> str:
        return f"utter_open_{self.open or self.name}"


# By the cue of lexicon.yml that names it; the one with the surest words, or that needs most care, first.
NEWS = {
    "harassed": Kind("harassed"),
    "denied": Kind("denied"),
    "staff_sad": Kind("staff_sad"),
    "drinking": Kind("drinking"),
    "lost_job": Kind("dismissal"),
    "grief": Kind("grief"),
    "rejected": Kind("rejected"),
    "closing": Kind("closing", "dismissal"),
}
NAMED = {
    "feel_harassed": Kind("harassed"),
    "feel_crying": Kind("crying"),
    "feel_hopeless": Kind("hopeless"),
    "feel_ashamed": Kind("ashamed", "unsure"),
    "feel_sad": Kind("sad", "unsure"),
    "feel_angry": Kind("angry", "frustration"),
    "weary": Kind("weary", "frustration"),
    "afraid": Kind("afraid", "worry"),
    "feel_relief": Kind("relief"),
}
INSULT, JOKE, NONE, UNSURE = Kind("insult"), Kind("joke", "talk"), Kind("none", "talk"), Kind("unsure")
OWN = ("afraid", "weary", "crying", "sad", "ashamed")
THIRDS = frozenset({"of_other", "of_customer", "of_third"})
OTHERS = frozenset({"of_other", "of_third", "not_me"})


def kind_of(turn: Turn) -> Kind | None:
    """The feeling in this message; none where there is none, or where a question is only asked again."""
    mood = turn.mood
    if "asked_again" in turn.cues and not turn.sorrow:
        return None
    if "feel_insult" in turn.cues and "of_customer" not in turn.cues and not turn.sorrow and not turn.is_pressed:
        return INSULT
    if mood is None:
        return None
    if turn.sorrow:
        return NEWS[turn.sorrow]
    if mood != "express_joy" and "dismissal" in turn.cues and "law" not in turn.cues:
        return NEWS["lost_job"]
    if mood != "express_joy" and "hopeless" in turn.cues:
        return NAMED["feel_hopeless"]
    return _named(turn, mood)


def _named(turn: Turn, mood: str) -> Kind:
    named = next((NAMED[cue] for cue in NAMED if cue in turn.cues), None)
    if named and named.name == "harassed" and turn.cues & OTHERS and "of_self" not in turn.cues:
        return Kind("harassed_other", "unsure")
    if named and turn.cues & THIRDS and "of_self" not in turn.cues and named.name in OWN:
        return Kind(mood.removeprefix("express_"))  # what another feels is not told the writer as theirs
    if named:
        return named
    if mood == "express_frustration" and "at_bot" in turn.cues:
        return Kind("frustration_bot")
    if is_joke(turn) and mood != "express_worry":
        return JOKE
    if "not_felt" in turn.cues:
        return NONE
    if turn.intent == "express_joy" and mood != "express_joy":
        return UNSURE  # sounded glad and was not
    unsure = turn.intent in FEELINGS and turn.confidence < SURE and not turn.is_pressed
    return UNSURE if unsure else Kind(mood.removeprefix("express_"))


def is_joke(turn: Turn) -> bool:
    """Whether somebody laughs, or says that it was no more than a joke."""
    return bool(turn.cues & {"joking", "jesting"} or LAUGHING & set(turn.text)) and not turn.cues & {"dismissal", *SORROWS}


def mood_response(turn: Turn) -> str | None:
    """The response that names the feeling in this message; bad news and anger at Karla have words of their own."""
    kind = kind_of(turn)
    return kind.response if kind else None


def add_mood(reply: Reply, turn: Turn) -> str | None:
    """Adds what stands before an answer: that Karla speaks only Danish, her apology, the words for the feeling.

    Returns: the response that named a feeling.
    """
    _add_language(reply, turn)
    _remember_items(reply, turn)
    kind = kind_of(turn)
    if "asked_again" in turn.cues and turn.intent != "inform":
        reply.add("utter_asked_again")
    if kind is None:
        return None
    reply.add(kind.response)
    reply.remember("frustrations", felt(turn))
    return kind.response


def _add_language(reply: Reply, turn: Turn) -> None:
    """Says once for each language, in it, that the answer is in Danish."""
    code = next((code for code in LANGUAGES if f"foreign_{code}" in turn.cues), None)
    if code and turn.tracker.get_slot("language_told") != code and not turn.is_pressed:
        reply.add(f"utter_only_danish_{code}").remember("language_told", code)


def _remember_items(reply: Reply, turn: Turn) -> None:
    """Keeps what several questions in one message were, for "you forgot number three"."""
    if len(turn.items) > 1:
        reply.remember("asked", list(turn.items))


def felt(turn: Turn) -> dict[str, Any]:
    """Which feeling somebody has had how often in a row, this time included, and whether a person was offered for it."""
    slot = turn.tracker.get_slot("frustrations")
    before: dict[str, Any] = dict(slot) if isinstance(slot, dict) else {}
    kind = kind_of(turn)
    if kind and kind.name in GLAD:
        return {"offered": before.get("offered", False)}
    if kind is None or kind.name in UNNAMED:
        return before
    same = before.get("kind") == kind.name
    return {**before, "kind": kind.name, "count": int(before.get("count", 0)) + 1 if same else 1}


def has_had_enough(turn: Turn) -> bool:
    """Whether this is the same feeling for the third time, and no person was offered yet."""
    now = felt(turn)
    return int(now.get("count", 0)) >= SAME and not now.get("offered")
