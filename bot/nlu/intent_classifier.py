"""The classifier of the pipeline: reads the words as they were meant, ranks the intents, and knows when it is unsure.

What actions may rely on, in `tracker.latest_message`:
- `intent`: the best intent, or nlu_fallback when Karla should ask back;
- `intent_ranking`: the likeliest intents, best first, nlu_fallback before them when it was chosen;
- `questions`: for a message that says two things, a list of two {"intent", "confidence", "text"} in the order said; else empty.
  At least one of them asks; the other may be a mood or a thanks beside it ("jeg er nervøs. Hvad spørger de om?");
- `third`: the intent of a third question in the same message, "" for most;
- `asks`: whether it begins as a question does;
- `read_as`: the words as they were meant, lower case, for looking things up;
- `keywords`: those of them that say what it is about: no grammar, nothing every question of the field has;
- `cues`: names of the cues of lexicon.yml found in the message ("dismissal", "why", "unknown", ...), and "other_trade" where it
  asks about work that is not customer service, and "maybe_crisis" where it may be a cry for help though it was not taken for one,
  and "foreign" where it is written in another language.

Examples whose intent has the metadata `teaches: crisis` (data/harmless.yml) teach only what is no cry for help: what is said in
games and of life. As examples of an intent they would pull every long message towards it.
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
from bot.nlu.decision import CRISIS, MAYBE, OUT_OF_SCOPE, Limits, crisis_probability, fit_limits
from bot.nlu.erasing import MENTIONED, Erasing
from bot.nlu.focus import Focus
from bot.nlu.intent_model import IntentModel
from bot.nlu.languages import is_foreign
from bot.nlu.lexicon import read_lexicon
from bot.nlu.normalizer import Normalizer
from bot.nlu.own_data import DELETE, REQUIREMENTS, settled_intent
from bot.nlu.ownership import Ownership
from bot.nlu.questions import QuestionSplitter
from bot.nlu.trades import OtherTrades
from bot.nlu.two_questions import BESIDE, SURELY_OUTSIDE, led_by, stands_in_field, third_question, two_questions
from bot.nlu.views import FOUND, Views, views_of

MODEL_FILE, REST_FILE = "intents.skops", "intents.json"
TRUSTED = frozenset({"numpy.float32", "scipy.sparse._csr.csr_matrix"})  # the vectorizers' dtype and their weights
QUESTIONS, THIRD = "questions", "third"
READ_AS, KEYWORDS, CUES, ASKS = "read_as", "keywords", "cues", "asks"
OTHER_TRADE, MAYBE_CRISIS, FOREIGN, VIOLENCE = "other_trade", "maybe_crisis", "foreign", "violence"
WORN = frozenset({"figurative", "weary"})  # cues of a job that wears somebody out, in words that are mostly no more than that
SURE_CRISIS = 0.75  # probability from which such words are a cry for help all the same
SALARY = "ask_salary"
YOU_SAID = "you_said"  # the cue of a message about what Karla said: an amount in it is one of hers, or held against hers
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
FELT = ("express_worry", "express_frustration")


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
        self._focus = Focus(self._lexicon, self._splitter.asks)
        self._cues = Cues(self._lexicon["cues"])
        self._erasing = Erasing(self._lexicon, self._normalizer.word)
        self._trades = OtherTrades(self._lexicon, tells=Ownership(self._lexicon).speaks_of_self)
        self._commonplace = frozenset({*STOP_WORDS, *self._lexicon["commonplace"]})

    def train(self, training_data: TrainingData) -> Resource:
        """Learns the words, fits the model and its limits on every example that has an intent, and stores them."""
        examples = [example for example in training_data.intent_examples if example.get(TEXT)]
        if not examples:
            return self._resource
        words = [token.text for example in examples for token in _tokens(example)]
        self._know(Normalizer.of(words, self._lexicon["shorthand"], is_danish_word).counts)
        taught = [example for example in examples if not _teaches_only_crisis(example)]
        intents = [str(example.get(INTENT)) for example in taught]
        self._model, unseen, second = IntentModel.fit(
            [self._views(example) for example in taught],
            intents,
            strength=self._config["C"],
            seed=self._config["random_state"],
            harmless=[self._views(example) for example in examples if _teaches_only_crisis(example)],
        )
        self._limits = fit_limits(unseen, intents, self._model.classes, second)
        self._persist()
        return self._resource

    def process(self, messages: list[Message]) -> list[Message]:
        """Sets what actions may rely on (see above) on every message."""
        for message in messages:
            for key, value in self._read(message).items():
                message.set(key, value, add_to_output=True)
        return messages

    def _read(self, message: Message) -> dict[str, Any]:
        text = message.get(TEXT) or ""
        words = [self._normalizer.word(token.text) for token in _tokens(message)]
        read_as = " ".join(words)
        cues = [*self._cues.find(text, read_as), *self._erasing.find(text, message.get(FOUND) or [])]
        known = self._share_known(message)
        ranking, maybe_crisis = self._ranking(
            self._views(message), known=known, violence=VIOLENCE in cues, figurative=not WORN.isdisjoint(cues)
        )
        start = self._focus.start(text) if ranking and ranking[0][INTENT_NAME_KEY] != CRISIS else 0
        ranking = self._narrowed(message, start, ranking)
        if ranking and (settled := self._settled(message, ranking, cues)):
            ranking = [_entry(settled, 1.0), *(entry for entry in ranking if entry[INTENT_NAME_KEY] != settled)]
        other_trade = bool(ranking) and self._asks_of_other_trade(message, ranking)
        questions = self._two_questions(message, start)
        if start and not questions:
            questions = self._two_questions(message)
        if ranking and (ranking[0][INTENT_NAME_KEY] == CRISIS or other_trade or not stands_in_field(ranking, questions)):
            questions = []
        if MENTIONED not in cues and any(question[INTENT] == DELETE for question in questions):
            questions = []  # nothing is offered to be deleted for which no word asks
        if questions and not any(question[INTENT] in BESIDE for question in questions):
            ranking = led_by(questions, ranking)
        elif questions and ranking[0][INTENT_NAME_KEY] == DEFAULT_NLU_FALLBACK_INTENT_NAME:
            # Unsure of the whole, sure of its parts: a mood and a question pull in two directions.
            ranking = [_entry(questions[0][INTENT], questions[0][PREDICTED_CONFIDENCE_KEY]), *ranking[1:]]
        ranking, questions = _own_data_settled(text, cues, ranking, questions)
        wanted = [self._normalizer.word(token.text) for token in _tokens(message) if token.start >= start]
        foreign = is_foreign([token.text.lower() for token in _tokens(message)], is_danish_word)
        seen = {OTHER_TRADE: other_trade, MAYBE_CRISIS: maybe_crisis, FOREIGN: foreign}
        return {
            INTENT: ranking[0] if ranking else _entry(None, 0.0),
            INTENT_RANKING_KEY: ranking,
            QUESTIONS: questions,
            THIRD: self._third(message, questions),
            READ_AS: read_as,
            ASKS: self._splitter.asks(text),
            KEYWORDS: [word for word in wanted if word not in self._commonplace and word.isalpha()],
            CUES: [*cues, *(cue for cue, is_seen in seen.items() if is_seen)],
        }

    def _settled(self, message: Message, ranking: list[dict[str, Any]], cues: Sequence[str]) -> str | None:
        """The intent that words settle whatever the classifier makes of the whole; none where they say nothing."""
        if self._asks_of_other_trade(message, ranking):
            return OUT_OF_SCOPE
        if _names_pay(message) and (YOU_SAID in cues or _may_be_pay(ranking[0])):
            # "They only give 23.500, is that low?" is read as anything; an amount of pay says what it is about.
            return SALARY
        return None

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

    def _ranking(
        self, views: Views, *, known: float = 1.0, violence: bool = False, figurative: bool = False
    ) -> tuple[list[dict[str, Any]], bool]:
        """The likeliest intents, best first; and whether it may be a cry for help though it was not taken for one.

        violence: whether somebody tells of blows at home, which needs help from people as much. figurative: whether it may be
        only a job that takes somebody's life or strength, which is asked about instead unless it is surely more.
        """
        if self._model is None:
            return [], False
        if not views.words:
            return [_entry(DEFAULT_NLU_FALLBACK_INTENT_NAME, 1.0)], False
        probabilities = self._model.probabilities([views])[0]
        order = np.argsort(-probabilities, kind="stable")[: self._config["ranking_length"]]
        ranking = [_entry(self._model.classes[i], float(probabilities[i])) for i in order]
        first = self._probability(probabilities, CRISIS)
        crisis = float(crisis_probability(np.array(first), self._model.crisis([views])[0]))
        others = [entry for entry in ranking if entry[INTENT_NAME_KEY] != CRISIS]
        if (crisis >= self._limits.crisis and not (figurative and crisis < SURE_CRISIS)) or violence:
            return [_entry(CRISIS, crisis), *others], False
        maybe_crisis = crisis >= MAYBE
        if ranking[0][INTENT_NAME_KEY] == CRISIS and len(others) > 1:
            ranking = others  # what the second opinion says is none
        confidence = ranking[0][PREDICTED_CONFIDENCE_KEY]
        lead = confidence - ranking[1][PREDICTED_CONFIDENCE_KEY] if len(ranking) > 1 else 1.0
        # Words nobody knows look like something outside the field; they are only not understood.
        foreign = known == 0.0 or (known < 0.5 and ranking[0][INTENT_NAME_KEY] == OUT_OF_SCOPE)
        if foreign or confidence < self._limits.confidence or lead < self._limits.margin:
            return [_entry(DEFAULT_NLU_FALLBACK_INTENT_NAME, 1.0 - confidence), *ranking], maybe_crisis
        return ranking, maybe_crisis

    def _probability(self, probabilities: np.ndarray, intent: str) -> float:
        assert self._model is not None
        return float(probabilities[self._model.classes.index(intent)]) if intent in self._model.classes else 0.0

    def _narrowed(self, message: Message, start: int, ranking: list[dict[str, Any]]) -> list[dict[str, Any]]:
        """The ranking of what a message wants, where a story or what is not meant stands before it and the rest is clear."""
        if not start:
            return ranking
        wanted, _ = self._ranking(self._views(message, start))
        unclear = wanted[0][INTENT_NAME_KEY] in (DEFAULT_NLU_FALLBACK_INTENT_NAME, OUT_OF_SCOPE)
        return ranking if unclear else wanted

    def _two_questions(self, message: Message, start: int = 0) -> list[dict[str, Any]]:
        """The two things a message says from a position on; empty when it says one."""
        return self._halves(message, start, len(message.get(TEXT) or ""))

    def _halves(self, message: Message, start: int, end: int) -> list[dict[str, Any]]:
        text = (message.get(TEXT) or "")[start:end]
        splits = self._splitter.splits(text) if self._model is not None else []
        return two_questions(splits, len(text), lambda left, right: self._part(message, start + left, start + right))

    def _third(self, message: Message, questions: list[dict[str, Any]]) -> str:
        text = message.get(TEXT) or ""
        third = third_question(questions, lambda part: self._halves(message, text.find(part), text.find(part) + len(part)))
        return str(third[INTENT]) if third else ""

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


def _teaches_only_crisis(example: Message) -> bool:
    return ((example.get("metadata") or {}).get("intent") or {}).get("teaches") == CRISIS


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


def _own_data_settled(
    text: str, cues: Sequence[str], ranking: list[dict[str, Any]], questions: list[dict[str, Any]]
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Ranking and questions of a message whose cues settle that it is about the writer's own data or age."""
    read = str(ranking[0][INTENT_NAME_KEY]) if ranking else ""
    settled = settled_intent(read, cues)
    if not ranking or settled == read:
        return ranking, questions
    if settled == REQUIREMENTS and read in FELT:
        # The feeling is met as well: "I fear that I am too old".
        return ranking, [_question(read, text), _question(settled, text)]
    return [_entry(settled, 1.0), *(entry for entry in ranking if entry[INTENT_NAME_KEY] != settled)], questions


def _question(intent: str, text: str) -> dict[str, Any]:
    return {INTENT: intent, PREDICTED_CONFIDENCE_KEY: 1.0, TEXT: text}


def _entry(intent: str | None, confidence: float) -> dict[str, Any]:
    return {INTENT_NAME_KEY: intent, PREDICTED_CONFIDENCE_KEY: confidence}
