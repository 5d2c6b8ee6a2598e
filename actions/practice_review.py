"""Answers about a role-play that is over, from its card: what went wrong, the points, a hint, and what if."""

from __future__ import annotations

from typing import Any

from actions.practice_card import again_buttons, cards_of
from actions.reply import Reply
from actions.turn import Turn
from bot import danish
from bot.practice import fit, interview, interview_report, roleplay
from bot.practice.conduct import what_if_text
from bot.practice.review import Question, question_about, strongest, weakest
from bot.practice.roleplay import RolePlay
from bot.practice.scenario import scenarios
from bot.practice.scorecard import PartScore, ScoreCard
from bot.privacy import mask

AT_ONCE = 4  # turns after a game in which "I did say so" is about it
SURE = 0.8
ANSWERED_ELSEWHERE = ("ask_salary", "ask_duties", "ask_career_growth", "request_human", "start_interview", "thank", "goodbye")
RECENT = 8  # turns after a game in which "what did I do wrong?" is about it


def add_review(turn: Turn, reply: Reply) -> bool:
    """Adds the answer to a question about the last role-play. Returns: whether it was one."""
    if turn.is_pressed or "chart" in turn.cues or turn.tracker.active_loop_name:
        return False
    over: dict[str, Any] = turn.tracker.get_slot("practice") or {}
    since = turn.number - int(over.get("ended_at", turn.number - RECENT - 1))
    if since <= RECENT and _add_after_asking(turn, reply, over):
        return True
    cards = cards_of(turn)
    question = question_about(turn.text) if cards else None
    recent = since <= (AT_ONCE if question and question.asked in ("dispute", "part") else RECENT)
    if question is None or not (recent or question.names_game):
        return False
    if question.asked == "what_if" and "state" not in over:
        return False
    _answer(question, cards, over, turn, reply)
    reply.offer("utter_offer_practice", again_buttons(turn, cards[-1].scenario))
    return True


def _add_after_asking(turn: Turn, reply: Reply, over: dict[str, Any]) -> bool:
    """The same after an interview or a test of fit."""
    if "interview" in over:
        said = interview_report.asked_after(interview.feedback(over["interview"]), turn.text) if _is_about_it(turn) else None
        offer = "utter_offer_interview_done"
    elif "fit" in over:
        said, offer = fit.correct(over["fit"], turn.text, mask=mask), "utter_offer_fit_done"
        reply.remember("practice", over)
    else:
        return False
    if said is None:
        return False
    reply.add("utter_report", text_said=said).offer(offer)
    return True


def _is_about_it(turn: Turn) -> bool:
    """Whether a message after an interview is no sure question of the field."""
    return turn.intent not in ANSWERED_ELSEWHERE or turn.confidence < SURE


def _answer(question: Question, cards: list[ScoreCard], over: dict[str, Any], turn: Turn, reply: Reply) -> None:
    card = cards[-1]
    if question.asked == "part":
        _add_part(reply, next(part for part in card.parts if part.id == question.part))
    elif question.asked == "dispute":
        reply.add("utter_review_dispute")
        _add_part(reply, next((part for part in card.parts if part.id == question.part), (weakest(card) or card.parts)[0]))
    elif question.asked == "best":
        best = next((part for part in card.parts if part.id == question.part), strongest(card))
        reply.add("utter_review_best", title=best.title, points=str(best.points), of=str(best.of), comment=best.comment)
    elif question.asked == "could":
        for part in [part for part in weakest(card) if part.better][:1] or card.parts[:1]:
            _add_part(reply, part)
    elif question.asked == "first":
        totals = danish.join([str(kept.total) for kept in cards])
        reply.add("utter_review_first", first=str(cards[0].total), of=str(card.of), totals=totals)
    elif question.asked == "points":
        parts = danish.join([f"{danish.uncapital(part.title)} {part.points}/{part.of}" for part in card.parts])
        reply.add("utter_review_points", total=str(card.total), of=str(card.of), parts=parts)
    elif question.asked == "what_if":
        for line in roleplay.what_if(RolePlay.from_dict(over["state"]), what_if_text(turn.text)):
            reply.add("utter_review_said" if line.speaker == "customer" else "utter_report", text_said=line.text)
    elif question.asked == "wrong":
        parts_lost = weakest(card)
        reply.add("utter_review_wrong" if parts_lost else "utter_review_nothing", total=str(card.total), of=str(card.of))
        for part in parts_lost:
            _add_part(reply, part)
    else:
        scenario = scenarios()[card.scenario]
        hints = [scenario.hints["feeling"][0], scenario.hints["solution"][0]]
        reply.add("utter_review_hints", points=danish.bullets(hints), line=scenario.better.empathy)


def _add_part(reply: Reply, part: PartScore) -> None:
    reply.add("utter_review_part", title=part.title, points=str(part.points), of=str(part.of), comment=part.comment)
    if part.better:
        reply.add("utter_review_could", better=part.better)
