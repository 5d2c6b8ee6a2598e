"""One turn as the actions see it: what was said, what it was about, and what the talk has been about so far."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from rasa_sdk import Tracker

from actions import wiring
from bot.knowledge.store import KnowledgeStore

FEELINGS = ("express_worry", "express_frustration", "express_joy")
FRESH_TURNS = 5  # an answer further back is no longer what "and in Aarhus?" is about
FRESH_SECONDS = 3600.0
PICTURED = ("web", "slack", "telegram")  # channels that show pictures
# Words that tell a feeling in a message which was read as something else, and the feeling.
TOLD_FEELINGS = {
    "afraid": "express_worry",
    "weary": "express_frustration",
    "feel_harassed": "express_frustration",
    "feel_crying": "express_worry",
    "feel_hopeless": "express_frustration",
    "hopeless": "express_frustration",
    "feel_ashamed": "express_worry",
    "feel_sad": "express_worry",
    "feel_relief": "express_joy",
}
# Cues of bad news, the one with the surest words first. Told, not asked about: "must they dismiss me?" is another matter.
SORROWS = ("harassed", "denied", "staff_sad", "drinking", "grief", "lost_job", "rejected", "closing")
SURE_JOY = 0.7  # probability; to cheer at bad news is worse than to miss good news
SURELY_TWO = 0.6  # probability of both parts
BESIDE_MOOD = 0.25  # probability from which the second reading of a feeling is a question beside it


@dataclass(frozen=True)
class Context:
    """What the last answer was about. rows: ids of the claims it showed; asked: values asked about rather than told."""

    topic: str | None = None
    sources: tuple[str, ...] = ()
    rows: tuple[str, ...] = ()
    asked: dict[str, str] = field(default_factory=dict)
    turn: int = 0
    time: float = 0.0

    @classmethod
    def of(cls, value: Any) -> Context:
        """The context in a slot's value; an empty one for anything that is none."""
        if not isinstance(value, dict):
            return cls()
        return cls(
            topic=value.get("topic"),
            sources=tuple(value.get("sources") or ()),
            rows=tuple(value.get("rows") or ()),
            asked=dict(value.get("asked") or {}),
            turn=int(value.get("turn") or 0),
            time=float(value.get("time") or 0.0),
        )

    def as_slot(self) -> dict[str, Any]:
        """The same as a value that a slot can hold."""
        return {
            "topic": self.topic,
            "sources": list(self.sources),
            "rows": list(self.rows),
            "asked": self.asked,
            "turn": self.turn,
            "time": self.time,
        }


class Turn:
    """The last message and the talk before it, read once."""

    def __init__(self, tracker: Tracker, domain: dict[str, Any], *, now: float | None = None) -> None:
        self.tracker = tracker
        self.domain = domain
        self.now = time.time() if now is None else now
        message = tracker.latest_message or {}
        self.text = str(message.get("text") or "")
        self.read_as = str(message.get("read_as") or self.text.lower())
        self.keywords = [str(word) for word in message.get("keywords") or ()]
        self.asks = bool(message.get("asks")) or "?" in self.text
        self.confidence = float((message.get("intent") or {}).get("confidence") or 0.0)
        self.bare_number: str | None = message.get("number")  # told without saying of what
        self.cues = frozenset(message.get("cues") or ())
        self.entities: list[dict[str, Any]] = list(message.get("entities") or [])
        self.ahead: str | None = message.get("ahead")  # the time that lies ahead, in years
        self.denied: list[dict[str, str]] = list(message.get("denied") or [])
        self.unknown_roles = [str(title) for title in message.get("unknown_roles") or ()]
        self.only_names = str(message.get("only_names") or "")
        self.third = str(message.get("third") or "")
        self._aspect: dict[str, Any] | None = message.get("aspect")
        self.items: list[str] = [str(intent) for intent in message.get("items") or ()]
        self._said: list[dict[str, Any]] = list(message.get("questions") or [])

    @property
    def intent(self) -> str:
        return str((self.tracker.latest_message or {}).get("intent", {}).get("name") or "")

    @property
    def store(self) -> KnowledgeStore:
        return wiring.knowledge_store()

    @cached_property
    def number(self) -> int:
        """How many turns came before this one."""
        return int(self.tracker.get_slot("turns") or 0)

    @cached_property
    def context(self) -> Context:
        return Context.of(self.tracker.get_slot("context"))

    @property
    def is_context_fresh(self) -> bool:
        """Whether a bare "and in Aarhus?" can only be about the last answer."""
        return self.context.topic is not None and (
            self.number - self.context.turn <= FRESH_TURNS and self.now - self.context.time <= FRESH_SECONDS
        )

    @property
    def mood(self) -> str | None:
        """The feeling in the message, whether it is all of it or stands beside a question."""
        if self.sorrow or self.tells_of_loss:
            return "express_frustration"
        parts = [(self.intent, self.confidence), *((str(part["intent"]), float(part["confidence"])) for part in self._said)]
        felt = next((self._felt(intent, confidence) for intent, confidence in parts if intent in FEELINGS), None)
        return felt or next((mood for cue, mood in TOLD_FEELINGS.items() if cue in self.cues and not self.is_pressed), None)

    def _felt(self, intent: str, confidence: float) -> str | None:
        """A feeling as it was read, unless it is a joy that may be none."""
        if intent == "express_joy" and "gloomy" in self.cues and "feel_relief" not in self.cues and not self.is_pressed:
            return "express_worry"  # nobody is congratulated on an employee who weeps
        is_joke = "joking" in self.cues or confidence < SURE_JOY
        return None if intent == "express_joy" and is_joke and not self.is_pressed else intent

    @property
    def sorrow(self) -> str | None:
        """The bad news in the message, as a cue of SORROWS; none for a question of law or of another trade."""
        told = next((cue for cue in SORROWS if cue in self.cues), None)
        return None if self.is_pressed or "law" in self.cues or not self.cues.isdisjoint(("joking", "figurative")) else told

    @property
    def beside_mood(self) -> str | None:
        """What a message asks that was taken for a feeling as a whole: "I fear that AI takes my job, what do you say?"."""
        if self.intent not in FEELINGS or not ("?" in self.text or self.asks):
            return None
        second = self.ranking[1] if len(self.ranking) > 1 else {}
        is_question = str(second.get("name")).startswith("ask_") and float(second.get("confidence") or 0.0) >= BESIDE_MOOD
        return str(second["name"]) if is_question else None

    @property
    def ranking(self) -> list[dict[str, Any]]:
        """The likeliest intents, best first."""
        return list((self.tracker.latest_message or {}).get("intent_ranking") or [])

    @property
    def tells_of_loss(self) -> bool:
        """Whether somebody tells bad news and asks nothing, in a message that was not taken for a feeling."""
        told = self.intent in ("inform", "nlu_fallback") and "dismissal" in self.cues
        return (told or self.sorrow is not None) and self.intent not in FEELINGS and not self.questions

    @property
    def questions(self) -> list[str]:
        """The intents that ask, in the order asked; one for a message that asks one thing beside a mood."""
        beside = (*FEELINGS, "thank", "greet")
        said = [str(part["intent"]) for part in self._said if part["intent"] not in beside]
        return said or ([self.beside_mood] if self.beside_mood else [])

    def aspect(self, intent: str | None = None, *, least: float = 0.0) -> str | None:
        """The particular question asked, as an id of the store: by the whole message, or by the part read as this intent.

        least: probability from which it is believed, where that is more than the model's own limit.
        """
        if self.is_pressed:
            return None
        part = next((part for part in self._said if part["intent"] == intent), None) if len(self.questions) > 1 else None
        found = part.get("aspect") if part else (None if len(self.questions) > 1 else self._aspect)
        return str(found["id"]) if found and float(found["confidence"]) >= least else None

    @property
    def surely_asks_two(self) -> bool:
        """Whether a message says two things beyond doubt, so that no single answer can fit all of it."""
        return len(self._said) > 1 and min(float(part.get("confidence") or 0.0) for part in self._said) >= SURELY_TWO

    def values(self, entity: str, *whose: str | None) -> list[str]:
        """What was said of this kind: by anybody, or only what is "own", "goal" or (None) asked about."""
        return [
            str(found["value"])
            for found in self.entities
            if found.get("entity") == entity and found.get("value") is not None and (not whose or found.get("role") in whose)
        ]

    def before(self, slot: str) -> Any:
        """What a slot held before this message told anything."""
        return next((event.get("value") for event in reversed(self._earlier) if self._sets(event, slot)), None)

    def told_last(self, slots: Sequence[str]) -> list[str]:
        """Those of some slots that hold something, the one told last first."""
        names = [str(event["name"]) for event in reversed(self._earlier) if any(self._sets(event, slot) for slot in slots)]
        return [slot for slot in dict.fromkeys(names) if self.before(slot) is not None]

    @cached_property
    def said_before(self) -> list[str]:
        """What Karla said in the turns that are still known, the last first."""
        return [str(event["text"]) for event in reversed(self._earlier) if event.get("event") == "bot" and event.get("text")]

    @cached_property
    def _earlier(self) -> list[dict[str, Any]]:
        """The events before the last message."""
        places = [place for place, event in enumerate(self.tracker.events) if event.get("event") == "user"]
        return list(self.tracker.events[: places[-1]]) if places else []

    @staticmethod
    def _sets(event: dict[str, Any], slot: str) -> bool:
        return event.get("event") == "slot" and event.get("name") == slot

    @property
    def names_field(self) -> bool:
        """Whether a message names the field and no role in it: what was asked about before is then no longer meant."""
        return "kundeservice" in self.read_as.split() and not self.values("role")

    @property
    def is_let_through(self) -> bool:
        """Whether a form has already left this message to the rule of its own. Rasa hands a form's action a tracker with the
        form as its latest action, so only the record of the refusal tells."""
        kinds = [str(event.get("event")) for event in reversed(self.tracker.events)]
        return "action_execution_rejected" in (kinds[: kinds.index("user")] if "user" in kinds else kinds)

    @property
    def said_at(self) -> float:
        """When the last message came in, as Rasa noted it; tells two messages with the same words apart."""
        return next((float(event["timestamp"] or 0) for event in reversed(self.tracker.events) if event.get("event") == "user"), 0.0)

    @property
    def channel(self) -> str:
        """Where the message came in: "web", "rest", "slack", "telegram", "cmdline". A button that an action pressed itself came in
        where the message before it did."""
        heard = (event for event in reversed(self.tracker.events) if event.get("event") == "user")
        return next((str(event["input_channel"]) for event in heard if event.get("input_channel")), "")

    @property
    def is_on_web(self) -> bool:
        """Whether cards, speakers and sources are drawn beside the text."""
        return self.channel == "web"

    @property
    def sees_pictures(self) -> bool:
        """Whether charts are shown as pictures; elsewhere their numbers are said."""
        return self.channel in PICTURED

    @property
    def is_pressed(self) -> bool:
        """Whether a button was pressed rather than something written."""
        return self.text.startswith("/")
