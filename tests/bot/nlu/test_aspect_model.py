from __future__ import annotations

import numpy as np
import pytest

from bot.nlu.aspect_model import LIMIT_AT_LEAST, LIMIT_AT_MOST, NONE, AspectModel, fit_limit
from bot.nlu.views import Views

TOPIC = "ask_working_conditions"
TAUGHT = {
    "breaks": ["får man pause", "er der pauser mellem opkald", "hvor tit holder man pause", "pauser på jobbet"],
    "noise": ["er der støj", "larmer det i lokalet", "hvor meget larm er der", "støj på kontoret"],
    NONE: ["hvordan er vilkårene", "fortæl om forholdene", "hvordan er det at arbejde der", "hvad skal jeg vide om vilkår"],
}


def views_of(text: str) -> Views:
    return Views(words=text, lemmas=text, tags="")


@pytest.fixture(scope="module")
def model() -> AspectModel:
    lines = [(text, aspect) for aspect, texts in TAUGHT.items() for text in texts]
    aspects = [aspect for _, aspect in lines]
    return AspectModel.fit([views_of(text) for text, _ in lines], [TOPIC] * len(lines), aspects, strength=20.0, seed=42)


@pytest.mark.parametrize(("text", "aspect"), [("må man holde pause", "breaks"), ("er der meget larm og støj", "noise")])
def test_a_particular_question_is_found(model: AspectModel, text: str, aspect: str) -> None:
    found = model.find(views_of(text), TOPIC)
    assert found is not None
    assert found[0] == aspect


@pytest.mark.parametrize("text", ["fortæl mig om vilkårene", ""])
def test_a_topic_at_large_is_no_particular_question(model: AspectModel, text: str) -> None:
    assert model.find(views_of(text), TOPIC) is None


def test_another_topic_has_none(model: AspectModel) -> None:
    assert model.find(views_of("må man holde pause"), "ask_salary") is None


def test_its_parts_make_the_same_model(model: AspectModel) -> None:
    again = AspectModel.of_parts(model.parts())
    assert again.find(views_of("pause"), TOPIC) == model.find(views_of("pause"), TOPIC)


def test_the_limit_leaves_out_what_is_mostly_wrong() -> None:
    # Ten right ones at 0.5, ten wrong ones at 0.3: from 0.31 on nine in ten are right.
    probabilities = np.array([[0.5, 0.2, 0.3]] * 10 + [[0.3, 0.2, 0.1]] * 10)
    assert fit_limit(probabilities, ["a"] * 10 + ["b"] * 10, ["a", "b", NONE]) == pytest.approx(0.31)
    assert fit_limit(probabilities, ["a"] * 20, ["a", "b", NONE]) == LIMIT_AT_LEAST
    assert fit_limit(probabilities, ["b"] * 20, ["a", "b", NONE]) == LIMIT_AT_MOST
