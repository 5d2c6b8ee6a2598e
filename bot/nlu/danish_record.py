"""Writes into the model which Danish it was trained with, and refuses to load with another.

Lemmas and tags differ between the two Danishes, so a model loaded with the other one would misread in silence.
"""

from __future__ import annotations

import json
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.model import InvalidModelError
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.nlu.danish_name import PREFERRED, name_of

RECORD = "danish.json"


def check_danish(trained_with: str, installed: str) -> None:
    """Raises: InvalidModelError naming both and the cure, when they differ."""
    if trained_with != installed:
        raise InvalidModelError(
            f"This model was trained with the Danish of '{trained_with}', and '{installed}' is installed. "
            f"Its lemmas would be read wrongly. Train it again with: make train"
        )


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=True)
class DanishRecord(GraphComponent):
    """Holds the name of the Danish a model was trained with; changes no message."""

    def __init__(self, name: str, model_storage: ModelStorage, resource: Resource) -> None:
        self._name = name
        self._model_storage = model_storage
        self._resource = resource

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """model: the spaCy package that DanishNLP prefers."""
        return {"model": PREFERRED}

    @classmethod
    def create(
        cls, config: dict[str, Any], model_storage: ModelStorage, resource: Resource, execution_context: ExecutionContext
    ) -> DanishRecord:
        """A record of the Danish installed now."""
        return cls(name_of(config["model"]), model_storage, resource)

    @classmethod
    def load(
        cls, config: dict[str, Any], model_storage: ModelStorage, resource: Resource, execution_context: ExecutionContext, **kwargs: Any
    ) -> DanishRecord:
        """The record in the model. Raises: InvalidModelError when another Danish is installed."""
        with model_storage.read_from(resource) as folder:
            trained_with = json.loads((folder / RECORD).read_text(encoding="utf-8"))["danish"]
        check_danish(trained_with, name_of(config["model"]))
        return cls(trained_with, model_storage, resource)

    def train(self, training_data: TrainingData) -> Resource:
        """Writes the record into the model."""
        with self._model_storage.write_to(self._resource) as folder:
            (folder / RECORD).write_text(json.dumps({"danish": self._name}), encoding="utf-8")
        return self._resource

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """The data as it was."""
        return training_data

    def process(self, messages: list[Message]) -> list[Message]:
        """The messages as they were."""
        return messages
