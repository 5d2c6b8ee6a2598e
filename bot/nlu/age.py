"""Finds how old somebody says they are. Not how old others are, nor what age a job may ask for."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from bot.nlu.gazetteer import Found

AGE = "age"
YOUNGEST, OLDEST = 13, 99
ADULT = 18  # from here on "jeg er lærer, 38 år" tells an age
BEYOND = 30  # ... and from here on also beside a role of customer service, which few have had for as long
WHO = 3  # words before a comma that say who somebody is without "jeg er"
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
        self._ahead = frozenset(lexicon["age_ahead"])
        self._onward = frozenset(lexicon["age_onward"])
        self._growing = frozenset(lexicon["age_growing"])
        self._kin, self._supposing = frozenset(lexicon["kin"]), frozenset(lexicon["age_supposing"])

    def find(self, text: str) -> list[Found]:
        """The writer's age in a text, at most one; value is whole years ("58")."""
        for clause in self._clauses(text):
            words = [word.group().lower() for word in clause]
            for at, match in enumerate(clause):
                years = self._number(words[at])
                if years is not None and self._is_age(words, at) and self._is_own(words[:at], words[at + 1 :]):
                    still = years <= ADULT and self._growing.intersection(words[max(0, at - NEAR) : at]) and self._ahead.intersection(words)
                    return [Found(match.start(), match.end(), AGE, str(years - 1 if still else years))]
        return []

    def beside(self, text: str, roles: Sequence[Found] = ()) -> list[Found]:
        """An age after a comma and what somebody is: "jeg er lærer, 38 år", "mand, 45 år". roles: those of customer service found, beside
        which fewer years are experience."""
        clauses = [[word.group().lower() for word in clause] for clause in self._clauses(text)]
        spans = self._clauses(text)
        for before, clause, words in zip(spans, spans[1:], clauses[1:], strict=False):
            said = [word.group().lower() for word in before]
            alone = len(words) > 1 and words[1] in self._years and (len(words) == 2 or words[2] in self._old | self._onward)
            years = self._number(words[0]) if alone else None
            least = BEYOND if any(before[0].start() <= role.start < before[-1].end() for role in roles) else ADULT
            of_other = len(said) > 1 and bool(self._kin.intersection(said))  # "mand, 45 år" is the writer
            if years is None or years < least or any(word in self._experience for word in said) or of_other:
                continue
            names_self = bool(said) and (bool(self._first_person.intersection(said[:2])) and bool(self._verbs.intersection(said[:3])))
            if names_self or len(said) <= WHO:
                return [Found(clause[0].start(), clause[1].end(), AGE, str(years))]
        return []

    def _clauses(self, text: str) -> list[list[re.Match[str]]]:
        ends = [match.start() for match in CLAUSE.finditer(text)] + [len(text)]
        words = list(WORD.finditer(text))
        found = [[word for word in words if begin <= word.start() < end] for begin, end in zip([0, *ends[:-1]], ends, strict=True)]
        return [clause for clause in found if clause]

    def _number(self, word: str) -> int | None:
        value = float(word) if word.isascii() and word.isdecimal() else self._numbers.get(word)
        return int(value) if value is not None and YOUNGEST <= value <= OLDEST else None

    def _is_age(self, words: Sequence[str], at: int) -> bool:
        after = words[at + 1 :]
        if self._growing.intersection(words[max(0, at - NEAR) : at]) and after and after[0] in self._ahead:
            return True  # "fylder atten om 3 mdr"
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
