"""A message is heard as a person would hear it: ordinary words are no fault, an honest limit is no promise, warmth is no insult."""

from __future__ import annotations

import pytest

from bot.practice.heard import heard
from bot.practice.moves import FAULTS, Move
from bot.practice.scenario import scenarios


def faults(text: str) -> set[Move]:
    strengths, _ = heard(text)
    return {fault for fault in FAULTS if strengths[fault] >= 0.5}


@pytest.mark.parametrize(
    "text",
    [
        "ok", "et øjeblik", "lige et øjeblik", "hvad er dit ordrenummer", "Ordrenummer?", "ja", "nej", "fint", "tak", "vent", "jo", "nå",
        "er du med?", "er du der?", "kan du uddybe", "prøv at genstarte", "sluk og tænd", "du får pengene tilbage", "jeg kigger",
        "hvad mener du?", "det ved jeg ikke", "hvor længe har du ventet", "Føler du dig mere tryg nu?", "god weekend",
    ],
)  # fmt: skip
def test_ordinary_words_are_no_fault(text: str) -> None:
    assert faults(text) == set()


@pytest.mark.parametrize(
    "text",
    ["Datoen kan jeg ikke garantere.", "Det kan jeg desværre ikke love dig.", "Jeg lover ikke noget om dagen, kun at jeg sender den."],
)
def test_an_honest_limit_is_neither_a_promise_nor_a_defence(text: str) -> None:
    assert faults(text) == set()


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("Hold kæft, din idiot.", "rudeness"),
        ("Det er din egen skyld, du skulle have læst mailen.", "blame"),
        ("Sådan er reglerne, og dem har du sagt ja til.", "defensiveness"),
        ("Jeg garanterer, at den er der i morgen.", "false_promise"),
        ("Din henvendelse er vigtig for os.", "empty_phrase"),
        ("Din RMA er pending i vores ERP.", "jargon"),
    ],
)
def test_plain_faults_are_heard(text: str, fault: Move) -> None:
    assert fault in faults(text)


def test_an_insult_beside_a_kind_word_is_still_one() -> None:
    assert "rudeness" in faults("Jeg sender dig en ny i dag. Hold så kæft, din idiot.")


@pytest.mark.parametrize("scenario", sorted(scenarios()))
def test_no_better_line_of_a_customer_is_rude_or_cold(scenario: str) -> None:
    lines = scenarios()[scenario].better.dict().values()
    assert {line: found for line in lines if (found := faults(line) - {"empty_phrase"})} == {}


def test_every_sentence_is_heard_by_itself() -> None:
    _, by_sentence = heard("Hej Mette. Hvad er dit ordrenummer?")
    assert [sentence for sentence, _ in by_sentence] == ["Hej Mette.", "Hvad er dit ordrenummer?"]
    assert by_sentence[1][1]["question"] >= 0.5
