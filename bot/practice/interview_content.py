"""The shape of interview.yml."""

from __future__ import annotations

from functools import lru_cache
from typing import Any, Literal, Optional

from pydantic import ConstrainedStr, Field, root_validator, validator

from bot.content_file import Identifier, Words
from bot.practice.content_file import FOLDER, Sheet, Templates, read

Track = Literal["medarbejder", "teamleder"]
Kind = Literal["presentation", "motivation", "view", "experience", "hypothetical", "self"]
Thinness = Literal["unknown", "short", "example", "action", "own", "result"]
LEAST_QUESTIONS, MOST_QUESTIONS = 6, 8


class FactNumber(ConstrainedStr):
    regex = r"^F\d+\.\d+$"


class Interview(Sheet):
    """One track. steps: one question of each is asked, in this order."""

    interviewer: Words
    intro: Words
    hello: Words
    goodbye: Words
    steps: list[list[Identifier]]

    # A bound on the field itself would fall on the inner lists as well in pydantic 1.
    @validator("steps")
    def as_long_as_an_interview(cls, steps: list[list[str]]) -> list[list[str]]:  # noqa: N805
        if not LEAST_QUESTIONS <= len(steps) <= MOST_QUESTIONS:
            raise ValueError(f"{len(steps)} steps; an interview has {LEAST_QUESTIONS} to {MOST_QUESTIONS}")
        return steps


class Tracks(Sheet):
    medarbejder: Interview
    teamleder: Interview


class Question(Sheet):
    """again: the same in other words; explain: what is meant by it."""

    kind: Kind
    text: Words
    again: Words
    explain: Words
    fact: Optional[FactNumber] = None


class FollowUps(Sheet):
    unknown: list[Words] = Field(min_items=1)
    short: list[Words] = Field(min_items=1)
    example: list[Words] = Field(min_items=1)
    action: list[Words] = Field(min_items=1)
    own: list[Words] = Field(min_items=1)
    result: list[Words] = Field(min_items=1)


class Reactions(Sheet):
    plain: list[Words] = Field(min_items=1)
    thin: list[Words] = Field(min_items=1)
    skipped: list[Words] = Field(min_items=1)
    heavy: list[Words] = Field(min_items=1)
    told: list[Words] = Field(min_items=1)
    long: list[Words] = Field(min_items=1)


class Heard(Sheet):
    """Phrases that make a message something else than an answer."""

    short_message: int = Field(gt=0)
    longest_question: int = Field(gt=0)
    example: list[Words]
    repeat: list[Words]
    explain: list[Words]
    skip: list[Words]
    stop: list[Words]
    unknown: list[Words]
    heavy: list[Words]
    abuse: list[Words]
    reported: list[Words]
    told: list[Words]
    about_us: list[Words]
    asks_back: list[Words]


class WordLimits(Sheet):
    """Words, but `stored` is characters."""

    short: int = Field(gt=0)
    thin_talk: int = Field(gt=0)
    wall: int = Field(gt=0)
    stored: int = Field(gt=0)


class EvidenceWords(Sheet):
    introducing: list[Words]
    number_words: list[Words]
    own: list[Words]
    general: list[Words]
    not_names: list[Words]
    fillers: list[Words]
    no_beginning: list[Words]
    reflexive: list[Words]
    employers: list[Words]
    blame: list[Words]
    blame_whole: list[Words]
    blame_unless: list[Words]
    word_limits: WordLimits


class Lengths(Templates):
    fields = dict.fromkeys(("short", "fine", "long"), frozenset({"words", "seconds"}))

    short: Words
    fine: Words
    long: Words


class OpeningBlanks(Sheet):
    presentation: Words
    motivation: Words
    view: Words
    self: Words


class Worked(Templates):
    fields = {
        **dict.fromkeys(("complete", "action", "result", "concrete"), frozenset({"quote"})),
        "tried": frozenset({"answered", "asked"}),
    }

    complete: Words
    action: Words
    result: Words
    concrete: Words
    tried: Words


class Practise(Sheet):
    blame: Words
    situation: Words
    task: Words
    action: Words
    result: Words
    own: Words
    concrete: Words
    short: Words
    none: Words


class Afterwards(Templates):
    """What is asked about the feedback when the interview is over: words of it, of its best part, and of an answer's number."""

    fields = {"better": frozenset({"plan"}), "nothing_best": frozenset({"practise"})}

    about: list[Words]
    best: list[Words]
    numbers: dict[int, list[Words]]
    better: Words
    plan: dict[Literal["situation", "task", "action", "result"], Words]
    nothing_best: Words


class FeedbackTexts(Templates):
    fields = {
        "told": frozenset({"parts"}),
        "told_quote": frozenset({"title", "quote"}),
        "missing": frozenset({"parts"}),
        "answered": frozenset({"words"}),
        "blame": frozenset({"quote"}),
        "opening": frozenset({"opening"}),
        "heading": frozenset({"number", "question"}),
        "method": frozenset({"source"}),
    }

    words_a_minute: int = Field(gt=0)
    presentation_seconds: tuple[int, int]
    told: Words
    told_quote: Words
    missing: Words
    answered: Words
    skipped: Words
    no_content: Words
    general: Words
    length: Lengths
    presentation_length: Lengths
    blame: Words
    opening: Words
    opening_blanks: OpeningBlanks
    heading: Words
    method: Words
    nothing: Words
    afterwards: Afterwards
    worked_heading: Words
    practise_heading: Words
    worked: Worked
    practise: Practise


class InterviewContent(Templates):
    fields = {"later": frozenset({"question"}), "hint": frozenset({"explain"})}

    tracks: Tracks
    questions: dict[str, Question]
    follow_ups: FollowUps
    reactions: Reactions
    third_persons: frozenset[Words]
    repeated: Words
    misheard: Words
    ask_afterwards: Words
    hint: Words
    about_us: Words
    later: Words
    masked: Words
    nothing_written: Words
    ended_stop: Words
    ended_abuse: Words
    ended_finished: Words
    heard: Heard
    evidence: EvidenceWords
    feedback: FeedbackTexts

    @root_validator(skip_on_failure=True)
    def every_step_names_questions(cls, values: dict[str, Any]) -> dict[str, Any]:  # noqa: N805
        for track in Tracks.__fields__:
            for number, step in enumerate(getattr(values["tracks"], track).steps, start=1):
                unknown = [name for name in step if name not in values["questions"]]
                if unknown or not step:
                    raise ValueError(
                        f"tracks.{track}, step {number}: {unknown or 'nothing'} is no question; "
                        f"write it under questions or name one of {', '.join(sorted(values['questions']))}"
                    )
        return values


@lru_cache(maxsize=1)
def interview_content() -> InterviewContent:
    """interview.yml, read once. Raises: ContentError."""
    return read(FOLDER / "interview.yml", InterviewContent)
