"""A conversation led as Rasa leads it by data/rules.yml, without Rasa: whole talks through the real actions in milliseconds.

What it follows of Rasa 3.6 is small: one rule for each intent, slots from entities, one form. A form hears a message first;
where it learns nothing from it, the intent's rule answers, and then the form asks again
(rasa/core/actions/forms.py, rasa/core/policies/rule_policy.py).
"""

from __future__ import annotations

import asyncio
import json
import re
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from tests.actions.outcome import Bubble, bubble_of
from tests.builders import make_entity

Event = dict[str, Any]
PAYLOAD = re.compile(r"/([a-z_]+)({.*})?")
REJECTED = "action_execution_rejected"
MOST_ACTIONS = 8  # in one turn; Rasa itself gives up at ten


class Conversation:
    """One talk. actions: every action by its name; rules: data/rules.yml as it is read."""

    def __init__(self, domain: dict[str, Any], rules: dict[str, Any], actions: dict[str, Action], *, sender_id: str = "test") -> None:
        self._domain = domain
        self._actions = actions
        self._sender_id = sender_id
        self._steps = {rule["steps"][0]["intent"]: rule["steps"][1:] for rule in rules["rules"] if "intent" in rule["steps"][0]}
        self._after_form = {
            rule["steps"][0]["action"]: rule["steps"][-1]["action"] for rule in rules["rules"] if "intent" not in rule["steps"][0]
        }
        self.slots: dict[str, Any] = {name: slot.get("initial_value") for name, slot in domain["slots"].items()}
        self.slots["requested_slot"] = None
        self.events: list[Event] = []
        self.form: str | None = None
        self._message: dict[str, Any] = {}
        self._bubbles: list[Bubble] = []
        self.ran: list[str] = []

    def say(self, message: dict[str, Any]) -> list[Bubble]:
        """What Karla answers to a message as the pipeline hands it over."""
        self._bubbles, self.ran = [], []
        self._hear(message)
        self._fill_slots()
        if self.form is None or not self._fill_form():
            self._follow_rule()
        return self._bubbles

    def press(self, payload: str) -> list[Bubble]:
        """What Karla answers to a button, which no pipeline reads."""
        found = PAYLOAD.fullmatch(payload)
        assert found, f"no payload of a button: {payload}"
        values = json.loads(found.group(2) or "{}")
        entities = [make_entity(kind, one) for kind, value in values.items() for one in (value if isinstance(value, list) else [value])]
        return self.say({"intent": {"name": found.group(1), "confidence": 1.0}, "entities": entities, "text": payload})

    def _hear(self, message: dict[str, Any]) -> None:
        self._message = message
        heard = {"event": "user", "text": message.get("text"), "parse_data": message, "input_channel": "rest"}
        self.events.append({**heard, "timestamp": float(len(self.events) + 1)})

    def _fill_slots(self) -> None:
        """Rasa's action_extract_slots: a list where a message names several."""
        for slot, settings in self._domain["slots"].items():
            for mapping in settings["mappings"]:
                values = [
                    found["value"]
                    for found in self._message.get("entities") or []
                    if found["entity"] == mapping.get("entity") and found.get("role") == mapping.get("role")
                ]
                if mapping["type"] == "from_entity" and values:
                    self._apply({"event": "slot", "name": slot, "value": values if len(values) > 1 else values[0]})

    def _follow_rule(self) -> None:
        intent = self._message["intent"]["name"]
        for step in self._steps[intent]:
            name = step.get("action")
            if name in self._domain["forms"]:
                self._ask_on(name)
            elif name is not None and self._run(name):
                return self._follow_rule()
        if self.form is not None and self.ran[-1] != self.form:
            self._ask_on(self.form)
        return None

    def _run(self, name: str, added: tuple[Event, ...] = ()) -> bool:
        """Runs an action, which sees the events added as well.

        Returns: whether it pressed a button itself, so that the rules go on from there.
        """
        self.ran.append(name)
        assert len(self.ran) <= MOST_ACTIONS, f"a loop of actions: {self.ran}"
        tracker = Tracker(
            sender_id=self._sender_id,
            slots=dict(self.slots),
            latest_message=self._message,
            events=[*self.events, *added],
            paused=False,
            followup_action=None,
            active_loop={"name": self.form} if self.form else {},
            latest_action_name=None,
        )
        dispatcher = CollectingDispatcher()
        events = asyncio.run(self._actions[name].run(dispatcher, tracker, self._domain))
        for message in dispatcher.messages:
            self._utter(message)
        pressed = False
        for event in events:
            if event["event"] == "user":
                self._hear({**event["parse_data"], "text": event["text"]})
                pressed = True
            elif event["event"] == "followup":
                self._ask_on(event["name"])
            else:
                self._apply(event)
        return pressed

    def _fill_form(self) -> bool:
        """Lets the form hear the message. Returns: whether it learned anything from it."""
        assert self.form is not None
        required = self._domain["forms"][self.form]["required_slots"]
        since = next(i for i in range(len(self.events) - 1, -1, -1) if self.events[i]["event"] == "user")
        candidates = tuple(event for event in self.events[since:] if event["event"] == "slot" and event["name"] in required)
        before = len(self.events)
        self._validate(self.form, candidates)
        heard = self.events[before:]
        if any(event["event"] == REJECTED for event in heard):
            return False
        if not candidates and not any(event["event"] == "slot" for event in heard):
            self._apply({"event": REJECTED, "name": self.form})
            return False
        self._ask_on(self.form, is_heard=True)
        return True

    def _validate(self, form: str, candidates: tuple[Event, ...]) -> None:
        """Runs a form's own action on the events that Rasa makes up for it (FormAction._temporary_tracker)."""
        requested = {"event": "slot", "name": "requested_slot", "value": self.slots["requested_slot"]}
        self._run(f"validate_{form}", (requested, {"event": "action", "name": form}, *candidates))

    def _ask_on(self, form: str, *, is_heard: bool = False) -> None:
        """Begins a form or goes on with it: asks for what is missing, or ends it and follows the rule for its end."""
        required = self._domain["forms"][form]["required_slots"]
        begins, self.form = self.form is None, form
        if begins:
            self.events.append({"event": "active_loop", "name": form})
        if not is_heard:
            told = [{"event": "slot", "name": slot, "value": self.slots[slot]} for slot in required if self.slots[slot] is not None]
            before = len(self.events)
            self._validate(form, tuple(told) if begins else ())
            rejected = [event for event in self.events[before:] if event["event"] == REJECTED]
            assert not rejected, f"{form} refuses to ask its own question: Rasa would run it until it gives up"
        self.ran.append(form)
        missing = next((slot for slot in required if self.slots[slot] is None), None)
        self._apply({"event": "slot", "name": "requested_slot", "value": missing})
        if missing is not None:
            self._utter({"response": f"utter_ask_{form}_{missing}"})
        else:
            self._apply({"event": "active_loop", "name": None})
            self._run(self._after_form[form])

    def _utter(self, message: dict[str, Any]) -> None:
        bubble = bubble_of(message, self._domain, self.slots)
        self._bubbles.append(bubble)
        self.events.append({"event": "bot", "text": bubble.text})

    def _apply(self, event: Event) -> None:
        if event["event"] == "slot":
            self.slots[event["name"]] = event["value"]
            self.events.append(event)
        elif event["event"] == "active_loop":
            self.form = event["name"]
            self.events.append(event)
        else:
            self.events.append(event)
