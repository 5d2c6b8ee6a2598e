"""Points of games, said and shown."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from bot.charts.chart import ScoreChart
from bot.charts.scores import score_chart


def test_points_are_said_in_a_sentence_and_line_by_line() -> None:
    made = score_chart((42, 71, 55), 100)
    assert made.alt == "Søjlediagram over dine point i de seneste 3 øvelser, ældste først: 42, 71 og 55 af 100. Bedst er 71, seneste er 55."
    assert made.text == "1. øvelse: 42 af 100 point\n2. øvelse: 71 af 100 point\n3. øvelse: 55 af 100 point"
    assert made.picture == ScoreChart(title="Dine seneste øvelser", unit="Point af 100, ældste øvelse først", totals=(42, 71, 55), of=100)


def test_more_points_than_there_are_cannot_be_shown() -> None:
    with pytest.raises(ValidationError, match="totals"):
        score_chart((42, 101), 100)
