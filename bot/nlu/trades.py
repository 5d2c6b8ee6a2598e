"""Other people's trades: whether a message asks about one that is not customer service."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

WORD = re.compile(r"\w+")


class OtherTrades:
    """Knows what other trades are called and which words mean that customer service is asked about; see lexicon.yml."""

    def __init__(self, lexicon: Mapping[str, Any], *, tells: Callable[[str, int], bool]) -> None:
        """tells says whether the words around a position are about the writer: whoever is a cook asks about something else."""
        named = "|".join(sorted(map(re.escape, lexicon["other_trades"]), key=len, reverse=True))
        endings = "|".join(map(re.escape, lexicon["endings"]))
        self._trade = re.compile(rf"\b(?:{named})(?:{endings})?\b", re.IGNORECASE)
        self._field = tuple(lexicon["field"])
        self._tells = tells

    def asked(self, text: str, *, asks: bool) -> bool:
        """Whether the only work this message names is another trade, and not the writer's own.

        asks: whether the message asks anything; "tømrer" alone answers what somebody is.
        """
        found = [match for match in self._trade.finditer(text) if not self._tells(text, match.start())]
        own_field = any(word.startswith(self._field) for word in WORD.findall(text.lower()))
        return asks and bool(found) and not own_field
