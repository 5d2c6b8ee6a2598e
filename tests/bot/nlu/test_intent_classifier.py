"""Rasa's side of the classifier: a small model trained, stored and loaded. How well the real one reads is measured by make evaluate."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import skops.io
from rasa.engine.graph import ExecutionContext, GraphSchema
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.nlu.constants import TOKENS_NAMES
from rasa.nlu.model import InvalidModelError
from rasa.nlu.tokenizers.whitespace_tokenizer import WhitespaceTokenizer
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.nlu.intent_classifier import MODEL_FILE, DanishIntentClassifier

CONTEXT = ExecutionContext(GraphSchema({}), model_id="test")
RESOURCE = Resource("classifier")
TAUGHT = {
    "ask_salary": ["hvad tjener man", "hvad er lønnen", "hvor meget får man udbetalt", "hvad giver jobbet om måneden"],
    "ask_duties": ["hvad laver man hele dagen", "hvilke opgaver har man", "hvad går tiden med", "hvordan er en arbejdsdag"],
    "crisis": ["jeg vil ikke leve mere", "jeg vil dø", "jeg tager mit eget liv", "jeg kan ikke holde ud at leve"],
    "out_of_scope": ["hvordan bliver vejret", "hvem vandt kampen", "hvad er klokken", "kan du synge en sang"],
}


def tokenized(text: str, **data: Any) -> Message:
    message = Message(data={TEXT: text, **data})
    tokenizer = WhitespaceTokenizer(WhitespaceTokenizer.get_default_config())
    message.set(TOKENS_NAMES[TEXT], tokenizer.tokenize(message, TEXT))
    return message


@pytest.fixture
def storage(tmp_path: Path) -> LocalModelStorage:
    return LocalModelStorage.create(tmp_path)


def train(storage: LocalModelStorage, examples: list[Message]) -> DanishIntentClassifier:
    classifier = DanishIntentClassifier.create(DanishIntentClassifier.get_default_config(), storage, RESOURCE, CONTEXT)
    classifier.train(TrainingData(examples))
    return classifier


def taught() -> list[Message]:
    return [tokenized(text, **{INTENT: intent}) for intent, texts in TAUGHT.items() for text in texts]


def read(classifier: DanishIntentClassifier, text: str) -> dict[str, Any]:
    (message,) = classifier.process([tokenized(text)])
    read: dict[str, Any] = message.as_dict(only_output_properties=True)
    return read


def test_a_loaded_model_reads_what_the_trained_one_read(storage: LocalModelStorage) -> None:
    trained = train(storage, taught())
    loaded = DanishIntentClassifier.load(DanishIntentClassifier.get_default_config(), storage, RESOURCE, CONTEXT)
    for text in ("hvad er lønnen?", "hvad laver man, og hvad tjener man?", "jeg vil dø", "asdf qwer"):
        assert read(loaded, text) == read(trained, text)
    assert read(loaded, "hvad er lønnen om måneden?")["intent_ranking"][0]["name"] in ("ask_salary", "nlu_fallback")


def test_two_trainings_give_the_same_predictions(storage: LocalModelStorage) -> None:
    first, second = train(storage, taught()), train(storage, taught())
    assert read(first, "hvad laver man om dagen") == read(second, "hvad laver man om dagen")


def test_harmless_lines_teach_no_intent(storage: LocalModelStorage) -> None:
    harmless = tokenized("kunden slår mig ihjel", **{INTENT: "harmless", "metadata": {"intent": {"teaches": "crisis"}}})
    ranking = read(train(storage, [*taught(), harmless]), "kunden slår mig ihjel")["intent_ranking"]
    assert "harmless" not in [entry["name"] for entry in ranking]


def test_a_model_with_types_of_another_origin_is_refused(storage: LocalModelStorage) -> None:
    train(storage, taught())
    with storage.write_to(RESOURCE) as folder:
        skops.io.dump({"model": Path("somewhere")}, folder / MODEL_FILE)
    with pytest.raises(InvalidModelError, match="Train it again with: make train"):
        DanishIntentClassifier.load(DanishIntentClassifier.get_default_config(), storage, RESOURCE, CONTEXT)


def test_without_examples_nothing_is_learned_and_nothing_said(storage: LocalModelStorage) -> None:
    assert read(train(storage, []), "hvad tjener man") == {TEXT: "hvad tjener man"}
