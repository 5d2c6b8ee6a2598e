"""The three games behind one shape: what is kept of a game, what a message does to it, what is said at its end."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from actions.turn import Turn
from bot.practice import choosing, fit, fit_result, interview, interview_report, roleplay
from bot.practice.interview_content import Track
from bot.practice.lines import Line
from bot.practice.roleplay import RolePlay
from bot.practice.scenario import scenarios
from bot.privacy import mask

ROLEPLAY, INTERVIEW, FIT, CHOOSE = "roleplay", "interview", "fit", "choose"
LEFT = "left"  # a game, or the choice of one, that was left without a result; its scenario is kept
EMPLOYEE: Track = "medarbejder"
LEADER: Track = "teamleder"
LEADING = frozenset({"teamleder", "supervisor", "kundeservicechef"})  # roles an interview for leaders is for
SHOWN = 4  # scenarios offered as buttons; any other can be named
SURPRISE = "surprise"
ASKING = frozenset({"question", "statement", "follow_up"})  # kinds of line that wait for an answer
NO_CHOICE = ("stop", "deny", "goodbye")
TRACKS: tuple[Track, ...] = (EMPLOYEE, LEADER)  # in the order they are offered
LONGEST_WISH = 16  # words in which a kind of customer, or the job of an interview, is wished for
FEW = 8  # words in which a kind of customer is asked for; more tell something else


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
        return waiting(Step({"game": FIT, "state": state}, lines))
    return choose(kind, turn) or open_choice(kind, turn)


def open_choice(kind: str, turn: Turn) -> Step:
    """The choice of a customer or a job; what is offered is kept, so that a number can choose from it."""
    offered = [] if kind == INTERVIEW else [name for name, _ in offered_scenarios(turn)]
    return Step({"game": CHOOSE, "kind": kind, "offered": offered}, [])


def choose(kind: str, turn: Turn, *, chosen_from: bool = False) -> Step | None:
    """Begins with the customer or the job that was named; None when none was. chosen_from: they have just been offered."""
    if kind == INTERVIEW:
        track = _track(turn, chosen_from=chosen_from) or (_placed_track(turn) if chosen_from else None)
        if track is None:
            return None
        state, lines = interview.start(track, seed=_seed(turn))
        return waiting(Step({"game": INTERVIEW, "state": state}, lines))
    scenario = _scenario(turn, chosen_from=chosen_from)
    return None if scenario is None else play(scenario, turn)


def play(scenario: str, turn: Turn) -> Step:
    """A role-play with this customer, or with any."""
    begun, lines = roleplay.start(None if scenario == SURPRISE else scenario, seed=_seed(turn))
    return Step({"game": ROLEPLAY, "state": begun.as_dict()}, lines)


def is_choice(game: dict[str, Any], turn: Turn) -> bool:
    """Whether a message answers the open choice of a customer or a job; anything else is ordinary talk."""
    if turn.intent in (*NO_CHOICE, "affirm") or (not turn.asks and choosing.wants_none(turn.text)):
        return True
    if game["kind"] == INTERVIEW:
        return _placed_track(turn) is not None or (_track(turn, chosen_from=True) is not None and not turn.asks)
    return _placed(game, turn) is not None or _scenario(turn, chosen_from=True) is not None


def go_on(game: dict[str, Any], text: str, turn: Turn) -> Step:
    """What a message does to a running game."""
    kind = game["game"]
    if kind == CHOOSE:
        placed = _placed(game, turn) if game["kind"] == ROLEPLAY else None
        begun = play(placed, turn) if placed else choose(game["kind"], turn, chosen_from=True)
        if begun is None and (turn.intent in NO_CHOICE or choosing.wants_none(turn.text)):
            return Step({"game": LEFT}, [], over=True)
        return begun or Step({**game, "again": True}, [])
    if kind == ROLEPLAY:
        state, lines, ending = roleplay.reply(RolePlay.from_dict(game["state"]), text)
        paused = {"waits": "pause"} if lines and lines[0].kind == "pause" else {}
        return Step({"game": kind, "state": state.as_dict(), **paused}, lines, over=ending is not None)
    engine = interview if kind == INTERVIEW else fit
    after, lines, over = engine.reply(game["state"], text, mask=mask)
    return waiting(Step({"game": kind, "state": after, "asked": game.get("asked")}, lines, over=over))


def waiting(step: Step) -> Step:
    """The step with the question it ends with kept beside the game, to be asked again after something else was talked about."""
    asked = next((line for line in reversed(step.lines) if line.kind in ASKING), None)
    return step if asked is None else Step({**step.game, "asked": [asked.text, asked.choices]}, step.lines, step.over)


def customer_of(game: dict[str, Any]) -> str | None:
    """The name of the customer who is played; None in the other games."""
    return scenarios()[game["state"]["scenario"]].customer if game.get("game") == ROLEPLAY else None


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


def titled(names: Sequence[str]) -> list[tuple[str, str]]:
    """(id, title with how hard it is and where it is played) of some customers, as buttons show them."""
    return [(name, roleplay.titled(name)) for name in names]


def _track(turn: Turn, *, chosen_from: bool = False) -> Track | None:
    """The job the interview is for. chosen_from: the jobs have just been offered, so a word of one will do."""
    named = turn.values("track") or turn.values("role")
    if named:
        return LEADER if LEADING.intersection(named) else EMPLOYEE
    if chosen_from and len(turn.text.split()) <= LONGEST_WISH and not turn.asks:
        return choosing.named_track(turn.text)
    return choosing.named_track(turn.text, sure=True) if turn.intent == "start_interview" else None


def _placed_track(turn: Turn) -> Track | None:
    """The job that is chosen by its place among the two."""
    place = None if turn.is_pressed else choosing.place(turn.text, len(TRACKS))
    return None if place is None else TRACKS[place]


def _placed(game: dict[str, Any], turn: Turn) -> str | None:
    """The customer that is chosen by their place in the list that was shown."""
    offered = [str(name) for name in game.get("offered") or ()]
    place = None if turn.is_pressed else choosing.place(turn.text, len(offered))
    return None if place is None else offered[place]


def _scenario(turn: Turn, *, chosen_from: bool = False) -> str | None:
    """The scenario that was chosen, or that the words name. chosen_from: customers have just been offered, so a faint word will do."""
    chosen = turn.values("scenario")
    known = scenarios()
    if chosen and (chosen[-1] in known or chosen[-1] == SURPRISE):
        return chosen[-1]
    named = choosing.named_scenario(turn.text, sure=True)
    if named or turn.is_pressed:
        return named
    last = _last_played(turn)
    if last and choosing.wants_same(turn.text) and not choosing.of_kind(turn.text, last=last):
        return choosing.named_scenario(turn.text) or last
    named = choosing.named_scenario(turn.text) or choosing.named_scenario(turn.read_as)
    short = len(turn.text.split()) <= FEW
    if named and (not turn.asks or not chosen_from) and (not chosen_from or short or "practise" in turn.cues):
        return named
    wished = choosing.of_kind(turn.text, last=last, offered=chosen_from) if len(turn.text.split()) <= LONGEST_WISH else ()
    if wished and (choosing.leaves_to_chance(turn.text) or not chosen_from or short or turn.intent == "start_roleplay"):
        return _seeded(wished, turn)
    if choosing.leaves_to_chance(turn.text) and not (chosen_from and turn.asks):
        return SURPRISE
    return last if last and "repeat" in turn.cues else None


def _last_played(turn: Turn) -> str | None:
    left = turn.tracker.get_slot("practice")
    if isinstance(left, dict) and left.get("game") == LEFT and left.get("scenario"):
        return str(left["scenario"])
    cards = turn.tracker.get_slot("scores") or []
    return str(cards[-1]["scenario"]) if cards else None


def _seeded(names: tuple[str, ...], turn: Turn) -> str | None:
    return names[_seed(turn) % len(names)] if names else None


def _seed(turn: Turn) -> int:
    """The same conversation at the same turn always meets the same customer."""
    return zlib.crc32(f"{turn.tracker.sender_id}:{turn.number}".encode())
