"""Whatever is said, in whatever order: something is answered, nothing is left unfilled, nothing breaks, no comfort comes twice."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rasa_sdk import Action
from ruamel.yaml import YAML

from actions.speech import texts_of
from bot.settings import ROOT
from tests.actions.conversation import Conversation
from tests.actions.outcome import Bubble
from tests.builders import make_entity, make_message
from tests.test_domain import action_classes

TALKS, TURNS = 300, 15
MOST_BUBBLES = 2
# Telegram takes no more of a button's payload than this many bytes.
MOST_PAYLOAD = 64


def load(file: str) -> Any:
    return YAML(typ="safe").load((ROOT / file).read_text(encoding="utf-8"))


DOMAIN, RULES = load("domain.yml"), load("data/rules.yml")
CUES = sorted(load("bot/nlu/lexicon.yml")["cues"])
INTENTS = [*DOMAIN["intents"], "nlu_fallback"]
BESIDE = ("express_worry", "express_frustration", "express_joy", "thank", "greet")
# What the classifier never names as one of two questions; see bot/nlu/intent_classifier.py.
NO_QUESTION = ("affirm", "deny", "goodbye", "inform", "stop", "crisis", "follow_up", *BESIDE)
ASKING = [intent for intent in DOMAIN["intents"] if intent not in NO_QUESTION]

VALUES = {
    "role": ["kundeservicemedarbejder", "teamleder", "kundeservicechef", "supervisor", "seniormedarbejder", "astronaut", "unknown"],
    "experience": ["0", "6", "2.5", "200", "-1", "erfaren", "nyuddannet", "nan", "{role}", "unknown"],
    "region": ["aarhus", "skive", "koebenhavn", "atlantis", "unknown"],
    "name": ["Mia", "Åse-Lis O'Brien", "{name}", '"}', "😀"],
    "education": ["gymnasial", "videregaaende", "harvard"],
    "employer_kind": ["privat", "multinational", "butik", "unknown"],
}
ROLES = {"role": (None, "own", "goal"), **{kind: (None, "own") for kind in VALUES if kind != "role"}}
TEXTS = [
    "hvad tjener man",
    "og hvad laver man så ellers på sådan en dag",
    "5",
    "seks",
    "ved ikke",
    "{role}",
    "{0} {} }{",
    "{body} %s %(x)d",
    "han sagde \"nej\" og 'hvorfor'",
    "😀🎉",
    "",
    "   ",
    "\n\n",
    "a" * 500,
    "' OR 1=1 --",
    "løn AND NEAR(",
    "مرحبا",
    "/help",
    "<b>hej</b>",
]
KEYWORDS = ["løn", "stress", "kurser", "fagforening", "ferie", "aftenvagt", "ai", "pension", "zzz"]


def entities() -> st.SearchStrategy[dict[str, Any]]:
    kinds = [(kind, value, role) for kind, values in VALUES.items() for value in values for role in ROLES[kind]]
    return st.sampled_from(kinds).map(lambda found: make_entity(*found))


def messages() -> st.SearchStrategy[dict[str, Any]]:
    """Messages as the pipeline can hand them over, and some that it had better not."""
    pairs = st.tuples(st.sampled_from([*BESIDE, *ASKING]), st.sampled_from(ASKING))
    return st.builds(
        make_message,
        st.sampled_from(INTENTS),
        questions=st.one_of(st.just(()), st.just(()), pairs),
        cues=st.lists(st.sampled_from(CUES), max_size=2),
        entities=st.lists(entities(), max_size=3),
        text=st.one_of(st.sampled_from(TEXTS), st.text(max_size=12)),
        keywords=st.lists(st.sampled_from(KEYWORDS), max_size=2),
        intent_ranking=st.lists(st.sampled_from(INTENTS).map(lambda name: {"name": name}), max_size=3),
    )


# A number presses that button of the last answer, where it has one.
MOVES = st.lists(st.one_of(messages(), messages(), messages(), st.integers(0, 4)), min_size=TURNS, max_size=TURNS)


@pytest.fixture(scope="module")
def all_actions() -> dict[str, Action]:
    return {action.name(): action for action in (made() for made in action_classes())}


def answer(talk: Conversation, move: dict[str, Any] | int, before: list[Bubble]) -> list[Bubble]:
    if isinstance(move, dict):
        return talk.say(move)
    buttons = [payload for bubble in before for _, payload in bubble.buttons]
    return talk.press(buttons[move % len(buttons)] if buttons else "/affirm")


def without_what_was_said(text: str, talk: Conversation) -> str:
    """The text without what the person wrote, which may hold anything."""
    written = {str(entity["value"]) for event in talk.events for entity in event.get("parse_data", {}).get("entities", [])}
    for said in sorted((said for said in written if "{" in said or "}" in said), key=len, reverse=True):
        text = text.replace(said, "")
    return text


def comforts(bubbles: list[Bubble]) -> list[tuple[str, str]]:
    """Which words for a feeling were said: the response and the wording."""
    lines = {line for bubble in bubbles for line in bubble.text.splitlines()}
    names = [name for name in DOMAIN["responses"] if name.startswith("utter_feel_")]
    return [(name, text) for name in names for text in texts_of(DOMAIN, name) if text in lines]


@settings(
    max_examples=TALKS,
    derandomize=True,
    database=None,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(moves=MOVES)
def test_every_turn_of_any_talk_is_answered(all_actions: dict[str, Action], moves: list[dict[str, Any] | int]) -> None:
    talk = Conversation(DOMAIN, RULES, all_actions)
    used: Counter[tuple[str, str]] = Counter()
    bubbles: list[Bubble] = []
    for move in moves:
        bubbles = answer(talk, move, bubbles)
        assert 1 <= len(bubbles) <= MOST_BUBBLES, (talk.ran, bubbles)
        for bubble in bubbles:
            assert bubble.text.strip(), talk.ran
            left = without_what_was_said(bubble.text, talk)
            assert not set("{}") & set(left), (talk.ran, bubble.text)
            assert "None" not in left, (talk.ran, bubble.text)
            assert "\n\n" not in left, (talk.ran, bubble.text)
            assert all(len(payload.encode()) <= MOST_PAYLOAD for _, payload in bubble.buttons), bubble.buttons
        if "action_forget_me" in talk.ran:
            used.clear()
        used.update(comforts(bubbles) if "utter_repeat" not in str(bubbles) else [])
        for name in {name for name, _ in used}:
            times = [used[name, text] for text in texts_of(DOMAIN, name)]
            assert max(times) - min(times) <= 1, (name, times)
