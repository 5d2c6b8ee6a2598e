"""Which pay figures fit which experience."""

from __future__ import annotations

import pytest

from bot.knowledge.pay import fitting
from tests.builders import make_band

START = make_band("start", low=25000, high=30000, min_years=0, max_years=1)
EXPERIENCED = make_band("experienced", low=30000, high=40000, min_years=3)
AVERAGE = make_band("average", typical=32000)
BANDS = (START, EXPERIENCED, AVERAGE)


@pytest.mark.parametrize(
    ("years", "expected"),
    [
        (None, ["start", "experienced", "average"]),
        (0, ["start", "average"]),
        (1, ["start", "average"]),
        (2, ["start", "experienced", "average"]),
        (3, ["experienced", "average"]),
        (40, ["experienced", "average"]),
    ],
)
def test_figures_for_experience(years: float | None, expected: list[str]) -> None:
    assert [band.id for band in fitting(BANDS, years)] == expected


def test_no_bands_give_none() -> None:
    assert fitting((), 5) == ()
