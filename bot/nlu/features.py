"""What the models count in a message: words, lemmas, parts of speech and pieces of words. Knows scikit-learn, nothing of Rasa."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix, hstack
from sklearn.feature_extraction.text import TfidfVectorizer

from bot.nlu.views import Views

# Measured on the held-out set and in five-fold cross-validation (make evaluate): pieces carry the misspelt words.
WEIGHTS = {"words": 1.0, "lemmas": 1.0, "tags": 0.5, "pieces": 2.0}


def make_vectorizers() -> dict[str, TfidfVectorizer]:
    """One vectorizer for each view, keyed by the view's name and, for pieces of words, by "pieces"."""
    word: dict[str, Any] = {"token_pattern": r"\S+", "lowercase": False, "sublinear_tf": True, "dtype": np.float32}
    return {
        "words": TfidfVectorizer(ngram_range=(1, 2), **word),
        "lemmas": TfidfVectorizer(ngram_range=(1, 2), **word),
        "tags": TfidfVectorizer(ngram_range=(1, 3), **word),
        "pieces": TfidfVectorizer(analyzer="char_wb", ngram_range=(1, 5), min_df=2, lowercase=False, sublinear_tf=True, dtype=np.float32),
    }


def fit_vectorizers(views: Sequence[Views]) -> dict[str, TfidfVectorizer]:
    """Vectorizers that know these views; none for a view without content: parts of speech, where Danish has no tagger."""
    return {name: vectorizer.fit(_texts(views, name)) for name, vectorizer in make_vectorizers().items() if any(_texts(views, name))}


def features_of(vectorizers: dict[str, TfidfVectorizer], views: Sequence[Views]) -> csr_matrix:
    """Shape (views, features)."""
    parts = [vectorizer.transform(_texts(views, name)) * WEIGHTS[name] for name, vectorizer in vectorizers.items()]
    return hstack(parts, format="csr")


def _texts(views: Sequence[Views], name: str) -> list[str]:
    return [view.words if name == "pieces" else str(getattr(view, name)) for view in views]
