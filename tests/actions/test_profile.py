"""Slots to a profile."""

from __future__ import annotations

from typing import Any

import pytest

from actions.profile import Profile, read_profile
from bot.knowledge.store import KnowledgeStore


def test_empty_slots_give_an_empty_profile(store: KnowledgeStore) -> None:
    assert read_profile({"role": None, "experience": None}, store) == Profile()
    assert Profile().is_empty


@pytest.mark.parametrize(
    ("value", "years", "level"),
    [
        ("6", 6.0, None),
        ("0.5", 0.5, None),
        ("nyuddannet", 0.0, "nyuddannet"),
        ("erfaren", 3.0, "erfaren"),
        (["2", "6"], 6.0, None),
        ("200", None, None),
        ("-1", None, None),
        ("mange", None, None),
        ({"a": 1}, None, None),
        ("nan", None, None),
    ],
)
def test_experience(store: KnowledgeStore, value: Any, years: float | None, level: str | None) -> None:
    profile = read_profile({"experience": value}, store)
    assert (profile.years, profile.level) == (years, level)


def test_unknown_role_and_place_are_left_out(store: KnowledgeStore) -> None:
    assert read_profile({"role": "astronaut", "region": "<b>x</b>"}, store) == Profile()


def test_role_and_place_are_looked_up(store: KnowledgeStore) -> None:
    profile = read_profile({"role": "teamleder", "region": "aarhus"}, store)
    assert profile.role is not None
    assert profile.role.title == "teamleder"
    assert profile.region is not None
    assert profile.region.in_phrase == "i Aarhus"


@pytest.mark.parametrize(
    ("region", "kind"),
    [("aarhus", "city"), ("taarnby", "city"), ("kolding", "elsewhere"), ("vejle", "elsewhere"), ("svendborg", "elsewhere"), ("landet", "country"), (None, None)],
)  # fmt: skip
def test_only_a_big_city_and_what_somebody_calls_the_country_have_a_claim_about_pay(
    store: KnowledgeStore, region: str | None, kind: str | None
) -> None:
    assert read_profile({"region": region}, store).place_kind == kind
