"""Which particular question of a topic a message asks, if any: logistic regression on the example questions of each topic.

An aspect is a side of a topic with an answer of its own (bot/knowledge/content/aspects_*.yml); its examples stand in data/aspects/.
Messages about a topic at large are examples of NONE. Each topic has a model of its own, since which topic is asked about the
intents tell better: one model of all 400 found 28 in 100 of unseen questions where twelve found 45.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedKFold, cross_val_predict

from bot.nlu.features import features_of, fit_vectorizers
from bot.nlu.views import Views

NONE = "none"
FOLDS = 4
# The wrong answer is mostly that to a neighbouring question, but still worse than the topic at large: this share must be right.
LEAST_RIGHT = 0.85
LIMIT_AT_LEAST, LIMIT_AT_MOST = 0.1, 0.7


class AspectModel:
    """Trained models by topic. limits: least probability from which an aspect of the topic is believed."""

    def __init__(
        self, vectorizers: dict[str, TfidfVectorizer], regressions: dict[str, LogisticRegression], limits: dict[str, float]
    ) -> None:
        self._vectorizers = vectorizers
        self._regressions = regressions
        self._limits = limits

    @classmethod
    def fit(cls, views: Sequence[Views], topics: Sequence[str], aspects: Sequence[str], *, strength: float, seed: int) -> AspectModel:
        """The models, with limits that are fitted on predictions by models which had not seen the example.

        views, topics, aspects: of one length, the last with NONE for what asks about its topic at large.
        """
        vectorizers = fit_vectorizers(views)
        features = features_of(vectorizers, views)
        regressions, limits = {}, {}
        for topic in sorted(set(topics)):
            rows = np.flatnonzero(np.asarray(topics) == topic)
            truth = np.asarray(aspects)[rows]
            regression = LogisticRegression(C=strength, class_weight="balanced", solver="liblinear", random_state=seed)
            folds = StratifiedKFold(FOLDS, shuffle=True, random_state=seed)
            unseen = cross_val_predict(regression, features[rows], truth, cv=folds, method="predict_proba")
            regression.fit(features[rows], truth)
            regression.coef_ = regression.coef_.astype(np.float32)
            regressions[topic] = regression
            limits[topic] = fit_limit(unseen, list(truth), sorted(set(truth)))
        return cls(vectorizers, regressions, limits)

    def find(self, views: Views, topic: str) -> tuple[str, float] | None:
        """The aspect of this topic that is asked about and its probability; None when none is, or not surely enough."""
        if topic not in self._regressions or not views.words:
            return None
        regression = self._regressions[topic]
        (probabilities,) = regression.predict_proba(features_of(self._vectorizers, [views]))
        aspect, confidence = str(regression.classes_[int(probabilities.argmax())]), float(probabilities.max())
        return (aspect, confidence) if aspect != NONE and confidence >= self._limits[topic] else None

    def parts(self) -> dict[str, Any]:
        """What has to be stored; the constructor takes it back."""
        return {"vectorizers": self._vectorizers, "regressions": self._regressions, "limits": self._limits}


def fit_limit(probabilities: np.ndarray, truth: Sequence[str], classes: Sequence[str]) -> float:
    """The lowest limit from which enough of what is taken for an aspect is that aspect.

    probabilities: shape (examples, classes). truth: the aspect of each example, or NONE.
    """
    best = np.asarray(classes)[probabilities.argmax(axis=1)]
    sure = probabilities.max(axis=1)
    right = best == np.asarray(truth)
    for limit in np.arange(LIMIT_AT_LEAST, LIMIT_AT_MOST, 0.01):
        taken = (best != NONE) & (sure >= limit)
        if taken.any() and right[taken].mean() >= LEAST_RIGHT:
            return round(float(limit), 2)
    return LIMIT_AT_MOST
