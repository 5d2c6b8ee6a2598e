"""Feedback on an interview as lines that can be said in a chat: one for each answer, then what worked and what to practise."""

from __future__ import annotations

from bot import danish
from bot.practice.interview_content import FeedbackTexts, interview_content
from bot.practice.interview_feedback import AnswerFeedback, Feedback
from bot.practice.lines import Line
from bot.practice.phrases import Phrases, flat
from bot.practice.star_content import Part, star_content

SHOWN: tuple[Part, ...] = ("result", "action", "situation")  # whose words are shown, the one that says most first


MOST_GONE_THROUGH = 7  # answers


def told(feedback: Feedback) -> list[Line]:
    """The lines the coach says: the answers one by one, then what worked and what to practise. Never empty."""
    texts = interview_content().feedback
    if not any(answer.answered for answer in feedback.answers):
        return [Line("coach", texts.nothing, "feedback")]
    each = [on(answer, number, texts) for number, answer in enumerate(feedback.answers, start=1)]
    method = texts.method.format(source=star_content().source)
    worked = "\n".join([texts.worked_heading, *(f"• {text}" for text in feedback.worked)])
    practise = f"{texts.practise_heading}\n• {feedback.practise_first}"
    return [
        Line("coach", "\n".join([method, *each[:MOST_GONE_THROUGH]]), "feedback"),
        Line("coach", worked, "worked"),
        Line("coach", practise, "practise"),
    ]


def on(answer: AnswerFeedback, number: int, texts: FeedbackTexts) -> str:
    """What one answer had, what it lacked, and at most one piece of advice."""
    heading = texts.heading.format(number=number, question=interview_content().questions[answer.question].text)
    if not answer.answered:
        return f"{heading}\n• {texts.skipped}"
    said = [text for text in (_parts(answer, texts), _advice(answer, texts)) if text]
    return "\n".join([heading, f"• {' '.join(said or [texts.answered.format(words=answer.words)])}"])


def _parts(answer: AnswerFeedback, texts: FeedbackTexts) -> str:
    """What was told and what was not; the words are shown for the part that says most."""
    parts = star_content().parts
    here = [finding for finding in answer.parts if finding.quote]
    shown = next((finding for name in SHOWN for finding in here if finding.part == name), None)
    named = [
        texts.told_quote.format(title=danish.uncapital(parts.of(finding.part).title), quote=finding.quote)
        if finding is shown
        else danish.uncapital(parts.of(finding.part).title)
        for finding in here
    ]
    lacking = [parts.of(finding.part).missing for finding in answer.parts if not finding.quote and finding.part != "task"]
    told_text = texts.told.format(parts=danish.join(named)) if named else ""
    return " ".join(filter(None, [told_text, texts.missing.format(parts=danish.join(lacking)) if lacking else ""]))


def _advice(answer: AnswerFeedback, texts: FeedbackTexts) -> str:
    """The one thing that would help this answer most; "" for none."""
    if answer.blame:
        return texts.blame.format(quote=answer.blame)
    if answer.opening is None and answer.parts:
        return texts.no_content
    if answer.speaks_generally:
        return texts.general
    if answer.length and (answer.length != "fine" or answer.seconds is not None):
        lengths = texts.length if answer.seconds is None else texts.presentation_length
        return str(getattr(lengths, answer.length).format(words=answer.words, seconds=answer.seconds))
    return texts.opening.format(opening=answer.opening) if answer.opening else ""


def asked_after(feedback: Feedback, text: str) -> str | None:
    """What is said to a question about the feedback when the interview is over; None for a question about something else."""
    texts = interview_content().feedback
    after, words = texts.afterwards, flat(text)
    if not Phrases(after.about).found_in(words) or not any(answer.answered for answer in feedback.answers):
        return None
    if Phrases(after.best).found_in(words):
        return feedback.worked[0] if feedback.worked else after.nothing_best.format(practise=feedback.practise_first)
    named = next((number for number, said in after.numbers.items() if Phrases(said).found_in(words)), None)
    lacks = [sum(not finding.quote for finding in answer.parts) for answer in feedback.answers]
    number = named if named and named <= len(lacks) else lacks.index(max(lacks)) + 1
    answer = feedback.answers[number - 1]
    plan = danish.join([after.plan[finding.part] for finding in answer.parts if finding.part in after.plan])
    better = f" {after.better.format(plan=plan)}" if plan and any(not finding.quote for finding in answer.parts) else ""
    return f"{on(answer, number, texts)}{better}"
