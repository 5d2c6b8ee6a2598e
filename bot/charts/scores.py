"""Points of somebody's own games as a chart."""

from __future__ import annotations

from collections.abc import Sequence

from bot import danish
from bot.charts.chart import ScoreChart, Shown
from bot.charts.words import say


def score_chart(totals: Sequence[int], of: int) -> Shown:
    """The chart of these points, oldest game first. Raises: pydantic.ValidationError without points, or for more than there are."""
    picture = ScoreChart(title=say("scores_title"), unit=say("scores_unit", of=str(of)), totals=tuple(totals), of=of)
    values = {"of": str(of), "best": str(max(totals)), "last": str(totals[-1])}
    lines = [say("scores_line", number=str(number), total=str(total), of=str(of)) for number, total in enumerate(totals, start=1)]
    alt = say("scores_alt", count=str(len(totals)), totals=danish.join([str(total) for total in totals]), **values)
    return Shown(picture=picture, alt=alt, text="\n".join(lines))
