"""Whose a value is: what people say of themselves, what they want to become, and what they only ask about."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any

from bot.nlu.gazetteer import Found

OWN, GOAL = "own", "goal"
NEAR_VERB = 4  # words, "er" among them, before a name that says what somebody is
SHORT = 7  # words; a message this short that asks nothing is an answer, and answers are about oneself
BEFORE = 6  # words before a role in which a wish or a verb of being counts
WORD = re.compile(r"\w+")
# The point in "28.500" ends nothing.
SENTENCE = re.compile(r"(?:[!?\n]|\.(?!\d))+")
CLAUSE = re.compile(r"(?:[!?;\n]|\.(?!\d))+|,\s+")


class Ownership:
    """Knows the words people speak of themselves with; see lexicon.yml."""

    def __init__(self, lexicon: Mapping[str, Any]) -> None:
        self._first_person = frozenset(lexicon["first_person"])
        self._being = frozenset(lexicon["being"])
        self._wishing = frozenset(lexicon["wishing"])
        self._asking = frozenset(lexicon["asking"])
        self._turning = frozenset(lexicon["turning"])
        self._not = frozenset(lexicon["negations"])
        self._eliding = frozenset(lexicon["eliding"])
        self._others = frozenset(lexicon["others"])
        self._kin = frozenset(lexicon["kin"])
        self._supposing = frozenset(lexicon["supposing"])
        self._own_pay, self._not_own_pay = frozenset(lexicon["own_pay"]), frozenset(lexicon["not_own_pay"])
        self._not_dialect = frozenset(lexicon["negations_alone"])
        self._toward, self._distance = frozenset(lexicon["toward"]), frozenset(lexicon["distance"])
        self._inquiring, self._whether = frozenset(lexicon["inquiring"]), frozenset(lexicon["whether"])
        self._from, self._commuting = frozenset(lexicon["from_there"]), frozenset(lexicon["commuting"])
        self._own_wish = frozenset(lexicon["own_wish"])
        self._moving = frozenset(lexicon["moving"])
        self._comparing = frozenset(lexicon["comparing"])
        self._eliding_own, self._eliding_wish = frozenset(lexicon["eliding_own"]), frozenset(lexicon["eliding_wish"])
        self._demanding, self._numbers = frozenset(lexicon["demanding"]), frozenset(lexicon["numbers"])
        self._is_verb = frozenset(lexicon["is_verbs"])
        self._pairing, self._articles = frozenset(lexicon["pairing"]), frozenset(lexicon["articles"])
        self._alike = frozenset(lexicon["alike"])

    def of(self, text: str, found: Found) -> str | None:
        """ "own", "goal" for a role somebody wants, None for what is only asked about."""
        clause, before = _clause(text, found.start)
        if any(word in self._not for word in before[-2:]) or (len(before) == 1 and before[0] in self._not_dialect):
            return None
        if found.entity == "region" and self._is_elsewhere(before):
            return None
        if self._is_asked_of(before):
            return None
        is_level = found.entity == "experience" and not found.value[:1].isdigit()
        if not is_level and not self._supposing.isdisjoint(before):
            return None  # "and if I were a supervisor?" asks
        if found.entity == "pay" and (self._own_pay.isdisjoint(clause) or not self._not_own_pay.isdisjoint(before)):
            return None
        names_wish = not self._own_wish.isdisjoint(clause) and not self._wishing.isdisjoint(before) and not self._asks(clause)
        if found.entity == "role" and before and (names_wish or self._begins_wish(clause)):
            return GOAL  # "vil gerne være teamleder en dag" leaves out who
        if self._is_answer(text):
            return OWN
        if not self._is_of_self(text, clause, found.start):
            return None
        near = before[-BEFORE:]
        if found.entity == "role":
            counted = clause[0] in self._numbers or clause[0].isdecimal()  # "tyve år i faget og stadig menig medarbejder"
            return OWN if counted and self._elides_self(text, clause, found.start) else self._of_role(near)
        return OWN

    def denies(self, text: str, found: Found, *, being: bool = False) -> bool:
        """Whether somebody says that this is not theirs: "jeg har ikke 12 års erfaring i kundeservice". being: only where they say
        that they are not: "jeg gider ikke være chef" is another matter."""
        clause, before = _clause(text, found.start)
        if being and found.entity == "role" and self._being.isdisjoint(before[-BEFORE:]):
            return False
        return any(word in self._not for word in before[-2:]) and any(word in self._first_person for word in clause)

    def tells(self, text: str, found: Found) -> bool:
        """Whether a clause states something and speaks of nobody else: "31 år i Imerco", also where "jeg" is left out."""
        clause, _ = _clause(text, found.start)
        return (
            not self._asks(clause) and not any(word in self._kin for word in clause) and clause[:1] != [] and clause[0] not in self._turning
        )

    def _is_elsewhere(self, before: Sequence[str]) -> bool:
        """Whether a place is one to go to: "can drive to Aarhus", "far from Aalborg"; who moves there is there soon."""
        near = before[-BEFORE:]
        if any(word in self._moving for word in near):
            return False
        if near and near[-1] in self._from and self._commuting.intersection(near):
            return False  # "jeg pendler fra Holbæk" tells where from
        return any(word in self._distance for word in near) or bool(near and near[-1] in self._toward)

    def _is_asked_of(self, before: Sequence[str]) -> bool:
        """Whether a value stands in what somebody says that they ask: "I wondered whether Copenhagen pays more", not "... what I get"."""
        verbs = [at for at, word in enumerate(before) if word in self._inquiring]
        after = before[verbs[-1] + 1 :] if verbs else []
        return bool(after) and after[0] in self._whether and not any(word in self._first_person for word in after)

    def compares(self, text: str, roles: Sequence[Found]) -> bool:
        """Whether roles only stand beside each other and nobody says "I": "teamleder og afdelingsleder", "er supporter og agent det
        samme?". roles: those named, known to the store or not, in order."""
        words = WORD.findall(text.lower())
        if len(roles) < 2 or any(word in self._first_person for word in words):
            return False
        if not self._alike.isdisjoint(words):
            return True
        between = [WORD.findall(text[one.end : other.start].lower()) for one, other in pairwise(roles)]
        joined = any(words and words[0] in self._pairing and all(word in self._articles for word in words[1:]) for words in between)
        return joined and words[0] not in self._eliding_own

    def _begins_wish(self, clause: Sequence[str]) -> bool:
        return len(clause) > 2 and clause[0] in self._eliding_wish and clause[1] not in self._others and not self._kin.intersection(clause)

    def _elides_self(self, text: str, clause: Sequence[str], start: int) -> bool:
        """Whether a clause leaves out "I": "bor på Bornholm ...", "tyve år i faget og stadig menig"."""
        sentence = SENTENCE.search(text, start)
        asked = sentence is not None and "?" in sentence.group()
        if (
            not clause
            or asked
            or self._kin.intersection(clause)
            or self._comparing.intersection(clause)
            or self._alike.intersection(clause)
        ):
            return False
        if clause[0] in self._eliding_own:
            # "Er lønnen bedre på Lolland" asks: only what stands right after "er" is what somebody is.
            near = clause[0] not in self._is_verb or len(_clause(text, start)[1]) <= NEAR_VERB
            return near and len(clause) > 1 and clause[1] not in self._others
        counted = clause[0] in self._numbers or clause[0][0].isdecimal()
        return counted and not self._demanding.intersection(clause) and not any(word in self._asking for word in clause[1:])

    def _is_of_self(self, text: str, clause: Sequence[str], start: int) -> bool:
        """Whether a clause is about the writer: it says "I", or goes on with a sentence that did ("jeg er 41, har siddet her i år")."""
        if any(word in self._first_person for word in clause) or self._elides_self(text, clause, start):
            return True
        sentence = SENTENCE.split(text[:start])[-1].lower()
        of_others = self._asks(clause) or any(word in self._kin for word in clause)
        return not of_others and any(word in self._first_person for word in WORD.findall(sentence))

    def speaks_of_self(self, text: str, start: int) -> bool:
        """Whether the clause around a position says something about the writer rather than asks."""
        clause, _ = _clause(text, start)
        asks = self._asks(clause)
        of_self = any(word in self._first_person for word in clause) or self._elides_self(text, clause, start)
        return self._is_answer(text) or (not asks and of_self)

    def _of_role(self, near: Sequence[str]) -> str | None:
        if any(word in self._not for word in near):
            return None
        if any(word in self._wishing for word in near):
            return GOAL
        return OWN if any(word in self._being for word in near) else None

    def _is_answer(self, text: str) -> bool:
        words = WORD.findall(text.lower())
        clauses = [WORD.findall(clause.lower()) for clause in CLAUSE.split(text)]
        asks = not words or "?" in text or words[0] in self._turning or any(map(self._asks, clauses))
        of_others = any(word in self._wishing or word in self._kin or word in self._comparing for word in words)
        return not asks and not of_others and len(words) <= SHORT

    def _asks(self, words: Sequence[str]) -> bool:
        """Whether words begin as a question does; "har 3 års erfaring" only leaves out who has it."""
        if not words or words[0] not in self._asking:
            return False
        return not (words[0] in self._eliding and len(words) > 1 and words[1] not in self._others)


def _clause(text: str, position: int) -> tuple[list[str], list[str]]:
    """The words of the clause around a position, and those of them before it; lower case."""
    begin = max((match.end() for match in CLAUSE.finditer(text, 0, position)), default=0)
    after = CLAUSE.search(text, position)
    end = after.start() if after else len(text)
    return WORD.findall(text[begin:end].lower()), WORD.findall(text[begin:position].lower())
