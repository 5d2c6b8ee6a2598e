"""Pay: the figures that fit, their sources, and honesty where there is no figure."""

from __future__ import annotations

from typing import Any

import pytest

from actions.topics import ActionAnswerTopic
from tests.actions.conftest import Act

START, SEVERAL = "nyuddannede uden erfaring: 25.000–30.000 kr.", "efter flere års erfaring: 30.000–40.000 kr."
AVERAGE = "gennemsnit af nye og erfarne: omkring 32.000 kr."
OLDER = "medarbejdere, en konsulents ældre skøn: 21.000–27.000 kr. (Sesam Sesam)"
TOP = "få meget erfarne ledere, især i store internationale firmaer: 60.000–70.000 kr."


def lines(text: str) -> list[str]:
    return [line.removeprefix("• ") for line in text.splitlines() if line.startswith("• ")]


@pytest.mark.parametrize(
    ("slots", "begins", "figures"),
    [
        ({}, "Løn om måneden før skat i kundeservice:", [START, SEVERAL, AVERAGE, OLDER, TOP]),
        ({"role": "kundeservicemedarbejder"}, "Løn om måneden før skat i kundeservice:", [START, SEVERAL, AVERAGE, OLDER, TOP]),
        ({"experience": "6", "region": "odense"}, "For dig med seks års erfaring i Odense ser lønnen", [SEVERAL, AVERAGE, OLDER]),
        ({"experience": "nyuddannet"}, "For dig som nyuddannet ser lønnen", [START, AVERAGE, OLDER]),
        ({"experience": "2"}, "For dig med to års erfaring ser lønnen", [START, SEVERAL, AVERAGE, OLDER]),
        (
            {"role": "teamleder"},
            "For dig som teamleder ser lønnen",
            ["ledere af kundeservice, en konsulents ældre skøn: 32.000–37.000 kr."],
        ),
    ],
)
def test_the_figures_that_fit_a_person(act: Act, slots: dict[str, Any], begins: str, figures: list[str]) -> None:
    outcome = act(ActionAnswerTopic(), intent="ask_salary", slots=slots)
    assert outcome.text.startswith(begins)
    assert lines(outcome.bubbles[0].text) == figures
    assert "Tallene er ikke bekræftet i officiel statistik." in outcome.text


@pytest.mark.parametrize(
    ("region", "factor"),
    [
        ("odense", "I de store byer er lønnen ofte højere end på landet, fordi det er dyrere at bo der."),
        ("landet", "På landet ligger lønnen ofte lavere end i de store byer."),
        ("vejle", "Kildedokumentet sammenligner kun de store byer med landet. Om lønnen andre steder siger det ikke noget."),
        ("thisted", "Kildedokumentet sammenligner kun de store byer med landet. Om lønnen andre steder siger det ikke noget."),
    ],
)
def test_a_place_says_what_it_does_to_pay(act: Act, region: str, factor: str) -> None:
    assert factor in act(ActionAnswerTopic(), intent="ask_salary", slots={"region": region}).text.splitlines()


def test_years_on_the_phone_are_not_years_as_a_leader(act: Act) -> None:
    outcome = act(ActionAnswerTopic(), intent="ask_salary", slots={"experience": "6"}, roles=("teamleder",))
    assert outcome.text.startswith("Som teamleder ser lønnen")


def test_a_role_without_a_figure_is_told_so_with_who_has_one(act: Act) -> None:
    outcome = act(ActionAnswerTopic(), intent="ask_salary", slots={"role": "supervisor"})
    assert outcome.parts == ["utter_answer_ask_salary_none", "utter_offer_ask_salary"]
    assert outcome.text.startswith(
        "Jeg har ikke en bekræftet kilde på lønnen som supervisor. Danmarks Statistik (tabellen LONS20) har den officielle lønstatistik."
    )
    assert lines(outcome.bubbles[0].text) == [START, SEVERAL]
    assert outcome.context.sources == ("kildedokument",)
