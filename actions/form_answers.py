"""Short answers to the questions of the pay form: a value, the title of a button, "I don't know", or a word that means one of them."""

from __future__ import annotations

import json
import re
from typing import Any

from actions.speech import buttons_of
from actions.turn import Turn

UNKNOWN = "unknown"  # asked for, and not told
NO_EXPERIENCE = "uerfaren"
EMPLOYEE = "kundeservicemedarbejder"
FEW_WORDS = 4  # in an answer that writes out a button
SHORT = 10  # words; a longer message tells of more than what was asked for
ASK = "utter_ask_salary_form_"
WORD = re.compile(r"\w+")
# Levels that answer which job it is.
LEARNER_ROLES = {"elev": "kundeserviceelev", "studentermedhjaelper": "studentermedhjaelper"}
# Cues of lexicon.yml that answer which kind of employer it is, the surest first.
EMPLOYERS = {"employer_public": "offentlig", "employer_private": "privat"}


def answer(slot: str, turn: Turn) -> dict[str, Any]:
    """The slot's value in this message where the form has asked for it, "unknown" for a skipped one; empty where it says nothing of it."""
    if turn.tracker.get_slot("requested_slot") != slot:
        return {}
    if asked := _asked_with(slot, turn):
        return {slot: asked}
    if turn.questions or turn.intent.startswith("ask_") or turn.intent in ("crisis", "compare_roles"):
        return {}
    said = turn.values(slot, "own") or ([] if turn.asks else turn.values(slot))
    if said:
        return {slot: said[-1]}
    # "Next" and "skip it" sound like leaving altogether, and are not.
    if titled := pressed_in_words(slot, turn):
        return {slot: titled}
    if meant := _meant(slot, turn):
        return {slot: meant}
    skipped = ("skip" in turn.cues and turn.intent != "affirm") or (turn.intent != "stop" and "unknown" in turn.cues)
    return {slot: UNKNOWN} if skipped or (turn.intent == "deny" and not turn.entities) else {}


def _asked_with(slot: str, turn: Turn) -> str | None:
    """A value that a question about pay brings with it: "what would I get in Odense?" says where, "does the council count?" where too."""
    if not turn.asks or turn.is_pressed:
        return None
    if slot == "region" and turn.intent in ("ask_salary", "estimate_salary") and turn.values("region"):
        return turn.values("region")[-1]
    # "Is it better in the private or the public?" asks about both and tells neither.
    told = [value for cue, value in EMPLOYERS.items() if cue in turn.cues] if slot == "employer_kind" else []
    return told[0] if len(told) == 1 and "more_pay" not in turn.cues else None


def _meant(slot: str, turn: Turn) -> str | None:
    """The value that plain words mean: "one of those who answer the phone", "an insurance company"."""
    if turn.is_pressed or "?" in turn.text or len(turn.text.split()) > SHORT:
        return None
    if slot == "role":
        learner = next((LEARNER_ROLES[level] for level in turn.values("experience") if level in LEARNER_ROLES), None)
        return learner or (EMPLOYEE if "ordinary_role" in turn.cues else None)
    if slot == "employer_kind":
        return next((value for cue, value in EMPLOYERS.items() if cue in turn.cues), None)
    return None


def pressed_in_words(slot: str, turn: Turn) -> str | None:
    """The value of the one button of the form's question whose title the message writes out, whole or in part."""
    said = set(WORD.findall(turn.text.lower()))
    if not said or len(said) > FEW_WORDS or turn.is_pressed:
        return None
    titles = {frozenset(WORD.findall(button["title"].lower())): button["payload"] for button in buttons_of(turn.domain, f"{ASK}{slot}")}
    hits = [payload for title, payload in titles.items() if title <= said or said <= title]
    values = json.loads("{" + hits[0].partition("{")[2]) if len(hits) == 1 else {}
    value = values.get(slot)
    return str(value) if value is not None else None
