from __future__ import annotations

import numpy as np
import pytest

from bot.nlu.aspect_model import LIMIT_AT_LEAST, LIMIT_AT_MOST, NONE, AspectModel, fit_limit
from bot.nlu.views import Views

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
    return AspectModel.fit([views_of(text) for text, _ in lines], [aspect for _, aspect in lines], strength=20.0, seed=42)


@pytest.mark.parametrize(("text", "aspect"), [("må man holde pause", "breaks"), ("er der meget larm og støj", "noise")])
def test_a_particular_question_is_found(model: AspectModel, text: str, aspect: str) -> None:
    assert model.best([views_of(text)])[0][0] == aspect


def test_a_topic_at_large_is_no_particular_question(model: AspectModel) -> None:
    assert model.best([views_of("fortæl mig om vilkårene")])[0][0] == NONE


def test_its_parts_make_the_same_model(model: AspectModel) -> None:
    again = AspectModel(**model.parts())
    assert (again.limit, again.best([views_of("pause")])) == (model.limit, model.best([views_of("pause")]))


def test_the_limit_leaves_out_what_is_mostly_wrong() -> None:
    # Ten right ones at 0.5, ten wrong ones at 0.3: from 0.31 on nine in ten are right.
    probabilities = np.array([[0.5, 0.2, 0.3]] * 10 + [[0.3, 0.2, 0.1]] * 10)
    assert fit_limit(probabilities, ["a"] * 10 + ["b"] * 10, ["a", "b", NONE]) == pytest.approx(0.31)
    assert fit_limit(probabilities, ["a"] * 20, ["a", "b", NONE]) == LIMIT_AT_LEAST
    assert fit_limit(probabilities, ["b"] * 20, ["a", "b", NONE]) == LIMIT_AT_MOST
