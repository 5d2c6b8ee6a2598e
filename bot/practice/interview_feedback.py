"""Feedback on an interview: for each answer what was there and what was missing, in the user's own words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any, Literal

from bot.practice.interview_content import FeedbackTexts, Kind, Practise, Question, Track, interview_content
from bot.practice.interview_evidence import NUMBER, Evidence, examiner, most_telling, quoted
from bot.practice.interview_hearing import ear
from bot.practice.phrases import flat
from bot.practice.star import Found, star_detector
from bot.practice.star_content import PARTS, Part

LEAST_OPENING = 5  # words of a sentence that can begin an answer, or shows something concrete
CONTINUES = re.compile(r",\s+(?=\w+\s)")
Length = Literal["short", "fine", "long"]
# What an answer to each kind of question is looked through for. Nobody tells a result of what they would do.
SOUGHT: dict[Kind, tuple[Part, ...]] = {"experience": PARTS, "hypothetical": ("action",), "self": ("situation", "action")}


@dataclass(frozen=True)
class PartFinding:
    """Whether a part was told, and the sentence that told it."""

    part: Part
    quote: str | None


@dataclass(frozen=True)
class AnswerFeedback:
    """One answer. seconds: read aloud, for presentations only; blame: what was said against a former employer; opening: a better first
    line made of the user's own sentences; "" when the answer began so or there is nothing to make it of, None when nothing was told.
    concrete: the sentence with most numbers and names."""

    question: str
    answered: bool
    parts: tuple[PartFinding, ...]
    words: int
    things: tuple[str, ...]
    own: int
    general: int
    length: Length | None
    seconds: int | None
    blame: str | None
    opening: str | None
    kind: str = "view"
    concrete: str | None = None

    @property
    def speaks_generally(self) -> bool:
        """Whether the answer is mostly about what one does, or what we did."""
        return self.general > 2 * self.own


@dataclass(frozen=True)
class Feedback:
    """The whole interview. worked: sentences to the user; practise_first: the one thing to begin with, None without answers."""

    track: Track
    answers: tuple[AnswerFeedback, ...]
    worked: tuple[str, ...]
    practise_first: str | None

    def to_dict(self) -> dict[str, Any]:
        """Plain JSON: lists, strings, numbers."""
        value: dict[str, Any] = _listed(asdict(self))
        return value

    @classmethod
    def from_dict(cls, value: dict[str, Any]) -> Feedback:
        """What to_dict made."""
        answers = tuple(
            AnswerFeedback(**{**answer, "parts": tuple(PartFinding(**part) for part in answer["parts"]), "things": tuple(answer["things"])})
            for answer in value["answers"]
        )
        return cls(track=value["track"], answers=answers, worked=tuple(value["worked"]), practise_first=value["practise_first"])


def give_feedback(track: Track, answers: Sequence[tuple[str, str]]) -> Feedback:
    """Feedback on (question id, masked answer) pairs in the order they were asked; an empty answer was skipped."""
    each = tuple(_on_answer(name, text) for name, text in answers)
    answered = [answer for answer in each if answer.answered]
    return Feedback(track, each, _worked(each), _practise_first(answered) if answered else None)


def _on_answer(name: str, text: str) -> AnswerFeedback:
    content = interview_content()
    question = content.questions[name]
    if not text.strip():
        return AnswerFeedback(name, False, (), 0, (), 0, 0, None, None, None, None)
    # "I do not know" stands where a result would, but is none.
    told = [sentence for sentence in star_detector().find(text) if not ear().is_unknown(sentence.text)]
    # Who points back at a story tells none of it.
    found = [sentence for sentence in told if not ear().names_told(sentence.text)]
    evidence = examiner().examine(text, introduces=question.kind == "presentation")
    findings = tuple(
        PartFinding(part, _outcome(found) if part == "result" else _first(found, part)) for part in SOUGHT.get(question.kind, ())
    )
    length, seconds = _length(question, evidence, content.feedback)
    return AnswerFeedback(
        question=name,
        answered=True,
        parts=findings,
        words=evidence.words,
        things=evidence.things,
        own=evidence.own,
        general=evidence.general,
        length=length,
        seconds=seconds,
        blame=quoted(evidence.blame) if evidence.blame else None,
        opening=_unless_said(_opening(question, found), text),
        kind=question.kind,
        concrete=_concrete([sentence.text for sentence in told]),
    )


def _first(found: Sequence[Found], part: Part) -> str | None:
    return next((quoted(sentence.text) for sentence in found if part in sentence.parts), None)


def _outcome(found: Sequence[Found]) -> str | None:
    """How it ended: the last result after what was done, or the end of the sentence that told what was done; an earlier one at a pinch."""
    results = [index for index, sentence in enumerate(found) if "result" in sentence.parts]
    acted = next((index for index, sentence in enumerate(found) if "action" in sentence.parts), -1)
    if results and results[-1] > acted:
        return quoted(found[results[-1]].text)
    if found:
        pieces = CONTINUES.split(found[-1].text)
        if len(pieces) > 1 and NUMBER.search(pieces[-1]) and "action" in found[-1].parts:
            return quoted(pieces[-1])
    return quoted(found[results[-1]].text) if results else None


def _concrete(sentences: Sequence[str]) -> str | None:
    """The sentence with most numbers and names; none where a bare number is all of it."""
    telling = most_telling([sentence for sentence in sentences if len(sentence.split()) >= LEAST_OPENING], examiner())
    return quoted(telling) if telling and examiner().things(f". {telling}") else None


def _unless_said(opening: str | None, text: str) -> str | None:
    """The opening; "" where it would only say again how the answer began."""
    return "" if opening and flat(text).startswith(flat(opening)) else opening


def _length(question: Question, evidence: Evidence, texts: FeedbackTexts) -> tuple[Length, int | None]:
    """Short, fine or long; for presentations by the seconds they would take aloud, rounded to five."""
    limits = interview_content().evidence.word_limits
    if question.kind == "presentation":
        seconds = round(evidence.words * 60 / texts.words_a_minute / 5) * 5
        least, most = texts.presentation_seconds
        return ("short" if seconds < least else "long" if seconds > most else "fine"), seconds
    return ("short" if evidence.words < limits.thin_talk else "long" if evidence.words > limits.wall else "fine"), None


def _opening(question: Question, found: Sequence[Found]) -> str | None:
    """Situation, then action, from the user's own sentences; "" where these do not make a beginning, None where nothing is told."""
    found = [sentence for sentence in found if not examiner().examine(sentence.text).blame]
    useful = [sentence for sentence in found if sentence.parts]
    if not useful:
        return None
    both: tuple[Part, ...] = ("situation", "action")
    wanted = {"experience": both, "hypothetical": both[1:]}.get(question.kind, ())
    chosen = [next((sentence.text for sentence in useful if part in sentence.parts and _can_begin(sentence.text)), None) for part in wanted]
    if not chosen or not all(chosen):
        return ""
    return " ".join(dict.fromkeys(examiner().opened(text) for text in chosen if text))


def _can_begin(sentence: str) -> bool:
    """Whether a sentence stands by itself as a beginning: no stump, no question, no subordinate clause, no word to the interviewer."""
    words = flat(sentence).split()
    return len(words) >= LEAST_OPENING and "?" not in sentence and not ear().cannot_begin(sentence)


def _worked(answers: Sequence[AnswerFeedback]) -> tuple[str, ...]:
    """Up to three things that went well, each with the user's words."""
    texts = interview_content().feedback.worked
    said: list[str] = []
    for answer in answers:
        quotes = {finding.part: finding.quote for finding in answer.parts}
        if len(quotes) == len(PARTS) and all(quotes.values()):
            said.append(texts.complete.format(quote=quotes["situation"]))
            break
    for part, text in (("action", texts.action), ("result", texts.result)):
        quote = next((finding.quote for answer in answers for finding in answer.parts if finding.part == part and finding.quote), None)
        if quote:
            said.append(text.format(quote=quote))
    concrete = max((answer for answer in answers if answer.concrete), key=lambda answer: len(answer.things), default=None)
    if concrete and not any(str(concrete.concrete) in text for text in said):
        said.append(texts.concrete.format(quote=f"»{concrete.concrete}«"))
    answered = sum(answer.answered for answer in answers)
    if not said and answered:
        said.append(texts.tried.format(answered=answered, asked=len(answers)))
    return tuple(said[:3])


def _practise_first(answers: Sequence[AnswerFeedback]) -> str:
    """The lack that shows in most answers; blame first, since one sentence of it outweighs the rest (F9.5)."""
    texts: Practise = interview_content().feedback.practise
    if any(answer.blame for answer in answers):
        return texts.blame
    lacks: Counter[str] = Counter()
    for answer in answers:
        lacks.update(finding.part for finding in answer.parts if not finding.quote)
        lacks.update(["own"] if answer.speaks_generally else [])
        lacks.update(["concrete"] if answer.kind == "experience" and not answer.things else [])
        lacks.update(["short"] if answer.length == "short" else [])
    if not lacks:
        return texts.none
    # Of equals, the one that mends most: without an action the rest has nothing to stand on.
    order: tuple[str, ...] = ("short", "action", "own", "result", "situation", "concrete", "task")
    worst = max(order, key=lambda lack: (lacks[lack], -order.index(lack)))
    chosen: str = getattr(texts, worst)
    return chosen


def _listed(value: Any) -> Any:
    """Tuples as lists, as they come back from JSON."""
    if isinstance(value, dict):
        return {key: _listed(item) for key, item in value.items()}
    return [_listed(item) for item in value] if isinstance(value, (list, tuple)) else value
