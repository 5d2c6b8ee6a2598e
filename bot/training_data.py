"""What is wrong with the examples a model is trained from: lines said twice, and lines that two intents claim."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from rapidfuzz import fuzz, process

from bot.settings import ROOT

# What a model learns intents from; data/harmless.yml teaches none.
TRAINING_LINES = (ROOT / "data" / "nlu.yml", *sorted((ROOT / "data" / "aspects").glob("*.yml")))
NEAR = 90  # of 100, by letters after the words were put in order
FEW_WORDS = 4  # shorter lines have too few ways to be different


@dataclass(frozen=True)
class Example:
    """One line of the training data and the intent it stands for."""

    intent: str
    text: str


def folded(text: str) -> str:
    """The words of a line, lower case; the line itself where it has none."""
    return " ".join(re.findall(r"\w+", text.lower())) or text


def problems(examples: Sequence[Example]) -> list[str]:
    """One sentence for each pair that should not be: what, which lines, what to do."""
    return [*_claimed_twice(examples), *_near_duplicates(examples)]


def _claimed_twice(examples: Iterable[Example]) -> list[str]:
    intents = defaultdict(set)
    for example in examples:
        intents[folded(example.text)].add(example.intent)
    return [
        f"data: »{text}« stands under {' and '.join(sorted(names))}. Keep it under one."
        for text, names in intents.items()
        if len(names) > 1
    ]


def _near_duplicates(examples: Iterable[Example]) -> list[str]:
    by_intent = defaultdict(list)
    for example in examples:
        if len(folded(example.text).split()) >= FEW_WORDS:
            by_intent[example.intent].append(folded(example.text))
    found = []
    for intent, texts in by_intent.items():
        ordered = [" ".join(sorted(text.split())) for text in texts]
        alike = np.triu(process.cdist(ordered, ordered, scorer=fuzz.ratio, score_cutoff=NEAR, dtype=np.uint8), k=1)
        found += [f"data, {intent}: »{texts[i]}« and »{texts[j]}« are nearly the same. Drop one." for i, j in np.argwhere(alike)]
    return found
