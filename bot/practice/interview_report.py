"""Feedback on an interview as lines that can be said in a chat: one for each answer, then what worked and what to practise."""

from __future__ import annotations

from bot.practice.interview_content import FeedbackTexts, interview_content
from bot.practice.interview_feedback import AnswerFeedback, Feedback
from bot.practice.lines import Line
from bot.practice.star_content import star_content


def told(feedback: Feedback) -> list[Line]:
    """The lines the coach says. Never empty."""
    texts = interview_content().feedback
    if not any(answer.answered for answer in feedback.answers):
        return [Line("coach", texts.nothing, "feedback")]
    lines = [Line("coach", texts.method.format(source=star_content().source), "feedback")]
    lines += [Line("coach", _on(answer, number, texts), "feedback") for number, answer in enumerate(feedback.answers, start=1)]
    worked = "\n".join([texts.worked_heading, *(f"• {text}" for text in feedback.worked)])
    practise = f"{texts.practise_heading}\n• {feedback.practise_first}"
    return [*lines, Line("coach", worked, "worked"), Line("coach", practise, "practise")]


def _on(answer: AnswerFeedback, number: int, texts: FeedbackTexts) -> str:
    heading = texts.heading.format(number=number, question=interview_content().questions[answer.question].text)
    if not answer.answered:
        return f"{heading}\n• {texts.skipped}"
    points = []
    for finding in answer.parts:
        part = star_content().parts.of(finding.part)
        found = texts.found.format(title=part.title, quote=finding.quote)
        points.append(found if finding.quote else texts.missing.format(title=part.title, missing=part.missing))
    points.append(texts.numbers_names.format(things=", ".join(answer.things)) if answer.things else texts.no_numbers_names)
    if answer.speaks_generally:
        points.append(texts.general)
    elif answer.own and any(finding.part == "action" and finding.quote for finding in answer.parts):
        points.append(texts.own)
    if answer.length:
        lengths = texts.length if answer.seconds is None else texts.presentation_length
        points.append(getattr(lengths, answer.length).format(words=answer.words, seconds=answer.seconds))
    if answer.blame:
        points.append(texts.blame.format(quote=answer.blame))
    if answer.opening != "":
        points.append(texts.opening.format(opening=answer.opening) if answer.opening else texts.no_content)
    return "\n".join([heading, *(f"• {point}" for point in points)])
