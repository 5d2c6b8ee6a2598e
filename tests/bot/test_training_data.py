"""Lines that should not stand in the training data together."""

from __future__ import annotations

from bot.training_data import Example, problems


def test_lines_of_their_own_are_no_problem() -> None:
    assert (
        problems([Example("ask_salary", "Hvad tjener man om måneden"), Example("ask_salary", "Er det til at leve af for en enlig")]) == []
    )


def test_a_line_under_two_intents_is_named_with_both() -> None:
    found = problems([Example("ask_salary", "Hvad får man?"), Example("ask_duties", "hvad får man")])
    assert found == ["data: »hvad får man« stands under ask_duties and ask_salary. Keep it under one."]


def test_the_same_words_in_another_order_are_nearly_the_same() -> None:
    first, second = "hvad kan man tjene i kundeservice", "i kundeservice, hvad kan man tjene?"
    found = problems([Example("ask_salary", first), Example("ask_salary", second)])
    assert found == [
        "data, ask_salary: »hvad kan man tjene i kundeservice« and »i kundeservice hvad kan man tjene« are nearly the same. Drop one."
    ]


def test_short_lines_may_be_alike() -> None:
    assert problems([Example("affirm", "ja tak nu"), Example("affirm", "ja tak du")]) == []
