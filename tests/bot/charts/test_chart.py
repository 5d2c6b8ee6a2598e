"""Descriptions travel as JSON and are read strictly, since what is drawn from them is served."""

from __future__ import annotations

import json
from typing import Any

import pytest
from pydantic import ValidationError

from bot.charts.chart import MOST, Shown, read_chart

FIGURE = {"group": "Teamleder", "scope": "alle", "source": "HK", "low": 1, "high": 2, "amount": "1–2 kr."}
PAY = {"kind": "pay", "title": "Løn", "unit": "Kroner", "figures": [FIGURE]}
ROLES = [{"id": name, "title": name, "level": 1} for name in ("a", "b")]
LADDER = {"kind": "ladder", "title": "Veje", "roles": ROLES, "steps": [{"start": "a", "goal": "b"}]}
SCORES = {"kind": "scores", "title": "Point", "unit": "Point", "totals": [1, 2], "of": 5}


def test_every_chart_comes_back_from_json_as_it_was(charts: dict[str, Shown]) -> None:
    stored = {name: json.loads(json.dumps(shown.as_dict())) for name, shown in charts.items()}
    assert {name: read_chart(shown["picture"]) for name, shown in stored.items()} == {name: shown.picture for name, shown in charts.items()}


@pytest.mark.parametrize(
    "value",
    [
        None,
        [],
        {},
        {"kind": "pie"},
        {**PAY, "script": "x"},
        {**PAY, "figures": []},
        {**PAY, "figures": [FIGURE] * (MOST + 1)},
        {**PAY, "figures": [{**FIGURE, "low": None}]},
        {**PAY, "figures": [{**FIGURE, "low": 3}]},
        {**PAY, "figures": [{**FIGURE, "high": 10**9}]},
        {**PAY, "figures": [{**FIGURE, "amount": ""}]},
        {**PAY, "title": "x" * 401},
        {**LADDER, "steps": []},
        {**LADDER, "steps": [{"start": "a", "goal": "c"}]},
        {**SCORES, "totals": []},
        {**SCORES, "totals": [6]},
        {**SCORES, "totals": [-1]},
        {**SCORES, "of": 0},
    ],
)
def test_what_is_no_chart_is_refused(value: Any) -> None:
    with pytest.raises(ValidationError):
        read_chart(value)


@pytest.mark.parametrize("value", [PAY, LADDER, SCORES])
def test_the_smallest_of_each_kind_is_one(value: Any) -> None:
    assert read_chart(value).kind == value["kind"]
