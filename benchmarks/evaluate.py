"""`make evaluate`: how well the trained model understands people it was not trained on.

Reads four sets of messages: the held-out one, which was read while training lines were written, and three blind ones, whose
authors never saw those. Prints a report on each and, with --folds, five-fold cross-validation on the training data; writes
results/evaluation.json and a picture of the confusions beside it.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import logging
from collections import Counter, defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import structlog
from rasa.core.agent import Agent
from rasa.shared.nlu.training_data.loading import load_data
from ruamel.yaml import YAML
from sklearn.metrics import f1_score, precision_recall_fscore_support

from bot import settings
from bot.settings import ROOT
from bot.training import check_model

OUTSIDE, FALLBACK = "out_of_scope", "nlu_fallback"
WORST = 10
# name -> messages, double questions, and messages with the values that should be found in them, all below tests/.
SETS = {
    "held out": ("test_nlu.yml", "two_questions.yml", None),
    "blind": ("blind_nlu.yml", "blind_questions.yml", "blind_entities.yml"),
    "second blind": ("second_blind_nlu.yml", "second_blind_questions.yml", None),
    "third blind": ("third_blind_nlu.yml", "third_blind_questions.yml", None),
}
CLEAN = ("plain", "indirect", "negated")  # styles of good spelling; the others are noise


@dataclass(frozen=True)
class Reading:
    """One held-out message and what the model made of it.

    also: an intent its author found as right. ranking: intents without the fallback, best first.
    """

    text: str
    style: str
    intent: str
    also: frozenset[str]
    chosen: str
    ranking: tuple[str, ...]
    expected_entities: frozenset[tuple[str, int, int]]
    entities: frozenset[tuple[str, int, int]]

    @property
    def first(self) -> str:
        """The best intent, whether or not the model was sure of it."""
        return self.ranking[0] if self.ranking else FALLBACK

    @property
    def right(self) -> frozenset[str]:
        return self.also | {self.intent}


async def read_all(agent: Agent, path: Path) -> list[Reading]:
    readings = []
    for example in load_data(str(path)).intent_examples:
        parsed = await agent.parse_message(example.get("text"))
        ranking = tuple(entry["name"] for entry in parsed["intent_ranking"] if entry["name"] != FALLBACK)
        noted = (example.get("metadata") or {}).get("example", {})
        readings.append(
            Reading(
                text=example.get("text"),
                style=noted.get("style", "plain"),
                intent=example.get("intent"),
                also=frozenset(noted.get("also", ())),
                chosen=parsed["intent"]["name"],
                ranking=ranking,
                expected_entities=spans(example.get("entities") or []),
                entities=spans(parsed["entities"]),
            )
        )
    return readings


def spans(entities: list[dict[str, Any]]) -> frozenset[tuple[str, int, int]]:
    return frozenset((entity["entity"], entity["start"], entity["end"]) for entity in entities)


async def read_questions(agent: Agent, document: dict[str, Any]) -> dict[str, float]:
    """Shares of two-question messages with both found in order, and of single long questions split by mistake."""

    async def found(text: str) -> list[str]:
        parsed = await agent.parse_message(text)
        return [question["intent"] for question in parsed["questions"]]

    two = [(await found(row["text"]), row["intents"]) for row in document["two"]]
    one = [await found(row["text"]) for row in document["one"]]
    return {
        "two_both_found": float(np.mean([got == wanted for got, wanted in two])),
        "two_split": float(np.mean([len(got) == 2 for got, _ in two])),
        "one_split_by_mistake": float(np.mean([bool(got) for got in one])),
    }


async def read_values(agent: Agent, entries: list[dict[str, Any]]) -> dict[str, float]:
    """F1 of each kind of value, by what it is rather than by where it stands; values of the writer and asked about alike."""
    expected, got = set(), set()
    for number, entry in enumerate(entries):
        parsed = await agent.parse_message(entry["text"])
        expected |= {(number, entity["entity"], str(entity["value"])) for entity in entry["entities"]}
        got |= {(number, entity["entity"], str(entity["value"])) for entity in parsed["entities"]}
    kinds = sorted({kind for _, kind, _ in expected})
    return {kind: f1_of({e for e in expected if e[1] == kind}, {e for e in got if e[1] == kind}) for kind in kinds}


def measure(readings: list[Reading]) -> dict[str, Any]:
    """All figures but those of two questions, as plain numbers. Shares are between 0 and 1."""
    # What is right by its second label counts as its first, so that every figure counts it alike.
    truth, first = [r.intent for r in readings], [r.intent if r.first in r.right else r.first for r in readings]
    inside, outside = [r for r in readings if r.intent != OUTSIDE], [r for r in readings if r.intent == OUTSIDE]
    crises = [r for r in readings if r.intent == "crisis"]
    others = [r for r in readings if r.intent != "crisis"]
    intents = sorted(set(truth))
    precision, recall, f1, support = precision_recall_fscore_support(truth, first, labels=intents, zero_division=0)
    right = {style: share([r.first in r.right for r in readings if r.style == style]) for style in sorted({r.style for r in readings})}
    clean = share([r.first in r.right for r in readings if r.style in CLEAN])
    noisy = share([r.first in r.right for r in readings if r.style not in CLEAN])
    expected = {(i, *entity) for i, r in enumerate(readings) for entity in r.expected_entities}
    got = {(i, *entity) for i, r in enumerate(readings) for entity in r.entities}
    kinds = sorted({entity[1] for entity in expected})
    confusions = Counter((r.intent, r.first) for r in readings if r.first not in r.right)
    examples = defaultdict(list)
    for r in readings:
        examples[(r.intent, r.first)].append(r.text)
    return {
        "messages": len(readings),
        "macro_f1": float(f1_score(truth, first, average="macro", zero_division=0)),
        "weighted_f1": float(f1_score(truth, first, average="weighted", zero_division=0)),
        "right_first_in_scope": share([r.first in r.right for r in inside]),
        "right_in_two_in_scope": share([not r.right.isdisjoint(r.ranking[:2]) for r in inside]),
        "kept_in_scope": share([r.chosen not in (FALLBACK, OUTSIDE) for r in inside]),
        "wrong_answer_in_scope": share([r.chosen not in {FALLBACK, *r.right} for r in inside]),
        "out_of_scope_recall": share([r.chosen in (FALLBACK, OUTSIDE) for r in outside]),
        "crisis_recall": share([r.chosen == "crisis" for r in crises]),
        "crisis_false_alarms": sum(r.chosen == "crisis" and "crisis" not in r.right for r in others),
        "by_style": right,
        "loss_from_noise": clean - noisy,
        "entity_f1": {kind: f1_of({e for e in expected if e[1] == kind}, {e for e in got if e[1] == kind}) for kind in kinds},
        "by_intent": {
            intent: {"precision": float(p), "recall": float(r), "f1": float(f), "messages": int(n)}
            for intent, p, r, f, n in zip(intents, precision, recall, f1, support, strict=True)
        },
        "worst": [
            {"intent": wanted, "read_as": got_intent, "times": times, "example": examples[(wanted, got_intent)][0]}
            for (wanted, got_intent), times in confusions.most_common(WORST)
        ],
    }


def share(outcomes: list[bool]) -> float:
    return float(np.mean(outcomes)) if outcomes else 0.0


def f1_of(expected: set[Any], got: set[Any]) -> float:
    both = len(expected & got)
    return 2 * both / (len(expected) + len(got)) if expected or got else 1.0


def report(name: str, figures: dict[str, Any]) -> str:
    """The figures of a set as a page of text."""
    lines = [f"{name.capitalize()}: {figures['messages']} messages", ""]
    plain: tuple[str, ...] = (
        "macro_f1",
        "weighted_f1",
        "right_first_in_scope",
        "right_in_two_in_scope",
        "kept_in_scope",
        "wrong_answer_in_scope",
    )
    plain += ("out_of_scope_recall", "crisis_recall", "loss_from_noise", "two_both_found", "two_split", "one_split_by_mistake")
    lines += [f"{name.replace('_', ' '):28}{figures[name]:8.3f}" for name in plain]
    lines += [f"{'crisis false alarms':28}{figures['crisis_false_alarms']:8d}", ""]
    lines += [f"right, written {style:13}{value:8.3f}" for style, value in figures["by_style"].items()]
    lines += [f"entity {kind:21}{value:8.3f}" for kind, value in figures["entity_f1"].items()]
    lines += ["", f"{'intent':24}{'precision':>10}{'recall':>8}{'f1':>8}{'n':>6}"]
    lines += [
        f"{name:24}{row['precision']:10.2f}{row['recall']:8.2f}{row['f1']:8.2f}{row['messages']:6d}"
        for name, row in figures["by_intent"].items()
    ]
    lines += ["", "Worst confusions:"]
    lines += [f"  {row['times']}x {row['intent']} read as {row['read_as']}: {row['example'][:90]}" for row in figures["worst"]]
    return "\n".join(lines)


def draw(readings: list[Reading], path: Path) -> None:
    """A picture of which intents are read as which."""
    import matplotlib

    matplotlib.use("Agg")
    import matplotlib.pyplot as plt

    names = sorted({r.intent for r in readings})
    matrix = np.zeros((len(names), len(names)))
    for r in readings:
        if r.first in names:
            matrix[names.index(r.intent), names.index(r.first)] += 1
    matrix /= np.maximum(matrix.sum(axis=1, keepdims=True), 1)
    figure, axes = plt.subplots(figsize=(12, 11))
    axes.imshow(matrix, cmap="Blues", vmin=0, vmax=1)
    axes.set_xticks(range(len(names)), names, rotation=90)
    axes.set_yticks(range(len(names)), names)
    axes.set_xlabel("read as")
    axes.set_ylabel("meant")
    figure.tight_layout()
    figure.savefig(path, dpi=80)


async def evaluate(agent: Agent, name: str) -> tuple[dict[str, Any], list[Reading]]:
    """The figures of one of the sets, and what was read in it."""
    messages, questions, values = SETS[name]
    readings = await read_all(agent, ROOT / "tests" / messages)
    figures = {**measure(readings), **await read_questions(agent, load(questions))}
    if values:
        figures["entity_f1"] = await read_values(agent, load(values)["entries"])
    return figures, readings


def load(file: str) -> Any:
    return YAML(typ="safe").load((ROOT / "tests" / file).read_text(encoding="utf-8"))


def fold_report(folds: dict[str, dict[str, float]]) -> str:
    """Cross-validation as a table: mean and spread over the folds."""
    lines = ["Cross-validation on the training data, five folds:", ""]
    return "\n".join([*lines, *(f"{name.replace('_', ' '):28}{row['mean']:8.3f} +-{row['spread']:6.3f}" for name, row in folds.items())])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=ROOT / "results")
    parser.add_argument("--folds", action="store_true", help="cross-validate as well; takes some minutes")
    arguments = parser.parse_args()
    model = settings.read().model
    check_model(model)
    arguments.out.mkdir(parents=True, exist_ok=True)
    # Rasa notes every message it parses unless it is told not to.
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.WARNING))
    agent = Agent.load(str(model))
    document: dict[str, Any] = {}
    for name in SETS:
        document[name], readings = asyncio.run(evaluate(agent, name))
        draw(readings, arguments.out / f"confusions_{name.replace(' ', '_')}.png")
        print(report(name, document[name]), end="\n\n", flush=True)
    if arguments.folds:
        from benchmarks.folds import cross_validate

        document["folds"] = cross_validate()
        print(fold_report(document["folds"]))
    (arguments.out / "evaluation.json").write_text(json.dumps(document, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
