"""How the customer takes a message: what it does to their temper, and which kinds of line they answer with."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from bot.practice.moves import Move
from bot.practice.reading import Reading
from bot.practice.scenario import Scenario

Band = Literal["calm", "tense", "hot"]
BANDS: tuple[Band, ...] = ("calm", "tense", "hot")
HOTTEST = 8
GIVES_UP = 7  # the fourth step of the konflikttrappe: the talk is given up (facts F8.5)
WARNED = 6  # one message takes nobody from talking to leaving; the customer is at the edge first
FACTS_AT_ONCE = 3
# Who tells more of what was agreed has not finished, and would be cut short by a goodbye.
GOING_ON: frozenset[Move] = frozenset({"solution", "information", "ownership", "listening", "apology", "empathy"})


@dataclass(frozen=True)
class Mood:
    """What the customer carries from message to message. heat: 0 to 8, two units a step; known: ids of facts told."""

    heat: int
    known: tuple[str, ...] = ()
    felt: bool = False
    accepted: str | None = None
    promised: tuple[str, ...] = ()
    insulted: bool = False

    @property
    def step(self) -> int:
        """The step of the konflikttrappe, 1 to 4; 0 when there is no conflict."""
        return min(4, (self.heat + 1) // 2)

    @property
    def band(self) -> Band:
        """How the customer sounds."""
        return "calm" if self.step <= 1 else "tense" if self.step == 2 else "hot"


@dataclass(frozen=True)
class Answer:
    """The mood after a message, and what is said in which order: a reaction, or "fact:ID", "solution:ID", "rule:ID"."""

    mood: Mood
    says: tuple[str, ...]
    ended: Literal["solved", "escalated"] | None = None


def take(scenario: Scenario, mood: Mood, reading: Reading, *, first: bool) -> Answer:
    """The customer's answer to one message. first: it is the employee's first in this talk."""
    moves = reading.moves
    opening, heat = _feelings(mood, reading, first=first)
    insulted = opening in {"rude", "blame", "passed_on", "defensive"}
    heat += _character(scenario, reading, insulted=insulted)
    if mood.insulted and opening != "rude" and "apology" in moves:
        opening = "forgiven"
    felt = mood.felt or (reading.meets_feeling and not insulted)
    told, heat_of_facts = ([], 0) if opening == "rude" else _facts(mood, reading)
    if reading.asks_name and opening != "rude":
        told = ["name", *told]
    known = tuple(dict.fromkeys([*mood.known, *(name.partition(":")[2] for name in told if name.startswith("fact:"))]))
    offer = None if insulted or mood.accepted else _offer(scenario, mood, reading, known, felt=felt)
    # Who asks for what is missing has not come too early with what stands beside the question.
    if offer == "too_early" and (told or "question" in moves):
        offer = None
    heat += heat_of_facts + (1 if offer == "too_early" else 0)
    accepted = mood.accepted
    if offer and offer.startswith("solution:") and _is_full(scenario, offer):
        accepted, heat = offer.partition(":")[2], heat - 2
    says = [opening] if opening else []
    says += [*told, *([offer] if offer else [])]
    # An acceptance is an answer to the feeling as well; two thanks in a row would be odd.
    if accepted and not mood.accepted and opening in {"calmed", "summed", "owned"}:
        says.remove(opening)
    settled = bool(accepted) and not insulted and not told and not reading.broken
    leaving = settled and _is_the_end(scenario, mood, reading)
    if (
        _closes(scenario, reading)
        and not moves & {"solution", "ownership"}
        and not reading.asks_more
        and not accepted
        and not told
        and offer is None
        and not insulted
        and mood.felt
    ):
        says, heat = ["too_soon"], heat + 1
    if leaving or (settled and reading.asks_more):
        says = [*(name for name in says if name.startswith("solution:")), "goodbye" if leaving else "nothing_more"]
    elif settled and mood.accepted and not says:
        says = ["question_unknown" if reading.asks_how else "all_right" if "question" in moves else "agreed"]
    if not says and not accepted and (reading.asks_more or reading.asks_wish):
        says = ["not_yet" if reading.asks_more and not first else "wish", *(["wish"] if reading.asks_more and not first else [])]
    if not says and reading.refuses and not accepted and mood.heat > 0 and not reading.meets_feeling:
        says, heat = ["refused"], heat + 1
    if not says and "question" in moves and not accepted and not (first and "greeting" in moves):
        says = ["question_unknown", *_volunteered(scenario, mood)]
        known = tuple(dict.fromkeys([*known, *(name.partition(":")[2] for name in says[1:])]))
    if not says:
        says, heat = _nothing(mood, reading, heat, first=first)
    after = min(HOTTEST, max(0, mood.heat + min(3, heat)))
    if after >= GIVES_UP and (mood.heat < WARNED or ("question" in moves and not insulted)):
        # Nobody leaves without a warning, nor over a polite question.
        after = WARNED
    insulted_now = opening == "rude" or (mood.insulted and opening != "forgiven")
    new = replace(mood, insulted=insulted_now, heat=after, known=known, felt=felt, accepted=accepted)
    new = replace(new, promised=tuple(dict.fromkeys([*mood.promised, *reading.broken])))
    if after >= GIVES_UP:
        return Answer(new, ("escalate",), "escalated")
    return Answer(new, tuple(says), "solved" if leaving else None)


def _volunteered(scenario: Scenario, mood: Mood) -> list[str]:
    """What a customer tells who does not know what was asked: something of the case that nobody needs to ask for, once."""
    return [f"fact:{fact.id}" for fact in scenario.facts if not fact.needed and fact.id not in mood.known][:1]


def _closes(scenario: Scenario, reading: Reading) -> bool:
    """Whether the employee says goodbye. Every letter has one, so in a letter it tells nothing."""
    return "close" in reading.moves and scenario.channel != "email"


def _is_the_end(scenario: Scenario, mood: Mood, reading: Reading) -> bool:
    """Whether a customer who has agreed says goodbye now: after the employee's, or when nothing more comes; by e-mail after one more letter."""
    if scenario.channel == "email":
        return mood.accepted is not None
    going_on = mood.accepted is None or bool(reading.moves & {"question", *GOING_ON})
    return not reading.asks_more and (_closes(scenario, reading) or not going_on)


def _feelings(mood: Mood, reading: Reading, *, first: bool) -> tuple[str, int]:
    """The first thing the customer says, "" for none, and what the message adds to the heat. The worst fault counts."""
    moves = reading.moves
    for fault, line, heat in (("rudeness", "rude", 3), ("blame", "blame", 2), ("defensiveness", "defensive", 2)):
        if fault == "rudeness" and reading.refuses and not reading.insults:
            continue  # a curt no is a no, and answered as one
        # A message that meets the feeling is read kindly, except where it insults.
        if fault in moves and (fault == "rudeness" or not reading.meets_feeling):
            return ("passed_on" if line == "blame" and reading.passes_on else line), heat
    if reading.broken:
        return f"rule:{reading.broken[0]}", 0
    if "false_promise" in moves:
        return "promise", 0
    if "jargon" in moves:
        return "jargon", 1
    warm = reading.meets_feeling or "apology" in moves
    if warm and not mood.felt and mood.heat > 0:
        return "calmed", -2 if reading.meets_feeling else -1
    useful = bool(reading.asked or reading.offered or moves & {"question", "information", "solution", "ownership", "listening", "close"})
    if warm and mood.felt and not useful:
        return "on_with_it", 0
    if "empty_phrase" in moves and not useful and not warm:
        return "empty_phrase", 1
    if "listening" in moves and not reading.asked and not reading.offered:
        return "summed", -1
    if reading.refuses and not warm:
        return "", 0  # a no is answered as one, below
    # Who asks about the case listens, so a question is no sign of being ignored (facts F8.1).
    if mood.heat >= 3 and not mood.felt and not warm and not first and not (reading.asked or reading.asks_name):
        return "ignored", 1
    return "", 0


def _character(scenario: Scenario, reading: Reading, *, insulted: bool) -> int:
    """What inflames or calms this customer more than others."""
    if reading.moves & set(scenario.inflames):
        return 1
    return -1 if reading.moves & set(scenario.calms) and not insulted else 0


def _facts(mood: Mood, reading: Reading) -> tuple[list[str], int]:
    """Facts told, new ones first; a fact asked for a second time is told again, with less patience."""
    new = [f"fact:{name}" for name in reading.asked if name not in mood.known][:FACTS_AT_ONCE]
    if new:
        return new, 0
    again = [f"fact:{name}" for name in reading.asked][:1]
    # Naming again what is known while offering something is no second question.
    if again and not reading.offered and "listening" not in reading.moves:
        return ["asked_again", *again], 0 if mood.step <= 1 else 1
    return [], 0


def _offer(scenario: Scenario, mood: Mood, reading: Reading, known: tuple[str, ...], *, felt: bool) -> str | None:
    """What the customer makes of an offer: takes it, wants more, or is not ready to listen (facts F8.10)."""
    if not reading.offered:
        return None
    full = [str(solution.id) for solution in scenario.solutions if solution.full and solution.id in reading.offered]
    needed = {fact.id for fact in scenario.facts if fact.needed}
    if not needed & set(known) or (mood.step >= 3 and not felt):
        return "too_early"
    return f"solution:{(full or list(reading.offered))[0]}"


def _is_full(scenario: Scenario, offer: str) -> bool:
    return any(solution.full for solution in scenario.solutions if offer == f"solution:{solution.id}")


def _nothing(mood: Mood, reading: Reading, heat: int, *, first: bool) -> tuple[list[str], int]:
    """The answer to a message without effect on feelings, facts or solution."""
    moves = reading.moves
    if first and "greeting" in moves and not moves & {"information", "solution", "ownership"}:
        return ["greeted"], heat
    if moves & {"ownership", "solution"}:
        return ["owned"], heat - 1
    if "question" in moves:
        return ["question_unknown"], heat
    if "information" in moves:
        return ["informed"], heat
    if "close" in moves and not mood.accepted:
        return ["too_soon"], heat + 1
    if "empty_phrase" in moves:
        return ["empty_phrase"], heat + 1
    return ["vague"], heat + (1 if mood.step >= 2 and not first else 0)
