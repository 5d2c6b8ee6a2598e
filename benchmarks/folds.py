"""Cross-validation on the training data: each fifth read by a classifier trained on the other four."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
from rasa.engine.graph import ExecutionContext, GraphSchema
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.shared.nlu.constants import INTENT, INTENT_NAME_KEY, INTENT_RANKING_KEY
from rasa.shared.nlu.training_data.loading import load_data
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from sklearn.metrics import f1_score
from sklearn.model_selection import StratifiedKFold

from benchmarks.evaluate import FALLBACK, OUTSIDE
from bot.nlu.danish_nlp import DanishNLP
from bot.nlu.danish_tokenizer import DanishTokenizer
from bot.nlu.entity_extractor import DanishEntityExtractor
from bot.nlu.intent_classifier import DanishIntentClassifier
from bot.settings import ROOT

FOLDS, SEED = 5, 42


def cross_validate() -> dict[str, Any]:
    """Mean and spread over the folds of macro F1, accuracy and out-of-scope recall; all between 0 and 1."""
    with TemporaryDirectory() as folder:
        return _cross_validate(LocalModelStorage.create(Path(folder)), ExecutionContext(GraphSchema({}), model_id="folds"))


def _cross_validate(storage: LocalModelStorage, context: ExecutionContext) -> dict[str, Any]:
    examples = _read_once(storage, context)
    intents = np.asarray([example.get(INTENT) for example in examples])
    folds: list[dict[str, float]] = []
    for number, (kept, left_out) in enumerate(StratifiedKFold(FOLDS, shuffle=True, random_state=SEED).split(intents, intents)):
        config = DanishIntentClassifier.get_default_config()
        classifier = DanishIntentClassifier.create(config, storage, Resource(f"fold{number}"), context)
        classifier.train(TrainingData([examples[i] for i in kept]))
        unseen = [_without_label(examples[i]) for i in left_out]
        folds.append(_figures(intents[left_out], classifier.process(unseen)))
    names = folds[0]
    return {name: {"mean": float(np.mean([f[name] for f in folds])), "spread": float(np.std([f[name] for f in folds]))} for name in names}


def _read_once(storage: LocalModelStorage, context: ExecutionContext) -> list[Message]:
    """The examples as they reach the classifier: what comes before it learns nothing from them."""
    data = load_data(str(ROOT / "data" / "nlu.yml"))
    nlp = DanishNLP.create(DanishNLP.get_default_config(), storage, Resource("nlp"), context)
    nlp.process_training_data(data, nlp.provide())
    tokenizer = DanishTokenizer.create(DanishTokenizer.get_default_config(), storage, Resource("tokens"), context)
    tokenizer.process_training_data(data)
    DanishEntityExtractor.create({}, storage, Resource("entities"), context).process_training_data(data)
    return list(data.intent_examples)


def _without_label(example: Message) -> Message:
    return Message(data={key: value for key, value in example.data.items() if key != INTENT}, features=[])


def _figures(truth: np.ndarray, read: list[Message]) -> dict[str, float]:
    chosen = np.asarray([message.get(INTENT)[INTENT_NAME_KEY] for message in read])
    first = np.asarray([_first(message) for message in read])
    inside = truth != OUTSIDE
    return {
        "macro_f1": float(f1_score(truth, first, average="macro", zero_division=0)),
        "right_first_in_scope": float(np.mean(first[inside] == truth[inside])),
        "out_of_scope_recall": float(np.mean(np.isin(chosen[~inside], (OUTSIDE, FALLBACK)))),
        "kept_in_scope": float(np.mean(~np.isin(chosen[inside], (OUTSIDE, FALLBACK)))),
    }


def _first(message: Message) -> str:
    """The best intent, whether or not the model was sure of it."""
    return next(str(entry[INTENT_NAME_KEY]) for entry in message.get(INTENT_RANKING_KEY) if entry[INTENT_NAME_KEY] != FALLBACK)
