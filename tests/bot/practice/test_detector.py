"""The detector reads plain cases, and on lines it has not seen does not fall below what was measured."""

from __future__ import annotations

import numpy as np
import pytest
from ruamel.yaml import YAML
from sklearn.metrics import f1_score

from bot.practice.detector import detector
from bot.practice.moves import MOVES, Move
from bot.settings import ROOT


@pytest.mark.parametrize(
    ("text", "move"),
    [
        ("Goddag, du taler med Ida fra kundeservice", "greeting"),
        ("Undskyld, det er vores fejl", "apology"),
        ("Hvad er dit ordrenummer?", "question"),
        ("Jeg garanterer, at det aldrig sker igen", "false_promise"),
        ("Tak for snakken og hav en god dag", "close"),
    ],
)
def test_plain_moves_are_found(text: str, move: Move) -> None:
    assert move in detector().moves(text)


def test_probabilities_have_a_row_for_each_text_and_a_column_for_each_move() -> None:
    scores = detector().probabilities(["hej", "", "Undskyld. Hvad hedder du?"])
    assert scores.shape == (3, len(MOVES))
    assert bool(((scores >= 0) & (scores <= 1)).all())


def test_unseen_lines_are_read_as_well_as_measured() -> None:
    path = ROOT / "tests" / "bot" / "practice" / "moves_held_out.yml"
    lines = YAML(typ="safe").load(path.read_text(encoding="utf-8"))["moves"]
    truth = np.array([[move in line["labels"] for move in MOVES] for line in lines])
    found = np.array([[move in moves for move in MOVES] for moves in (detector().moves(line["text"]) for line in lines)])
    # Measured 2026-11-25: 0.719.
    assert f1_score(truth, found, average="macro") > 0.7
