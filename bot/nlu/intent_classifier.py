"""The classifier of the pipeline: reads the words as they were meant, ranks the intents, and knows when it is unsure.

This file is Rasa's side of it: training, storing and loading; `reading.py` says what is set on a message and what actions may
rely on.

Examples with the metadata `aspect` (data/aspects/) teach which particular question of their topic is asked, and nothing else.
Examples whose intent has the metadata `teaches: crisis` (data/harmless.yml) teach only what is no cry for help: what is said in
games and of life. As examples of an intent they would pull every long message towards it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

import skops.io
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.nlu.model import InvalidModelError
from rasa.nlu.tokenizers.tokenizer import Tokenizer
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.nlu.aspect_model import NONE, AspectModel
from bot.nlu.danish_words import is_danish_word
from bot.nlu.decision import CRISIS, Limits, fit_limits
from bot.nlu.intent_model import IntentModel
from bot.nlu.lexicon import read_lexicon
from bot.nlu.messages import MessageWords, tokens_of
from bot.nlu.normalizer import Normalizer
from bot.nlu.ranking import Ranker
from bot.nlu.reading import MessageReader

MODEL_FILE, ASPECTS_FILE, REST_FILE = "intents.skops", "aspects.skops", "intents.json"
AT_LARGE = "general"  # the aspect noted for examples that ask about their topic at large
TRUSTED = frozenset({"numpy.float32", "scipy.sparse._csr.csr_matrix"})  # the vectorizers' dtype and their weights


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class DanishIntentClassifier(IntentClassifier, GraphComponent):
    """Rasa's classifier contract on scikit-learn: no TensorFlow graph to build, a model that trains in seconds."""

    @classmethod
    def required_components(cls) -> list[type]:
        """Tokens are what the views are made of."""
        return [Tokenizer]

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """C: inverse strength of regularisation. ranking_length: how many intents a message carries."""
        return {"C": 20.0, "ranking_length": 5, "random_state": 42}

    def __init__(self, config: dict[str, Any], model_storage: ModelStorage, resource: Resource) -> None:
        self._config = config
        self._model_storage = model_storage
        self._resource = resource
        self._reader: MessageReader | None = None

    @classmethod
    def create(
        cls, config: dict[str, Any], model_storage: ModelStorage, resource: Resource, execution_context: ExecutionContext
    ) -> DanishIntentClassifier:
        """An untrained classifier; it leaves messages as they are."""
        return cls(config, model_storage, resource)

    def train(self, training_data: TrainingData) -> Resource:
        """Learns the words, fits the model and its limits on every example that has an intent, and stores them."""
        examples = [example for example in training_data.intent_examples if example.get(TEXT)]
        if not examples:
            return self._resource
        lexicon = read_lexicon()
        known = [token.text for example in examples for token in tokens_of(example)]
        words = MessageWords(Normalizer.of(known, lexicon["shorthand"], is_danish_word))
        shown = [example for example in examples if not _teaches_only_crisis(example)]
        taught = [example for example in shown if not _noted(example).get("aspect")]
        intents = [str(example.get(INTENT)) for example in taught]
        model, unseen, second = IntentModel.fit(
            [words.views(example) for example in taught],
            intents,
            strength=self._config["C"],
            seed=self._config["random_state"],
            harmless=[words.views(example) for example in examples if _teaches_only_crisis(example)],
        )
        limits = fit_limits(unseen, intents, model.classes, second)
        aspects = self._fit_aspects(shown, words)
        self._persist(model, aspects, limits, lexicon, words.normalizer.counts)
        self._reader = self._make_reader(model, aspects, limits, lexicon, words)
        return self._resource

    def _fit_aspects(self, examples: list[Message], words: MessageWords) -> AspectModel | None:
        """The model of particular questions; none where no example is of any."""
        noted = [(example, _noted(example).get("aspect")) for example in examples]
        shown = [(example, NONE if aspect == AT_LARGE else str(aspect)) for example, aspect in noted if aspect]
        if not shown:
            return None
        return AspectModel.fit(
            [words.views(example) for example, _ in shown],
            [str(example.get(INTENT)) for example, _ in shown],
            [aspect for _, aspect in shown],
            strength=self._config["C"],
            seed=self._config["random_state"],
        )

    def process(self, messages: list[Message]) -> list[Message]:
        """Sets what actions may rely on (see `reading.py`) on every message."""
        if self._reader is not None:
            for message in messages:
                for key, value in self._reader.read(message).items():
                    message.set(key, value, add_to_output=True)
        return messages

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """The training data with predictions, which later components may learn from."""
        self.process(training_data.training_examples)
        return training_data

    def _make_reader(
        self, model: IntentModel, aspects: AspectModel | None, limits: Limits, lexicon: dict[str, Any], words: MessageWords
    ) -> MessageReader:
        return MessageReader(lexicon, words, Ranker(model, limits, length=self._config["ranking_length"]), aspects)

    def _persist(
        self, model: IntentModel, aspects: AspectModel | None, limits: Limits, lexicon: dict[str, Any], counts: Mapping[str, int]
    ) -> None:
        with self._model_storage.write_to(self._resource) as folder:
            skops.io.dump(model.parts(), folder / MODEL_FILE)
            if aspects:
                skops.io.dump(aspects.parts(), folder / ASPECTS_FILE)
            rest = {"limits": asdict(limits), "counts": counts, "lexicon": lexicon}
            (folder / REST_FILE).write_text(json.dumps(rest, ensure_ascii=False), encoding="utf-8")

    @classmethod
    def load(
        cls, config: dict[str, Any], model_storage: ModelStorage, resource: Resource, execution_context: ExecutionContext, **kwargs: Any
    ) -> DanishIntentClassifier:
        """The trained classifier. Raises: InvalidModelError when the file holds anything but what `train` wrote."""
        with model_storage.read_from(resource) as folder:
            model = IntentModel(**_load(folder / MODEL_FILE))
            aspects = AspectModel.of_parts(_load(folder / ASPECTS_FILE)) if (folder / ASPECTS_FILE).exists() else None
            rest = json.loads((folder / REST_FILE).read_text(encoding="utf-8"))
        component = cls.create(config, model_storage, resource, execution_context)
        words = MessageWords(Normalizer(rest["counts"], rest["lexicon"]["shorthand"], is_danish_word))
        component._reader = component._make_reader(model, aspects, Limits(**rest["limits"]), rest["lexicon"], words)
        return component


def _load(path: Path) -> dict[str, Any]:
    """What a file of the model holds. Raises: InvalidModelError when it holds anything but what `train` wrote."""
    unknown = set(skops.io.get_untrusted_types(file=path)) - TRUSTED
    if unknown:
        raise InvalidModelError(f"The model holds types it should not: {sorted(unknown)}. Train it again with: make train")
    parts: dict[str, Any] = skops.io.load(path, trusted=list(TRUSTED))
    return parts


def _noted(example: Message) -> dict[str, Any]:
    """What is noted beside the intent of an example."""
    return (example.get("metadata") or {}).get("intent") or {}


def _teaches_only_crisis(example: Message) -> bool:
    return _noted(example).get("teaches") == CRISIS
