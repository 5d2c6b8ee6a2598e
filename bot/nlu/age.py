"""Finds how old somebody says they are. Not how old others are, nor what age a job may ask for."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from bot.nlu.gazetteer import Found

AGE = "age"
YOUNGEST, OLDEST = 13, 99
NEAR = 4  # words before a number in which "I" says whose age it is
WORD = re.compile(r"\w+")
CLAUSE = re.compile(r"[.!?;\n]+|,\s+")


class OwnAge:
    """Knows the words that make a number somebody's own age; see lexicon.yml."""

    def __init__(self, lexicon: Mapping[str, Any]) -> None:
        tens = lexicon["age_tens"]
        ones = {word: value for word, value in lexicon["numbers"].items() if 1 <= value <= 9 and value == int(value)}
        joined = {f"{one}{lexicon['age_joiner']}{ten}": value + of_ten for one, value in ones.items() for ten, of_ten in tens.items()}
        self._numbers: dict[str, float] = {**lexicon["numbers"], **tens, **joined}
        self._years = frozenset(unit for unit, years in lexicon["units"].items() if years == 1)
        self._verbs, self._noun = frozenset(lexicon["age_verbs"]), frozenset(lexicon["age_nouns"])
        self._old, self._not_after = frozenset(lexicon["age_after"]), frozenset(lexicon["age_not_after"])
        self._experience = frozenset(lexicon["experience_near"])
        self._first_person = frozenset(lexicon["first_person"])
        self._kin, self._supposing = frozenset(lexicon["kin"]), frozenset(lexicon["age_supposing"])

    def find(self, text: str) -> list[Found]:
        """The writer's age in a text, at most one; value is whole years ("58")."""
        for clause in self._clauses(text):
            words = [word.group().lower() for word in clause]
            for at, match in enumerate(clause):
                years = self._number(words[at])
                if years is not None and self._is_age(words, at) and self._is_own(words[:at], words[at + 1 :]):
                    return [Found(match.start(), match.end(), AGE, str(years))]
        return []

    def _clauses(self, text: str) -> list[list[re.Match[str]]]:
        ends = [match.start() for match in CLAUSE.finditer(text)] + [len(text)]
        words = list(WORD.finditer(text))
        return [
            [word for word in words if begin <= word.start() < end] for begin, end in zip([0, *ends[:-1]], ends, strict=True) if begin < end
        ]

    def _number(self, word: str) -> int | None:
        value = float(word) if word.isascii() and word.isdecimal() else self._numbers.get(word)
        return int(value) if value is not None and YOUNGEST <= value <= OLDEST else None

    def _is_age(self, words: Sequence[str], at: int) -> bool:
        after = words[at + 1 :]
        in_years = bool(after) and after[0] in self._years
        if in_years:
            after = after[1:]
            if after and after[0] in self._old:
                return True
        if after and (after[0] in self._not_after or after[0].isdecimal()):
            return False
        near = {*words[max(0, at - NEAR) : at], *after[:NEAR]}
        told = bool(self._verbs & set(words[max(0, at - NEAR) : at]) or self._noun & set(words[:at]))
        return told and not (in_years and near & self._experience)

    def _is_own(self, before: Sequence[str], after: Sequence[str]) -> bool:
        if self._supposing.intersection(before):
            return False
        if len(before) == 1 and before[0] in self._verbs:
            return True  # "er 16 og går i 10. klasse" leaves out who
        last = next((word for word in reversed(before[-NEAR:]) if word in self._first_person | self._kin), None)
        return last in self._first_person or (last is None and bool(self._noun & set(before)))
