"""Pay by the hour, kept and worked out for a month."""

from __future__ import annotations

from actions.followup import ActionFollowUp
from actions.hours import month
from tests.actions.conftest import Act
from tests.builders import make_entity


def test_a_month_is_rounded_to_a_hundred() -> None:
    assert month(230, 28) == 27_900
    assert month(160, 37) == 25_700


def test_pay_by_the_hour_is_held_against_the_figures_and_the_hours_are_asked_for(act: Act) -> None:
    outcome = act(ActionFollowUp(), intent="inform", text="230 i timen", entities=[make_entity("hourly", "230", "own")])
    assert "utter_hours_one" in outcome.parts
    assert "36.900" in outcome.text
    assert outcome.parts[-1] == "utter_ask_hours"


def test_hours_told_afterwards_complete_it(act: Act) -> None:
    entities = [make_entity("hours", "28", "own")]
    outcome = act(ActionFollowUp(), intent="inform", text="28 timer om ugen", entities=entities, slots={"hourly": "230", "hours": "28"})
    assert "utter_hours_both" in outcome.parts
    assert "27.900" in outcome.text


def test_hours_alone_are_noted(act: Act) -> None:
    outcome = act(ActionFollowUp(), intent="inform", text="28 timer om ugen", entities=[make_entity("hours", "28", "own")])
    assert outcome.parts == ["utter_hours_noted", "utter_ask_hourly"]
