"""Sides of pay have answers of their own, and amounts are placed beside the figures."""

from __future__ import annotations

from typing import Any

import pytest

from actions.estimate import ActionBeginEstimate
from actions.followup import ActionFollowUp
from actions.repair import ActionOfferMeanings
from actions.topics import ActionAnswerTopic
from tests.actions.conftest import Act
from tests.builders import make_context, make_entity

OF_PAY = {"context": make_context("ask_salary", rows=("start-document",))}
FIGURES = "nyuddannede uden erfaring: 25.000–30.000 kr."


@pytest.mark.parametrize(
    ("cue", "said"),
    [
        ("pay_tax", "Alle tallene er om måneden før skat."),
        ("pay_pension", "Om tallene er med eller uden pension, siger mine kilder ikke."),
        ("pay_hour", "Mine kilder har kun løn om måneden for kundeservice"),
        ("pay_bonus", "Om bonus og andre goder i kundeservice siger mine kilder ikke noget."),
        ("pay_overtime", "Om overarbejde siger mine kilder:"),
        ("pay_average", "De 32.000 kr. er kildedokumentets gennemsnit af nye og erfarne under ét."),
        ("pay_other_source", "De to kilder er ikke enige, og jeg blander dem ikke."),
        ("more_pay", "Det her løfter lønnen ifølge mine kilder:"),
        ("pay_places", "Om forskellen på steder har jeg kun det her:"),
        ("pay_drop", "Om det bliver en nedgang for dig, kommer an på, hvad du får nu."),
    ],
)
def test_a_side_is_answered_and_not_the_whole_list_again(act: Act, cue: str, said: str) -> None:
    for action, intent in ((ActionAnswerTopic(), "ask_salary"), (ActionOfferMeanings(), "nlu_fallback")):
        outcome = act(action, intent=intent, text="og det?", cues=[cue], slots=OF_PAY)
        assert outcome.text.startswith(said)
        assert FIGURES not in outcome.text


def test_private_or_public_is_said_to_be_unknown(act: Act) -> None:
    outcome = act(ActionAnswerTopic(), intent="ask_salary", cues=["pay_public", "pay_private"], slots=OF_PAY)
    assert outcome.text.startswith("Om det private eller det offentlige giver mest, siger ingen af mine kilder.")
    assert "LONS40 branche" in outcome.text


def test_how_much_more_shows_the_only_difference_with_figures(act: Act) -> None:
    outcome = act(ActionAnswerTopic(), intent="ask_salary", cues=["pay_difference"], slots=OF_PAY)
    assert outcome.text.startswith("Hvor stor forskellen er, siger mine kilder ikke.")
    assert FIGURES in outcome.text


def test_an_amount_of_ones_own_is_placed_beside_each_figure(act: Act) -> None:
    outcome = act(ActionAnswerTopic(), intent="ask_salary", text="jeg får 28.500", entities=[make_entity("pay", "28500", "own")])
    lines = outcome.text.splitlines()
    assert lines[:5] == [
        "Dine 28.500 kr. om måneden ligger, hvis de er før skat:",
        "• inden for 25.000–30.000 kr. (nyuddannede uden erfaring)",
        "• under 30.000–40.000 kr. (efter flere års erfaring)",
        "• under 32.000 kr. (gennemsnit af nye og erfarne)",
        "• over 21.000–27.000 kr. (medarbejdere, en konsulents ældre skøn, Sesam Sesam)",
    ]
    assert "Hvad der er rimeligt for netop dig, siger kilderne ikke." in outcome.text


def test_the_amount_told_before_is_what_a_drop_is_from(act: Act) -> None:
    outcome = act(ActionAnswerTopic(), intent="ask_salary", text="en nedgang", cues=["pay_drop"], slots={**OF_PAY, "pay": "36500"})
    assert outcome.text.startswith("Dine 36.500 kr.")


@pytest.mark.parametrize(
    ("message", "said"),
    [
        ({"entities": [make_entity("experience", "elev")]}, "Aktuelle satser for elever har jeg ikke en bekræftet kilde på."),
        ({"slots": {"role": "studentermedhjaelper"}}, "Aktuel løn i studiejob har jeg ikke en bekræftet kilde på."),
        ({"cues": ["student"]}, "Aktuel løn i studiejob har jeg ikke en bekræftet kilde på."),
        ({"cues": ["young"]}, "Hvad unge under 18 får i kundeservice, siger mine kilder ikke"),
    ],
)
def test_learners_and_the_young_get_no_figures_of_others(act: Act, message: dict[str, Any], said: str) -> None:
    outcome = act(ActionAnswerTopic(), intent="ask_salary", text="hvad får jeg", **message)
    assert outcome.text.startswith(said)
    assert "25.000" not in outcome.text
    assert "HK" in outcome.text


def test_a_pupil_is_not_led_into_the_form(act: Act) -> None:
    outcome = act(ActionBeginEstimate(), intent="estimate_salary", text="jeg går i 9. klasse, hvad ville jeg få", cues=["young"])
    assert outcome.events[-1]["text"] == '/ask_salary{"choice":"young"}'


def test_an_amount_beside_the_wish_for_an_estimate_is_placed_first(act: Act) -> None:
    amount = {"entities": [make_entity("pay", "28000", "own")]}
    begun = act(ActionBeginEstimate(), intent="estimate_salary", text="jeg får 28.000, er det lavt?", **amount)
    assert begun.events[-1]["text"] == '/ask_salary{"pay":"28000"}'
    pressed = {"text": begun.events[-1]["text"], "entities": [make_entity("pay", "28000")], "slots": {"pay": "28000"}}
    assert act(ActionAnswerTopic(), intent="ask_salary", **pressed).text.startswith("Dine 28.000 kr.")


@pytest.mark.parametrize(("town", "name"), [("vejle", "Vejle"), ("esbjerg", "Esbjerg")])
def test_a_town_is_not_called_the_country(act: Act, town: str, name: str) -> None:
    outcome = act(ActionFollowUp(), text="er det ikke en by", cues=["pay_place"], entities=[make_entity("region", town)], slots=OF_PAY)
    assert outcome.text.startswith(f"{name} kalder jeg ikke landet.")


def test_years_in_other_work_are_told_apart_and_give_the_figures_of_the_new(act: Act) -> None:
    outcome = act(ActionAnswerTopic(), intent="ask_salary", slots={"background": "12 som sygeplejerske"})
    assert outcome.text.startswith("Dine tolv år som sygeplejerske tæller jeg ikke som erfaring i kundeservice")
    assert FIGURES in outcome.text
    assert "efter flere års erfaring" not in outcome.text


def test_asking_whether_they_count_at_all_is_answered(act: Act) -> None:
    asked = {"text": "tæller mine 31 år slet ikke?", "entities": [make_entity("experience", "31")]}
    outcome = act(ActionAnswerTopic(), intent="ask_requirements", slots={**OF_PAY, "background": "31 i Imerco"}, **asked)
    assert "31 år i Imerco tæller jeg ikke som erfaring i kundeservice" in outcome.text
    assert "30.000–40.000" not in outcome.text


def test_the_same_figures_are_not_listed_twice(act: Act) -> None:
    first = act(ActionAnswerTopic(), intent="ask_salary", slots={"experience": "14"})
    told = {"experience": "8", "context": first.slots["context"]}
    again = act(ActionFollowUp(), text="og 8 år", entities=[make_entity("experience", "8", "own")], slots=told)
    assert again.text.startswith("Det giver de samme tal for dig med otte års erfaring")
