"""Finds the service moves in what an employee writes: one logistic regression for each move over the features of a line.

It is trained from the content files when a process first needs it, which takes a second or two; so there is no model file that
could be older than its lines. The same lines always give the same detector.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from bot.practice.content_file import FOLDER, Sheet, read
from bot.practice.move_features import MoveFeatures
from bot.practice.moves import MOVES, LabelledLine, Move, labelled_lines
from bot.practice.wording import sentences

STRENGTH = 8.0  # 3, 10 and 30 differ by less than 0.01 macro-F1 in five-fold cross-validation
SEED = 7


class Limits(Sheet):
    """The probability from which a move counts, by move; benchmarks/practice.py prints the best by cross-validation."""

    limits: dict[Move, float]


class MoveDetector:
    """Probabilities of the moves; a move counts when its probability reaches its limit."""

    def __init__(self, lines: Sequence[LabelledLine], limits: Mapping[Move, float]) -> None:
        self._limits = np.array([limits[move] for move in MOVES])
        self._features = MoveFeatures()
        # Messages are read by the sentence as well, and short sentences are what rude lines mostly are. A line that lacks a move has
        # no sentence with it, so those sentences are examples too; which sentence of a labelled line shows its move is not known.
        pieces = [(piece, line) for line in lines if len(parts := sentences(line.text)) > 1 for piece in parts]
        matrix = self._features.fit([*(line.text for line in lines), *(piece for piece, _ in pieces)])
        weights, constants = [], []
        for move in MOVES:
            lacking = [len(lines) + index for index, (_, line) in enumerate(pieces) if move not in line.labels]
            labels = [move in line.labels for line in lines] + [False] * len(lacking)
            regression = LogisticRegression(C=STRENGTH, class_weight="balanced", solver="liblinear", random_state=SEED)
            regression.fit(matrix[[*range(len(lines)), *lacking]], labels)
            weights.append(regression.coef_[0])
            constants.append(regression.intercept_[0])
        # All moves in one product: scikit-learn's own checks cost more than the arithmetic of a single line.
        self._weights, self._constants = np.array(weights).T, np.array(constants)

    def probabilities(self, texts: Sequence[str]) -> NDArray[np.float64]:
        """Shape (texts, moves), each between 0 and 1 and independent of the others; the order of MOVES.

        A text counts as what is likeliest in the whole of it or in one of its sentences, since long messages hold several moves.
        """
        result = np.zeros((len(texts), len(MOVES)))
        for row, text in enumerate(texts):
            pieces = sentences(text)
            result[row] = self._scores([text, *pieces] if len(pieces) > 1 else [text]).max(axis=0)
        return result

    def _scores(self, pieces: Sequence[str]) -> NDArray[np.float64]:
        scores: NDArray[np.float64] = 1.0 / (1.0 + np.exp(-(self._features.rows(pieces) @ self._weights + self._constants)))
        return scores

    def strengths(self, texts: Sequence[str]) -> list[dict[Move, float]]:
        """How surely each move is there: 0 not at all, 0.5 just counts, 1 for sure. One mapping for each text."""
        limits = self._limits
        scores = self.probabilities(texts)
        scaled = np.where(scores < limits, 0.5 * scores / limits, 0.5 + 0.5 * (scores - limits) / (1.0 - limits))
        return [{move: float(row[index]) for index, move in enumerate(MOVES)} for row in scaled]

    def moves(self, text: str) -> frozenset[Move]:
        """The moves of one message."""
        return counted(self.strengths([text])[0])


def counted(strengths: Mapping[Move, float]) -> frozenset[Move]:
    """The moves that are strong enough to count."""
    return frozenset(move for move, strength in strengths.items() if strength >= 0.5)


@lru_cache(maxsize=1)
def detector() -> MoveDetector:
    """The detector of the content files; trained at the first call. Raises: ContentError."""
    return MoveDetector(labelled_lines(), read(FOLDER / "move_limits.yml", Limits).limits)
