"""The moves of a message as a person would hear them: the detector's strengths, without what the words around rule out."""

from __future__ import annotations

from functools import lru_cache

from bot.practice.detector import detector
from bot.practice.move_features import cue_sheet
from bot.practice.moves import Move
from bot.practice.plain_words import NOT_QUITE, Strengths, said_plainly
from bot.practice.wording import WORD, Wording, sentences

KIND: tuple[Move, ...] = ("empathy", "apology", "solution", "ownership", "listening")
# A fault counts where some sentence is more likely it than any of these: a warm sentence is no insult, an offer is no promise.
RIVALS: dict[Move, tuple[Move, ...]] = {
    "rudeness": KIND,
    "blame": KIND,
    "defensiveness": KIND,
    "false_promise": ("solution", "ownership"),
}
DISHONEST: tuple[Move, ...] = ("false_promise", "defensiveness")  # faults that an honest limit is not
# A short question is rude in one mouth and kind in the next, and nobody is warm and insulting in one breath: of so few words, and
# beside a kind sentence, only what is quite sure is taken for a fault.
FEW_WORDS, QUITE_SURE = 5, 0.85


def heard(text: str) -> tuple[Strengths, list[tuple[str, Strengths]]]:
    """The strengths of the whole message, and each of its sentences with its own: 0 not at all, 0.5 just counts, 1 for sure."""
    pieces = sentences(text) or [text]
    whole, *rows = detector().strengths([text, *pieces])
    by_sentence = list(zip(pieces, rows, strict=True))
    # "I regret the inconvenience" is a set phrase and no apology; who says both in one breath said the likelier one.
    if all(row["empty_phrase"] > row["apology"] for row in rows if row["apology"] >= 0.5):
        whole["apology"] = min(whole["apology"], NOT_QUITE)
    kindness = [max(row[move] for move in KIND) for row in rows]
    # Some warmth shows only in the message as a whole.
    all_of_it = max(whole[move] for move in KIND) if len(rows) > 1 else 0.0
    for index, (piece, row) in enumerate(by_sentence):
        in_kind_company = max([all_of_it, *kindness[:index], *kindness[index + 1 :]]) >= 0.5
        for fault in RIVALS:
            if _is_ruled_out(fault, piece, row, in_kind_company=in_kind_company):
                row[fault] = min(row[fault], NOT_QUITE)
    for fault in RIVALS:
        if not any(row[fault] >= max(0.5, *(row[rival] for rival in RIVALS[fault])) for row in rows):
            whole[fault] = min(whole[fault], NOT_QUITE)
    plain = [(piece, said_plainly(piece, row)) for piece, row in by_sentence]
    for move in whole:
        before, after = max(row[move] for _, row in by_sentence), max(row[move] for _, row in plain)
        if after != before:
            whole[move] = max(whole[move], after) if after > before else min(whole[move], after)
    return whole, plain


def _is_ruled_out(fault: Move, sentence: str, row: Strengths, *, in_kind_company: bool) -> bool:
    if fault in DISHONEST and _honest().found_in(sentence):
        return True
    return row[fault] < QUITE_SURE and (in_kind_company or len(WORD.findall(sentence)) <= FEW_WORDS)


@lru_cache(maxsize=1)
def _honest() -> Wording:
    return Wording(cue_sheet().honest)
