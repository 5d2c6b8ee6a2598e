"""Both Danishes: a real package, and the fallback; and the record that keeps them apart."""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import spacy
import spacy.cli
from rasa.engine.graph import ExecutionContext, GraphSchema
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.nlu.constants import TOKENS_NAMES
from rasa.nlu.model import InvalidModelError
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from spacy.training import Example

from bot.nlu.danish_name import name_of
from bot.nlu.danish_nlp import DanishNLP
from bot.nlu.danish_record import RECORD, DanishRecord
from bot.nlu.danish_tokenizer import DanishTokenizer
from bot.nlu.views import views_of

PACKAGE = "da_karla_test"
SENTENCES = [
    ("hun hjælper kunden", ["PRON", "VERB", "NOUN"], ["hun", "hjælpe", "kunde"]),
    ("kunden ringer", ["NOUN", "VERB"], ["kunde", "ringe"]),
    ("vi hjælper kunderne", ["PRON", "VERB", "NOUN"], ["vi", "hjælpe", "kunde"]),
]


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A small real Danish pipeline, with a trained tagger, installed as a package for the time of the tests."""
    nlp = spacy.blank("da")
    morphologizer = nlp.add_pipe("morphologizer")
    nlp.add_pipe("lemmatizer", config={"mode": "lookup"})
    examples = [Example.from_dict(nlp.make_doc(text), {"pos": tags, "morphs": [""] * len(tags)}) for text, tags, _ in SENTENCES]
    optimizer = nlp.initialize(lambda: examples)
    for _ in range(30):
        nlp.update(examples, sgd=optimizer, exclude=["lemmatizer"])
    assert morphologizer is not None
    folder = tmp_path_factory.mktemp("package")
    nlp.meta.update({"name": "karla_test", "version": "1.2.3"})
    saved = folder / "saved"
    nlp.to_disk(saved)
    home = folder / "home"
    home.mkdir()
    spacy.cli.package(saved, home, create_sdist=False, silent=True)
    made = next(home.glob("*/" + PACKAGE))
    shutil.copy(saved / "meta.json", made)
    information = made.parent / f"{PACKAGE}-1.2.3.dist-info"
    information.mkdir()
    (information / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {PACKAGE}\nVersion: 1.2.3\n", encoding="utf-8")
    sys.path.insert(0, str(made.parent))
    yield PACKAGE
    sys.path.remove(str(made.parent))


def context() -> ExecutionContext:
    return ExecutionContext(GraphSchema({}))


def read(text: str, package: str, storage: LocalModelStorage) -> Any:
    """The tokens of a text, as the pipeline makes them with this Danish."""
    danish = DanishNLP.create({"model": package}, storage, Resource("danish"), context())
    message = Message(data={TEXT: text})
    danish.process([message], danish.provide())
    DanishTokenizer(DanishTokenizer.get_default_config()).process([message])
    return message.get(TOKENS_NAMES[TEXT])


@pytest.fixture
def storage(tmp_path: Path) -> LocalModelStorage:
    return LocalModelStorage(tmp_path)


def test_the_fallback_gives_lemmas(storage: LocalModelStorage) -> None:
    views = views_of(read("Lønnen steg", "da_not_installed", storage))
    assert views.lemmas == "løn stige"
    assert views.words == "lønnen steg"
    assert views.tags == ""


def test_an_installed_package_gives_lemmas_and_parts_of_speech(package: str, storage: LocalModelStorage) -> None:
    views = views_of(read("Hun hjælper kunden", package, storage))
    assert views.lemmas == "hun hjælpe kunde"
    assert views.tags.split() == ["PRON", "VERB", "NOUN"]


def test_names_say_which_danish_and_which_version(package: str) -> None:
    assert name_of(package) == "da_karla_test 1.2.3"
    assert name_of("da_not_installed").startswith("blank da + spacy-lookups-data 1.")


def test_a_model_remembers_its_danish(storage: LocalModelStorage) -> None:
    config = {"model": "da_not_installed"}
    resource = DanishRecord.create(config, storage, Resource("record"), context()).train(TrainingData())
    with storage.read_from(resource) as folder:
        assert json.loads((folder / RECORD).read_text()) == {"danish": name_of("da_not_installed")}
    assert isinstance(DanishRecord.load(config, storage, resource, context()), DanishRecord)


def test_a_model_refuses_another_danish_and_names_both(package: str, storage: LocalModelStorage) -> None:
    resource = DanishRecord.create({"model": "da_not_installed"}, storage, Resource("record"), context()).train(TrainingData())
    with pytest.raises(InvalidModelError) as caught:
        DanishRecord.load({"model": package}, storage, resource, context())
    assert name_of("da_not_installed") in str(caught.value)
    assert "da_karla_test 1.2.3" in str(caught.value)
    assert "make train" in str(caught.value)
