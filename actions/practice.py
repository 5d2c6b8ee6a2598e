"""Practising with Karla: begins a game, passes each message to it, shows how it went."""

from __future__ import annotations

import json
from collections.abc import Sequence
from itertools import groupby
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType, FollowupAction, SlotSet
from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.forms import FormValidationAction

from actions import plan, practice_game
from actions.doors import stays_shut
from actions.leaning import answer_leaning
from actions.practice_aside import KINDS, LIKELY, answer_beside, is_aside
from actions.practice_card import add_card, again_buttons, card_of
from actions.practice_game import CHOOSE, FIT, INTERVIEW, LEFT, ROLEPLAY, Step
from actions.practice_review import add_review
from actions.reply import Reply
from actions.speech import buttons_of, response_text
from actions.topics import ANSWERED, say_all
from actions.turn import Turn
from bot.practice.lines import Line

FORM, TURN, GAME = "practice_form", "practice_turn", "practice"
PLAYED = ("customer", "interviewer")  # speakers who are not Karla herself
OVER = "over"  # the form's answer when a game has ended


class ActionStartPractice(Action):
    """Begins the game that was asked for."""

    def name(self) -> str:
        return "action_start_practice"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[EventType]:
        turn = Turn(tracker, domain)
        reply = Reply(turn)
        if add_review(turn, reply) or (not turn.is_pressed and answer_leaning(turn, reply)):
            return reply.send(dispatcher)  # "what if the customer is angry?" asks, and begins no game
        if turn.context.topic == plan.TOPIC and "plan" in turn.cues and "wants_roleplay" not in turn.cues:
            return plan.reply_plan(turn, reply).send(dispatcher)  # "give me the plan again" wants no game again
        if stays_shut(turn, reply):
            return reply.send(dispatcher)
        step = practice_game.begin(KINDS.get(turn.intent, ROLEPLAY), turn)
        if not tracker.get_slot("introduced"):
            dispatcher.utter_message(response="utter_introduction")
        say(step, turn, dispatcher)
        slots = {GAME: {**step.game, "begun_at": turn.said_at}, "introduced": True, "turns": turn.number + 1}
        return [*(SlotSet(slot, value) for slot, value in slots.items()), FollowupAction(FORM)]


class ActionAskPracticeTurn(Action):
    """Nothing: the customer, the interviewer or the coach has just spoken, and the form only waits for the answer."""

    def name(self) -> str:
        return "action_ask_practice_form_practice_turn"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[EventType]:
        return []


class ValidatePracticeForm(FormValidationAction):
    """Passes each message to the game; a real question or distress is left to the rules, and the game waits."""

    def name(self) -> str:
        return "validate_practice_form"

    async def extract_practice_turn(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> dict[str, Any]:
        """The message as a turn of the game; nothing for what is not meant for it."""
        turn = Turn(tracker, domain)
        game = tracker.get_slot(GAME) or {}
        # The form also reads the message that began the game.
        if game.get("begun_at") == turn.said_at or is_aside(turn, game):
            return {}
        choice = turn.values("choice")
        return {TURN: choice[-1] if choice else turn.intent if turn.is_pressed else turn.text}

    def validate_practice_turn(
        self, value: Any, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> dict[str, Any]:
        """Plays the turn: says what comes of it and keeps the game; "over" when it has ended."""
        if value is None:
            return {}
        turn = Turn(tracker, domain)
        game = tracker.get_slot(GAME)
        if not isinstance(game, dict):
            return {TURN: OVER}
        step = answer_beside(game, str(value), turn) or practice_game.go_on(game, str(value), turn)
        if any(line.kind == "later_question" for line in step.lines) and turn.intent in ANSWERED and turn.confidence >= LIKELY:
            # "Yes, I can. What does it pay?" is an answer, and a question that is answered before the next statement.
            reply = Reply(turn)
            say_all([turn.intent], turn, reply)
            reply.send(dispatcher)
            step = Step(step.game, [line for line in step.lines if line.kind != "later_question"], step.over)
        say(step, turn, dispatcher)
        return {TURN: OVER if step.over else None, GAME: step.game, "turns": turn.number + 1}


def say(step: Step, turn: Turn, dispatcher: CollectingDispatcher) -> None:
    """Says the lines of a step, one bubble for each who speaks; the choice of a game gets its buttons."""
    if step.game["game"] == CHOOSE and not step.lines:
        _ask_which(step.game, turn, dispatcher)
        return
    say_lines(step.lines, turn, dispatcher)


def say_lines(lines: Sequence[Line], turn: Turn, dispatcher: CollectingDispatcher) -> None:
    """Who is played is always visible: in the text, or on the web beside it. Karla's own words need no name before them."""
    for speaker, group in groupby(lines, key=lambda line: line.speaker):
        spoken = list(group)
        text = "\n".join(line.text for line in spoken)
        name = response_text(turn.domain, f"utter_speaker_{speaker}")
        buttons = [
            {"title": title, "payload": choice if choice.startswith("/") else f"/inform{json.dumps({'choice': choice})}"}
            for line in spoken
            for choice, title in line.choices
        ]
        if turn.is_on_web and name:
            extra = {"json_message": {"speaker": {"id": speaker, "name": name}}}
            dispatcher.utter_message(response="utter_say", body=text, buttons=buttons, **extra)
        elif name and speaker in PLAYED:
            dispatcher.utter_message(response="utter_says", name=name, text_said=text, buttons=buttons)
        else:
            dispatcher.utter_message(response="utter_say", body=text, buttons=buttons)


def _ask_which(game: dict[str, Any], turn: Turn, dispatcher: CollectingDispatcher) -> None:
    """The choice of a customer or a job; in other words where it was asked for already."""
    asked = bool(game.get("again"))
    if game["kind"] == INTERVIEW:
        dispatcher.utter_message(response="utter_choose_track_again" if asked else "utter_choose_track")
        return
    buttons = [
        {"title": title, "payload": f"/inform{json.dumps({'scenario': name})}"}
        for name, title in practice_game.titled(game.get("offered") or ())
    ]
    dispatcher.utter_message(
        response="utter_say",
        body=response_text(turn.domain, "utter_choose_scenario_again" if asked else "utter_choose_scenario") or "",
        buttons=[*buttons, *buttons_of(turn.domain, "utter_choose_scenario")],
    )


class ActionFinishPractice(Action):
    """The score card, the feedback on an interview, or the reasons for and against."""

    def name(self) -> str:
        return "action_finish_practice"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[EventType]:
        turn = Turn(tracker, domain)
        reply = Reply(turn)
        game = tracker.get_slot(GAME)
        if isinstance(game, dict) and game.get("game") == ROLEPLAY:
            card = card_of(game["state"])
            if card is None:
                # There is nothing to score, and yet the same customer can be had again.
                scenario = str(game["state"]["scenario"])
                reply.offer("utter_offer_practice", again_buttons(turn, scenario))
                return reply.remember(GAME, {"game": LEFT, "scenario": scenario}).remember(TURN, None).send(dispatcher)
            add_card(reply, turn, card)
            kept = {"game": LEFT, "scenario": card.scenario, "state": game["state"], "ended_at": turn.number}
            return reply.remember(GAME, kept).remember(TURN, None).send(dispatcher)
        elif isinstance(game, dict) and game.get("game") == LEFT:
            reply.add("utter_practice_left").offer("utter_open_talk")
            return reply.remember(GAME, game).remember(TURN, None).send(dispatcher)
        elif isinstance(game, dict) and game.get("game") in (INTERVIEW, FIT):
            for line in practice_game.report(game):
                reply.add("utter_report", text_said=line.text)
            reply.offer(f"utter_offer_{game['game']}_done")
            kept = {"game": LEFT, game["game"]: game["state"], "ended_at": turn.number}
            return reply.remember(GAME, kept).remember(TURN, None).send(dispatcher)
        else:
            reply.offer("utter_open_talk")
        return reply.remember(GAME, None).remember(TURN, None).send(dispatcher)
