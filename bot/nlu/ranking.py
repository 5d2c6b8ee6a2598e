"""From probabilities to a ranking of intents: when Karla asks back, and when something is a cry for help. Knows nothing of Rasa's messages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from rasa.shared.constants import DEFAULT_NLU_FALLBACK_INTENT_NAME
from rasa.shared.nlu.constants import INTENT, INTENT_NAME_KEY, PREDICTED_CONFIDENCE_KEY, TEXT

from bot.nlu.decision import CRISIS, MAYBE, OUT_OF_SCOPE, Limits, crisis_probability
from bot.nlu.intent_model import IntentModel
from bot.nlu.signs import NO_SIGNS, Signs
from bot.nlu.two_questions import SURELY_OUTSIDE, Part
from bot.nlu.views import Views

Entry = dict[str, Any]  # {"name", "confidence"}, as in Rasa's intent_ranking


@dataclass(frozen=True)
class Ranked:
    """entries: the likeliest intents, best first, nlu_fallback before them where Karla asks back. maybe_crisis: it may be a cry
    for help though it was not taken for one.
    """

    entries: list[Entry]
    maybe_crisis: bool = False


class Ranker:
    """A model with its limits. length: how many intents a ranking has."""

    def __init__(self, model: IntentModel, limits: Limits, *, length: int) -> None:
        self._model = model
        self._limits = limits
        self._length = length

    def rank(self, views: Views, *, known: float = 1.0, signs: Signs = NO_SIGNS) -> Ranked:
        """The ranking of a message. known: the share of its words that we know. signs: what its words say of danger."""
        if not views.words:
            return Ranked([entry(DEFAULT_NLU_FALLBACK_INTENT_NAME, 1.0)])
        probabilities = self._model.probabilities([views])[0]
        order = np.argsort(-probabilities, kind="stable")[: self._length]
        ranking = [entry(self._model.classes[i], float(probabilities[i])) for i in order]
        first = self._probability(probabilities, CRISIS)
        crisis = float(crisis_probability(np.array(first), self._model.crisis([views])[0]))
        others = [one for one in ranking if one[INTENT_NAME_KEY] != CRISIS]
        if signs.surely or crisis >= max(self._limits.crisis, signs.least):
            return Ranked([entry(CRISIS, crisis), *others])
        if ranking[0][INTENT_NAME_KEY] == CRISIS and len(others) > 1:
            ranking = others  # what the second opinion says is none
        if self._is_unsure(ranking, known):
            ranking = [entry(DEFAULT_NLU_FALLBACK_INTENT_NAME, 1.0 - ranking[0][PREDICTED_CONFIDENCE_KEY]), *ranking]
        return Ranked(ranking, maybe_crisis=crisis >= MAYBE and not signs.explained)

    def part(self, views: Views, text: str) -> Part:
        """A part of a message as a question of its own; foreign only when it surely is, since it may have lost its subject."""
        probabilities = self._model.probabilities([views])[0]
        if OUT_OF_SCOPE in self._model.classes and self._probability(probabilities, OUT_OF_SCOPE) < SURELY_OUTSIDE:
            probabilities = probabilities.copy()
            probabilities[self._model.classes.index(OUT_OF_SCOPE)] = 0.0
            probabilities /= probabilities.sum()
        best = int(probabilities.argmax())
        return {INTENT: self._model.classes[best], PREDICTED_CONFIDENCE_KEY: float(probabilities[best]), TEXT: text}

    def _is_unsure(self, ranking: list[Entry], known: float) -> bool:
        confidence = ranking[0][PREDICTED_CONFIDENCE_KEY]
        lead = confidence - ranking[1][PREDICTED_CONFIDENCE_KEY] if len(ranking) > 1 else 1.0
        # Words nobody knows look like something outside the field; they are only not understood.
        foreign = known == 0.0 or (known < 0.5 and ranking[0][INTENT_NAME_KEY] == OUT_OF_SCOPE)
        return bool(foreign or confidence < self._limits.confidence or lead < self._limits.margin)

    def _probability(self, probabilities: np.ndarray, intent: str) -> float:
        return float(probabilities[self._model.classes.index(intent)]) if intent in self._model.classes else 0.0


def entry(intent: str, confidence: float) -> Entry:
    """One line of a ranking."""
    return {INTENT_NAME_KEY: intent, PREDICTED_CONFIDENCE_KEY: confidence}


def with_first(intent: str, ranking: list[Entry]) -> list[Entry]:
    """The ranking with this intent, sure, at its head."""
    return [entry(intent, 1.0), *(one for one in ranking if one[INTENT_NAME_KEY] != intent)]
