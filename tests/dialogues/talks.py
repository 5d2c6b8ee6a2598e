"""Whole conversations as data: what somebody writes or presses, and what must and must not be said back."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from tests.dialogues.servers import Reply

FOLDER = Path(__file__).parent / "talks"
MOST_BUBBLES = 2
MOST_BUBBLES_OF_FORM = 3  # what is known, how the estimate goes, and its first question
MOST_WORDS = 90
FEELING = "utter_feel_"
FORM_QUESTION = "utter_ask_salary_form_"
BROKEN = re.compile(r"[{}]|\bNone\b|\bnull\b|utter_|action_|\bundefined\b|\bunknown\b|\bsorry\b|\bplease\b")
KRONER = re.compile(r"\d kr\.")

Wordings = Mapping[str, list[str]]


@dataclass(frozen=True)
class Turn:
    """One move and what is expected of the answer.

    write or press: a message, or the title of a button of the answer before. said: all of it; in_order: all of it in this order;
    unsaid: none of it; response: a response of the domain of which one wording must be said; buttons: titles that must be there;
    bare: no button at all; long: may be longer than an ordinary answer; bubbles: as many as it may have, for the beginning of a game.
    """

    write: str | None
    press: str | None
    said: tuple[str, ...]
    in_order: tuple[str, ...]
    unsaid: tuple[str, ...]
    response: str | None
    buttons: tuple[str, ...]
    bare: bool
    long: bool
    bubbles: int = MOST_BUBBLES

    @classmethod
    def of(cls, move: Mapping[str, Any]) -> Turn:
        """A turn from its keys in a file. Raises: ValueError for an unknown key, or when it does not say exactly one move."""
        known = {"du", "tryk", "karla", "rækkefølge", "ikke", "svar", "knap", "ingen_knapper", "langt", "bobler"}
        if unknown := set(move) - known:
            raise ValueError(f"turn {dict(move)} has unknown keys {sorted(unknown)}; known are {sorted(known)}")
        if ("du" in move) == ("tryk" in move):
            raise ValueError(f"turn {dict(move)} must have one of the keys du and tryk")
        return cls(
            write=move.get("du"),
            press=move.get("tryk"),
            said=tuple(move.get("karla", ())),
            in_order=tuple(move.get("rækkefølge", ())),
            unsaid=tuple(move.get("ikke", ())),
            response=move.get("svar"),
            buttons=(move["knap"],) if "knap" in move else (),
            bare=bool(move.get("ingen_knapper", False)),
            long=bool(move.get("langt", False)),
            bubbles=int(move.get("bobler", MOST_BUBBLES)),
        )


@dataclass(frozen=True)
class Conversation:
    """A whole talk with one person. title: who it is and what happens, in English."""

    title: str
    turns: tuple[Turn, ...]


def read_conversations(folder: Path = FOLDER) -> list[Conversation]:
    """All conversations of the folder's files, in the order of the files and in each file."""
    yaml = YAML(typ="safe")
    return [
        Conversation(talk["title"], tuple(map(Turn.of, talk["turns"])))
        for path in sorted(folder.glob("*.yml"))
        for talk in yaml.load(path.read_text(encoding="utf-8"))
    ]


def wordings_of(domain: Mapping[str, Any]) -> Wordings:
    """The wordings of each response of a domain."""
    return {name: [str(variant["text"]) for variant in variants] for name, variants in domain["responses"].items()}


def hold(
    conversation: Conversation, say: Callable[[str], Reply], press: Callable[[str], Reply], wordings: Wordings
) -> tuple[str, list[str]]:
    """Holds a conversation. Returns: how it ran, as a text to read, and each fault with the number of its turn."""
    lines, found = [f"# {conversation.title}"], []
    last = Reply("", {}, 0)
    felt: set[str] = set()
    for number, turn in enumerate(conversation.turns, start=1):
        if turn.press is not None and turn.press not in last.buttons:
            found.append(f"turn {number}: no button »{turn.press}« in the answer before; there are {list(last.buttons)}")
            break
        last = press(last.buttons[turn.press]) if turn.press is not None else say(str(turn.write))
        lines += [f"Du:     {turn.write if turn.press is None else f'[{turn.press}]'}", f"Karla:  {last.text}".replace("\n", "\n        ")]
        if last.buttons:
            lines.append(f"        {' '.join(f'[{title}]' for title in last.buttons)}")
        feelings = _feelings(last.text, wordings)
        faults = [*faults_of(turn, last, wordings), *(f"the same words for a feeling twice: »{text}«" for text in feelings & felt)]
        felt |= feelings
        found += [f"turn {number}: {fault}" for fault in faults]
        lines += [f"    !!  {fault}" for fault in faults]
    return "\n".join(lines), found


def faults_of(turn: Turn, reply: Reply, wordings: Wordings) -> list[str]:
    """What is wrong with an answer: what its turn asks for, and what holds for every answer."""
    text = reply.text.lower()
    faults = [f"»{part}« is not said" for part in (*turn.said, *turn.in_order) if part.lower() not in text]
    places = [text.find(part.lower()) for part in turn.in_order]
    if places != sorted(places):
        faults.append(f"not in this order: {list(turn.in_order)}")
    faults += [f"»{part}« is said" for part in turn.unsaid if part.lower() in text]
    if turn.response and not any(said in reply.text for said in wordings[turn.response]):
        faults.append(f"no wording of {turn.response} is said")
    faults += [f"there is no button »{title}«, only {list(reply.buttons)}" for title in turn.buttons if title not in reply.buttons]
    if turn.bare and reply.buttons:
        faults.append(f"there are buttons: {list(reply.buttons)}")
    return [*faults, *_faults_of_any(reply, wordings, long=turn.long, bubbles=turn.bubbles)]


def _faults_of_any(reply: Reply, wordings: Wordings, *, long: bool, bubbles: int = MOST_BUBBLES) -> list[str]:
    faults = [f"»{match.group()}« is said" for match in BROKEN.finditer(reply.text)]
    if not reply.text.strip():
        faults.append("nothing is said")
    most = MOST_BUBBLES_OF_FORM if _asks_in_form(reply.text, wordings) else bubbles
    if reply.bubbles > most:
        faults.append(f"{reply.bubbles} bubbles, at most {most}")
    if len(reply.text.split()) > MOST_WORDS and not long:
        faults.append(f"{len(reply.text.split())} words, at most {MOST_WORDS}")
    if KRONER.search(reply.text) and "Kilde" not in reply.text:
        faults.append("an amount without its source")
    return faults


def _asks_in_form(text: str, wordings: Wordings) -> bool:
    return any(wording in text for name, texts in wordings.items() if name.startswith(FORM_QUESTION) for wording in texts)


def _feelings(text: str, wordings: Wordings) -> set[str]:
    return {wording for name, texts in wordings.items() if name.startswith(FEELING) for wording in texts if wording in text}
