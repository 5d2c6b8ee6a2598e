"""The ladder holds the store's steps and marks the way that was asked for."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy.engine import Engine

from actions.route import way
from bot.charts.chart import LadderChart
from bot.charts.ladder import all_steps, ladder_chart
from bot.knowledge.loader import fill
from bot.knowledge.store import KnowledgeStore


def test_every_step_of_the_store_is_drawn(store: KnowledgeStore) -> None:
    made = ladder_chart(store)
    assert made is not None
    assert isinstance(made.picture, LadderChart)
    assert [(step.start, step.goal) for step in made.picture.steps] == [(step.from_role, step.to_role) for step in all_steps(store)]
    assert not any(step.way for step in made.picture.steps)
    assert {role.mark for role in made.picture.roles} == {None}


def test_the_way_that_was_asked_for_is_marked_from_end_to_end(store: KnowledgeStore) -> None:
    made = ladder_chart(store, way("kundeserviceelev", "teamleder", store))
    assert made is not None
    assert isinstance(made.picture, LadderChart)
    assert made.picture.title == "Vejen fra elev i kundeservice til teamleder"
    assert [(step.start, step.goal) for step in made.picture.steps if step.way] == [
        ("kundeserviceelev", "kundeservicemedarbejder"),
        ("kundeservicemedarbejder", "seniormedarbejder"),
        ("seniormedarbejder", "teamleder"),
    ]
    assert {role.id: role.mark for role in made.picture.roles if role.mark} == {
        "kundeserviceelev": "Her begynder vejen",
        "teamleder": "Målet",
    }
    assert made.text.splitlines()[0] == (
        "• Vejen går over elev i kundeservice, kundeservicemedarbejder, erfaren kundeservicemedarbejder og teamleder."
    )
    assert "Teamleder kan føre til kundeservicechef." in made.alt


def test_sources_stand_below(store: KnowledgeStore) -> None:
    made = ladder_chart(store)
    assert made is not None
    assert isinstance(made.picture, LadderChart)
    assert made.picture.notes[0].startswith("Kilder: ")
    assert {step.source.publisher for step in all_steps(store)} == {"Uddannelsesnævnet", "Kildedokumentet", "Jinn", "elov.dk"}
    assert all(step.source.publisher in made.picture.notes[0] for step in all_steps(store))


def test_a_store_without_steps_has_no_ladder(engine: Engine, content_folder: Path) -> None:
    fill(engine, content_folder)
    assert ladder_chart(KnowledgeStore(engine)) is None
