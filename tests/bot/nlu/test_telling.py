"""Whose a value is, what kind of number it is, and what stands beside names."""

from __future__ import annotations

from typing import Any

import pytest
from rasa.shared.nlu.training_data.message import Message

from bot.nlu.cues import Cues
from bot.nlu.entity_extractor import DanishEntityExtractor

EXTRACTOR = DanishEntityExtractor.create({}, None, None, None)


def read(text: str) -> Message:
    message = Message(data={"text": text})
    EXTRACTOR.process([message])
    return message


def found(text: str) -> list[tuple[str, str, str | None]]:
    """Entities of a message with whose they are."""
    entities: list[dict[str, Any]] = read(text).get("entities")
    return [(one["entity"], one["value"], one.get("role")) for one in entities]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("2½ år", "2.5"),
        ("to et halvt år", "2.5"),
        ("to og et halvt år i support", "2.5"),
        ("3 og en halv års erfaring", "3.5"),
        ("har siddet her i 4 ar", "4"),
    ],
)
def test_halves_and_bare_letters_are_read_as_years(text: str, number: str) -> None:
    assert ("experience", number, "own") in found(text)


@pytest.mark.parametrize(
    ("text", "entity"),
    [
        ("jeg er pædagog, 41 år", ("age", "41", "own")),
        ("Kvinde, 52 år, søger nyt", ("age", "52", "own")),
        ("jeg er tømrer, 36 år og slidt", ("age", "36", "own")),
        ("jeg bliver atten om to måneder", ("age", "17", "own")),
        ("fylder 18 til sommer", ("age", "17", "own")),
        ("jeg har været til søs i 15 år", ("background", "15 til søs", "own")),
        ("9 år som kranfører", ("background", "9 som kranfører", "own")),
        ("12 år som dyrepasser i zoo", ("background", "12 som dyrepasser", "own")),
        ("har siddet som agent i tre år nu og bor på Falster med min hund", ("experience", "3", "own")),
        ("bor på Samsø så der er ikke ret mange steder at søge", ("region", "samsoe", "own")),
        ("vil gerne være supervisor engang", ("role", "supervisor", "goal")),
        ("jeg pendler fra Ringsted til byen hver dag", ("region", "ringsted", "own")),
        ("jeg bor uden for Odense", ("region", "outside_odense", "own")),
        ("jeg er vikar i en kundeservice", ("situation", "vikar", "own")),
        ("blev sagt op i går", ("situation", "opsagt", "own")),
        ("og med en bachelor", ("education", "videregaaende", None)),
    ],
)
def test_what_people_say_of_themselves_is_found(text: str, entity: tuple[str, str, str | None]) -> None:
    assert entity in found(text)


@pytest.mark.parametrize(
    "text",
    [
        "2019?",
        "er tallene fra 2021",
        "3 dage",
        "min hund er 7 år",
        "det er jo 12.000 mindre end før",
        "hvad får en på 31",
        "hvis jeg bliver fyret",
        "min bror er ledig",
    ],
)
def test_other_numbers_and_other_people_are_nobodys(text: str) -> None:
    assert [one for one in found(text) if one[2] == "own" or one[0] == "pay"] == []


@pytest.mark.parametrize(
    "text", ["teamleder og afdelingsleder", "er supporter og supervisor det samme", "elev eller ufaglært", "supervisor vs chef"]
)
def test_roles_beside_each_other_are_asked_about(text: str) -> None:
    assert all(whose is None for _, _, whose in found(text))


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        ("forskel på teamleder og afdelingsleder", ["afdelingsleder"]),
        ("kundeservice eller HR", ["hr"]),
        ("butik kontra lager", ["butik", "lager"]),
        ("supervisor og teamleder", []),
    ],
)
def test_titles_no_source_knows_are_listed(text: str, titles: list[str]) -> None:
    assert read(text).get("unknown_roles") == titles


@pytest.mark.parametrize(
    ("text", "kind"),
    [("og i Vejle?", "turned"), ("hvad så med en teamleder", "turned"), ("supervisor", "bare"), ("jobs i Vejle", ""), ("hej", "")],
)
def test_a_message_with_nothing_beside_names_is_known(text: str, kind: str) -> None:
    assert read(text).get("only_names") == kind


def test_what_is_denied_is_kept_apart() -> None:
    assert read("jeg er ikke teamleder").get("denied") == [{"entity": "role", "value": "teamleder"}]
    assert read("jeg er teamleder").get("denied") == []


@pytest.mark.parametrize(
    ("text", "number"), [("jeg sagde 6 ikke 5", "6"), ("ikke 5, 6", "6"), ("eller nej 2 og et halvt", "2.5"), ("nej vent 61", "61")]
)
def test_a_number_without_a_unit_is_what_is_meant(text: str, number: str) -> None:
    assert read(text).get("number") == number


def test_the_time_ahead_is_read() -> None:
    assert read("en plan for de næste to måneder").get("ahead") == "0.17"
    assert read("for to år siden").get("ahead") is None


@pytest.mark.parametrize(
    ("text", "entity"),
    [
        ("jeg er elev og 19 år", ("age", "19", "own")),
        ("mit mål er at blive supervisor", ("role", "supervisor", "goal")),
        ("min drøm er at ende som teamleder", ("role", "teamleder", "goal")),
    ],
)
def test_an_age_beside_what_one_is_and_a_goal_without_i_are_found(text: str, entity: tuple[str, str, str | None]) -> None:
    assert entity in found(text)


def test_a_cue_can_be_bound_to_the_beginning_or_the_end() -> None:
    cues = Cues({"correcting": ["^ret"], "own_experience": ["hvor mange år har jeg$"]})
    assert cues.find("Ret: 14 måneder") == ["correcting"]
    assert cues.find("jeg er 17 og ret bange") == []
    assert cues.find("hvor mange år har jeg?") == ["own_experience"]
    assert cues.find("hvor mange år har jeg til pensionen") == []
