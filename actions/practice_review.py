"""Answers about a role-play that is over, from its card: what went wrong, the points, a hint, and what if."""

from __future__ import annotations

from typing import Any

from actions.practice_card import again_buttons, cards_of
from actions.reply import Reply
from actions.turn import Turn
from bot import danish
from bot.practice import roleplay
from bot.practice.conduct import what_if_text
from bot.practice.review import Question, question_about, weakest
from bot.practice.roleplay import RolePlay
from bot.practice.scenario import scenarios
from bot.practice.scorecard import PartScore, ScoreCard

RECENT = 8  # turns after a game in which "what did I do wrong?" is about it


def add_review(turn: Turn, reply: Reply) -> bool:
    """Adds the answer to a question about the last role-play. Returns: whether it was one."""
    cards = cards_of(turn)
    if turn.is_pressed or not cards or "chart" in turn.cues or turn.tracker.active_loop_name:
        return False
    over: dict[str, Any] = turn.tracker.get_slot("practice") or {}
    question = question_about(turn.text)
    recent = turn.number - int(over.get("ended_at", turn.number - RECENT - 1)) <= RECENT
    if question is None or not (recent or question.names_game):
        return False
    if question.asked == "what_if" and "state" not in over:
        return False
    _answer(question, cards, over, turn, reply)
    reply.offer("utter_offer_practice", again_buttons(turn, cards[-1].scenario))
    return True


def _answer(question: Question, cards: list[ScoreCard], over: dict[str, Any], turn: Turn, reply: Reply) -> None:
    card = cards[-1]
    if question.asked == "part":
        _add_part(reply, next(part for part in card.parts if part.id == question.part))
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
    reply.add("utter_card_part", title=part.title, points=str(part.points), of=str(part.of), comment=part.comment)
    if part.better:
        reply.add("utter_card_better", better=part.better, method=part.method.name)
