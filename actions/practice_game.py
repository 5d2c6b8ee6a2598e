"""The three games behind one shape: what is kept of a game, what a message does to it, what is said at its end."""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from typing import Any

from actions.turn import Turn
from bot.folding import fold
from bot.practice import fit, fit_result, interview, interview_report, roleplay
from bot.practice.interview_content import Track
from bot.practice.lines import Line
from bot.practice.roleplay import RolePlay
from bot.privacy import mask

ROLEPLAY, INTERVIEW, FIT, CHOOSE = "roleplay", "interview", "fit", "choose"
EMPLOYEE: Track = "medarbejder"
LEADER: Track = "teamleder"
LEADING = frozenset({"teamleder", "supervisor", "kundeservicechef"})  # roles an interview for leaders is for
SHOWN = 4  # scenarios offered as buttons; any other can be named
SURPRISE = "surprise"
SHORTEST = 4  # letters of a word by which a scenario is recognised; a longer one may lack its ending


@dataclass(frozen=True)
class Step:
    """What comes of a message. game: for the slot; lines: what is said; over: whether the game has ended."""

    game: dict[str, Any]
    lines: list[Line]
    over: bool = False


def begin(kind: str, turn: Turn) -> Step:
    """A new game of this kind, or the choice that comes before it."""
    if kind == FIT:
        state, lines = fit.start(seed=_seed(turn))
        return Step({"game": FIT, "state": state}, lines)
    return choose(kind, turn, asked=False)


def choose(kind: str, turn: Turn, *, asked: bool) -> Step:
    """Begins with the customer or the job that was named; asks which when none was and it has not been asked yet."""
    if kind == INTERVIEW:
        named = turn.values("track") or turn.values("role")
        if not named and not asked:
            return Step({"game": CHOOSE, "kind": INTERVIEW}, [])
        track: Track = LEADER if LEADING.intersection(named) else EMPLOYEE
        state, lines = interview.start(track, seed=_seed(turn))
        return Step({"game": INTERVIEW, "state": state}, lines)
    scenario = _scenario(turn)
    if scenario is None and not asked:
        return Step({"game": CHOOSE, "kind": ROLEPLAY}, [])
    begun, lines = roleplay.start(None if scenario in (None, SURPRISE) else scenario, seed=_seed(turn))
    return Step({"game": ROLEPLAY, "state": begun.as_dict()}, lines)


def go_on(game: dict[str, Any], text: str, turn: Turn) -> Step:
    """What a message does to a running game."""
    kind = game["game"]
    if kind == CHOOSE:
        return choose(game["kind"], turn, asked=True)
    if kind == ROLEPLAY:
        state, lines, ending = roleplay.reply(RolePlay.from_dict(game["state"]), text)
        return Step({"game": kind, "state": state.as_dict()}, lines, over=ending is not None)
    engine = interview if kind == INTERVIEW else fit
    after, lines, over = engine.reply(game["state"], text, mask=mask)
    return Step({"game": kind, "state": after}, lines, over=over)


def report(game: dict[str, Any]) -> list[Line]:
    """What the coach says at the end of an interview or a test of fit."""
    if game["game"] == INTERVIEW:
        return interview_report.told(interview.feedback(game["state"]))
    return fit_result.told(fit.result(game["state"]))


def offered_scenarios(turn: Turn) -> list[tuple[str, str]]:
    """(id, title) of the customers offered this time; others the next time."""
    titles = roleplay.titles()
    first = _seed(turn) % len(titles)
    return [*titles[first:], *titles[:first]][:SHOWN]


def _scenario(turn: Turn) -> str | None:
    """The scenario that was chosen or whose title the words name."""
    chosen = turn.values("scenario")
    cards = turn.tracker.get_slot("scores") or []
    if not chosen and cards and "repeat" in turn.cues:
        return str(cards[-1]["scenario"])
    known = {name: f"{title} {name}" for name, title in roleplay.titles()}
    if chosen and (chosen[-1] in known or chosen[-1] == SURPRISE):
        return chosen[-1]
    words = {fold(word[:-1]) for word in turn.keywords if len(word) > SHORTEST} | {fold(w) for w in turn.keywords if len(w) == SHORTEST}
    # A word of several customers, such as "kunde", says nothing about which of them is meant.
    telling = [word for word in words if sum(word in fold(text) for text in known.values()) == 1]
    hits = {name: sum(word in fold(text) for word in telling) for name, text in known.items()}
    best = max(hits, key=lambda name: hits[name])
    return best if hits[best] else None


def _seed(turn: Turn) -> int:
    """The same conversation at the same turn always meets the same customer."""
    return zlib.crc32(f"{turn.tracker.sender_id}:{turn.number}".encode())
