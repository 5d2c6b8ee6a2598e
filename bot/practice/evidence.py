"""The signs of good and bad service in what an employee wrote: how strong each is, and the words that show it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from bot.practice.conduct import is_wall
from bot.practice.move_features import cue_sheet
from bot.practice.moves import Move
from bot.practice.plain_words import asks
from bot.practice.reading import Ear, Reading, ear
from bot.practice.scenario import Scenario, scenarios
from bot.practice.scorecard import score_sheet
from bot.practice.wording import Wording, sentences

OPENING, ENDING = 1, 2  # messages in which a greeting counts, and a close
NOTHING, PLENTY = 0.4, 0.7  # strengths of a move (0.5 just counts) that earn nothing and everything
AGREEING: tuple[Move, ...] = ("solution", "ownership", "listening")  # moves that leave a customer knowing what happens
LONGEST_QUOTE = 140  # characters
HALF = 0.5
ENOUGH_WORDS = 6  # in a message on average
SOLVED_SAYS = 0.5  # how much of "what happens now" and "I see to it" an offer that solves the case says by itself
FAINT = 0.6  # what is left of empathy in a sentence without any word of it
FEWEST = 2  # words of a sentence that is only a thanks
SHORT_NAME = 3  # letters; a shorter word of a firm's name may stand anywhere


@dataclass(frozen=True)
class Sign:
    """strength: 0 to 1; quote: the sentence that shows it best, "" when nothing does."""

    strength: float = 0.0
    quote: str = ""


@dataclass(frozen=True)
class Fault:
    """A fault, what it is (a move or "rule:ID"), and the words."""

    kind: str
    quote: str


@dataclass(frozen=True)
class Evidence:
    """signs: by the names that content/scorecard.yml gives points for; faults of tone and of rules, in the order they came.

    effort: 0 to 1, below 1 where the messages are so short that little service can be in them.
    """

    signs: dict[str, Sign]
    tone: tuple[Fault, ...]
    rules: tuple[Fault, ...]
    said: tuple[str, ...] = field(default=())
    effort: float = 1.0


def gather(scenario_id: str, said: Sequence[str]) -> Evidence:
    """Everything the score is made from. It depends on the messages and the scenario alone, not on what the customer said."""
    scenario, listen = scenarios()[scenario_id], ear(scenario_id)
    readings = [listen.hear(text) for text in said]
    signs = _signs(
        scenario, [reading if not is_wall(reading.text, letter=scenario.channel == "email") else _unread(reading) for reading in readings]
    )
    return Evidence(signs, tuple(_tone_faults(readings)), tuple(_rule_faults(readings)), tuple(said), _effort(said))


def _effort(said: Sequence[str]) -> float:
    """By the words of a message on average: "ok", "nå" and "navn?" serve nobody, whatever they resemble."""
    words = sum(len(text.split()) for text in said) / len(said) if said else 0.0
    return min(1.0, words / ENOUGH_WORDS)


def _signs(scenario: Scenario, readings: Sequence[Reading]) -> dict[str, Sign]:
    first, last = readings[:OPENING], readings[-ENDING:]
    needed = [fact.id for fact in scenario.facts if fact.needed]
    asked = {name for reading in readings for name in reading.asked}
    full = {solution.id for solution in scenario.solutions if solution.full}
    step = _strongest(readings, "solution")
    offered = [reading for reading in readings if full & set(reading.offered)]
    some = [reading for reading in readings if reading.offered]
    listen = ear(str(scenario.id))
    solved = Sign(1.0, _offering(offered[0], listen)) if offered else Sign(0.4, _offering(some[0], listen)) if some else Sign()
    signs = {
        "hello": _strongest(first, "greeting"),
        "presented": _worded(first, "presented", *(word for word in scenario.company.split() if len(word) > SHORT_NAME)),
        "asked": _strongest(readings, "question"),
        "needed": Sign(len(asked & set(needed)) / len(needed), _first_quote(readings, lambda reading: bool(reading.asked), "question")),
        "mirrored": _strongest(readings, "listening", but=("close", "solution")),
        "own_words": Sign(*_named(readings)),
        "solved": solved,
        "step": step,
        "explained": _strongest(readings, "information"),
        "owned": _strongest(readings, "ownership"),
        "informed_first": _informed_first(readings),
        "feeling": _feeling(readings),
        "apology": _strongest(readings, "apology"),
        "goodbye": _strongest([_ending(reading) for reading in last], "close"),
        "agreed": max((_strongest(last, move) for move in AGREEING), key=lambda sign: sign.strength),
        "more": _worded(last, "more"),
    }
    if offered:
        # "We fetch it and mend it without charge" says what happens, and that it is seen to.
        for name in ("owned", "explained"):
            signs[name] = max(signs[name], Sign(SOLVED_SAYS, solved.quote), key=lambda sign: sign.strength)
    if not scenario.at_fault:
        # Where the firm did nothing wrong there is nothing to be sorry for.
        signs["apology"] = max(signs["apology"], Sign(signs["feeling"].strength, ""), key=lambda sign: sign.strength)
    if _cue("unsure_of_self").found_in(readings[0].text if readings else ""):
        signs["presented"] = Sign(HALF * signs["presented"].strength, signs["presented"].quote)
    careful = (signs["solved"], signs["explained"], signs["needed"], Sign(0.7 * step.strength, step.quote))
    signs["careful"] = max(careful, key=lambda sign: sign.strength)
    signs["hello"] = max(signs["hello"], _worded(first[:1], "hello"), key=lambda sign: sign.strength)
    # "Havblik, it is Anders" greets on the phone, and "okay, bye" ends a talk: shortly, and so for half.
    signs["hello"] = max(signs["hello"], Sign(HALF * signs["presented"].strength, signs["presented"].quote), key=lambda sign: sign.strength)
    farewell = _worded(readings[1:][-1:], "farewell")
    signs["goodbye"] = max(signs["goodbye"], Sign(HALF * farewell.strength, farewell.quote), key=lambda sign: sign.strength)
    if scenario.channel == "email":
        # A letter has a salutation and a signature; nobody says "you are speaking with" in one.
        hello, bye = _worded(first, "letter"), _worded(last, "presented")
        signs["hello"] = max(signs["hello"], hello, key=lambda sign: sign.strength)
        signs["presented"] = max(signs["presented"], hello, key=lambda sign: sign.strength)
        signs["goodbye"] = max(signs["goodbye"], bye, key=lambda sign: sign.strength)
    return signs


def _unread(reading: Reading) -> Reading:
    """A wall of text as the customer takes it: its first sentence may greet, the rest is not read."""
    greeting: Mapping[Move, float] = dict.fromkeys(reading.strengths, 0.0) | {"greeting": reading.strengths["greeting"]}
    moves: frozenset[Move] = reading.moves & {"greeting"}
    first = reading.by_sentence[:1]
    return replace(
        reading, text=first[0][0] if first else "", strengths=greeting, moves=moves, asked=(), offered=(), names_feeling=False,
        names_case=False, by_sentence=first,
    )  # fmt: skip


def _ending(reading: Reading) -> Reading:
    """The message without a thanks or an okay it begins with: that ends nothing."""
    first = reading.by_sentence[:1]
    if len(reading.by_sentence) < 2 or len(first[0][0].split()) > FEWEST:
        return reading
    rest = reading.by_sentence[1:]
    close = min(reading.strengths["close"], max(row["close"] for _, row in rest))
    return replace(reading, by_sentence=rest, strengths={**reading.strengths, "close": close})


def _offering(reading: Reading, listen: Ear) -> str:
    """The sentence that offers something; the one that sounds most like an offer when the words of it stand apart."""
    pieces = [piece for piece, _ in reading.by_sentence if listen.offered_in(piece)]
    return shortened(pieces[0]) if pieces else _quote(reading, "solution")


def _strongest(readings: Sequence[Reading], move: Move, *, but: tuple[Move, ...] = ()) -> Sign:
    """A sign begins just below the limit and is full a little above it: probabilities near one are rare in short messages.

    but: moves whose sentences are not quoted for it; a wish at the end is no proof of having listened.
    """
    if not readings:
        return Sign()
    best = max(readings, key=lambda reading: reading.strengths[move])
    strength = best.strengths[move]
    value = min(1.0, max(0.0, (strength - NOTHING) / (PLENTY - NOTHING)))
    if value <= 0:
        return Sign()
    fitting = replace(best, by_sentence=tuple(item for item in best.by_sentence if all(item[1][move] > item[1][other] for other in but)))
    return Sign(value, _quote(fitting, move) if fitting.by_sentence else "")


def _worded(readings: Sequence[Reading], name: str, *extra: str) -> Sign:
    wording = _wording(name)
    for reading in readings:
        for sentence in sentences(reading.text):
            if wording.found_in(sentence) or any(word.casefold() in sentence.casefold() for word in extra):
                return Sign(1.0, shortened(sentence))
    return Sign()


def _named(readings: Sequence[Reading]) -> tuple[float, str]:
    """Whether the user used the words of the case and of the feeling."""
    feeling = [reading for reading in readings if reading.names_feeling]
    case = [reading for reading in readings if reading.names_case]
    quote = shortened((feeling or case)[0].text) if feeling or case else ""
    return (bool(feeling) + bool(case)) / 2, quote


def _feeling(readings: Sequence[Reading]) -> Sign:
    sign = _strongest(readings, "empathy")
    if sign.quote and not (_cue("empathic").found_in(sign.quote) or _cue("sides_with").found_in(sign.quote)):
        sign = Sign(FAINT * sign.strength, sign.quote)
    if sign.strength < 1.0 and any(reading.meets_feeling for reading in readings):
        met = next(reading for reading in readings if reading.meets_feeling)
        return Sign(max(0.7, sign.strength), sign.quote or shortened(met.text))
    return sign


def _informed_first(readings: Sequence[Reading]) -> Sign:
    """Whether a question of the case came before, or with, the first offer."""
    for reading in readings:
        if reading.asked:
            return Sign(1.0, _quote(reading, "question"))
        if reading.offered:
            return Sign()
    return Sign()


def _tone_faults(readings: Sequence[Reading]) -> list[Fault]:
    tone: tuple[Move, ...] = tuple(score_sheet().faults)
    return [
        Fault(move, _quote(reading, move)) for reading in readings for move in tone if move in reading.moves and not _kindly(reading, move)
    ]


def _kindly(reading: Reading, move: Move) -> bool:
    """A message that meets the feeling is not heard as blame or defence, nor is its courtesy hollow."""
    if move == "rudeness" and not reading.insults and reading.asked and asks(reading.best_sentence(move)):
        return True  # a curt question of the case is no insult
    return reading.meets_feeling and move != "rudeness" and move != "jargon"


def _rule_faults(readings: Sequence[Reading]) -> list[Fault]:
    found = []
    for reading in readings:
        found += [Fault(f"rule:{name}", shortened(reading.text)) for name in reading.broken]
        if "false_promise" in reading.moves and not reading.broken:
            found.append(Fault("false_promise", _quote(reading, "false_promise")))
    return found


def _first_quote(readings: Sequence[Reading], wanted: Callable[[Reading], bool], move: Move) -> str:
    return next((_quote(reading, move) for reading in readings if wanted(reading)), "")


def _quote(reading: Reading, move: Move) -> str:
    """The sentence of a message that shows a move best."""
    return shortened(reading.best_sentence(move))


def shortened(text: str) -> str:
    """At most LONGEST_QUOTE characters, cut at a blank, on one line, without its full stop: a comment adds its own."""
    line = " ".join(text.split()).rstrip(". ")
    if len(line) <= LONGEST_QUOTE:
        return line
    return line[:LONGEST_QUOTE].rsplit(" ", 1)[0].rstrip(",;:") + " …"


@lru_cache(maxsize=8)
def _wording(name: str) -> Wording:
    return Wording(getattr(score_sheet(), name))


@lru_cache(maxsize=4)
def _cue(name: str) -> Wording:
    return Wording(getattr(cue_sheet(), name))
