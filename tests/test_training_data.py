"""Training and held-out data: enough, apart from each other, and each line its own thought."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from rapidfuzz import fuzz, process
from rasa.shared.nlu.training_data.loading import load_data
from ruamel.yaml import YAML

from bot.settings import ROOT
from bot.training_data import TRAINING_LINES, Example, folded, problems

TOPICS = ("ask_", "compare_roles")
NEAR = 90  # of 100, by the letters of both lines
FEW_WORDS = 4  # shorter lines have too few ways to be different


def lines(path: Path) -> list[tuple[str, str]]:
    return [(example.get("intent"), example.get("text")) for example in load_data(str(path)).intent_examples]


TRAINING = [line for path in TRAINING_LINES for line in lines(path)]
HELD_OUT = lines(ROOT / "tests" / "test_nlu.yml")
BLIND = [
    *lines(ROOT / "tests" / "blind_nlu.yml"),
    *lines(ROOT / "tests" / "second_blind_nlu.yml"),
    *lines(ROOT / "tests" / "third_blind_nlu.yml"),
]
QUESTIONS = [
    row["text"]
    for file in ("two_questions.yml", "blind_questions.yml", "second_blind_questions.yml", "third_blind_questions.yml")
    for rows in YAML(typ="safe").load((ROOT / "tests" / file).read_text(encoding="utf-8")).values()
    for row in rows
]


def test_there_is_enough_of_everything() -> None:
    counts = Counter(intent for intent, _ in TRAINING)
    assert sum(counts.values()) >= 6000
    assert counts["out_of_scope"] >= 1200
    few = {intent: n for intent, n in counts.items() if n < (100 if intent.startswith(TOPICS) else 60)}
    assert few == {}
    assert len(HELD_OUT) >= 500


def test_nothing_held_out_is_trained_on() -> None:
    trained = [folded(text) for _, text in TRAINING]
    known = set(trained)
    held_out = [folded(text) for text in [*(text for _, text in [*HELD_OUT, *BLIND]), *QUESTIONS]]
    assert [text for text in held_out if text in known] == []
    long = [text for text in held_out if len(text.split()) >= FEW_WORDS]
    near = {text: found[0] for text in long if (found := process.extractOne(text, trained, scorer=fuzz.ratio, score_cutoff=NEAR))}
    assert near == {}


def test_no_line_stands_twice_or_under_two_intents() -> None:
    assert problems([Example(intent, text) for intent, text in TRAINING]) == []
