"""Pay told by the hour: worked out for a month, and held against the sources' figures, which are by the month."""

from __future__ import annotations

from actions.pay_sides import place_figure
from actions.profile import one, profile_of
from actions.reply import Reply
from actions.salary import TOPIC
from actions.turn import Turn
from bot import danish

FULL_TIME = 37  # hours a week, of which the agreements speak
WEEKS = 52 / 12  # in a month
ROUND = 100


def answer_hours(turn: Turn, reply: Reply) -> bool:
    """Adds what pay by the hour comes to in a month; asks for the half that is missing. Returns: whether any was told now."""
    told = turn.values("hourly") or turn.values("hours")
    if not told or turn.is_pressed:
        return False
    hourly, hours = _number(turn, "hourly"), _number(turn, "hours")
    if hourly is None:
        reply.add("utter_hours_noted", hours=str(hours)).about(TOPIC).offer("utter_ask_hourly", [])
        return True
    full = month(hourly, FULL_TIME)
    said = place_figure(turn, profile_of(turn), full, own=True)
    _, values = next(part for part in said.parts if "places" in part[1])
    figures = {"hourly": str(hourly), "full": danish.kroner(full), "places": values["places"], "source_line": values["source_line"]}
    if hours is None:
        reply.add("utter_hours_one", **figures).offer("utter_ask_hours", [])
    else:
        reply.add("utter_hours_both", hours=str(hours), month=danish.kroner(month(hourly, hours)), **figures).offer(
            "utter_offer_ask_salary"
        )
    reply.about(TOPIC, sources=[source.id for source in said.sources])
    return True


def month(hourly: int, hours: int) -> int:
    """Kroner a month for so many a week, rounded to a hundred."""
    return round(hourly * hours * WEEKS / ROUND) * ROUND


def _number(turn: Turn, kind: str) -> int | None:
    value = (turn.values(kind) or [one(turn.tracker.get_slot(kind)) or ""])[-1]
    return int(value) if value.isdigit() else None
