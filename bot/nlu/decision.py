"""When to believe the classifier: limits fitted on predictions for examples it had not seen, in and out of scope."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

OUT_OF_SCOPE, CRISIS = "out_of_scope", "crisis"
# Share of the messages inside the field that are read rightly and yet asked back about: the price of asking back at
# all. Higher catches more mistakes and strangers, and annoys more people.
ASKED_BACK_FOR_NOTHING = 0.04
# A message that may be a cry for help is taken for one from this share of the probability on; fitted between these.
# The probability is the mean of two opinions, of which the second knows what is said in games and about life.
CRISIS_AT_LEAST, CRISIS_AT_MOST = 0.5, 0.6
MAYBE = 0.3  # probability from which a message that asks nothing is asked about


@dataclass(frozen=True)
class Limits:
    """confidence: least probability of the best intent; margin: least lead over the second; crisis: when it wins anyway."""

    confidence: float
    margin: float
    crisis: float


def fit_limits(probabilities: np.ndarray, truth: Sequence[str], classes: Sequence[str], second: np.ndarray | None = None) -> Limits:
    """The limits that ask back as seldom as that about what was read rightly.

    probabilities: shape (examples, classes), rows sum to 1. truth: the right intent of each example. second: shape
    (examples,), the second opinion on cries for help.
    """
    ordered = -np.sort(-probabilities, axis=1)
    first = np.asarray(classes)[probabilities.argmax(axis=1)]
    answered = (first == np.asarray(truth)) & (first != OUT_OF_SCOPE)
    if not answered.any():
        return Limits(0.0, 0.0, CRISIS_AT_MOST)
    confidence = np.quantile(ordered[answered, 0], ASKED_BACK_FOR_NOTHING)
    margin = np.quantile(ordered[answered, 0] - ordered[answered, 1], ASKED_BACK_FOR_NOTHING / 2)
    crisis = CRISIS_AT_MOST
    if CRISIS in classes and CRISIS in truth:
        first_opinion = probabilities[:, list(classes).index(CRISIS)]
        crisis = _low_enough(crisis_probability(first_opinion, first_opinion if second is None else second)[np.asarray(truth) == CRISIS])
    return Limits(round(float(confidence), 2), round(float(margin), 2), crisis)


def crisis_probability(first: np.ndarray, second: np.ndarray) -> np.ndarray:
    """How likely a cry for help is by both opinions; arrays of one shape."""
    mean: np.ndarray = (first + second) / 2
    return mean


def _low_enough(of_cries: np.ndarray) -> float:
    """Low enough to catch 98 of 100 held-out cries for help."""
    return round(float(np.clip(np.quantile(of_cries, 0.02), CRISIS_AT_LEAST, CRISIS_AT_MOST)), 2)
