"""Whose a role, place or experience is."""

from __future__ import annotations

import pytest

from bot.nlu.entity_extractor import DanishEntityExtractor

EXTRACTOR = DanishEntityExtractor.create({}, None, None, None)


def told(text: str) -> list[tuple[str, str, str | None]]:
    found = EXTRACTOR._find(text)
    entities = [EXTRACTOR._entity(text, item) for item in [*found, *EXTRACTOR._told(text, found)]]
    return [(entity["entity"], entity["value"], entity.get("role")) for entity in entities]


@pytest.mark.parametrize(
    ("text", "entities"),
    [
        ("jeg er 19 og lige færdig med hf", [("education", "gymnasial", "own"), ("age", "19", "own")]),
        ("a bor i Thy, it Aalborg", [("region", "thy", "own"), ("region", "aalborg", None)]),
        ("Jeg bor i Silkeborg og kan køre til Aarhus", [("region", "silkeborg", "own"), ("region", "aarhus", None)]),
        ("jeg er flyttet til Aarhus", [("region", "aarhus", "own")]),
        ("jeg bor i Skive", [("region", "skive", "own")]),
        ("jeg har siddet i telefonen i seks år", [("experience", "6", "own")]),
        ("har 3 års erfaring", [("experience", "3", "own")]),
        ("nej, jeg mente Odense", [("region", "odense", "own")]),
        ("teamleder", [("role", "teamleder", "own")]),
        (
            "Hej, jeg hedder Mette, er 41 og har siddet 12 år i telefonen, mest i Herning",
            [("experience", "12", "own"), ("region", "herning", "own"), ("name", "Mette", "own"), ("age", "41", "own")],
        ),
        ("jeg hedder forresten Sofie", [("name", "Sofie", "own")]),
        ("jeg er blevet teamleder", [("role", "teamleder", "own")]),
        ("æ sidder som supporter i Esbjerg", [("role", "kundeservicemedarbejder", "own"), ("region", "esbjerg", "own")]),
    ],
)
def test_what_people_tell_is_their_own(text: str, entities: list[tuple[str, str, str]]) -> None:
    assert told(text) == entities


@pytest.mark.parametrize(
    "text",
    ["hvad tjener en teamleder", "hvad med en teamleder", "og i Aarhus?", "min mor er teamleder i Vejle", "har man 3 års erfaring", "lav en plan til teamleder", "jeg er ikke teamleder"],
)  # fmt: skip
def test_what_is_only_asked_about_is_nobodys(text: str) -> None:
    assert {whose for _, _, whose in told(text)} == {None}


@pytest.mark.parametrize("text", ["jeg vil gerne være teamleder", "hvordan bliver jeg teamleder", "jeg drømmer om at blive teamleder"])
def test_a_role_somebody_wants_is_a_goal(text: str) -> None:
    assert told(text) == [("role", "teamleder", "goal")]


def test_one_sentence_can_hold_both() -> None:
    assert told("jeg er supervisor, hvad får en kundeservicechef") == [
        ("role", "supervisor", "own"),
        ("role", "kundeservicechef", None),
    ]


@pytest.mark.parametrize(
    ("text", "entities"),
    [
        ("jeg vil gerne være chef en dag", [("role", "kundeservicechef", "goal")]),
        ("hmm så hellere leder alligevel", [("role", "teamleder", None)]),
        ("og hvad så med en chef?", [("role", "kundeservicechef", None)]),
        ("min chef siger nej", []),
        ("jeg leder efter et job", []),
        ("jeg vil tale med en chef der kan hjælpe", []),
    ],
)
def test_a_short_name_of_a_role_counts_only_where_a_role_is_meant(text: str, entities: list[tuple[str, str, str | None]]) -> None:
    assert told(text) == entities


@pytest.mark.parametrize(
    "text",
    [
        "der er langt te Aalborg",
        "ka a så arbejd hjemmefra, der er langt te Aalborg",
        "jeg pendler til Odense",
        "det er 40 km fra Viborg",
        "jeg ville vide om kbh giver mere i løn som chef",
        "jeg spurgte hvad en teamleder får i Vejle",
    ],
)
def test_a_place_to_go_to_and_what_somebody_says_that_they_ask_are_not_their_own(text: str) -> None:
    found = told(text)
    assert found
    assert [whose for _, _, whose in found] == [None] * len(found)
