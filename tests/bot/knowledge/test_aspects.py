"""What the answers to particular questions may say, and that each can be found."""

from __future__ import annotations

import re
from collections import Counter

import pytest
from rasa.shared.nlu.training_data.loading import load_data
from ruamel.yaml import YAML

from bot.knowledge.content import AspectRow
from bot.knowledge.reader import read_content
from bot.settings import CONTENT, ROOT

CONTENT_ROWS = read_content(CONTENT)
ASPECTS = [placed for placed in CONTENT_ROWS.rows["aspects"] if isinstance(placed.row, AspectRow)]
STATEMENTS = {placed.row.id: placed.row for placed in CONTENT_ROWS.rows["statements"]}  # type: ignore[attr-defined]
RESPONSES = YAML(typ="safe").load((ROOT / "domain.yml").read_text(encoding="utf-8"))["responses"]
EXAMPLES = [example for path in sorted((ROOT / "data" / "aspects").glob("*.yml")) for example in load_data(str(path)).intent_examples]
NOTED = [(example.get("intent"), example.get("metadata")["intent"]["aspect"]) for example in EXAMPLES]
FEWEST = 10  # examples, after those that resemble held-out messages were left out
FIGURE = re.compile(r"\d[\d.,]*\d|\d")
# Figures of the salary bands, which are no statements, and telephone numbers of the help lines.
OF_OTHER_ROWS = " ".join(
    str(value) for table in ("salary_bands", "helplines") for placed in CONTENT_ROWS.rows[table] for value in placed.row.dict().values()
)


def test_there_are_answers_for_every_topic() -> None:
    topics = Counter(placed.topic for placed in ASPECTS)
    assert min(topics.values()) >= 14
    assert len(topics) == 12


@pytest.mark.parametrize("placed", ASPECTS, ids=lambda placed: placed.row.id)
def test_a_figure_in_an_answer_is_one_of_its_sources(placed: object) -> None:
    row = placed.row  # type: ignore[attr-defined]
    cited = [STATEMENTS[name] for name in (*row.rows, *row.rests_on)]
    known = " ".join([*(str(value) for one in cited for value in one.dict().values()), OF_OTHER_ROWS]).replace(".", "")
    assert [figure for figure in FIGURE.findall(row.says) if figure.replace(".", "") not in known] == []


@pytest.mark.parametrize("placed", ASPECTS, ids=lambda placed: placed.row.id)
def test_an_answer_is_short_and_offers_what_there_is(placed: object) -> None:
    row = placed.row  # type: ignore[attr-defined]
    shown = [row.says, *(str(STATEMENTS[name].dict()["text"]) for name in row.rows)]
    assert sum(len(text.split()) for text in shown) <= 80
    assert (row.offer or f"utter_offer_{placed.topic}") in RESPONSES  # type: ignore[attr-defined]


def test_every_answer_has_examples_and_every_example_an_answer() -> None:
    counts = Counter(NOTED)
    known = {(placed.topic, placed.row.id) for placed in ASPECTS}  # type: ignore[attr-defined]
    assert {name for name in known if counts[name] < FEWEST} == set()
    assert {name for name in counts if name not in known and name[1] != "general"} == set()
