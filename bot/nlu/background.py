"""Years that are no years in customer service: another trade, or a time without work."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from bot.nlu.gazetteer import Found

ENTITY = "background"
CLAUSE = re.compile(r"(?:[!?;\n]|[.,](?!\d))+")
IDLE = ""  # what years without work are spent as


class OtherWork:
    """Knows how people tell that they did something else; see lexicon.yml."""

    def __init__(self, lexicon: Mapping[str, Any]) -> None:
        endings = "|".join(sorted(map(re.escape, lexicon["endings"]), key=len, reverse=True))
        trades = "|".join(sorted(map(re.escape, [*lexicon["other_trades"], *lexicon["other_jobs"]]), key=len, reverse=True))
        places = "|".join(sorted(map(re.escape, lexicon["other_work"]), key=len, reverse=True))
        field = "|".join(map(re.escape, [*lexicon["field"], *lexicon["field_work"]]))
        self._as = str(lexicon["work_as"])
        self._places: Mapping[str, str] = lexicon["other_work"]
        self._trade = re.compile(rf"\b({trades})(?:{endings})?\b", re.IGNORECASE)
        self._any = re.compile(
            rf"\b{re.escape(self._as)}\s+(?:(?:{'|'.join(map(re.escape, lexicon['articles']))})\s+)?([^\W\d_]{{4,}})", re.IGNORECASE
        )
        self._own_work = tuple(lexicon["own_work"])
        self._place = re.compile(rf"\b({places})\b", re.IGNORECASE)
        self._field = re.compile(rf"\b(?:{field})\w*", re.IGNORECASE)
        self._experience = re.compile(rf"\s+(?:{'|'.join(map(re.escape, lexicon['experience_words']))})\b", re.IGNORECASE)
        self._trained = re.compile(rf"\b(?:{'|'.join(map(re.escape, lexicon['trained']))})\s+$", re.IGNORECASE)
        self._idle = re.compile(rf"\b(?:{'|'.join(map(re.escape, lexicon['not_working']))})\b", re.IGNORECASE)

    def of(self, text: str, found: Found, names: Sequence[Found]) -> str | None:
        """What somebody did in these years ("som sygeplejerske", "i butik"), IDLE for no work at all, None for customer service.

        names: the roles of customer service found in the text. In a clause with both, the nearer one tells.
        """
        begin = max((match.end() for match in CLAUSE.finditer(text, 0, found.start)), default=0)
        after = CLAUSE.search(text, found.end)
        end = after.start() if after else len(text)
        told = self._told(text, names)
        if not self._experience.match(text, found.end):
            told += [(match.start(), match.end(), IDLE) for match in self._idle.finditer(text, begin, end)]
        near = [entry for entry in told if begin <= entry[0] and entry[1] <= end]
        far = [entry for entry in told if not self._trained.search(text, 0, entry[0])]
        return _nearest(found, near or far)

    def instead(self, text: str) -> str | None:
        """The other work named anywhere in a text that denies years in customer service; None for no other."""
        return next((what for _, _, what in self._told(text, ()) if what), None)

    def names_field(self, text: str) -> bool:
        """Whether a text names customer service."""
        return bool(self._field.search(text))

    def _told(self, text: str, names: Sequence[Found]) -> list[tuple[int, int, str | None]]:
        """Where the text tells of work, and of which; None for customer service."""
        told: list[tuple[int, int, str | None]] = [(match.start(), match.end(), None) for match in self._field.finditer(text)]
        told += [(name.start, name.end, None) for name in names if name.entity == "role"]
        told += [(m.start(), m.end(), f"{self._as} {m.group(1).lower()}") for m in self._trade.finditer(text)]
        known = [(start, end) for start, end, _ in told]
        told += [
            (m.start(), m.end(), f"{self._as} {m.group(1).lower()}")
            for m in self._any.finditer(text)
            if not m.group(1).lower().startswith(self._own_work) and not any(m.start() < end and start < m.end() for start, end in known)
        ]
        told += [(m.start(), m.end(), self._places[m.group(1).lower()]) for m in self._place.finditer(text)]
        return told


def _nearest(found: Found, told: Sequence[tuple[int, int, str | None]]) -> str | None:
    distances = [(start - found.end if start >= found.end else found.start - end, what) for start, end, what in told]
    return min(distances, key=lambda entry: entry[0], default=(0, None))[1]
