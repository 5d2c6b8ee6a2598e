"""Finds role, experience and region, and what people tell of themselves: name, age, education, kind of employer.

Closed sets of names and numbers, which rules read better than a learned tagger. An entity of the writer's own carries
Rasa's entity role "own", a role somebody wants to have "goal"; what is only asked about carries none.
"""

from __future__ import annotations

import json
from dataclasses import asdict, replace
from datetime import date
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.extractors.extractor import EntityExtractorMixin
from rasa.shared.nlu.constants import ENTITIES, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.knowledge.names import Name, read_names
from bot.knowledge.places import OUTSIDE
from bot.nlu.age import AGE, OwnAge
from bot.nlu.amounts import ENTITY as PAY
from bot.nlu.amounts import Amounts
from bot.nlu.background import ENTITY as BACKGROUND
from bot.nlu.background import OtherWork
from bot.nlu.danish_words import is_danish_word
from bot.nlu.experience import ENTITY as EXPERIENCE
from bot.nlu.experience import NEW, UNKNOWN, ExperienceWords, bare_number, find_experience, time_ahead
from bot.nlu.gazetteer import Found, Gazetteer
from bot.nlu.lexicon import read_lexicon
from bot.nlu.ownership import OWN, Ownership
from bot.nlu.personal import EDUCATION, EMPLOYER, SITUATION, PersonalFacts
from bot.nlu.telling import AHEAD, DENIED, NUMBER, ONLY_NAMES, UNKNOWN_ROLES, Telling
from bot.nlu.unknown_roles import UnknownRoles
from bot.nlu.views import FOUND
from bot.settings import CONTENT

FILE = "names.json"
ROLE, REGION = "role", "region"
ASKED_ABOUT = frozenset({"role", "experience", "region", BACKGROUND, PAY})  # the rest is found only where somebody tells it of themselves


# A featurizer as well, since Rasa runs only those over the training data, and the classifier must see the same views there.
@DefaultV1Recipe.register(
    [DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER], is_trainable=True
)
class DanishEntityExtractor(EntityExtractorMixin, GraphComponent):
    """Training keeps the names of that moment in the model, so that a model and its names are always of one time."""

    def __init__(self, names: list[Name], lexicon: dict[str, Any], model_storage: ModelStorage, resource: Resource) -> None:
        self._names = names
        self._lexicon = lexicon
        self._model_storage = model_storage
        self._resource = resource
        self._experience_words = ExperienceWords.of(lexicon)
        self._gazetteer = Gazetteer(
            names,
            endings=lexicon["endings"],
            place_before=lexicon["place_before"],
            bare_roles=lexicon["bare_roles"],
            bare_not_before=lexicon["bare_roles_not_before"],
            bare_not_after=lexicon["bare_roles_not_after"],
            comparing=lexicon["comparing"],
            linking=lexicon["linking"],
            joining=lexicon["role_joining"],
            articles=lexicon["articles"],
            is_word=self._is_word,
        )
        self._ownership = Ownership(lexicon)
        self._amounts = Amounts(lexicon)
        self._other_work = OtherWork(lexicon)
        self._age = OwnAge(lexicon)
        self._unknown_roles = UnknownRoles(lexicon)
        self._telling = Telling(lexicon)
        self._personal = PersonalFacts(lexicon, is_word=self._is_word, tells=self._ownership.speaks_of_self)

    def _find(self, text: str) -> list[Found]:
        names = self._gazetteer.find(text)
        roles = [name for name in names if name.entity == ROLE]
        joined = [age for age in self._age.find(text) if self._telling.is_joined(text, age.start)]  # "jeg er elev og 19 år"
        ages = [*self._age.beside(text, roles), *joined]
        years = find_experience(text, self._experience_words, this_year=date.today().year)
        experience = [item for item in years if not _overlaps(item, ages)]
        return sorted([*names, *(item for item in experience if not _overlaps(item, names))], key=lambda item: item.start)

    def _told(self, text: str, found: list[Found]) -> list[Found]:
        """Name, age, education, employer and pay, where no role or place was found. Not among the views: they change no intent."""
        roles = [item for item in found if item.entity == ROLE]
        age = self._age.find(text) or self._age.beside(text, roles)
        facts = self._personal.find(text)
        told = [*facts, *age, *self._amounts.find(text), *self._hourly(text)]
        # A trainee is a level or a role as well, and where somebody stands.
        return [item for item in told if item.entity == SITUATION or not _overlaps(item, found)]

    def _hourly(self, text: str) -> list[Found]:
        """Pay by the hour and hours a week, where somebody tells them of themselves rather than asks."""
        found = self._amounts.find_hourly(text)
        return found if any(self._ownership.speaks_of_self(text, item.start) for item in found) else []

    def _entities(self, text: str, found: list[Found]) -> list[dict[str, Any]]:
        """What a message tells and asks about; years in another trade are no experience but a background of their own."""
        entities = []
        named = [*self._unknown_roles.find(text, found), *(item for item in found if item.entity == ROLE or _is_level(item))]
        beside = self._ownership.compares(text, sorted(named, key=lambda item: item.start))
        told = self._told(text, found)
        ages = {item.value for item in told if item.entity == AGE}
        for item in [*found, *told]:
            if item.entity == EXPERIENCE and item.value in ages:
                continue  # "I have not taught for 38 years, I am 38"
            if item.entity != EXPERIENCE or not item.value[:1].isdigit():
                only_beside = beside and (item.entity in (ROLE, SITUATION) or _is_level(item))
                entities.append(_only_asked(item) if only_beside else self._entity(text, item))
                continue
            denied = self._ownership.denies(text, item)
            elsewhere = self._other_work.instead(text) if denied else self._other_work.of(text, item, found)
            if denied:
                is_new = elsewhere or self._other_work.names_field(text)
                entities.append({**self._entity(text, replace(item, value=NEW if is_new else UNKNOWN)), "role": OWN})
            elif elsewhere is None:
                entities.append(self._entity(text, item))
            if elsewhere:
                entities.append(self._background(text, item, elsewhere))
        if not any(entity["entity"] == EDUCATION for entity in entities):
            entities += [_only_asked(item) for item in self._personal.asked(text) if not _overlaps(item, found)]
        spent = {str(entity["value"]).rpartition(" ")[2] for entity in entities if entity["entity"] == BACKGROUND}
        # "31 years in a shop" tells where somebody comes from, not where they want to work.
        return [entity for entity in entities if entity["entity"] != EMPLOYER or entity["value"] not in spent]

    def _background(self, text: str, years: Found, what: str) -> dict[str, Any]:
        """Years in other work: the writer's own unless somebody else is spoken of or they are only asked about."""
        entity = self._entity(text, replace(years, entity=BACKGROUND, value=f"{years.value} {what}"))
        return {**entity, "role": OWN} if self._ownership.tells(text, years) else entity

    def _entity(self, text: str, item: Found) -> dict[str, Any]:
        whose = self._ownership.of(text, item) if item.entity in ASKED_ABOUT else OWN
        place = f"{OUTSIDE}{item.value}" if item.entity == REGION and self._telling.is_outside(text, item.start) else item.value
        return {**_only_asked(replace(item, value=place)), **({"role": whose} if whose else {})}

    def _denied(self, text: str, found: list[Found]) -> list[dict[str, str]]:
        """What somebody says is not theirs: "jeg er IKKE teamleder", "jeg bor ikke i Odense"."""
        names = [item for item in found if item.entity in (ROLE, REGION) and self._ownership.denies(text, item, being=True)]
        return [{"entity": item.entity, "value": item.value} for item in names]

    def _is_word(self, word: str) -> bool:
        return word in self._lexicon["field"] or is_danish_word(word)

    @classmethod
    def create(
        cls, config: dict[str, Any], model_storage: ModelStorage, resource: Resource, execution_context: ExecutionContext
    ) -> DanishEntityExtractor:
        """An extractor with the names in the content files now."""
        return cls(read_names(CONTENT), read_lexicon(), model_storage, resource)

    def train(self, training_data: TrainingData) -> Resource:
        """Stores the names in the model."""
        stored = {"names": [asdict(name) for name in self._names], "lexicon": self._lexicon}
        with self._model_storage.write_to(self._resource) as folder:
            (folder / FILE).write_text(json.dumps(stored, ensure_ascii=False), encoding="utf-8")
        return self._resource

    @classmethod
    def load(
        cls, config: dict[str, Any], model_storage: ModelStorage, resource: Resource, execution_context: ExecutionContext, **kwargs: Any
    ) -> DanishEntityExtractor:
        """The extractor with the names in the model."""
        with model_storage.read_from(resource) as folder:
            stored = json.loads((folder / FILE).read_text(encoding="utf-8"))
        return cls([Name(**name) for name in stored["names"]], stored["lexicon"], model_storage, resource)

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """The training data, whose own annotations stand; what is found in it is kept for the classifier."""
        for message in training_data.training_examples:
            message.set(FOUND, self._find(message.get(TEXT) or ""))
        return training_data

    def process(self, messages: list[Message]) -> list[Message]:
        """Adds the entities of each message, in the order of the text."""
        for message in messages:
            text = message.get(TEXT) or ""
            found = self._find(text)
            message.set(FOUND, found)
            entities = _in_years(self._entities(text, found))
            message.set(NUMBER, None if entities else bare_number(text, self._experience_words), add_to_output=True)
            message.set(AHEAD, time_ahead(text, self._experience_words), add_to_output=True)
            message.set(DENIED, self._denied(text, found), add_to_output=True)
            message.set(UNKNOWN_ROLES, [item.value for item in self._unknown_roles.find(text, found)], add_to_output=True)
            message.set(ONLY_NAMES, self._telling.only_names(text, entities), add_to_output=True)
            message.set(ENTITIES, [*message.get(ENTITIES, []), *self.add_extractor_name(entities)], add_to_output=True)
        return messages


def _is_level(item: Found) -> bool:
    """Whether it says what somebody is rather than for how long: "elev", "nyuddannet"."""
    return item.entity == EXPERIENCE and not item.value[:1].isdigit()


def _only_asked(item: Found) -> dict[str, Any]:
    """A value that nobody tells of themselves."""
    return {**asdict(item), "confidence_entity": 1.0}


def _in_years(entities: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Without a level of the writer's own beside years of their own: "three years as a student" are three years.

    Rasa keeps the last value of a slot, whichever it is.
    """
    own = [entity for entity in entities if entity["entity"] == EXPERIENCE and entity.get("role") == OWN]
    levels = [entity for entity in own if not entity["value"][:1].isdigit()]
    return [entity for entity in entities if entity not in levels] if len(levels) < len(own) else entities


def _overlaps(item: Found, others: list[Found]) -> bool:
    return any(item.start < other.end and other.start < item.end for other in others)
