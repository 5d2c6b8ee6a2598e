"""Particular questions that the store has an answer of their own for: breaks between calls, a bonus, what AHT means."""

from __future__ import annotations

from dataclasses import dataclass

from actions.salary import EMPLOYEE
from actions.speech import source_line, sources_of
from actions.turn import Turn
from bot import danish
from bot.knowledge.records import Source, Statement

NAMED = ("experience", "region")
SURE_BESIDE = 0.85  # probability of a particular question beside one of these
UNSURE = ("nlu_fallback",)


@dataclass(frozen=True)
class Particular:
    """An answer: the response and its values, what it is about, and what is offered next."""

    topic: str
    response: str
    values: dict[str, str]
    sources: tuple[Source, ...]
    rows: tuple[str, ...]
    offer: str


def find_particular(turn: Turn, intent: str | None = None, *, personal: bool = False, brief: bool = False) -> Particular | None:
    """The answer to the particular question that a message, or its part read as this intent, asks; None when it asks none.

    personal: whether what is known of the person has an answer of its own. brief: without the claims under it, where another answer stands beside it.
    """
    # Whoever names a role, a place or years mostly asks about those.
    if set(turn.values("role")) - {EMPLOYEE}:
        return None
    named = personal or any(turn.values(kind) for kind in NAMED)
    aspect = turn.store.aspect(turn.aspect(intent, least=SURE_BESIDE if named else 0.0))
    if aspect is None:
        return None
    stands_alone = brief and not aspect.says.endswith(":")
    rows = () if stands_alone else turn.store.statements_with(aspect.rows[:1] if brief else aspect.rows)
    cited: tuple[Statement, ...] = (*turn.store.statements_with(aspect.rests_on), *rows)
    sources = sources_of(cited)
    values = {"says": aspect.says, "points": danish.bullets([row.text for row in rows]), "source_line": source_line(sources)}
    response = "utter_aspect_points" if rows else "utter_aspect_sourced" if sources else "utter_aspect"
    return Particular(aspect.topic, response, values, sources, tuple(row.id for row in rows), aspect.offer or f"utter_offer_{aspect.topic}")
