"""Danish for Rasa's pipeline: da_core_news_sm where it is installed, else spaCy's blank Danish with lookup lemmas."""

from __future__ import annotations

from typing import Any

import spacy
from rasa.engine.graph import ExecutionContext
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.utils.spacy_utils import SpacyModel, SpacyNLP
from spacy.language import Language

from bot.nlu.danish_name import PREFERRED, name_of
from bot.nlu.danish_words import lemma_lookups


def load_danish(package: str) -> Language:
    """The Danish package, without its parser; blank Danish with a lookup lemmatizer when it is not installed."""
    if spacy.util.is_package(package):
        # The parser is slow and nothing here reads its trees.
        return spacy.load(package, disable=["parser"])
    nlp = spacy.blank("da")
    nlp.add_pipe("lemmatizer", config={"mode": "lookup"}).initialize(lookups=lemma_lookups())
    return nlp


@DefaultV1Recipe.register(
    [DefaultV1Recipe.ComponentType.MODEL_LOADER, DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER],
    is_trainable=False,
    model_from="DanishNLP",
)
class DanishNLP(SpacyNLP):
    """Rasa's SpacyNLP with a Danish that is always there."""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """model: the spaCy package to prefer."""
        return {**SpacyNLP.get_default_config(), "model": PREFERRED}

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> DanishNLP:
        """The component with its Danish loaded."""
        config = {**cls.get_default_config(), **config}
        return cls(SpacyModel(model=load_danish(config["model"]), model_name=name_of(config["model"])), config)
