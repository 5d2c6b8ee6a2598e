"""Limits for asking back."""

from __future__ import annotations

import numpy as np

from bot.nlu.decision import CRISIS_AT_LEAST, CRISIS_AT_MOST, Limits, fit_limits

CLASSES = ["ask_salary", "crisis", "out_of_scope"]


def rows(*confidences: float, column: int) -> np.ndarray:
    """One row for each confidence, which stands in its column; the rest is shared."""
    made = np.array([[(1 - confidence) / 2] * 3 for confidence in confidences])
    made[:, column] = confidences
    return made


def test_four_in_a_hundred_right_answers_are_asked_back_about() -> None:
    probabilities = rows(*np.linspace(0.5, 1.0, 101), column=0)
    limits = fit_limits(probabilities, ["ask_salary"] * 101, CLASSES)
    assert limits.confidence == 0.52
    asked_back = (probabilities[:, 0] < limits.confidence).mean()
    assert 0.03 <= asked_back <= 0.05


def test_what_was_read_wrongly_moves_no_limit() -> None:
    right = rows(*np.linspace(0.5, 1.0, 101), column=0)
    wrong = rows(*[0.99] * 50, column=2)
    with_wrong = fit_limits(np.vstack([right, wrong]), ["ask_salary"] * 151, CLASSES)
    assert with_wrong == fit_limits(right, ["ask_salary"] * 101, CLASSES)


def test_the_crisis_limit_catches_the_faint_ones_within_its_bounds() -> None:
    salary = rows(0.9, 0.9, column=0)
    faint = fit_limits(np.vstack([salary, rows(0.5, 0.5, 0.5, column=1)]), ["ask_salary"] * 2 + ["crisis"] * 3, CLASSES)
    assert faint.crisis == 0.5
    fainter = fit_limits(np.vstack([salary, rows(0.05, 0.05, column=1)]), ["ask_salary"] * 2 + ["crisis"] * 2, CLASSES)
    assert fainter.crisis == CRISIS_AT_LEAST


def test_without_anything_read_rightly_nothing_is_asked_back_about() -> None:
    assert fit_limits(rows(0.9, column=2), ["ask_salary"], CLASSES) == Limits(0.0, 0.0, CRISIS_AT_MOST)


def test_a_cry_for_help_is_what_both_opinions_say_together() -> None:
    probabilities = np.vstack([rows(0.9, 0.9, column=0), rows(0.9, 0.9, column=1)])
    truth = ["ask_salary"] * 2 + ["crisis"] * 2
    found = [fit_limits(probabilities, truth, CLASSES, np.array([0.0, 0.0, low, low])).crisis for low in (0.0, 0.2, 0.9)]
    assert found == [CRISIS_AT_LEAST, 0.55, CRISIS_AT_MOST]
