"""What the door does before anybody comes."""

from __future__ import annotations

from typing import Any, cast

from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.channels.door import WARM_UP
from bot.nlu import danish_words
from bot.nlu.entity_extractor import DanishEntityExtractor


def test_the_first_person_does_not_wait_for_the_list_of_danish_words() -> None:
    unused = cast(Any, None)
    extractor = DanishEntityExtractor.create({}, unused, unused, unused)
    danish_words._lemmas.cache_clear()
    extractor.process([Message({TEXT: WARM_UP})])
    assert danish_words._lemmas.cache_info().currsize == 1
