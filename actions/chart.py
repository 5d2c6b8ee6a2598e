"""Charts in a talk: a button beside the answers that have one, and the chart itself when it is asked for."""

from __future__ import annotations

from actions import route
from actions.mood import add_mood
from actions.practice_card import cards_of
from actions.profile import one, profile_of, read_profile
from actions.reply import Reply
from actions.speech import response_text, shown_sources, source_line, sources_of
from actions.turn import Turn
from bot.charts.ladder import all_steps, ladder_chart
from bot.charts.pay import pay_bands, pay_chart
from bot.charts.scores import score_chart
from bot.practice.scorecard import progress

PAY, LADDER, SCORES = "chart_pay", "chart_ladder", "chart_scores"  # what the buttons choose
BUTTONS = {PAY: "utter_chart_pay_button", LADDER: "utter_chart_ladder_button", SCORES: "utter_chart_scores_button"}
OF_TOPIC = {"ask_salary": PAY, "estimate_salary": PAY, "ask_career_growth": LADDER}
BARE = frozenset({"follow_up", "ask_source", "help", "nlu_fallback", "out_of_scope"})  # as what "show it as a chart" is read
GAMES = 2  # as many as show a development


def is_wanted(turn: Turn) -> bool:
    """Whether a message asks for a chart: its button was pressed, or its words say so and ask for nothing that has none."""
    if _chosen(turn):
        return True
    return "chart" in turn.cues and len(turn.questions) < 2 and (turn.intent in BARE or turn.intent in OF_TOPIC)


def reply_chart(turn: Turn, reply: Reply) -> Reply:
    """Shows the chart that is meant; asks which when that is not clear."""
    add_mood(reply, turn)
    kind = _chosen(turn) or OF_TOPIC.get(turn.intent) or _of_context(turn)
    if kind == PAY:
        return _show_pay(turn, reply)
    if kind == LADDER and all_steps(turn.store):
        return _show_ladder(turn, reply)
    if kind == SCORES and len(cards_of(turn)) >= GAMES:
        return _show_scores(turn, reply)
    return _ask_which(turn, reply)


def offer_chart(reply: Reply, turn: Turn, topic: str) -> None:
    """Puts the button of a topic's chart beside the next step that is offered; nothing where it has no chart."""
    kind = OF_TOPIC.get(topic)
    title = response_text(turn.domain, BUTTONS[kind]) if kind else None
    if kind and title:
        reply.beside(title, _payload(kind))


def _payload(kind: str) -> str:
    return f'/follow_up{{"choice":"{kind}"}}'


def _chosen(turn: Turn) -> str | None:
    return next((choice for choice in turn.values("choice") if choice in BUTTONS), None)


def _of_context(turn: Turn) -> str | None:
    return OF_TOPIC.get(str(turn.context.topic)) if turn.is_context_fresh else None


def _show_pay(turn: Turn, reply: Reply) -> Reply:
    role = profile_of(turn).role
    bands = pay_bands(turn.store, role.id if role else None)
    if role and not bands:
        reply.add("utter_chart_pay_unknown", role=role.title)
        role, bands = None, pay_bands(turn.store)
    if not bands:
        return _ask_which(turn, reply)
    sources = sources_of(bands)
    reply.add("utter_chart_pay", source_line=source_line(sources)).draw(pay_chart(turn.store, bands, role))
    reply.about("ask_salary", sources=[source.id for source in sources], asked=turn.context.asked if turn.is_context_fresh else {})
    return reply.show(sources=shown_sources(sources)).offer("utter_offer_ask_salary")


def _show_ladder(turn: Turn, reply: Reply) -> Reply:
    profile = read_profile(turn.tracker.slots, turn.store)
    told = one([*turn.values("role", None), *turn.values("role", "goal")])
    named = told or (turn.context.asked.get("role") if turn.is_context_fresh else None) or (profile.goal.id if profile.goal else None)
    way = route.way(route.start_of(profile), named, turn.store) if named else []
    chart = ladder_chart(turn.store, way)
    assert chart is not None  # there are steps
    sources = sources_of(all_steps(turn.store))
    reply.add("utter_chart_ladder_way" if way else "utter_chart_ladder", source_line=source_line(sources)).draw(chart)
    reply.about("ask_career_growth", sources=[source.id for source in sources], asked={"role": named} if named else {})
    return reply.show(sources=shown_sources(sources)).offer("utter_offer_ask_career_growth")


def _show_scores(turn: Turn, reply: Reply) -> Reply:
    cards = cards_of(turn)
    return reply.add("utter_chart_scores").draw(score_chart(progress(cards).totals, cards[-1].of)).offer("utter_offer_practice")


def _ask_which(turn: Turn, reply: Reply) -> Reply:
    kinds = [PAY, LADDER, *([SCORES] if len(cards_of(turn)) >= GAMES else [])]
    buttons = [{"title": response_text(turn.domain, BUTTONS[kind]) or "", "payload": _payload(kind)} for kind in kinds]
    return reply.offer("utter_open_chart", buttons)
