"""The score card of a role-play in words, and how it compares with the games before."""

from __future__ import annotations

import json
from typing import Any

from actions.reply import Reply
from actions.speech import response_text
from actions.turn import Turn
from bot import danish
from bot.charts.scores import score_chart
from bot.practice.review import weakest
from bot.practice.roleplay import RolePlay
from bot.practice.scorecard import PartScore, ScoreCard, progress
from bot.practice.scoring import score

SCORES = "scores"
KEPT = 8  # cards of earlier games that are kept in the conversation


def card_of(state: dict[str, Any]) -> ScoreCard | None:
    """The card of a game; None when it was ended for abuse or before anything was said."""
    played = RolePlay.from_dict(state)
    return None if played.abused or not played.said else score(played)


def cards_of(turn: Turn) -> list[ScoreCard]:
    """The cards of earlier games, oldest first; at most KEPT."""
    return [ScoreCard.from_dict(kept) for kept in turn.tracker.get_slot(SCORES) or []]


def add_card(reply: Reply, turn: Turn, card: ScoreCard) -> None:
    """Adds the card as text and, where it can be drawn, as a card; remembers it and says how it compares."""
    earlier = cards_of(turn)
    reply.add("utter_card", total=str(card.total), of=str(card.of), csat=str(card.csat))
    if card.worked and not turn.is_on_web:
        reply.add("utter_card_worked", comment=danish.uncapital(card.worked[0]))
    gone_through = weakest(card)
    shown_parts = () if turn.is_on_web else gone_through
    for part in shown_parts:
        reply.add("utter_card_part", title=part.title, points=str(part.points), of=str(part.of), comment=part.comment)
        if part.better:
            reply.add("utter_card_better", better=part.better, method=part.method.name)
    if not turn.is_on_web:
        rest = [f"{danish.uncapital(part.title)} {part.points} af {part.of}" for part in card.parts if part not in gone_through]
        reply.add("utter_card_rest", parts=danish.join(rest))
    methods = dict.fromkeys((part.method.name, part.method.publisher, part.method.year) for part in gone_through if part.better)
    if methods:
        named = [f"{name}: {publisher} ({danish.year_of_source(year)})" for name, publisher, year in methods]
        reply.add("utter_card_methods", methods=", ".join(named))
    # Points are compared where the customer was the same; another one is another task.
    so_far = progress([*(kept for kept in earlier if kept.scenario == card.scenario), card])
    footer = ""
    if so_far.change is not None:
        change = f"utter_card_{'up' if so_far.change > 0 else 'down' if so_far.change < 0 else 'same'}"
        values = {"change": str(abs(so_far.change)), "best": str(so_far.best), "totals": danish.join([str(n) for n in so_far.totals])}
        reply.add(change, **values)
        footer = (response_text(turn.domain, change) or "").format(**values)
    if earlier and turn.sees_pictures:  # elsewhere the points are said
        reply.draw(score_chart(progress([*earlier, card]).totals, card.of))
    reply.show(card=shown(card, turn, footer))
    reply.remember(SCORES, [kept.as_dict() for kept in [*earlier, card]][-KEPT:])
    reply.offer("utter_offer_practice", again_buttons(turn, card.scenario))


def again_buttons(turn: Turn, scenario: str) -> list[dict[str, str]]:
    """The same customer once more, another one, or something else."""
    again = response_text(turn.domain, "utter_card_again") or ""
    other = response_text(turn.domain, "utter_card_other") or ""
    return [
        {"title": again, "payload": f"/start_roleplay{json.dumps({'scenario': scenario})}"},
        {"title": other, "payload": "/start_roleplay"},
        {"title": response_text(turn.domain, "utter_meaning_other") or "", "payload": "/help"},
    ]


def shown(card: ScoreCard, turn: Turn, footer: str) -> dict[str, Any]:
    """The card as a channel can draw it."""
    return {
        "kind": "score",
        "title": response_text(turn.domain, "utter_card_title"),
        "total": card.total,
        "of": card.of,
        "parts": [_part(part) for part in card.parts],
        "footer": footer or None,
    }


def _part(part: PartScore) -> dict[str, Any]:
    return {"title": part.title, "points": part.points, "of": part.of, "quote": part.quote, "text": part.comment, "better": part.better}
