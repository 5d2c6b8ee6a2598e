"""Where a person can be had, when a chatbot is not enough."""

from __future__ import annotations

from actions.reply import Reply
from actions.speech import source_line, sources_of
from actions.turn import Turn
from bot import danish

KINDS = ("guidance", "union")
LINES = 3  # as many as can be read through on a phone


def add_people(reply: Reply, turn: Turn, response: str = "utter_request_human") -> None:
    """Adds where people can be had, with numbers where a source confirms them."""
    lines = turn.store.helplines(*KINDS)[:LINES]
    points = [f"{line.name}{danish.contact(line.phone, line.url)}: {line.text}" for line in lines]
    sources = sources_of(lines)
    reply.add(response, points=danish.bullets(points), source_line=source_line(sources))
    reply.about("request_human", sources=[source.id for source in sources])
