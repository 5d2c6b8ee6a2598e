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
LEAST_RIGHT = 0.9
LIMIT_AT_LEAST, LIMIT_AT_MOST = 0.3, 0.8


class TopicModel:
    """The model of one topic. limit: least probability from which an aspect of the topic is believed."""

    def __init__(self, vectorizers: dict[str, TfidfVectorizer], regression: LogisticRegression, limit: float) -> None:
        self._vectorizers = vectorizers
        self._regression = regression
        self._limit = limit

    @classmethod
    def fit(cls, views: Sequence[Views], aspects: Sequence[str], *, strength: float, seed: int) -> TopicModel:
        """A model, with a limit that is fitted on predictions by models which had not seen the example."""
        vectorizers = fit_vectorizers(views)
        features = features_of(vectorizers, views)
        regression = LogisticRegression(C=strength, class_weight="balanced", solver="liblinear", random_state=seed)
        folds = StratifiedKFold(FOLDS, shuffle=True, random_state=seed)
        unseen = cross_val_predict(regression, features, list(aspects), cv=folds, method="predict_proba")
        regression.fit(features, list(aspects))
        regression.coef_ = regression.coef_.astype(np.float32)
        return cls(vectorizers, regression, fit_limit(unseen, aspects, sorted(set(aspects))))

    def find(self, views: Views) -> tuple[str, float] | None:
        """The aspect that is asked about and its probability; None when none is, or not surely enough."""
        (probabilities,) = self._regression.predict_proba(features_of(self._vectorizers, [views]))
        aspect, confidence = str(self._regression.classes_[int(probabilities.argmax())]), float(probabilities.max())
        return (aspect, confidence) if aspect != NONE and confidence >= self._limit else None

    def parts(self) -> dict[str, Any]:
        """What has to be stored; the constructor takes it back."""
        return {"vectorizers": self._vectorizers, "regression": self._regression, "limit": self._limit}


class AspectModel:
    """The models of all topics that have aspects."""

    def __init__(self, topics: dict[str, TopicModel]) -> None:
        self._topics = topics

    @classmethod
    def fit(cls, views: Sequence[Views], topics: Sequence[str], aspects: Sequence[str], *, strength: float, seed: int) -> AspectModel:
        """views, topics, aspects: of one length, the last with NONE for what asks about its topic at large."""
        models = {}
        for topic in sorted(set(topics)):
            rows = [i for i, name in enumerate(topics) if name == topic]
            models[topic] = TopicModel.fit([views[i] for i in rows], [aspects[i] for i in rows], strength=strength, seed=seed)
        return cls(models)

    def find(self, views: Views, topic: str) -> tuple[str, float] | None:
        """The aspect of this topic that is asked about and its probability; None when none is, or not surely enough."""
        return self._topics[topic].find(views) if topic in self._topics and views.words else None

    def parts(self) -> dict[str, Any]:
        """What has to be stored; `of_parts` takes it back."""
        return {topic: model.parts() for topic, model in self._topics.items()}

    @classmethod
    def of_parts(cls, parts: dict[str, Any]) -> AspectModel:
        """The model whose parts these are."""
        return cls({topic: TopicModel(**stored) for topic, stored in parts.items()})


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
