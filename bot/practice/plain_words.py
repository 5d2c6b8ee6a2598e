"""What the words of a sentence say for sure, whatever the line resembles: that it asks, sides with the customer, accuses or shrugs."""

from __future__ import annotations

import re
from functools import lru_cache

from bot.folding import fold
from bot.practice.move_features import cue_sheet
from bot.practice.moves import Move
from bot.practice.wording import Wording, clauses

Strengths = dict[Move, float]

SAID = 0.7  # strength of a move that the words themselves show; 0.5 just counts
NOT_QUITE = 0.4  # what is left of a move that was ruled out
WARM: tuple[Move, ...] = ("empathy", "apology", "listening")
HARSH: tuple[Move, ...] = ("rudeness", "blame", "defensiveness", "false_promise")


def asks(sentence: str) -> bool:
    """Whether a sentence asks, with a question mark or as people write who use none: by how a clause begins, or what it requests."""
    return "?" in sentence or any(_opening().search(clause) for clause in clauses(sentence)) or _wording("requests").found_in(sentence)


def asks_for_more_than_yes(sentence: str) -> bool:
    """Whether a question begins with who, what, when and the like, so that no yes or no answers it."""
    questions = {fold(word) for word in cue_sheet().wh}
    return any(questions & set(clause.split()[:2]) for clause in clauses(sentence))


def passes_on(sentence: str) -> bool:
    """Whether the blame is given to a colleague or to another firm, and not taken back in the same breath."""
    return _wording("passes_on").found_in(sentence) and not _wording("owns").affirmed_in(sentence)


def said_plainly(sentence: str, row: Strengths) -> Strengths:
    """The strengths of a sentence with what its words say for sure."""
    raised: set[Move] = {"question"} if asks(sentence) else set()
    lowered: set[Move] = set()
    if _wording("sides_with").found_in(sentence):
        raised |= {"empathy"}
        lowered |= set(HARSH)
    if _wording("accuses").affirmed_in(sentence):
        raised |= {"blame"}
        lowered |= set(WARM)
    elif passes_on(sentence):
        raised |= {"blame"}
    elif _wording("passes_on").found_in(sentence):
        lowered |= {"blame"}  # named and owned: "det er vores fejl, at lageret glemte den"
    if _wording("insults").affirmed_in(sentence) and not _wording("sides_with").found_in(sentence):
        raised |= {"rudeness"}
        lowered |= set(WARM)
    if _wording("shrugs").found_in(sentence):
        raised |= {"defensiveness"}
        lowered |= set(WARM)
    return {
        move: max(strength, SAID) if move in raised else min(strength, NOT_QUITE) if move in lowered else strength
        for move, strength in row.items()
    }


@lru_cache(maxsize=1)
def _opening() -> re.Pattern[str]:
    """How a clause that asks begins: after words such as "okay" and "og", which do not count."""
    sheet = cue_sheet()
    opens = "|".join(map(fold, sheet.opens))
    begins = "|".join(map(fold, [*sheet.wh, *sheet.verbs]))
    questions = "|".join(map(fold, sheet.wh))
    return re.compile(rf"^ (?:(?:{opens}) )*(?:{begins}) | (?:{'|'.join(map(fold, sheet.joins))}) (?:{questions}) ")


@lru_cache(maxsize=16)
def _wording(name: str) -> Wording:
    return Wording(getattr(cue_sheet(), name))
