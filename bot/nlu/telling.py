"""How a name is said: from outside of it ("uden for Aarhus"), or with nothing beside it ("og i Vejle?")."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from bot.nlu.gazetteer import WORD

NAMED = frozenset({"role", "experience", "region", "education"})  # what an answer can be given again for
MOST_WORDS = 8
# Beside the entities, where a message carries what it says is not the writer's, the titles in it that no source knows, and whether it
# says nothing beside the names in it: TURNED ("og i Vejle?"), BARE ("supervisor"), or "".
DENIED, UNKNOWN_ROLES, ONLY_NAMES = "denied", "unknown_roles", "only_names"
NUMBER = "number"  # where a message carries the number it tells without saying of what
AHEAD = "ahead"  # ... and the time ahead that it speaks of, in years
TURNED, BARE = "turned", "bare"


class Telling:
    """Knows the words around names; see lexicon.yml."""

    def __init__(self, lexicon: Mapping[str, Any]) -> None:
        outside = "|".join(sorted(map(re.escape, lexicon["outside_of"]), key=len, reverse=True))
        self._outside = re.compile(rf"\b(?:{outside})\s+$", re.IGNORECASE)
        self._joined = re.compile(rf"\b{re.escape(lexicon['age_joiner'])}\s+$", re.IGNORECASE)
        self._around = frozenset({*lexicon["linking"], *lexicon["leaning"], *lexicon["articles"], *lexicon["units"]})
        self._turning = frozenset(lexicon["turning_to"])

    def is_outside(self, text: str, start: int) -> bool:
        """Whether what begins there is only what somebody lives outside of."""
        return bool(self._outside.search(text, 0, start))

    def is_joined(self, text: str, start: int) -> bool:
        """Whether what begins there is joined to what somebody says they are."""
        return bool(self._joined.search(text, 0, start))

    def only_names(self, text: str, entities: Sequence[Mapping[str, Any]]) -> str:
        """TURNED for a message that turns to a role, place, experience or education and says nothing else, BARE for one that only names
        it: what of them, only the talk tells. "" for any other."""
        words = list(WORD.finditer(text))
        if sum(entity["entity"] == "role" for entity in entities) > 1:
            return ""  # "agent eller senioragent?" compares
        if not entities or len(words) > MOST_WORDS or any(entity["entity"] not in NAMED for entity in entities):
            return ""
        spans = [(int(entity["start"]), int(entity["end"])) for entity in entities]
        rest = [word.group().lower() for word in words if not any(start <= word.start() < end for start, end in spans)]
        if not all(word in self._around for word in rest):
            return ""
        return TURNED if rest and rest[0] in self._turning else BARE
