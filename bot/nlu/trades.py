"""Other people's trades: whether a message asks about one that is not customer service."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

WORD = re.compile(r"\w+")
CLAUSE = re.compile(r"[.!?;,\n]+")
NEAR = 6  # words before a trade in which "jeg er" or "som" makes it somebody's own
FIRST = 3  # words of a clause in which it says that it asks


class OtherTrades:
    """Knows what other trades are called and which words mean that customer service is asked about; see lexicon.yml."""

    def __init__(self, lexicon: Mapping[str, Any], *, tells: Callable[[str, int], bool]) -> None:
        """tells says whether the words around a position are about the writer: whoever is a cook asks about something else."""
        named = "|".join(sorted(map(re.escape, lexicon["other_trades"]), key=len, reverse=True))
        endings = "|".join(map(re.escape, lexicon["endings"]))
        self._trade = re.compile(rf"\b(?:{named})(?:{endings})?\b", re.IGNORECASE)
        self._field = tuple(lexicon["field"])
        self._asking = frozenset({*lexicon["asking"], *lexicon["turning"]})
        self._tells = tells
        jobs = "|".join(sorted(map(re.escape, lexicon["other_jobs"]), key=len, reverse=True))
        self._job = re.compile(rf"\b(?:{named}|{jobs})(?:{endings})?\b", re.IGNORECASE)
        self._of_origin = frozenset(lexicon["of_origin"])
        self._first_person = frozenset(lexicon["first_person"])
        self._whose, self._paid = frozenset({*lexicon["first_person"], *lexicon["of_whom"]}), frozenset(lexicon["own_pay"])
        self._verbs = frozenset(lexicon["trade_verbs"])
        self._verb_after, self._verb_before = frozenset(lexicon["trade_verbs_after"]), frozenset(lexicon["trade_verbs_before"])

    def asked(self, text: str, *, asks: bool) -> bool:
        """Whether the only work this message names is another trade, and not the writer's own.

        asks: whether the message asks anything; "tømrer" alone answers what somebody is.
        """
        found = [match for match in self._trade.finditer(text) if self._is_other(text, match)]
        own_field = any(word.startswith(self._field) for word in WORD.findall(text.lower()))
        return asks and bool(found) and not own_field

    def own(self, text: str) -> bool:
        """Whether somebody names the trade they come from: "jeg er tømrer", "hvad af det jeg kan som lærer", "som uddannet kok"."""
        return any(self._is_own(text, match) for match in self._job.finditer(text) if not self._is_verb(text, match))

    def _is_own(self, text: str, match: re.Match[str]) -> bool:
        before = WORD.findall(text[: match.start()].lower())[-NEAR:]
        if not self._paid.isdisjoint(before):
            return False  # "what would I get as a cook?" asks about cooks
        if not self._of_origin.isdisjoint(before[-2:]):
            return not self._whose.isdisjoint(WORD.findall(text.lower()))
        return self._tells(text, match.start()) and not self._first_person.isdisjoint(before)

    def _is_other(self, text: str, match: re.Match[str]) -> bool:
        own = self._tells(text, match.start()) or self._is_own(text, match)
        return not self._is_verb(text, match) and not own and self._in_question(text, match)

    def _is_verb(self, text: str, match: re.Match[str]) -> bool:
        """Whether a word that is a trade and a verb is the verb: "er der nogen, der lærer en op?"."""
        before, after = WORD.findall(text[: match.start()].lower()), WORD.findall(text[match.end() :].lower())
        return match.group().lower() in self._verbs and (
            bool(before and before[-1] in self._verb_after) or bool(after and after[0] in self._verb_before)
        )

    def _in_question(self, text: str, match: re.Match[str]) -> bool:
        """Whether the clause a trade stands in asks; "my back is worn after ten years as a bricklayer" asks nothing about it."""
        before = CLAUSE.split(text[: match.start()])[-1]
        return any(word in self._asking for word in WORD.findall((before + match.group()).lower())[:FIRST])
