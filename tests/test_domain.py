"""Domain, rules, training data and actions agree with each other."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
import re
from typing import Any

import pytest
from rasa_sdk import Action
from ruamel.yaml import YAML

import actions
from actions import aftercare
from actions.topics import PAY_INTENTS, TOPICS
from bot.channels.texts import texts as channel_texts
from bot.knowledge.store import KnowledgeStore
from bot.settings import ROOT

FIRST_WORDS = [
    *("utter_crisis", "utter_crisis_again", "utter_crisis_self_harm", "utter_crisis_swallowed", "utter_crisis_swallowed_other"),
    *("utter_crisis_other", "utter_crisis_of_customer", "utter_crisis_of_staff", "utter_crisis_english"),
]
PLACEHOLDER = re.compile(r"\{(\w+)\}")


def load(file: str) -> Any:
    return YAML(typ="safe").load((ROOT / file).read_text(encoding="utf-8"))


def action_classes() -> list[type[Action]]:
    modules = [importlib.import_module(f"actions.{module.name}") for module in pkgutil.iter_modules(actions.__path__)]
    return [
        value
        for module in modules
        for value in vars(module).values()
        if inspect.isclass(value) and issubclass(value, Action) and value is not Action and value.__module__ == module.__name__
    ]


def steps(file: str, key: str) -> list[dict[str, str]]:
    return [step for entry in load(file)[key] for step in entry["steps"]]


def buttons(domain: dict[str, Any]) -> list[tuple[str, dict[str, str]]]:
    return [
        (name, button) for name, variants in domain["responses"].items() for variant in variants for button in variant.get("buttons", [])
    ]


def test_every_action_of_the_domain_exists_once(domain: dict[str, Any]) -> None:
    names = [action().name() for action in action_classes()]
    assert sorted(names) == sorted(domain["actions"])


def test_every_intent_has_exactly_one_rule(domain: dict[str, Any]) -> None:
    ruled = [step["intent"] for step in steps("data/rules.yml", "rules") if "intent" in step]
    assert sorted(ruled) == sorted([*domain["intents"], "nlu_fallback"])


def test_rules_and_stories_name_only_what_exists(domain: dict[str, Any]) -> None:
    known = {*domain["actions"], *domain["responses"], *domain["forms"]}
    used = {step["action"] for step in [*steps("data/rules.yml", "rules"), *steps("data/stories.yml", "stories")] if "action" in step}
    assert used <= known


def test_every_intent_has_training_examples(domain: dict[str, Any]) -> None:
    examples = {entry["intent"]: entry["examples"].strip().splitlines() for entry in load("data/nlu.yml")["nlu"]}
    assert set(examples) == set(domain["intents"])
    few = {intent: len(lines) for intent, lines in examples.items() if len(lines) < (300 if intent == "out_of_scope" else 40)}
    assert few == {}


def test_every_topic_has_its_responses(domain: dict[str, Any]) -> None:
    needed = {f"utter_{kind}_{intent}" for intent in [*TOPICS, "ask_salary", "compare_roles"] for kind in ("answer", "offer")}
    needed |= {f"utter_answer_{intent}_role" for intent in TOPICS if intent.startswith("ask_")}
    assert needed <= set(domain["responses"])


def test_every_response_is_used_somewhere(domain: dict[str, Any]) -> None:
    source = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "actions").glob("*.py"))
    ruled = {step.get("action") for step in steps("data/rules.yml", "rules")}
    made_at_run_time: tuple[str, ...] = (
        "utter_answer_",
        "utter_offer_",
        "utter_meaning_",
        "utter_feel_",
        "utter_open_",
        "utter_known_",
        "utter_out_of_scope_",
    )
    made_at_run_time += (
        "utter_pair_lead_",
        "utter_ask_start_",
        "utter_ask_estimate_",
        "utter_resume_",
        "utter_ask_salary_form_",
        "utter_note_education_",
        "utter_speaker_",
        "utter_card_",
        "utter_crisis_",
        "utter_after_",
        "utter_private_",
        "utter_own_",
        "utter_part_",
        "utter_corrected_",
        "utter_not_",
        "utter_angle_",
        "utter_compare_point_",
        "utter_only_danish_",
    )
    small_talk = {f"utter_{step['intent']}" for step in steps("data/rules.yml", "rules") if "intent" in step}
    unused = [
        name
        for name in domain["responses"]
        if name not in ruled | small_talk and f'"{name}"' not in source and not name.startswith(made_at_run_time)
    ]
    assert unused == []


def test_every_button_names_an_intent_and_fits_telegram(domain: dict[str, Any]) -> None:
    wrong = []
    for name, button in buttons(domain):
        intent, entities = re.fullmatch(r"/([a-z_]+)(\{.*\})?", button["payload"]).groups()  # type: ignore[union-attr]
        if intent not in domain["intents"] or (entities and not YAML(typ="safe").load(entities)):
            wrong.append((name, button["payload"]))
    assert wrong == []


def test_titles_of_meanings_name_intents(domain: dict[str, Any]) -> None:
    named = {name.removeprefix("utter_meaning_") for name in domain["responses"] if name.startswith("utter_meaning_")}
    assert named - {"other"} <= set(domain["intents"])
    assert set(TOPICS) | set(PAY_INTENTS) <= named


def test_a_button_at_most_five_in_a_row(domain: dict[str, Any]) -> None:
    many = [name for name, variants in domain["responses"].items() for variant in variants if len(variant.get("buttons", [])) > 5]
    assert many == []


def test_crisis_numbers_are_those_of_the_store(domain: dict[str, Any], store: KnowledgeStore) -> None:
    numbers = {line.phone for line in store.helplines("crisis") if line.phone}
    assert {"112", "70 201 201", "1888"} <= numbers
    wanted = dict.fromkeys(FIRST_WORDS, ("112", "70 201 201")) | {"utter_crisis_violence": ("112", "1888")}
    texts = [(variant["text"], numbers) for name, numbers in wanted.items() for variant in domain["responses"][name]]
    texts.append((channel_texts()["crisis_failed"], ("112", "70 201 201")))
    assert [text for text, wanted_numbers in texts if any(number not in text for number in wanted_numbers)] == []
    assert [name for name in wanted for variant in domain["responses"][name] if "buttons" in variant] == []


def test_everything_said_after_a_cry_for_help_has_its_response(domain: dict[str, Any]) -> None:
    said = {f"utter_after_{words}" for cues in aftercare.GOES_ON.values() for words in cues.values()}
    said |= {f"utter_crisis_{words}" for _, words in aftercare.OVER}
    said |= {f"utter_after_{family}{word}" for family in aftercare.FAMILY.values() for word in ("yes", "no")}
    said |= {f"utter_after_{aftercare.PLAIN.get(kind, kind)}" for kind in (*aftercare.FAMILY, "english")}
    assert said <= set(domain["responses"])


def test_no_response_has_a_blank_line(domain: dict[str, Any]) -> None:
    """A blank line starts a new bubble on Slack and Telegram."""
    split = [name for name, variants in domain["responses"].items() for variant in variants if "\n\n" in variant["text"]]
    assert split == []


@pytest.mark.parametrize("feeling", ["worry", "frustration", "frustration_bot", "dismissal", "joy"])
def test_a_feeling_is_met_in_at_least_eight_ways_and_then_asked_about(domain: dict[str, Any], feeling: str) -> None:
    wordings = [variant["text"] for variant in domain["responses"][f"utter_feel_{feeling}"]]
    assert len(set(wordings)) == len(wordings) >= 8
    assert not any("{" in text for text in wordings)
    assert domain["responses"][f"utter_open_{feeling}"][0]["buttons"]


def test_every_form_question_can_be_skipped(domain: dict[str, Any]) -> None:
    for slot in domain["forms"]["salary_form"]["required_slots"]:
        payloads = [button["payload"] for button in domain["responses"][f"utter_ask_salary_form_{slot}"][0]["buttons"]]
        skips = f'/inform{{"{slot}":"unknown"}}'
        assert (skips in payloads) is True
