"""Logistic regression over words, lemmas, parts of speech and pieces of words. Knows scikit-learn, nothing of Rasa."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from scipy.sparse import vstack
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedKFold, cross_val_predict

from bot.nlu.decision import CRISIS
from bot.nlu.features import features_of, fit_vectorizers
from bot.nlu.views import Views

FOLDS = 3


class IntentModel:
    """A trained model, or one to be trained. parts() and its constructor are each other's inverse."""

    def __init__(
        self, vectorizers: dict[str, TfidfVectorizer], regression: LogisticRegression, crisis: LogisticRegression | None = None
    ) -> None:
        self._vectorizers = vectorizers
        self._regression = regression
        self._crisis = crisis
        self.classes = [str(name) for name in regression.classes_]

    @classmethod
    def fit(
        cls, views: Sequence[Views], intents: Sequence[str], *, strength: float, seed: int, harmless: Sequence[Views] = ()
    ) -> tuple[IntentModel, np.ndarray, np.ndarray]:
        """The model, and its probabilities for the same examples as predicted by models that had not seen them.

        The latter are what limits are fitted on: of shape (examples, classes) for the intents, (examples,) for a cry for help
        by the second opinion, which alone learns from what is harmless as well. A view without content is left out: parts of
        speech, where Danish has no tagger.
        """
        everything = [*views, *harmless]
        vectorizers = fit_vectorizers(everything)
        # One intent against the rest: as good as the multinomial regression here, and trained in a tenth of the time.
        regression = LogisticRegression(C=strength, class_weight="balanced", solver="liblinear", random_state=seed)
        features = features_of(vectorizers, views)
        folds = StratifiedKFold(FOLDS, shuffle=True, random_state=seed)
        unseen = cross_val_predict(regression, features, intents, cv=folds, method="predict_proba")
        regression.fit(features, intents)
        # Half the size on disk and in memory; predictions differ by less than one in a million.
        regression.coef_ = regression.coef_.astype(np.float32)
        if CRISIS not in intents:
            return cls(vectorizers, regression), unseen, np.zeros(len(views))
        second = LogisticRegression(C=strength, class_weight="balanced", solver="liblinear", random_state=seed)
        cries = np.array([*(intent == CRISIS for intent in intents), *(False for _ in harmless)])
        all_features = vstack([features, features_of(vectorizers, harmless)], format="csr") if harmless else features
        second_unseen = cross_val_predict(second, all_features, cries, cv=folds, method="predict_proba")[: len(views), 1]
        second.fit(all_features, cries)
        second.coef_ = second.coef_.astype(np.float32)
        return cls(vectorizers, regression, second), unseen, second_unseen

    def probabilities(self, views: Sequence[Views]) -> np.ndarray:
        """Shape (views, classes); rows sum to 1."""
        result: np.ndarray = self._regression.predict_proba(features_of(self._vectorizers, views))
        return result

    def crisis(self, views: Sequence[Views]) -> np.ndarray:
        """Shape (views,): how likely each is a cry for help, by the second opinion; 0 where none was trained."""
        if self._crisis is None:
            return np.zeros(len(views))
        result: np.ndarray = self._crisis.predict_proba(features_of(self._vectorizers, views))[:, 1]
        return result

    def parts(self) -> dict[str, Any]:
        """What has to be stored."""
        return {"vectorizers": self._vectorizers, "regression": self._regression, "crisis": self._crisis}
