"""How a turn begins in a game that asks: the interview and the test of fit mask, hear and end in the same way."""

from __future__ import annotations

import copy
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol

from bot.practice.interview_hearing import Hearing, ear
from bot.practice.lines import Line

State = dict[str, Any]
Mask = Callable[[str], str]


class EndTexts(Protocol):
    """What a game's content must say for it."""

    @property
    def masked(self) -> str: ...
    @property
    def ended_abuse(self) -> str: ...
    @property
    def ended_stop(self) -> str: ...


@dataclass(frozen=True)
class Begun:
    """state: a copy to be changed; text: the message, masked; lines: what is said so far. over: the game has ended with this message."""

    state: State
    text: str
    heard: Hearing
    lines: list[Line]
    over: bool = False


def begin(state: State, text: str, texts: EndTexts, *, mask: Mask, is_choice: Callable[[str], bool] = lambda _: False) -> Begun:
    """Masks the message, hears what it is, and ends the game for abuse or when it is asked to. A choice is always an answer.

    After the end every message gets an empty answer.
    """
    if state["ended"]:
        return Begun(state, text, "nothing", [], over=True)
    state = copy.deepcopy(state)
    masked = mask(text)
    lines = [Line("narrator", texts.masked, "masked")] if masked != text else []
    heard: Hearing = "answer" if is_choice(masked) else ear().hear(masked)
    if heard == "abuse":
        state["ended"] = "abuse"
        return Begun(state, masked, heard, [Line("narrator", texts.ended_abuse, "ended")], over=True)
    if heard == "stop":
        state["ended"] = "stopped"
        return Begun(state, masked, heard, [*lines, Line("narrator", texts.ended_stop, "ended")], over=True)
    return Begun(state, masked, heard, lines)


def ended(state: State, lines: list[Line]) -> tuple[State, list[Line], bool]:
    """The game after its last question."""
    state["ended"] = "finished"
    return state, lines, True
