"""What somebody says in a game that is not meant for it: distress of their own, a word to Karla, a wish to leave or to know more."""

from __future__ import annotations

from functools import lru_cache
from typing import Literal

from bot.content_file import Words
from bot.folding import fold
from bot.practice.content_file import FOLDER, Templates, read
from bot.practice.phrases import Phrases, flat

Outside = Literal["distress", "own", "robot", "leave", "unsure_stop", "other", "brief", "points", "count"]
CUSTOMER, NOBODY = "{customer}", "nobody"
SHORT, FEW = 12, 5  # words; a longer message is mostly part of the game, and a few are all of what is meant


class OutsideSheet(Templates):
    """Phrases by what they mean, and what is said to it."""

    fields = {
        "points_now": frozenset({"total", "of"}),
        "points_before": frozenset({"last"}),
        "left": frozenset({"number", "count", "left"}),
        "went_on": frozenset({"customer", "last"}),
    }

    distress: tuple[Words, ...]
    spoken_distress: tuple[Words, ...]
    harmless: tuple[Words, ...]
    own_work: tuple[Words, ...]
    own: tuple[Words, ...]
    robot: tuple[Words, ...]
    brief: tuple[Words, ...]
    points: tuple[Words, ...]
    earlier: tuple[Words, ...]
    leave: tuple[Words, ...]
    wrong: tuple[Words, ...]
    asks_to_stop: tuple[Words, ...]
    stop: Words
    other: tuple[Words, ...]
    other_short: tuple[Words, ...]
    count: tuple[Words, ...]
    go_on: tuple[Words, ...]
    people: tuple[Words, ...]
    grave: tuple[Words, ...]
    goodbye: tuple[Words, ...]
    care: Words
    care_again: Words
    to_karla: Words
    truth: Words
    truth_in_test: Words
    unsure_stop: Words
    points_now: Words
    points_none: Words
    points_before: Words
    left: Words
    switched: Words
    went_on: Words
    people_button: Words
    continue_button: Words
    stop_button: Words


def outside_of(text: str, *, customer: str | None = None, feels: bool = False) -> Outside | None:
    """What a message is beside the game; None for one that belongs to it.

    customer: who is spoken to in a role-play. In the other games people tell of themselves, so a faint word of it is an answer.
    feels: the message was read as one of a feeling; beside a word of one's own work that is enough in a role-play.
    """
    words = flat(text)
    count = len(words.split())
    if _is_distress(words, spoken=customer is not None) or (feels and customer and _phrases("own_work").found_in(words)):
        return "distress"
    if customer and _is_own(words, customer):
        return "own"
    if count > SHORT:
        return None
    if _phrases("robot").found_in(words):
        return "robot"
    if customer is None:
        return "count" if _phrases("count").found_in(words) else None
    if (count <= FEW and _phrases("other_short").found_in(words)) or _phrases("other").found_in(words):
        return "other"
    if words.split()[:1] == [fold(outside_sheet().stop)] and count > 1:
        if _phrases("wrong").found_in(words):
            return "other"
        return "leave" if _phrases("asks_to_stop").found_in(words) else "unsure_stop"
    kinds: tuple[Outside, ...] = ("leave", "points", "brief")
    return next((kind for kind in kinds if _phrases(kind).found_in(words)), None)


def asks_of_earlier(text: str) -> bool:
    """Whether points of an earlier game are meant."""
    return _phrases("earlier").found_in(flat(text))


def goes_on(text: str) -> bool:
    """Whether a few words ask to go on with the game."""
    words = flat(text)
    return len(words.split()) <= SHORT and _phrases("go_on").found_in(words)


def is_grave(text: str) -> bool:
    """Whether a message has a word by which it may be about the writer's own life."""
    words = flat(text)
    return _phrases("grave").found_in(words) or outside_of(text, customer=NOBODY) == "distress"


def wants_people(text: str) -> bool:
    """Whether a human being is asked for who is no part of the game."""
    return _phrases("people").found_in(flat(text))


def says_goodbye(text: str) -> bool:
    """Whether a few words say goodbye."""
    words = flat(text)
    return len(words.split()) <= FEW and _phrases("goodbye").found_in(words)


def _is_distress(words: str, *, spoken: bool) -> bool:
    rest = _phrases("harmless").without(words)
    return _phrases("distress").found_in(rest) or (spoken and _phrases("spoken_distress").found_in(rest))


def _is_own(words: str, customer: str) -> bool:
    first = customer.split()[0]
    return Phrases(phrase.replace(CUSTOMER, first) for phrase in outside_sheet().own).found_in(words)


@lru_cache(maxsize=1)
def outside_sheet() -> OutsideSheet:
    """content/outside.yml. Raises: ContentError."""
    return read(FOLDER / "outside.yml", OutsideSheet)


@lru_cache(maxsize=16)
def _phrases(name: str) -> Phrases:
    return Phrases(getattr(outside_sheet(), name))
