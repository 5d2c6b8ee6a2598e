"""What the answers to the test of fit are reasons for: for, against, to look into. Never a verdict, a number or another trade."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from bot import danish
from bot.practice.fit_content import ResultTexts, Stance, fit_content
from bot.practice.interview_evidence import quoted
from bot.practice.lines import Line

MOST_WORDS = 110  # of a whole result
MOST_QUESTIONS, MOST_QUOTES, LONGEST_QUOTE = 2, 1, 60


@dataclass(frozen=True)
class Reason:
    """quote: the user's own masked words, None after a button. fact: number in the list of facts, or "kildedokument"."""

    statement: str
    text: str
    quote: str | None
    source: str
    fact: str


@dataclass(frozen=True)
class FitResult:
    """Reasons in the order the statements were answered."""

    reasons_for: tuple[Reason, ...]
    reasons_against: tuple[Reason, ...]
    look_into: tuple[Reason, ...]

    def to_dict(self) -> dict[str, Any]:
        """Plain JSON: lists, strings."""
        return {key: list(reasons) for key, reasons in asdict(self).items()}

    @classmethod
    def from_dict(cls, value: dict[str, Any]) -> FitResult:
        """What to_dict made."""
        return cls(**{key: tuple(Reason(**reason) for reason in reasons) for key, reasons in value.items()})


def weigh(answers: Sequence[tuple[str, Stance, str | None]]) -> FitResult:
    """Reasons from (statement id, stance, quote). What does not fit, and what is in doubt, is also something to look into."""
    reasons: dict[str, list[Reason]] = {"fits": [], "not": [], "look": []}
    for name, stance, said in answers:
        statement = fit_content().statement(name)
        # A bare "yes" quoted back reads as mockery.
        quote = quoted(said) if said and len(said.split()) > 1 else None
        if stance in ("fits", "not"):
            text = statement.for_ if stance == "fits" else statement.against
            reasons[stance].append(Reason(name, text, quote, statement.source, statement.fact))
        if stance != "fits":
            reasons["look"].append(Reason(name, statement.look_into, None, statement.source, statement.fact))
    return FitResult(tuple(reasons["fits"]), tuple(reasons["not"]), tuple(reasons["look"]))


def told(result: FitResult) -> list[Line]:
    """The result as one line the coach says. Never empty."""
    return [Line("coach", result_text(result), "result")]


def result_text(result: FitResult) -> str:
    """What speaks for and against, at most two things to ask about, and where the statements are from: at most MOST_WORDS words."""
    content = fit_content()
    texts = content.result
    if not (result.reasons_for or result.reasons_against or result.look_into):
        return texts.nothing
    sides = {reason.statement for reason in (*result.reasons_for, *result.reasons_against)}
    doubts = [reason for reason in result.look_into if reason.statement not in sides]
    heads = [
        _listed(texts.for_heading, result.reasons_for, texts) or texts.none_for,
        _listed(texts.against_heading, result.reasons_against, texts) or texts.none_against,
        _listed(texts.doubt_heading, doubts, texts, quotes=0),
    ]
    reasons = (*result.reasons_for, *result.reasons_against, *result.look_into)
    sources = texts.sources.format(sources="; ".join(dict.fromkeys(reason.source for reason in reasons)))
    said = [*filter(None, heads)]
    left = MOST_WORDS - sum(len(text.split()) for text in (*said, sources, texts.ending, texts.look_into_heading))
    questions: list[str] = []
    for reason in result.look_into[:MOST_QUESTIONS]:
        left -= len(reason.text.split()) + 1
        if left < 0:
            break
        questions.append(f"• {reason.text}")
    return "\n".join([*said, *([texts.look_into_heading, *questions] if questions else []), sources, texts.ending])


def _listed(heading: str, reasons: Sequence[Reason], texts: ResultTexts, *, quotes: int = MOST_QUOTES) -> str:
    """The heading with what the reasons are about, the first ones with the words that were written; "" for no reasons."""
    points: list[str] = []
    for reason in reasons:
        short, quote = str(fit_content().statement(reason.statement).short), reason.quote
        if quote and quotes and len(quote) <= LONGEST_QUOTE:
            quotes -= 1
            short = texts.quoted.format(short=short, quote=quote)
        points.append(short)
    return heading.format(points=danish.join(points)) if points else ""
