"""What the answers to the test of fit are reasons for: for, against, to look into. Never a verdict, a number or another trade."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from bot.practice.fit_content import ResultTexts, Stance, fit_content
from bot.practice.interview_evidence import quoted
from bot.practice.lines import Line


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
            # Quoted once: under what speaks against where it does, here where the answer was in doubt.
            doubt = quote if stance in ("both", "unknown") else None
            reasons["look"].append(Reason(name, statement.look_into, doubt, statement.source, statement.fact))
    return FitResult(tuple(reasons["fits"]), tuple(reasons["not"]), tuple(reasons["look"]))


def told(result: FitResult) -> list[Line]:
    """The result as lines the coach says. Never empty."""
    texts = fit_content().result
    if not (result.reasons_for or result.reasons_against or result.look_into):
        return [Line("coach", texts.nothing, "result")]
    lines = [
        Line("coach", _listed(texts.for_heading, _points(result.reasons_for, texts) or [texts.none_for]), "for"),
        Line("coach", _listed(texts.against_heading, _points(result.reasons_against, texts) or [texts.none_against]), "against"),
    ]
    if result.look_into:
        questions = [
            texts.quoted_question.format(text=reason.text, quote=reason.quote) if reason.quote else reason.text
            for reason in result.look_into
        ]
        lines.append(Line("coach", _listed(texts.look_into_heading, questions), "look_into"))
    return [*lines, Line("coach", texts.ending, "ending")]


def _points(reasons: Sequence[Reason], texts: ResultTexts) -> list[str]:
    return [
        (texts.quoted_point if reason.quote else texts.point).format(text=reason.text, quote=reason.quote, source=reason.source)
        for reason in reasons
    ]


def _listed(heading: str, points: Sequence[str]) -> str:
    return "\n".join([heading, *(f"• {point}" for point in points)])
