"""What one message means to one customer: its moves, what it asks, offers, promises, and whether it meets the feeling."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from bot.folding import fold
from bot.practice.detector import counted
from bot.practice.heard import heard
from bot.practice.move_features import cue_sheet
from bot.practice.moves import Move
from bot.practice.plain_words import NOT_QUITE, Strengths, asks_for_more_than_yes, passes_on
from bot.practice.scenario import Scenario, scenarios
from bot.practice.wording import WORD, Wording

LONG_WORD = 5  # letters; what is shorter is no word of the trade


@dataclass(frozen=True)
class Reading:
    """asked, offered, broken: ids of the scenario's facts, solutions and rules. strengths: 0 to 1 for each move, 0.5 just counts.

    asks_more: it ends with "was there anything else?" and leaves the last word to the customer. passes_on: it blames somebody else.
    asks_wish: what it is about, or what can be done; asks_how: a question that no yes or no answers; refuses: a no, with nothing instead.
    """

    text: str
    strengths: Mapping[Move, float]
    moves: frozenset[Move]
    asked: tuple[str, ...]
    offered: tuple[str, ...]
    broken: tuple[str, ...]
    asks_name: bool
    asks_more: bool
    names_feeling: bool
    names_case: bool
    passes_on: bool
    asks_wish: bool = False
    asks_how: bool = False
    refuses: bool = False
    insults: bool = False
    by_sentence: tuple[tuple[str, Mapping[Move, float]], ...] = ()

    def best_sentence(self, move: Move) -> str:
        """The sentence that shows a move best; the whole message when it has no sentence."""
        return max(self.by_sentence, key=lambda item: item[1][move])[0] if self.by_sentence else self.text

    @property
    def meets_feeling(self) -> bool:
        """Whether the customer feels seen."""
        if self.moves & {"blame", "defensiveness"} and "empathy" not in self.moves:
            return False
        return "empathy" in self.moves or (self.names_feeling and bool(self.moves & {"apology", "listening"}))


class Ear:
    """Reads messages as the customer of one scenario hears them."""

    def __init__(self, scenario: Scenario) -> None:
        self._facts = {fact.id: Wording(fact.asked) for fact in scenario.facts}
        self._solutions = {solution.id: Wording(solution.offered) for solution in scenario.solutions}
        self._rules = {rule.id: Wording(rule.broken) for rule in scenario.rules}
        own = [scenario.briefing, *scenario.opening, *(said for fact in scenario.facts for said in fact.says)]
        self._vocabulary = frozenset(WORD.findall(fold(" ".join(own))))
        self._feeling, self._case = Wording(scenario.feeling), Wording(scenario.case)

    def hear(self, text: str) -> Reading:
        """What the message says to this customer."""
        strengths, by_sentence = heard(text)
        strengths = self._without_jargon(strengths, by_sentence)
        # A sentence asks when the detector or its own words say so; what is stated asks for nothing.
        asking = [piece for piece, row in by_sentence if row["question"] >= 0.5]
        return Reading(
            text=text,
            strengths=strengths,
            moves=counted(strengths),
            asked=tuple(name for name, wording in self._facts.items() if any(wording.found_in(piece) for piece in asking)),
            offered=self.offered_in(text),
            broken=tuple(name for name, wording in self._rules.items() if wording.claimed_in(text)),
            asks_name=any(_cue("asking_name").found_in(piece) for piece in asking),
            asks_more=_cue("asking_more").found_in(by_sentence[-1][0])
            or ("?" in by_sentence[-1][0] and by_sentence[-1][1]["close"] >= 0.5),
            names_feeling=self._feeling.found_in(text),
            names_case=self._case.found_in(text),
            passes_on=any(passes_on(piece) for piece, _ in by_sentence),
            asks_wish=any(_cue("asking_wish").found_in(piece) for piece in asking),
            asks_how=any(asks_for_more_than_yes(piece) for piece in asking),
            insults=any(_cue("insults").affirmed_in(piece) for piece, _ in by_sentence),
            refuses=any(_cue("refuses").found_in(piece) for piece, _ in by_sentence) and not self.offered_in(text),
            by_sentence=tuple(by_sentence),
        )

    def _without_jargon(self, strengths: Strengths, by_sentence: Sequence[tuple[str, Strengths]]) -> Strengths:
        """The strengths, without a word of the trade where all that is said are the customer's own words, or what was asked for."""
        if strengths["jargon"] < 0.5:
            return strengths
        strange = [piece for piece, row in by_sentence if row["jargon"] >= 0.5 and not self._is_known(piece)]
        unclear = bool(strange) or not any(row["jargon"] >= 0.5 for _, row in by_sentence)
        return strengths if unclear else {**strengths, "jargon": min(strengths["jargon"], NOT_QUITE)}

    def _is_known(self, sentence: str) -> bool:
        words = {word for word in WORD.findall(fold(sentence)) if len(word) >= LONG_WORD}
        return words <= self._vocabulary or _cue("jargon_not").found_in(sentence)

    def offered_in(self, text: str) -> tuple[str, ...]:
        """The ids of the solutions that a text offers."""
        return tuple(name for name, wording in self._solutions.items() if wording.affirmed_in(text))


@lru_cache(maxsize=8)
def _cue(name: str) -> Wording:
    return Wording(getattr(cue_sheet(), name))


@lru_cache(maxsize=32)
def ear(scenario: str) -> Ear:
    """The ear of a scenario that comes with Karla."""
    return Ear(scenarios()[scenario])
