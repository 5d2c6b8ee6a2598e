"""The classifier of the pipeline: reads the words as they were meant, ranks the intents, and knows when it is unsure.

What actions may rely on, in `tracker.latest_message`:
- `intent`: the best intent, or nlu_fallback when Karla should ask back;
- `intent_ranking`: the likeliest intents, best first, nlu_fallback before them when it was chosen;
- `questions`: for a message that says two things, a list of two {"intent", "confidence", "text"} in the order said; else empty.
  At least one of them asks; the other may be a mood or a thanks beside it ("jeg er nervøs. Hvad spørger de om?");
- `asks`: whether it begins as a question does;
- `read_as`: the words as they were meant, lower case, for looking things up;
- `keywords`: those of them that say what it is about: no grammar, nothing every question of the field has;
- `cues`: names of the cues of lexicon.yml found in the message ("dismissal", "why", "unknown", ...), and "other_trade" where it
  asks about work that is not customer service.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

import numpy as np
import skops.io
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.nlu.constants import TOKENS_NAMES
from rasa.nlu.model import InvalidModelError
from rasa.nlu.tokenizers.tokenizer import Token, Tokenizer
from rasa.shared.constants import DEFAULT_NLU_FALLBACK_INTENT_NAME
from rasa.shared.nlu.constants import ENTITIES, INTENT, INTENT_NAME_KEY, INTENT_RANKING_KEY, PREDICTED_CONFIDENCE_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from spacy.lang.da.stop_words import STOP_WORDS

from bot.nlu.amounts import ENTITY as PAY
from bot.nlu.cues import Cues
from bot.nlu.danish_words import is_danish_word
from bot.nlu.decision import CRISIS, OUT_OF_SCOPE, Limits, fit_limits
from bot.nlu.intent_model import IntentModel
from bot.nlu.lexicon import read_lexicon
from bot.nlu.normalizer import Normalizer
from bot.nlu.ownership import Ownership
from bot.nlu.questions import QuestionSplitter
from bot.nlu.trades import OtherTrades
from bot.nlu.two_questions import BESIDE, SURELY_OUTSIDE, led_by, stands_in_field, two_questions
from bot.nlu.views import FOUND, Views, views_of

MODEL_FILE, REST_FILE = "intents.skops", "intents.json"
TRUSTED = frozenset({"numpy.float32", "scipy.sparse._csr.csr_matrix"})  # the vectorizers' dtype and their weights
QUESTIONS = "questions"
READ_AS, KEYWORDS, CUES, ASKS = "read_as", "keywords", "cues", "asks"
OTHER_TRADE = "other_trade"
SALARY = "ask_salary"
YOU_SAID = "you_said"  # the cue of a message that speaks of what Karla said
SURE_FEELING = 0.9  # probability below which a feeling beside an amount of pay is only the tone
ABOUT_PAY = (
    "ask_",
    "compare_roles",
    OUT_OF_SCOPE,
    DEFAULT_NLU_FALLBACK_INTENT_NAME,
    "inform",
    "follow_up",
    "help",
    "affirm",
    "deny",
)


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
        self._lexicon = read_lexicon()
        self._know({})
        self._model: IntentModel | None = None
        self._limits = Limits(0.0, 0.0, 1.0)

    @classmethod
    def create(
        cls, config: dict[str, Any], model_storage: ModelStorage, resource: Resource, execution_context: ExecutionContext
    ) -> DanishIntentClassifier:
        """An untrained classifier."""
        return cls(config, model_storage, resource)

    def _know(self, counts: Mapping[str, int]) -> None:
        """Makes the readers that know the lexicon and how often each word stands in the training data."""
        self._normalizer = Normalizer(counts, self._lexicon["shorthand"], is_danish_word)
        self._splitter = QuestionSplitter(self._lexicon, self._normalizer.word)
        self._cues = Cues(self._lexicon["cues"])
        self._trades = OtherTrades(self._lexicon, tells=Ownership(self._lexicon).speaks_of_self)
        self._commonplace = frozenset({*STOP_WORDS, *self._lexicon["commonplace"]})

    def train(self, training_data: TrainingData) -> Resource:
        """Learns the words, fits the model and its limits on every example that has an intent, and stores them."""
        examples = [example for example in training_data.intent_examples if example.get(TEXT)]
        if not examples:
            return self._resource
        words = [token.text for example in examples for token in _tokens(example)]
        self._know(Normalizer.of(words, self._lexicon["shorthand"], is_danish_word).counts)
        intents = [str(example.get(INTENT)) for example in examples]
        views = [self._views(example) for example in examples]
        self._model, unseen = IntentModel.fit(views, intents, strength=self._config["C"], seed=self._config["random_state"])
        self._limits = fit_limits(unseen, intents, self._model.classes)
        self._persist()
        return self._resource

    def process(self, messages: list[Message]) -> list[Message]:
        """Sets intent, intent_ranking and questions on every message."""
        for message in messages:
            ranking = self._ranking(self._views(message), known=self._share_known(message))
            other_trade = self._asks_of_other_trade(message, ranking)
            if other_trade:
                ranking = _led_by(OUT_OF_SCOPE, ranking)
            elif ranking and _names_pay(message) and (self._answers_karla(message) or _may_be_pay(ranking[0])):
                # "They only give 23.500, is that low?" is read as anything; an amount of pay says what it is about.
                ranking = _led_by(SALARY, ranking)
            questions = self._two_questions(message)
            if ranking and (ranking[0][INTENT_NAME_KEY] == CRISIS or other_trade or not stands_in_field(ranking, questions)):
                questions = []
            if questions and not any(question[INTENT] in BESIDE for question in questions):
                ranking = led_by(questions, ranking)
            elif questions and ranking[0][INTENT_NAME_KEY] == DEFAULT_NLU_FALLBACK_INTENT_NAME:
                # Unsure of the whole, sure of its parts: a mood and a question pull in two directions.
                ranking = [_entry(questions[0][INTENT], questions[0][PREDICTED_CONFIDENCE_KEY]), *ranking[1:]]
            message.set(INTENT, ranking[0] if ranking else _entry(None, 0.0), add_to_output=True)
            message.set(INTENT_RANKING_KEY, ranking, add_to_output=True)
            message.set(QUESTIONS, questions, add_to_output=True)
            words = [self._normalizer.word(token.text) for token in _tokens(message)]
            read_as = " ".join(words)
            message.set(READ_AS, read_as, add_to_output=True)
            message.set(ASKS, self._splitter.asks(message.get(TEXT) or ""), add_to_output=True)
            message.set(KEYWORDS, [word for word in words if word not in self._commonplace and word.isalpha()], add_to_output=True)
            cues = self._cues.find(message.get(TEXT) or "", read_as)
            message.set(CUES, [*cues, OTHER_TRADE] if other_trade else cues, add_to_output=True)
        return messages

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """The training data with predictions, which later components may learn from."""
        self.process(training_data.training_examples)
        return training_data

    def _share_known(self, message: Message) -> float:
        """The share of a message's words that we know; letters at random and other alphabets have none."""
        words = [token.text for token in _tokens(message) if any(letter.isalpha() for letter in token.text)]
        known = [self._normalizer.knows(word) for word in words]
        return sum(known) / len(known) if known and not message.get(FOUND) else 1.0

    def _asks_of_other_trade(self, message: Message, ranking: list[dict[str, Any]]) -> bool:
        """Whether a message that was read as a question of the field asks about another trade: pay is asked about alike in all."""
        text, intent = message.get(TEXT) or "", str(ranking[0][INTENT_NAME_KEY]) if ranking else ""
        if _names_role(message, 0, len(text)):
            return False
        read_as_question = intent.startswith("ask_") or intent in (OUT_OF_SCOPE, DEFAULT_NLU_FALLBACK_INTENT_NAME)
        asks = "?" in text or intent.startswith("ask_") or self._splitter.asks(text)
        return read_as_question and self._trades.asked(text, asks=asks)

    def _answers_karla(self, message: Message) -> bool:
        """Whether a message is about what Karla said: an amount in it is one of hers, or held against hers."""
        return YOU_SAID in self._cues.find(message.get(TEXT) or "")

    def _ranking(self, views: Views, *, known: float = 1.0) -> list[dict[str, Any]]:
        if self._model is None:
            return []
        if not views.words:
            return [_entry(DEFAULT_NLU_FALLBACK_INTENT_NAME, 1.0)]
        probabilities = self._model.probabilities([views])[0]
        order = np.argsort(-probabilities, kind="stable")[: self._config["ranking_length"]]
        ranking = [_entry(self._model.classes[i], float(probabilities[i])) for i in order]
        crisis = self._probability(probabilities, CRISIS)
        if crisis >= self._limits.crisis:
            return [_entry(CRISIS, crisis), *(entry for entry in ranking if entry[INTENT_NAME_KEY] != CRISIS)]
        confidence = ranking[0][PREDICTED_CONFIDENCE_KEY]
        lead = confidence - ranking[1][PREDICTED_CONFIDENCE_KEY] if len(ranking) > 1 else 1.0
        # Words nobody knows look like something outside the field; they are only not understood.
        foreign = known == 0.0 or (known < 0.5 and ranking[0][INTENT_NAME_KEY] == OUT_OF_SCOPE)
        if foreign or confidence < self._limits.confidence or lead < self._limits.margin:
            return [_entry(DEFAULT_NLU_FALLBACK_INTENT_NAME, 1.0 - confidence), *ranking]
        return ranking

    def _probability(self, probabilities: np.ndarray, intent: str) -> float:
        assert self._model is not None
        return float(probabilities[self._model.classes.index(intent)]) if intent in self._model.classes else 0.0

    def _two_questions(self, message: Message) -> list[dict[str, Any]]:
        """The two things a message says; empty when it says one."""
        text = message.get(TEXT) or ""
        splits = self._splitter.splits(text) if self._model is not None else []
        return two_questions(splits, len(text), lambda start, end: self._part(message, start, end))

    def _part(self, message: Message, start: int, end: int) -> dict[str, Any]:
        """One part of a message as a question of its own."""
        assert self._model is not None
        text = (message.get(TEXT) or "")[start:end].strip()
        if not _names_role(message, start, end) and self._trades.asked(text, asks=True):
            return {INTENT: OUT_OF_SCOPE, PREDICTED_CONFIDENCE_KEY: 1.0, TEXT: text}
        probabilities = self._model.probabilities([self._views(message, start, end)])[0]
        outside = self._probability(probabilities, OUT_OF_SCOPE)
        if outside < SURELY_OUTSIDE and OUT_OF_SCOPE in self._model.classes:
            probabilities = probabilities.copy()
            probabilities[self._model.classes.index(OUT_OF_SCOPE)] = 0.0
            probabilities /= probabilities.sum()
        best = int(probabilities.argmax())
        return {INTENT: self._model.classes[best], PREDICTED_CONFIDENCE_KEY: float(probabilities[best]), TEXT: text}

    def _views(self, message: Message, start: int = 0, end: int | None = None) -> Views:
        tokens = [token for token in _tokens(message) if token.start >= start and (end is None or token.end <= end)]
        return views_of(tokens, message.get(FOUND) or [], normalize=self._normalizer.word)

    def _persist(self) -> None:
        assert self._model is not None
        with self._model_storage.write_to(self._resource) as folder:
            skops.io.dump(self._model.parts(), folder / MODEL_FILE)
            rest = {"limits": asdict(self._limits), "counts": self._normalizer.counts, "lexicon": self._lexicon}
            (folder / REST_FILE).write_text(json.dumps(rest, ensure_ascii=False), encoding="utf-8")

    @classmethod
    def load(
        cls, config: dict[str, Any], model_storage: ModelStorage, resource: Resource, execution_context: ExecutionContext, **kwargs: Any
    ) -> DanishIntentClassifier:
        """The trained classifier. Raises: InvalidModelError when the file holds anything but what `train` wrote."""
        with model_storage.read_from(resource) as folder:
            unknown = set(skops.io.get_untrusted_types(file=folder / MODEL_FILE)) - TRUSTED
            if unknown:
                raise InvalidModelError(f"The model holds types it should not: {sorted(unknown)}. Train it again with: make train")
            parts = skops.io.load(folder / MODEL_FILE, trusted=list(TRUSTED))
            rest = json.loads((folder / REST_FILE).read_text(encoding="utf-8"))
        component = cls.create(config, model_storage, resource, execution_context)
        component._model = IntentModel(**parts)
        component._limits = Limits(**rest["limits"])
        component._lexicon = rest["lexicon"]
        component._know(rest["counts"])
        return component


def _led_by(intent: str, ranking: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The ranking with an intent before the others that something surer than its words has settled."""
    return [_entry(intent, 1.0), *(entry for entry in ranking if entry[INTENT_NAME_KEY] != intent)]


def _names_pay(message: Message) -> bool:
    """Whether an amount of pay is named."""
    return any(entity.get("entity") == PAY for entity in message.get(ENTITIES) or [])


def _may_be_pay(first: dict[str, Any]) -> bool:
    """Whether a message read so can be about pay all the same: a sure feeling or a wish to play is what it is."""
    if first[INTENT_NAME_KEY] == OUT_OF_SCOPE and first[PREDICTED_CONFIDENCE_KEY] >= SURELY_OUTSIDE:
        return False
    doubtful = str(first[INTENT_NAME_KEY]).startswith("express_") and first[PREDICTED_CONFIDENCE_KEY] < SURE_FEELING
    return doubtful or str(first[INTENT_NAME_KEY]).startswith(ABOUT_PAY)


def _names_role(message: Message, start: int, end: int) -> bool:
    """Whether a role of customer service is named between two positions."""
    return any(item.entity == "role" and start <= item.start and item.end <= end for item in message.get(FOUND) or [])


def _tokens(message: Message) -> Sequence[Token]:
    return message.get(TOKENS_NAMES[TEXT]) or []


def _entry(intent: str | None, confidence: float) -> dict[str, Any]:
    return {INTENT_NAME_KEY: intent, PREDICTED_CONFIDENCE_KEY: confidence}
