"""What lies outside of a place is another place."""

from __future__ import annotations

from bot.knowledge.records import RegionKind
from bot.knowledge.store import KnowledgeStore


def test_what_lies_outside_of_a_city_is_no_city(store: KnowledgeStore) -> None:
    region = store.region("outside_aarhus")
    assert region is not None
    assert (region.name, region.in_phrase, region.kind) == ("uden for Aarhus", "uden for Aarhus", RegionKind.TOWN)
    assert store.region("outside_nowhere") is None
