"""Patterns are found in any order within a clause, and denials are heard."""

from __future__ import annotations

import pytest

from bot.practice.wording import Wording, sentences


@pytest.mark.parametrize("text", ["Vi sender en ny i dag", "en ny bliver sendt", "SENDER VI EN NY?", "jeg sendér ny"])
def test_terms_stand_in_any_order(text: str) -> None:
    assert Wording(["send* ny"]).found_in(text)


def test_danish_letters_may_be_missing() -> None:
    assert Wording(["forstå* brev*"]).found_in("jeg forstaar ikke brevet")


def test_neighbours_are_held_together() -> None:
    wording = Wording(["to_gange"])
    assert wording.found_in("trukket to gange")
    assert not wording.found_in("to mennesker gange tre")


def test_what_is_denied_is_not_offered() -> None:
    wording = Wording(["send* ny"])
    assert not wording.affirmed_in("Vi kan ikke sende en ny.")
    assert wording.affirmed_in("Den er ikke fundet, men vi sender en ny.")


def test_a_denial_reaches_the_rest_of_its_sentence() -> None:
    wording = Wording(["kommer i_morgen"])
    assert not wording.claimed_in("Jeg kan ikke love, at den kommer i morgen")
    assert wording.claimed_in("Det er ikke godt nok, men den kommer i morgen")


def test_points_of_numbers_and_abbreviations_end_no_sentence() -> None:
    assert sentences("Vi fører 349 kr. tilbage. Det er 1.200 i alt! Ok") == ["Vi fører 349 kr. tilbage.", "Det er 1.200 i alt!", "Ok"]


def test_a_denial_in_the_pattern_itself_denies_nothing() -> None:
    never = Wording(["aldrig rykker*"])
    assert never.claimed_in("jeg lover der aldrig kommer en rykker")
    assert not never.claimed_in("jeg kan ikke love at der aldrig kommer en rykker")
    assert not never.claimed_in("jeg kan ikke love, at der aldrig kommer en rykker")


def test_a_reason_after_a_no_is_claimed() -> None:
    assert Wording(["garanti* udløbet"]).claimed_in("det kan jeg desværre ikke, for garantien er udløbet")
