"""What the detector of service moves and the scorer are trained and measured on: enough, well-formed, and each line its own thought."""

from __future__ import annotations

from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from rapidfuzz import fuzz, process
from ruamel.yaml import YAML

from bot.settings import ROOT

MOVES = ("greeting", "empathy", "apology", "question", "listening", "information", "solution", "ownership", "close")
FAULTS = ("blame", "defensiveness", "empty_phrase", "rudeness", "false_promise", "jargon")
WEIGHTS = {"greeting": 10, "listening": 20, "resolution": 25, "empathy": 20, "rules": 15, "close": 10}
QUALITIES = ("good", "middling", "bad")
SCENARIOS = {
    "forsinket-pakke",
    "dobbelt-traek",
    "defekt-vare",
    "opsagt-abonnement",
    "lang-ventetid",
    "vred-stamkunde",
    "urolig-aeldre-kunde",
    "forvirret-kunde",
    "urimeligt-krav",
    "kollegas-fejl",
    "klage-paa-mail",
    "glemt-kode",
}
NEAR = 90  # of 100, by letters after the words were put in order


def content(path: str, key: str) -> list[dict[str, Any]]:
    loaded = YAML(typ="safe").load((ROOT / Path(path)).read_text(encoding="utf-8"))
    assert list(loaded) == [key]
    rows: list[dict[str, Any]] = loaded[key]
    return rows


TRAINING = content("bot/practice/content/moves.yml", "moves")
HELD_OUT = content("tests/bot/practice/moves_held_out.yml", "moves")
FIRST_SET = content("tests/bot/practice/transcripts.yml", "transcripts")
BLIND_SET = content("tests/bot/practice/transcripts_fresh.yml", "transcripts")
TRANSCRIPTS = [*FIRST_SET, *BLIND_SET]


def folded(rows: list[dict[str, Any]]) -> list[str]:
    return [row["text"].lower() for row in rows]


def label_counts(rows: list[dict[str, Any]]) -> Counter[str]:
    return Counter(label for row in rows for label in row["labels"])


@pytest.mark.parametrize("rows", [TRAINING, HELD_OUT], ids=["training", "held out"])
def test_every_line_has_a_text_and_known_labels_once_each(rows: list[dict[str, Any]]) -> None:
    known = {*MOVES, *FAULTS}
    wrong = [
        row
        for row in rows
        if set(row) != {"text", "labels"}
        or not isinstance(row["text"], str)
        or not row["text"]
        or row["text"] != row["text"].strip()
        or not set(row["labels"]) <= known
        or len(set(row["labels"])) != len(row["labels"])
    ]
    assert wrong == []


@pytest.mark.parametrize(
    ("rows", "lines", "unlabelled", "per_label"),
    [(TRAINING, 1200, 150, 110), (HELD_OUT, 320, 30, 25)],
    ids=["training", "held out"],
)
def test_there_is_enough_of_every_move_and_fault(rows: list[dict[str, Any]], lines: int, unlabelled: int, per_label: int) -> None:
    counts = label_counts(rows)
    assert len(rows) >= lines
    assert sum(not row["labels"] for row in rows) >= unlabelled
    assert {label: counts[label] for label in (*MOVES, *FAULTS) if counts[label] < per_label} == {}


@pytest.mark.parametrize("rows", [TRAINING, HELD_OUT], ids=["training", "held out"])
def test_no_two_lines_of_a_file_are_nearly_the_same(rows: list[dict[str, Any]]) -> None:
    texts = folded(rows)
    alike = np.triu(process.cdist(texts, texts, scorer=fuzz.token_sort_ratio, score_cutoff=NEAR, dtype=np.uint8), k=1)
    assert [(texts[i], texts[j]) for i, j in np.argwhere(alike)] == []


def test_nothing_held_out_is_near_a_training_line() -> None:
    held_out, training = folded(HELD_OUT), folded(TRAINING)
    alike = process.cdist(held_out, training, scorer=fuzz.token_sort_ratio, score_cutoff=NEAR, dtype=np.uint8)
    assert [(held_out[i], training[j]) for i, j in np.argwhere(alike)] == []


def test_no_line_of_a_transcript_is_near_a_training_line() -> None:
    said = [turn.lower() for transcript in TRANSCRIPTS for turn in transcript["turns"] if len(turn.split()) > 3]
    training = folded(TRAINING)
    alike = process.cdist(said, training, scorer=fuzz.token_sort_ratio, score_cutoff=NEAR, dtype=np.uint8)
    assert [(said[i], training[j]) for i, j in np.argwhere(alike)] == []


def test_transcripts_are_well_formed() -> None:
    fields = {"id", "scenario", "quality", "turns", "labels", "total"}
    wrong = [
        transcript["id"]
        for transcript in TRANSCRIPTS
        if set(transcript) != fields
        or not transcript["id"].startswith(f"{transcript['scenario']}-{transcript['quality']}-")
        or not 4 <= len(transcript["turns"]) <= 9
        or not all(isinstance(turn, str) and turn for turn in transcript["turns"])
    ]
    assert wrong == []
    assert len({transcript["id"] for transcript in TRANSCRIPTS}) == len(TRANSCRIPTS)


def test_points_keep_within_their_weights_and_add_up() -> None:
    wrong = [
        transcript["id"]
        for transcript in TRANSCRIPTS
        if list(transcript["labels"]) != list(WEIGHTS)
        or any(not 0 <= transcript["labels"][part] <= most for part, most in WEIGHTS.items())
        or sum(transcript["labels"].values()) != transcript["total"]
    ]
    assert wrong == []


def test_every_scenario_is_played_well_so_so_and_badly_in_that_order_of_points() -> None:
    triples: dict[tuple[str, str], dict[str, int]] = defaultdict(dict)
    for transcript in TRANSCRIPTS:
        number = transcript["id"].rsplit("-", 1)[1]
        triples[transcript["scenario"], number][transcript["quality"]] = transcript["total"]
    assert len(triples) == 16 + 12
    assert {item["scenario"] for item in FIRST_SET} == {item["scenario"] for item in BLIND_SET} == SCENARIOS
    assert {key: set(totals) for key, totals in triples.items() if set(totals) != set(QUALITIES)} == {}
    assert [key for key, totals in triples.items() if not totals["good"] > totals["middling"] > totals["bad"]] == []
