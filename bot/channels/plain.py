"""A message of the web protocol as text for messengers, which have no cards and no folded sources."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from bot.channels.texts import texts

BOLD = re.compile(r"\*\*(.+?)\*\*")
ITALIC = re.compile(r"(?<![\w_])_(?!_)(.+?)(?<!_)_(?![\w_])")


def as_text(message: Mapping[str, Any]) -> str:
    """Speaker, text, card, the chart's numbers and sources, in our own Markdown subset."""
    said = message["text"]
    if message["speaker"]:
        said = f"**{message['speaker']['name']}:** {said}"
    parts = [said, *_card(message["card"] or {}), (message["chart"] or {}).get("text") or "", _sources(message["sources"])]
    return "\n".join(dict.fromkeys(part for part in parts if part))


def _card(card: Mapping[str, Any]) -> list[str]:
    if not card:
        return []
    lines = [f"**{card['title']}**{_points(card.get('total'), card.get('of'))}"]
    for part in card.get("parts") or []:
        lines.append(f"• {part.get('title', '')}{_points(part.get('points'), part.get('of'))} {part.get('text') or ''}".rstrip())
    return [*lines, str(card.get("footer") or "")]


def _points(points: Any, most: Any) -> str:
    return f": {points}/{most}" if points is not None and most is not None else ""


def _sources(sources: list[Mapping[str, Any]]) -> str:
    if not sources:
        return ""
    names = [f"{source['publisher']}{', ' + str(source['year']) if source.get('year') else ''}" for source in sources]
    return f"_{texts()['sources'].format(names='; '.join(dict.fromkeys(names)))}_"


def convert(text: str, *, escape: Callable[[str], str], bold: str, italic: str) -> str:
    """Our Markdown subset in another one. escape: makes text harmless there; bold, italic: with \\1 for what is marked."""
    return ITALIC.sub(italic, BOLD.sub(bold, escape(text)))


def pieces(text: str, longest: int) -> list[str]:
    """The text in pieces a messenger takes, cut between lines where that is possible."""
    cut: list[str] = []
    for line in text.split("\n"):
        if cut and len(cut[-1]) + len(line) + 1 <= longest:
            cut[-1] = f"{cut[-1]}\n{line}"
        else:
            cut += [line[start : start + longest] for start in range(0, max(len(line), 1), longest)]
    return [piece for piece in cut if piece.strip()]
