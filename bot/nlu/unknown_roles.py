"""Finds what people call other jobs than the store's: with one of them named, a comparison is asked for that no source can make whole."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from bot.nlu.gazetteer import Found


class UnknownRoles:
    """Knows titles that are none of customer service, and how titles end; see lexicon.yml."""

    def __init__(self, lexicon: Mapping[str, Any]) -> None:
        titles = (re.escape(word) for kind in ("unknown_roles", "other_trades", "other_jobs") for word in lexicon[kind])
        endings = "|".join(sorted(map(re.escape, lexicon["endings"]), key=len, reverse=True))
        named = "|".join(sorted(titles, key=len, reverse=True))
        ends = "|".join(map(re.escape, lexicon["title_endings"]))
        self._title = re.compile(rf"(?<![\w-])(?:({named})|([^\W\d_]{{3,}}(?:{ends})))(?:{endings})?(?![\w-])", re.IGNORECASE)

    def find(self, text: str, names: Sequence[Found] = ()) -> list[Found]:
        """The titles in a text that are none of the names found in it, in order; value is the title as it is said, without its ending."""
        hits = [Found(m.start(), m.end(), "role", (m.group(1) or m.group(2)).lower()) for m in self._title.finditer(text)]
        return [hit for hit in hits if not any(hit.start < name.end and name.start < hit.end for name in names if name.entity == "role")]
