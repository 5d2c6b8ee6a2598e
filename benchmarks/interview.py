"""`python -m benchmarks.interview`: how well situation, task, action and result are found, and free answers to the test of fit are read.

The unseen files were written after what they measure; the others had a part in it and flatter.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from sklearn.metrics import f1_score

from bot.practice.fit_stance import stance_reader
from bot.practice.star import StarDetector, star_detector
from bot.practice.star_content import PARTS, star_content, star_examples
from bot.settings import ROOT

LABELLED = ROOT / "tests" / "bot" / "practice"


def answers_in(path: Path) -> list[Any]:
    """What stands under "answers" in a file of labelled answers."""
    answers: list[Any] = YAML(typ="safe").load(path.read_text(encoding="utf-8"))["answers"]
    return answers


def f1_by_sentence(answers: Sequence[Any], detector: StarDetector) -> dict[str, float]:
    """F1 of each part over all sentences, and their mean as "macro"."""
    expected, found = _labels(answers, detector)
    return _f1([row for rows in expected for row in rows], [row for rows in found for row in rows])


def f1_by_answer(answers: Sequence[Any], detector: StarDetector) -> dict[str, float]:
    """The same for whether an answer holds a part anywhere, which is what feedback says first."""
    expected, found = _labels(answers, detector)
    return _f1([_any(rows) for rows in expected], [_any(rows) for rows in found])


def stances(answers: Sequence[Any]) -> dict[str, int]:
    """How many free answers were read right, asked about again, and misread."""
    read = [(stance_reader().read(case["text"], case["statement"]) or "none", case["stance"]) for case in answers]
    right = sum(stance == expected for stance, expected in read)
    asked = sum(stance == "none" != expected for stance, expected in read)
    return {"right": right, "asked again": asked, "misread": len(read) - right - asked, "of": len(read)}


def _labels(answers: Sequence[Any], detector: StarDetector) -> tuple[list[list[list[int]]], list[list[list[int]]]]:
    expected = [[[int(part in sentence["parts"]) for part in PARTS] for sentence in answer] for answer in answers]
    found = [
        [[int(part in sentence.parts) for part in PARTS] for sentence in detector.label([sentence["text"] for sentence in answer])]
        for answer in answers
    ]
    return expected, found


def _any(rows: list[list[int]]) -> list[int]:
    return [max(column) for column in zip(*rows, strict=True)]


def _f1(expected: list[list[int]], found: list[list[int]]) -> dict[str, float]:
    each = f1_score(expected, found, average=None, zero_division=0)
    return {**dict(zip(PARTS, map(float, each), strict=True)), "macro": float(each.mean())}


def main() -> None:
    began = time.perf_counter()
    detector = StarDetector(star_examples(), star_content().verbs)
    print(f"trained in {time.perf_counter() - began:.2f} s")
    for name in ("star_held_out.yml", "star_unseen.yml"):
        answers = answers_in(LABELLED / name)
        began = time.perf_counter()
        sentences, whole = f1_by_sentence(answers, detector), f1_by_answer(answers, detector)
        spent = (time.perf_counter() - began) / 2 / len(answers)
        print(f"{name}: {len(answers)} answers, {sum(map(len, answers))} sentences, {spent * 1000:.1f} ms an answer")
        for level, figures in (("sentence", sentences), ("answer", whole)):
            print(f"  F1 by {level}: " + "  ".join(f"{part} {value:.2f}" for part, value in figures.items()))
    for name in ("fit_development.yml", "fit_unseen.yml"):
        print(f"{name}: " + ", ".join(f"{key} {value}" for key, value in stances(answers_in(LABELLED / name)).items()))
    assert detector.find("Jeg ringede til kunden.") == star_detector().find("Jeg ringede til kunden.")


if __name__ == "__main__":
    main()
