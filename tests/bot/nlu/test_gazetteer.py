"""Known names in what people write."""

from __future__ import annotations

import pytest

from bot.knowledge.names import Name
from bot.nlu.gazetteer import Gazetteer

NAMES = [
    Name("teamleder", "role", "teamleder"),
    Name("team leder", "role", "teamleder"),
    Name("kundeservicechef", "role", "kundeservicechef"),
    Name("Aarhus", "region", "aarhus"),
    Name("Aalborg", "region", "aalborg"),
    Name("København", "region", "koebenhavn"),
    Name("kbh", "region", "koebenhavn"),
    Name("Skive", "region", "skive", ambiguous=True),
    Name("Vejen", "region", "vejen", ambiguous=True),
    Name("Aars", "region", "aars", ambiguous=True),
]
WORDS = {"konkurrence", "skiver", "alborer", "års", "under", "kundeservice"}
GAZETTEER = Gazetteer(NAMES, endings=["s", "en", "e", "ne", "ens"], place_before=["i", "fra", "på"], is_word=WORDS.__contains__)


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("som teamleder i Aarhus", ["teamleder", "aarhus"]),
        ("teamlederens løn", ["teamleder"]),
        ("TEAM LEDER", ["teamleder"]),
        ("team-leder", ["teamleder"]),
        ("i århus", ["aarhus"]),
        ("arhus?", ["aarhus"]),
        ("Ålborg", ["aalborg"]),
        ("koebenhavn", ["koebenhavn"]),
        ("kobenhavn", ["koebenhavn"]),
        ("Kbh.", ["koebenhavn"]),
        ("købehavn", ["koebenhavn"]),
        ("kundeserviechef", ["kundeservicechef"]),
        ("temaleder", ["teamleder"]),
        ("jeg bor i skive", ["skive"]),
        ("en skive brød", []),
        ("vejen frem er lang", []),
        ("ham fra Vejen", ["vejen"]),
        ("konkurrence", []),
        ("kundeservice under salg", []),
        ("kundeservice", []),
        ("6 års erfaring", []),
        ("10 aars erfaring", []),
        ("jeg bor i Aars", ["aars"]),
        ("", []),
        ("12345678", []),
    ],
)
def test_names_are_found(text: str, values: list[str]) -> None:
    assert [found.value for found in GAZETTEER.find(text)] == values


def test_positions_are_those_of_the_text() -> None:
    text = "Hej, hvad får en teamleder i København?"
    assert [text[found.start : found.end] for found in GAZETTEER.find(text)] == ["teamleder", "København"]


BARE = {
    "chef": {"role": "kundeservicechef", "after": ["blive", "en"]},
    "medarbejder": {"role": "kundeservicemedarbejder", "after": []},
}
COMPARING = Gazetteer(
    NAMES,
    endings=["en", "e", "s"],
    bare_roles=BARE,
    bare_not_before=["siger"],
    bare_not_after=["min"],
    comparing=["forskel", "vs"],
    linking=["og", "på", "vs", "hvad"],
    joining=["og", "eller"],
    articles=["en"],
)


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("forskel på chef og teamleder", ["kundeservicechef", "teamleder"]),
        ("medarbejder vs chef", ["kundeservicemedarbejder", "kundeservicechef"]),
        ("medarbejder og teamleder", ["kundeservicemedarbejder", "teamleder"]),
        ("er det bedre at være teamleder eller chef", ["teamleder", "kundeservicechef"]),
        ("skal jeg være teamleder eller en chef så", ["teamleder", "kundeservicechef"]),
        ("chef?", ["kundeservicechef"]),
        ("og chefen?", ["kundeservicechef"]),
        ("min chef og teamleder er sure", ["teamleder"]),
        ("forskel på min chef og en teamleder", ["teamleder"]),
        ("en medarbejder ringede til mig", []),
        ("chef siger nej", []),
        ("kan man blive chef", ["kundeservicechef"]),
    ],
)
def test_short_names_are_roles_where_roles_are_compared_or_nothing_else_is_said(text: str, values: list[str]) -> None:
    assert [found.value for found in COMPARING.find(text)] == values
