"""Two roles side by side."""

from __future__ import annotations

from typing import Any

import pytest

from actions.topics import ActionAnswerTopic
from tests.actions.conftest import Act


def test_both_roles_are_shown_with_what_no_source_says(act: Act) -> None:
    outcome = act(ActionAnswerTopic(), intent="compare_roles", roles=("supervisor", "teamleder"))
    assert outcome.parts == ["utter_answer_compare_roles", "utter_offer_compare_roles"]
    supervisor, teamleder = outcome.bubbles[0].text.split("\nTeamleder\n")
    assert supervisor.splitlines()[0] == "Supervisor"
    assert supervisor.splitlines()[2:] == [
        "• Krav: siger kilderne ikke",
        "• Løn før skat: ingen bekræftet kilde",
        "• Næste skridt: teamleder",
    ]
    assert "• Løn før skat: 32.000–37.000 kr." in teamleder.splitlines()
    assert "• Næste skridt: kundeservicechef" in teamleder.splitlines()
    assert outcome.context.sources == ("jinn-supervisor", "kildedokument", "vfv-loven", "sesam-skoen")
    assert outcome.context.asked == {"role": "teamleder"}


@pytest.mark.parametrize("slots", [{"role": "kundeservicemedarbejder"}, {"goal": "kundeservicemedarbejder"}])
def test_one_role_is_held_up_against_ones_own(act: Act, slots: dict[str, Any]) -> None:
    outcome = act(ActionAnswerTopic(), intent="compare_roles", roles=("teamleder",), slots=slots)
    assert outcome.bubbles[0].text.startswith("Teamleder\n")
    assert "\nKundeservicemedarbejder\n" in outcome.bubbles[0].text


@pytest.mark.parametrize("roles", [(), ("teamleder",), ("teamleder", "teamleder"), ("teamleder", "astronaut")])
def test_fewer_than_two_are_asked_for_with_a_choice(act: Act, roles: tuple[str, ...]) -> None:
    outcome = act(ActionAnswerTopic(), intent="compare_roles", roles=roles)
    assert outcome.parts == ["utter_ask_compare_roles"]
    assert outcome.buttons == [
        '/compare_roles{"role":["kundeservicemedarbejder","teamleder"]}',
        '/compare_roles{"role":["teamleder","kundeservicechef"]}',
    ]
    assert outcome.slots["offered"] == outcome.buttons[0].removeprefix("/")
    assert outcome.context.sources == ()


def test_two_roles_can_be_read_on_a_phone(act: Act) -> None:
    assert len(act(ActionAnswerTopic(), intent="compare_roles", roles=("supervisor", "teamleder")).text.split()) <= 90
