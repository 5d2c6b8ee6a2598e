"""Whether a message is written in a language Karla does not speak."""

from __future__ import annotations

import pytest

from bot.nlu.danish_words import is_danish_word
from bot.nlu.languages import is_foreign, language_of


@pytest.mark.parametrize(
    "text",
    [
        "how much does a customer service agent earn in denmark",
        "jag vill veta hur mycket man tjänar",
        "ich möchte wissen was man da macht",
    ],
)
def test_english_swedish_and_german_are_foreign(text: str) -> None:
    assert is_foreign(text.split(), is_danish_word)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "what",
        "hvad tjener man i kundeservice",
        "whats the salary like og er det nemt at blive hired",
        "a har vært ve et callcenter i fire år",
    ],
)
def test_danish_is_not_even_with_a_few_foreign_words(text: str) -> None:
    assert not is_foreign(text.split(), is_danish_word)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("need to speak danish", "en"),
        ("måste man kunna danska", "sv"),
        ("muss man dänisch können", "de"),
        ("hvor mye tjener man i kundeservice", "no"),
        ("hva tjener jeg der", None),
        ("hva jeg ska gør me det", None),
    ],
)
def test_the_language_is_named(text: str, code: str | None) -> None:
    assert language_of(text.split(), is_danish_word) == code
