"""What a message says about forgetting: an order to delete everything, one thing to be forgotten, or neither.

Deleting cannot be undone, so only an unmistakable order is one: a verb of deleting in the imperative or as a wish, whose
object is everything, and nothing that denies, asks or limits it. Whatever else sounds like it is asked about first.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from bot.nlu.gazetteer import Found

ALL, FIRM, NOT, ASKED, HABIT, MENTIONED = "erase_all", "erase_firm", "erase_not", "erase_asked", "erase_habit", "erase_mentioned"
PART = "forget_"  # and the slot that holds it
NEAR = 5  # words before a verb in which a negation denies it
CLOSE = 3  # words from a verb to its object
PASSIVE = ("s", "t")  # endings of what is to be done, by whomever
WORD = re.compile(r"\w+")
CLAUSE = re.compile(r"[.!?;,\n]+")


class Erasing:
    """Knows the verbs of deleting, what they may be about, and what is only a way of speaking; see `erasing` in lexicon.yml.

    normalize reads a word as it was meant.
    """

    def __init__(self, lexicon: Mapping[str, Any], normalize: Callable[[str], str] = str.lower) -> None:
        words = lexicon["erasing"]
        self._normalize = normalize
        self._imperatives, self._forms, self._past = (frozenset(words[kind]) for kind in ("imperatives", "forms", "past"))
        self._verbs = self._imperatives | self._forms | self._past
        self._weak, self._polite = frozenset(words["weak"]), frozenset(words["polite"])
        self._wishing, self._of_you = frozenset(words["wishing"]), frozenset(words["of_you"])
        self._you, self._others = frozenset(words["you"]), frozenset(words["others"])
        self._asking_past, self._habit = frozenset(words["asking_past"]), frozenset(words["habit"])
        self._denials = frozenset(words["denials"])
        self._before, self._asking = frozenset(words["before_imperative"]), frozenset(words["asking"])
        self._writer = frozenset(lexicon["first_person"])
        self._negations = frozenset(lexicon["negations"])
        self._own_things = _pattern(words["own_things"])
        self._everything = _pattern([*words["everything"], *words["own_things"]])
        self._everything_firm = _pattern(words["everything_firm"])
        self._limits, self._idioms = _pattern(words["limits"]), _pattern([*words["idioms"], *words["elsewhere"]])
        self._about = re.compile(rf"\b(?:{'|'.join(words['about'])}) (?!(?:{'|'.join(words['oneself'])})\b)\w")
        self._not_remember = _pattern(words["not_remember"])
        self._parts = {kind: _pattern(spoken) for kind, spoken in words["parts"].items()}

    def find(self, text: str, found: Sequence[Found] = ()) -> list[str]:
        """Names of what was found, as cues: erase_mentioned for any verb of deleting, and beside it erase_all (an order),
        erase_firm (one that leaves open what), erase_not (a denial), erase_asked (a question about a deletion that was),
        erase_habit (whether she deletes by herself), and
        forget_<slot> for each thing to be forgotten, named or by its value. found: the roles and places in the text.
        """
        whole = " ".join(self._words(text))
        unremembered = bool(self._not_remember.search(whole))
        clauses = [words for words in map(self._words, CLAUSE.split(text)) if any(word in self._verbs for word in words)]
        if self._idioms.search(whole) or not (clauses or unremembered):
            return []
        if not unremembered and any(map(self._denies, clauses)):
            return [MENTIONED, NOT]
        wanted = unremembered or any(map(self._is_wanted, clauses))
        if any(map(self._orders, clauses)) and not self._is_limited(whole):
            return [MENTIONED, FIRM, ALL]
        meant = [whole] if unremembered else [" ".join(words) for words in clauses]
        parts = [kind for kind, spoken in self._parts.items() if wanted and any(map(spoken.search, meant))]
        parts += [item.entity for item in found if item.entity not in parts and self._is_object(text, item)]
        if parts and (self._about.search(whole) or not self._everything.search(whole)):
            return [MENTIONED, *(f"{PART}{kind}" for kind in parts)]
        if any(map(self._asks_of_past, clauses)):
            return [MENTIONED, ASKED]
        if any(words[0] in self._habit for words in clauses):
            return [MENTIONED, HABIT]
        return [MENTIONED, *([FIRM] if any(map(self._is_firm, clauses)) else [])]

    def _words(self, text: str) -> list[str]:
        return [word for written in WORD.findall(text.lower()) for word in self._meant(written).split()]

    def _meant(self, written: str) -> str:
        return written if written in self._verbs else self._normalize(written)

    def _verb(self, words: Sequence[str]) -> int:
        return next(at for at, word in enumerate(words) if word in self._verbs)

    def _denies(self, words: Sequence[str]) -> bool:
        """Whether a verb of deleting is denied: "you shall not delete"."""
        at = self._verb(words)
        if self._is_denied_politely(words):
            return False
        return any(word in self._negations or word in self._denials for word in (*words[max(0, at - NEAR) : at], *words[at + 1 : at + 3]))

    def _asks_of_past(self, words: Sequence[str]) -> bool:
        """ "Why did you delete it?", "have you forgotten it?"; not "how do I delete it?"."""
        return words[0] in self._asking_past or any(word in self._past for word in words[:2])

    def _asks(self, words: Sequence[str]) -> bool:
        """Whether a clause asks about a deletion rather than for one: "why did you delete it?", "do you delete everything?"."""
        begins = words[0] in self._asking and not self._is_polite(words)
        return begins or any(word in self._past for word in words[:2])

    def _is_polite(self, words: Sequence[str]) -> bool:
        """ "Can you forget it?" asks for it."""
        return len(words) > 1 and words[0] in self._polite and words[1] in self._you

    def _is_denied_politely(self, words: Sequence[str]) -> bool:
        """ "Can you not forget it?" asks for it too."""
        return self._is_polite(words) and len(words) > 2 and words[2] in self._negations

    def _is_wanted(self, words: Sequence[str]) -> bool:
        """Whether something is to be deleted: an order, a wish, or a polite question."""
        if self._asks(words):
            return False
        at = self._verb(words)
        return self._is_imperative(words, at) or self._is_polite(words) or self._wishes(words, at)

    def _is_imperative(self, words: Sequence[str], at: int) -> bool:
        return words[at] in self._imperatives and all(word in self._before for word in words[:at])

    def _wishes(self, words: Sequence[str], at: int) -> bool:
        """ "I want it deleted", "you must delete it"; not "I must delete it", nor "my boss wants it deleted"."""
        if words[at] not in self._forms or words[0] in self._others or (at and words[at - 1] in self._writer):
            return False
        before = set(words[:at])
        of_you = bool(before & self._of_you) and (bool(before & self._you) or words[at].endswith(PASSIVE))
        return bool(before & self._wishing) or of_you

    def _is_firm(self, words: Sequence[str]) -> bool:
        at = self._verb(words)
        return words[at] not in self._weak and (self._is_imperative(words, at) or self._wishes(words, at))

    def _orders(self, words: Sequence[str]) -> bool:
        """Whether a clause orders that everything be deleted."""
        at = self._verb(words)
        said = " ".join(words)
        everything = self._everything.search(said) or (words[at] not in self._weak and self._everything_firm.search(said))
        if not self._is_imperative(words, at) and not self._you.intersection(words[:at]) and not self._own_things.search(said):
            return False  # "I want to delete everything" need not be about the conversation
        clear = not self._asks(words) and not self._is_polite(words) and not any(word in self._negations for word in words)
        return bool(everything) and clear and (self._is_imperative(words, at) or self._wishes(words, at))

    def _is_limited(self, whole: str) -> bool:
        return bool(self._limits.search(whole) or self._about.search(whole) or any(spoken.search(whole) for spoken in self._parts.values()))

    def _is_object(self, text: str, item: Found) -> bool:
        """Whether a name is what shall be forgotten: "forget Viborg", and not "forget it, I live in Viborg"."""
        before = self._words(CLAUSE.split(text[: item.start])[-1])
        orders = [at for at, word in enumerate(before) if word in self._imperatives]
        return bool(orders) and self._is_imperative(before, orders[0]) and len(before) - orders[0] <= CLOSE


def _pattern(phrases: Iterable[str]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(re.escape(phrase) for phrase in phrases)})(?!\w)")
