"""Which particular question of a topic a message asks, if any: logistic regression on the example questions of each.

An aspect is a side of a topic with an answer of its own (bot/knowledge/content/aspects_*.yml); its examples stand in data/aspects/.
Messages about a topic at large, and about none, are examples of NONE.
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
FOLDS = 3
# An answer to another question is worse than the answer to the topic, so the limit is fitted to this share of right ones.
LEAST_RIGHT = 0.9
LIMIT_AT_LEAST, LIMIT_AT_MOST = 0.1, 0.6


class AspectModel:
    """A trained model. limit: least probability from which an aspect is believed."""

    def __init__(self, vectorizers: dict[str, TfidfVectorizer], regression: LogisticRegression, limit: float) -> None:
        self._vectorizers = vectorizers
        self._regression = regression
        self.limit = limit
        self.classes = [str(name) for name in regression.classes_]

    @classmethod
    def fit(cls, views: Sequence[Views], aspects: Sequence[str], *, strength: float, seed: int) -> AspectModel:
        """A model and its limit, which is fitted on predictions by models that had not seen the example."""
        vectorizers = fit_vectorizers(views)
        features = features_of(vectorizers, views)
        regression = LogisticRegression(C=strength, class_weight="balanced", solver="liblinear", random_state=seed)
        folds = StratifiedKFold(FOLDS, shuffle=True, random_state=seed)
        unseen = cross_val_predict(regression, features, list(aspects), cv=folds, method="predict_proba")
        regression.fit(features, list(aspects))
        regression.coef_ = regression.coef_.astype(np.float32)
        return cls(vectorizers, regression, fit_limit(unseen, aspects, sorted(set(aspects))))

    def best(self, views: Sequence[Views]) -> list[tuple[str, float]]:
        """For each view the likeliest aspect, or NONE, and its probability."""
        probabilities = self._regression.predict_proba(features_of(self._vectorizers, views))
        return [(self.classes[int(row.argmax())], float(row.max())) for row in probabilities]

    def parts(self) -> dict[str, Any]:
        """What has to be stored; the constructor takes it back."""
        return {"vectorizers": self._vectorizers, "regression": self._regression, "limit": self.limit}


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
