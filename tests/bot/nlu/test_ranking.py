from __future__ import annotations

from typing import cast

import numpy as np
import pytest

from bot.nlu.decision import Limits
from bot.nlu.intent_model import IntentModel
from bot.nlu.ranking import Ranker, entry, with_first
from bot.nlu.signs import NO_SIGNS, Signs
from bot.nlu.views import Views

VIEWS = Views(words="hvad tjener man", lemmas="", tags="")
CLASSES = ["ask_duties", "ask_salary", "crisis", "out_of_scope"]


class FixedModel:
    """A model with one opinion on everything. second: its second opinion on cries for help."""

    def __init__(self, probabilities: list[float], second: float = 0.0) -> None:
        self.classes = CLASSES
        self._probabilities = probabilities
        self._second = second

    def probabilities(self, views: list[Views]) -> np.ndarray:
        return np.array([self._probabilities for _ in views])

    def crisis(self, views: list[Views]) -> np.ndarray:
        return np.array([self._second for _ in views])


def ranker(*probabilities: float, second: float = 0.0) -> Ranker:
    model = cast(IntentModel, FixedModel(list(probabilities), second))
    return Ranker(model, Limits(confidence=0.5, margin=0.1, crisis=0.6), length=3)


def names(entries: list[dict[str, object]]) -> list[object]:
    return [one["name"] for one in entries]


def test_the_likeliest_come_first_and_only_so_many() -> None:
    assert names(ranker(0.2, 0.7, 0.0, 0.1).rank(VIEWS).entries) == ["ask_salary", "ask_duties", "out_of_scope"]


def test_nothing_written_is_asked_about() -> None:
    ranked = ranker(0.2, 0.7, 0.0, 0.1).rank(Views("", "", ""))
    assert ranked.entries == [entry("nlu_fallback", 1.0)]


@pytest.mark.parametrize(
    ("probabilities", "known", "asked_back"),
    [
        ((0.2, 0.7, 0.0, 0.1), 1.0, False),
        ((0.3, 0.4, 0.1, 0.2), 1.0, True),  # not sure enough
        ((0.49, 0.51, 0.0, 0.0), 1.0, True),  # no lead
        ((0.2, 0.7, 0.0, 0.1), 0.0, True),  # not a word known
        ((0.1, 0.1, 0.0, 0.8), 0.4, True),  # few words known: not understood rather than foreign
        ((0.1, 0.1, 0.0, 0.8), 0.6, False),
    ],
)
def test_what_is_unsure_is_asked_back_about(probabilities: tuple[float, ...], known: float, asked_back: bool) -> None:
    entries = ranker(*probabilities).rank(VIEWS, known=known).entries
    assert (entries[0]["name"] == "nlu_fallback") is asked_back


@pytest.mark.parametrize(
    ("first", "second", "signs", "read_as", "maybe"),
    [
        (0.9, 0.9, NO_SIGNS, "crisis", False),
        (0.4, 0.9, NO_SIGNS, "crisis", False),  # the mean decides
        (0.9, 0.1, NO_SIGNS, "ask_salary", True),  # the second opinion says it is none: asked about
        (0.7, 0.7, Signs(least=0.75), "ask_salary", True),  # a job that takes somebody's life
        (0.8, 0.8, Signs(least=0.75), "crisis", False),
        (0.0, 0.0, Signs(surely=True), "crisis", False),  # blows at home
        (0.9, 0.9, Signs(least=2.0, explained=True), "ask_salary", False),  # "I do not want to die"
        (0.1, 0.1, NO_SIGNS, "ask_salary", False),
    ],
)
def test_both_opinions_and_the_words_decide_what_is_a_cry_for_help(
    first: float, second: float, signs: Signs, read_as: str, maybe: bool
) -> None:
    ranked = ranker(0.0, 1.0 - first, first, 0.0, second=second).rank(VIEWS, signs=signs)
    inside = [name for name in names(ranked.entries) if name != "nlu_fallback"]
    assert (inside[0], ranked.maybe_crisis) == (read_as, maybe)


def test_a_part_that_has_lost_its_subject_is_not_foreign_for_that() -> None:
    assert ranker(0.1, 0.2, 0.0, 0.7).part(VIEWS, "og lønnen?") == {
        "intent": "ask_salary", "confidence": pytest.approx(2 / 3), "text": "og lønnen?"
    }  # fmt: skip
    assert ranker(0.05, 0.05, 0.0, 0.9).part(VIEWS, "og vejret?")["intent"] == "out_of_scope"


def test_an_intent_that_is_settled_leads_once() -> None:
    assert with_first("b", [entry("a", 0.6), entry("b", 0.4)]) == [entry("b", 1.0), entry("a", 0.6)]
