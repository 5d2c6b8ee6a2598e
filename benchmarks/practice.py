"""How well the practice room reads and scores: the move detector on held-out lines, the score card against hand labels.

Run it as `python -m benchmarks.practice`. With --limits it prints content/move_limits.yml anew, from cross-validation on the training
lines alone; the held-out lines and the transcripts are for measuring only. Faults of the scorer were found on transcripts.yml;
transcripts_fresh.yml was judged before any score was seen and mends nothing, so its figures are the blind ones.
"""

from __future__ import annotations

import argparse
import json
import time
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from ruamel.yaml import YAML
from sklearn.metrics import cohen_kappa_score, f1_score, fbeta_score, precision_recall_fscore_support
from sklearn.model_selection import KFold

from bot.practice import roleplay
from bot.practice.detector import MoveDetector, detector
from bot.practice.moves import FAULTS, MOVES, labelled_lines
from bot.practice.scoring import score
from bot.settings import ROOT

DATA = ROOT / "tests" / "bot" / "practice"
TRANSCRIPTS = ("transcripts.yml", "transcripts_fresh.yml")
FOLDS, SEED = 5, 7
RUNS = 100
BAND = 20  # points; kappa is taken on five bands, since a card of 71 and one of 74 say the same
GRID = np.round(np.arange(0.2, 0.86, 0.02), 2)


@dataclass(frozen=True)
class Scored:
    """A transcript with the total a person gave before the scorer was run, and the scorer's."""

    id: str
    quality: str
    labelled: int
    total: int
    parts: dict[str, tuple[int, int]]

    @property
    def triple(self) -> str:
        """The three of one scenario that differ in quality: the id without it."""
        return self.id.replace(f"-{self.quality}", "")


def read_data(path: Path) -> Any:
    return YAML(typ="safe").load(path.read_text(encoding="utf-8"))


def detector_report() -> str:
    lines = read_data(DATA / "moves_held_out.yml")["moves"]
    truth = np.array([[move in line["labels"] for move in MOVES] for line in lines])
    read = [detector().moves(line["text"]) for line in lines]
    found = np.array([[move in moves for move in MOVES] for moves in read])
    precision, recall, f1, support = precision_recall_fscore_support(truth, found, average=None, zero_division=0)
    rows = [
        f"  {move:14} F1 {f1[index]:.2f}  precision {precision[index]:.2f}  recall {recall[index]:.2f}  lines {support[index]}"
        for index, move in enumerate(MOVES)
    ]
    return "\n".join([f"move detector on {len(lines)} held-out lines: macro-F1 {f1.mean():.3f}", *rows])


def scored_transcripts(path: Path = DATA / TRANSCRIPTS[0]) -> list[Scored]:
    """Every labelled transcript with the total its messages get."""
    result = []
    for item in read_data(path)["transcripts"]:
        card = score(roleplay.play(item["scenario"], item["turns"], seed=1))
        parts = {part.id: (item["labels"][part.id], part.points) for part in card.parts}
        result.append(Scored(item["id"], item["quality"], item["total"], card.total, parts))
    return result


def kappa(scored: list[Scored]) -> float:
    """Quadratically weighted kappa of banded totals."""
    bands = [(min(item.labelled, 99) // BAND, min(item.total, 99) // BAND) for item in scored]
    labelled, given = zip(*bands, strict=True)
    return float(cohen_kappa_score(labelled, given, weights="quadratic"))


def triples(scored: list[Scored]) -> tuple[int, int]:
    """(triples in which good > middling > bad, all triples)."""
    groups: dict[str, dict[str, int]] = defaultdict(dict)
    for item in scored:
        groups[item.triple][item.quality] = item.total
    whole = [group for group in groups.values() if len(group) == 3]
    return sum(group["good"] > group["middling"] > group["bad"] for group in whole), len(whole)


def score_report(scored: list[Scored]) -> str:
    labelled, given = np.array([item.labelled for item in scored]), np.array([item.total for item in scored])
    right, all_triples = triples(scored)
    rows = [
        f"score card on {len(scored)} transcripts labelled by hand: weighted kappa {kappa(scored):.3f}, "
        f"correlation {np.corrcoef(labelled, given)[0, 1]:.3f}, mean difference {np.abs(labelled - given).mean():.1f} points",
        f"good > middling > bad in {right} of {all_triples} triples",
    ]
    for quality in ("good", "middling", "bad"):
        chosen = [item for item in scored if item.quality == quality]
        rows.append(
            f"  {quality:8} labelled {np.mean([item.labelled for item in chosen]):.0f}, scored {np.mean([item.total for item in chosen]):.0f}"
        )
    for part in scored[0].parts:
        pairs = np.array([item.parts[part] for item in scored])
        rows.append(
            f"  {part:10} correlation {np.corrcoef(pairs.T)[0, 1]:.2f}, labelled {pairs[:, 0].mean():.1f}, scored {pairs[:, 1].mean():.1f}"
        )
    return "\n".join(rows)


def determinism_report() -> str:
    item = read_data(DATA / "transcripts.yml")["transcripts"][0]
    outcomes, times = set(), []
    for _ in range(RUNS):
        state, _ = roleplay.start(item["scenario"], seed=3)
        for text in item["turns"]:
            began = time.perf_counter()
            state, _, _ = roleplay.reply(state, text)
            times.append(1000 * (time.perf_counter() - began))
        outcomes.add(json.dumps([state.as_dict(), score(state).as_dict()], sort_keys=True))
    same = RUNS if len(outcomes) == 1 else 0
    return (
        f"same transcript, same game and card in {same} of {RUNS} runs ({len(outcomes)} different)\n"
        f"time per turn: p50 {np.percentile(times, 50):.1f} ms, p95 {np.percentile(times, 95):.1f} ms"
    )


def limits() -> str:
    """content/move_limits.yml, from predictions for lines the model had not seen."""
    lines = labelled_lines()
    truth = np.array([[move in line.labels for move in MOVES] for line in lines])
    unseen: NDArray[np.float64] = np.zeros(truth.shape)
    for train, test in KFold(FOLDS, shuffle=True, random_state=SEED).split(lines):
        model = MoveDetector([lines[index] for index in train], dict.fromkeys(MOVES, 0.5))
        unseen[test] = model.probabilities([lines[index].text for index in test])
    chosen: dict[str, float] = {}
    scores = []
    for column, move in enumerate(MOVES):
        beta = 0.7 if move in FAULTS else 1.0
        by_limit = [fbeta_score(truth[:, column], unseen[:, column] >= limit, beta=beta, zero_division=0) for limit in GRID]
        # The mean of three neighbours, so that one lucky limit does not win.
        smooth = np.convolve(by_limit, [1 / 3] * 3, "same")
        smooth[[0, -1]] = 0
        chosen[move] = float(GRID[int(np.argmax(smooth))])
        scores.append(f1_score(truth[:, column], unseen[:, column] >= chosen[move]))
    heading = (
        "# The probability from which a move counts: best F1 in five-fold cross-validation on moves.yml; for faults best F0.7, since a\n"
        "# customer who hears an insult that was none spoils the game. Printed by benchmarks/practice.py --limits.\n"
        f"# Macro-F1 of that cross-validation: {np.mean(scores):.3f}.\nlimits:"
    )
    return "\n".join([heading, *(f"  {move}: {limit}" for move, limit in chosen.items())])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--limits", action="store_true", help="print content/move_limits.yml anew")
    parser.add_argument("--each", action="store_true", help="print every transcript's totals")
    options = parser.parse_args()
    if options.limits:
        print(limits())
        return
    began = time.perf_counter()
    detector()
    print(f"training the detector: {time.perf_counter() - began:.1f} s")
    print(detector_report())
    for name in TRANSCRIPTS:
        scored = scored_transcripts(DATA / name)
        print(f"{name}: {score_report(scored)}")
        if options.each:
            print("\n".join(f"  {item.id:34} labelled {item.labelled:3} scored {item.total:3}" for item in scored))
    print(determinism_report())


if __name__ == "__main__":
    main()
