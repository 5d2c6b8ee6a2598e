"""The two things a message may say: which of the places where it could be cut are sure enough, and what they do to the ranking."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from rasa.shared.constants import DEFAULT_NLU_FALLBACK_INTENT_NAME
from rasa.shared.nlu.constants import INTENT, INTENT_NAME_KEY, PREDICTED_CONFIDENCE_KEY, TEXT

from bot.nlu.decision import OUT_OF_SCOPE
from bot.nlu.questions import Split

Part = dict[str, Any]  # {"intent", "confidence", "text"}

# Moods and moves that may stand beside a question, and those that are never one of two things said.
MOODS = frozenset({"express_worry", "express_frustration", "express_joy"})
BESIDE = frozenset({*MOODS, "thank", "greet"})
NO_QUESTION = frozenset({"affirm", "deny", "goodbye", "inform", "stop", "crisis", "follow_up", *BESIDE})
LEAST_QUESTION = 0.2  # probability; lower ones split single long questions (tests/two_questions.yml)
LEAST_BESIDE = 0.4  # probability of a mood, and of the question beside it; measured on tests/blind_questions.yml
LEAST_UNASKED = 0.8  # of a first part that names a topic without asking ("forskel på A og B og hvad får de hver")
LEAST_WEAK = 0.7  # of both parts, where no word shows that they ask
STORY = 14  # words; a first part this long that asks nothing tells what went before the question
LEAST_IN_STORY = 0.6  # probability of a mood in a story, where many words pull one way by chance
FEW_WORDS = 2  # a part this short says little; "cool" before "and the pay?" is no question of its own
SURELY_OUTSIDE = 0.85  # half a message has lost its subject and looks foreign; only this much is believed


def two_questions(splits: Iterable[Split], length: int, read: Callable[[int, int], Part]) -> list[Part]:
    """The two parts of the surest cut, in the order said; empty when the message says one thing.

    length: of the message, in characters. read: the part from one position to another as a question of its own.
    """
    best: list[Part] = []
    for split in splits:
        right = read(split.right_start, length)
        left = read(split.left_start if split.left_asks else 0, split.left_end)
        least = _least(split, left, right)
        weakest = min(left[PREDICTED_CONFIDENCE_KEY], right[PREDICTED_CONFIDENCE_KEY])
        if least is not None and weakest >= max(least, min((part[PREDICTED_CONFIDENCE_KEY] for part in best), default=0.0)):
            best = [left, right]
    return best


def third_question(questions: list[Part], halves: Callable[[str], list[Part]]) -> Part | None:
    """What a message asks beside its two questions, where one of them is two itself; None for most.

    halves: the two parts of a text of its own, as `two_questions` finds them.
    """
    if len(questions) != 2 or any(part[INTENT] in BESIDE for part in questions):
        return None
    asked = {part[INTENT] for part in questions}
    for part in questions:
        beyond = [half for half in halves(part[TEXT]) if half[INTENT] not in (*asked, *NO_QUESTION, OUT_OF_SCOPE)]
        if beyond:
            return beyond[0]
    return None


def _least(split: Split, left: Part, right: Part) -> float | None:
    """How sure both parts must be to be taken for two things; None when they cannot be."""
    if left[INTENT] == right[INTENT]:
        return None
    if split.weak and right[INTENT] not in MOODS:
        told = {left[INTENT], right[INTENT]} & {*NO_QUESTION, OUT_OF_SCOPE}
        story = not split.left_asks and len(left[TEXT].split()) > STORY
        return None if told or story else LEAST_WEAK
    if not split.right_asks:
        return LEAST_BESIDE if right[INTENT] in MOODS and left[INTENT] not in NO_QUESTION else None
    if right[INTENT] in NO_QUESTION:
        return None
    story = not split.left_asks and len(left[TEXT].split()) > STORY
    if left[INTENT] in BESIDE:
        return LEAST_IN_STORY if story else LEAST_BESIDE
    if left[INTENT] in NO_QUESTION or story:
        return None
    if not split.left_asks:
        return None if left[INTENT] == OUT_OF_SCOPE else LEAST_UNASKED
    return LEAST_BESIDE if len(left[TEXT].split()) < FEW_WORDS else LEAST_QUESTION


def stands_in_field(ranking: list[Part], questions: list[Part]) -> bool:
    """Whether a message may be cut in two: one that is foreign as a whole stays so, since half of it would look like ours for
    want of its subject, unless its halves are surely of both kinds.
    """
    if ranking[0][INTENT_NAME_KEY] != OUT_OF_SCOPE:
        return True
    inside = [part[PREDICTED_CONFIDENCE_KEY] for part in questions if part[INTENT] not in (OUT_OF_SCOPE, *BESIDE)]
    outside = [part for part in questions if part[INTENT] == OUT_OF_SCOPE]
    return bool(outside) and any(confidence >= SURELY_OUTSIDE for confidence in inside)


def led_by(questions: list[Part], ranking: list[Part]) -> list[Part]:
    """The ranking with both questions before the rest, the first one inside the field at the head.

    Read as one, a message with two questions looks like neither, and Karla would ask back about what is clear.
    """
    asked = sorted(questions, key=lambda question: question[INTENT] == OUT_OF_SCOPE)
    names = [question[INTENT] for question in asked]
    rest = [entry for entry in ranking if entry[INTENT_NAME_KEY] not in (*names, DEFAULT_NLU_FALLBACK_INTENT_NAME)]
    entries = [{INTENT_NAME_KEY: question[INTENT], PREDICTED_CONFIDENCE_KEY: question[PREDICTED_CONFIDENCE_KEY]} for question in asked]
    return [*entries, *rest]
