"""The store's answers from the real content."""

from __future__ import annotations

import pytest

from bot.knowledge.content import TOPIC_KINDS
from bot.knowledge.records import RegionKind
from bot.knowledge.store import KnowledgeStore

SEED_FIGURES = {
    "start-document": (25000, None, 30000),
    "experienced-document": (30000, None, 40000),
    "average-document": (None, 32000, None),
    "manager-document": (60000, None, 70000),
}


def test_the_documents_pay_figures_are_there_as_its_own(store: KnowledgeStore) -> None:
    bands = {band.id: band for band in store.salary_bands()}
    for band_id, (low, typical, high) in SEED_FIGURES.items():
        band = bands[band_id]
        assert (band.low, band.typical, band.high) == (low, typical, high)
        assert band.source.id == "kildedokument"
        assert band.certainty == "low"


@pytest.mark.parametrize("topic", sorted(TOPIC_KINDS))
def test_every_topic_can_be_answered(store: KnowledgeStore, topic: str) -> None:
    general = [row for row in store.statements(topic) if row.role is None]
    assert len(general) >= 3


def test_statements_of_a_role_come_first(store: KnowledgeStore) -> None:
    rows = store.statements("ask_duties", role="kundeservicechef")
    assert rows[0].role == "kundeservicechef"
    assert {row.role for row in rows} == {"kundeservicechef", None}


def test_statements_without_a_role_leave_out_those_of_others(store: KnowledgeStore) -> None:
    assert {row.role for row in store.statements("ask_duties")} == {None}


def test_kinds_narrow_the_statements(store: KnowledgeStore) -> None:
    assert {row.kind for row in store.statements("ask_salary", kinds=("raises",))} == {"raises"}


def test_there_are_98_municipalities(store: KnowledgeStore) -> None:
    places = {place: store.region(place) for place in ("koebenhavn", "aarhus", "kolding", "skive", "bornholm")}
    kinds = {name: place.kind for name, place in places.items() if place}
    assert kinds == {
        "koebenhavn": RegionKind.CAPITAL,
        "aarhus": RegionKind.CITY,
        "kolding": RegionKind.TOWN,
        "skive": RegionKind.RURAL,
        "bornholm": RegionKind.RURAL,
    }


def test_a_place_comes_with_its_preposition(store: KnowledgeStore) -> None:
    place = store.region("bornholm")
    assert place is not None
    assert place.in_phrase == "på Bornholm"


@pytest.mark.parametrize("unknown", [None, "", "gotham", "'; DROP TABLE roles; --"])
def test_unknown_ids_give_nothing(store: KnowledgeStore, unknown: str | None) -> None:
    assert store.role(unknown) is None
    assert store.region(unknown) is None


def test_career_steps_lead_upwards(store: KnowledgeStore) -> None:
    levels = {role.id: role.level for role in store.roles()}
    steps = store.career_steps("kundeservicemedarbejder")
    assert [step.to_role for step in steps] == ["seniormedarbejder", "kvalitetsmedarbejder", "supervisor"]
    assert all(levels[step.to_role] > levels[step.from_role] and step.takes for step in steps)


def test_sources_come_in_the_order_asked(store: KnowledgeStore) -> None:
    asked = ["hk-2019-tillaeg", "nowhere", "kildedokument"]
    assert [source.id for source in store.sources(asked)] == ["hk-2019-tillaeg", "kildedokument"]


@pytest.mark.parametrize(
    ("question", "found"),
    [
        ("hvordan er støjen i sådan et callcenter", "conditions-noise"),
        ("bruger man crm", "technology-crm"),
        ("hvad koster et amu kursus", "training-amu-price"),
        ("konflikttrappen", "methods-ladder"),
    ],
)
def test_search_finds_the_row_that_answers(store: KnowledgeStore, question: str, found: str) -> None:
    assert found in [passage.row_id for passage in store.search(question, limit=5)]


@pytest.mark.parametrize("question", ["", "???", "og i på", "12345", '"', "a* OR b", "NEAR(", "zxqwvjkp"])
def test_search_survives_anything_and_finds_nothing(store: KnowledgeStore, question: str) -> None:
    assert store.search(question) == ()
