"""What is said in the middle of a game and not to it: left to the rules, or answered beside the game, which waits."""

from __future__ import annotations

from typing import Any

from actions import practice_game
from actions.erasure import wants_forgotten
from actions.practice_game import CHOOSE, FIT, INTERVIEW, LEFT, ROLEPLAY, Step
from actions.topics import ANSWERED
from actions.turn import FEELINGS, Turn
from bot.practice import choosing, fit
from bot.practice.fit_stance import stance_reader
from bot.practice.interview_hearing import ear as interview_ear
from bot.practice.lines import Line
from bot.practice.outside import Outside, asks_of_earlier, goes_on, is_grave, outside_of, outside_sheet, says_goodbye, wants_people
from bot.practice.reading import ear
from bot.practice.roleplay import RolePlay
from bot.practice.scenario import scenarios
from bot.practice.scoring import score

KINDS = {"start_roleplay": ROLEPLAY, "start_interview": INTERVIEW, "start_fit_quiz": FIT}
ASKED = frozenset({*ANSWERED, "ask_source", "estimate_salary"})
ORDERS = frozenset({"delete_my_data", "ask_privacy"})
SURE, LIKELY = 0.8, 0.5  # probability from which a question in the middle of a game is taken for one, and in a pause or a test
SURE_CRISIS = 0.8  # probability from which a cry for help ends a game; a fainter one pauses it, with the same numbers
SHORT = 12  # words; what people say to a customer or an interviewer is mostly longer
# Read so, a message in an open choice says nothing that anybody else could answer.
UNCLEAR = frozenset({"nlu_fallback", "out_of_scope", "inform", "follow_up", "affirm", "greet", "thank", "help"})
CONTINUE, STOP = "continue", "stop"
CARE, PAUSE, ASK_STOP = "care", "pause", "stop?"


def is_aside(turn: Turn, game: dict[str, Any]) -> bool:
    """Whether a message is left to the rules while the game waits: a cry for help always, a question about the job when it surely is one."""
    kind = str(game.get("game"))
    if turn.intent == "crisis":
        return turn.confidence >= SURE_CRISIS or kind == CHOOSE
    if turn.is_pressed:
        return turn.intent not in ("inform", "stop", *(KINDS if kind == CHOOSE else ()))
    if kind == CHOOSE and game.get("waits") != CARE:
        if practice_game.is_choice(game, turn) or outside_of(turn.text) == "distress":
            return False
        # What nothing better is known to say to is met by the choice itself, which stays open.
        to_customer = turn.intent in FEELINGS and choosing.speaks_to_somebody(turn.text)
        return not (turn.intent in UNCLEAR or to_customer) or (turn.asks and not to_customer)
    if turn.intent == "request_human" and _asks_for_people(turn, kind, game):
        return True
    if kind == FIT and stance_reader().is_choice(turn.text):
        return False
    beside = _outside(turn, game)
    if game.get("waits") == CARE:
        return not (
            beside in ("distress", "other", "leave")
            or _wants_on(CARE, turn.text, turn)
            or _wants_out(CARE, turn.text, turn)
            or _speaks_to_customer(turn, game)
        )
    if beside == "own":
        return turn.intent in ASKED and turn.confidence >= LIKELY
    if turn.intent == "delete_my_data" and kind == ROLEPLAY and not wants_forgotten(turn):
        return False  # "slet appen, og hent den igen" is said to the customer
    if beside or turn.intent in ORDERS:
        return beside is None and len(turn.text.split()) <= SHORT and turn.confidence >= SURE
    if turn.intent in KINDS:
        return len(turn.text.split()) <= SHORT and turn.confidence >= SURE and (KINDS[turn.intent] != kind or "practise" in turn.cues)
    if kind == FIT:
        return _asks_in_test(turn, game)
    if kind == INTERVIEW and interview_ear().asks_beside(turn.text):
        return turn.intent in ASKED and turn.confidence >= LIKELY
    if turn.intent not in ASKED or len(turn.text.split()) > SHORT or not turn.asks:
        return False
    if game.get("waits") == PAUSE:
        return turn.confidence >= LIKELY and not _speaks_to_customer(turn, game)
    return turn.confidence >= SURE and "about_job" in turn.cues


def _asks_for_people(turn: Turn, kind: str, game: dict[str, Any]) -> bool:
    """Whether somebody wants a human being for themselves. In a role-play people are spoken of to the customer as well."""
    if kind != ROLEPLAY:
        return turn.confidence >= LIKELY
    own = outside_of(turn.text, customer=practice_game.customer_of(game)) == "own" or wants_people(turn.text)
    return turn.confidence >= LIKELY and own and len(turn.text.split()) <= SHORT


def answer_beside(game: dict[str, Any], text: str, turn: Turn) -> Step | None:
    """What is said to a message that is beside the game; None for one that belongs to it."""
    if game["game"] == LEFT:
        return None
    waits = game.get("waits")
    game = {key: value for key, value in game.items() if key != "waits"}
    if waits and _wants_on(waits, text, turn):
        return _resumed(game)
    if waits and _wants_out(waits, text, turn):
        return _left(game) if waits == CARE else practice_game.go_on(game, STOP, turn)
    beside = _outside(turn, game) if not turn.is_pressed else None
    if game["game"] == CHOOSE and beside != "distress":
        return None
    return _said_to(beside, game, text, turn, was_cared_for=waits == CARE) if beside else None


def _said_to(beside: Outside, game: dict[str, Any], text: str, turn: Turn, *, was_cared_for: bool) -> Step | None:
    sheet = outside_sheet()
    again: tuple[tuple[str, str], ...] = ((CONTINUE, sheet.continue_button), (STOP, sheet.stop_button))
    if beside == "distress":
        choices = (("/request_human", sheet.people_button), *again)
        return Step({**game, "waits": CARE}, [Line("coach", sheet.care_again if was_cared_for else sheet.care, "care", choices)])
    if beside == "own":
        return Step({**game, "waits": CARE}, [Line("coach", sheet.to_karla, "own", again)])
    if beside == "leave":
        return practice_game.go_on(game, STOP, turn)
    if beside == "unsure_stop":
        return Step({**game, "waits": ASK_STOP}, [Line("coach", sheet.unsure_stop, "unsure", (again[1], again[0]))])
    if beside == "robot":
        return Step(game, [Line("coach", sheet.truth_in_test if game["game"] == FIT else sheet.truth, "truth"), *_asked(game)])
    if beside == "count":
        return Step(game, [Line("coach", _left_to_do(game), "count"), *_asked(game)])
    if beside == "other":
        named = choosing.whole_name(text, but="") or choosing.named_scenario(text)
        if named is None:
            return practice_game.open_choice(ROLEPLAY, turn)
        begun = practice_game.play(named, turn)
        return Step(begun.game, [Line("narrator", sheet.switched, "switched"), *begun.lines])
    told = _points(game, text, turn) if beside == "points" else scenarios()[game["state"]["scenario"]].briefing
    return Step(game, [Line("coach", told, beside)])


def _outside(turn: Turn, game: dict[str, Any]) -> Outside | None:
    customer = practice_game.customer_of(game)
    if turn.intent == "crisis" and not (turn.confidence < SURE_CRISIS and customer and _closes_case(turn.text, game)):
        return "distress"
    # While the game waits for somebody, what they feel is ordinary talk, and met as such.
    feels = game.get("waits") != CARE and turn.intent in FEELINGS and turn.intent != "express_joy" and turn.confidence >= SURE
    found = outside_of(turn.text, customer=customer, feels=feels)
    may_switch = customer and found in (None, "leave", "unsure_stop") and len(turn.text.split()) <= SHORT
    if may_switch and choosing.whole_name(turn.text, but=game["state"]["scenario"]):
        return "other"
    return found


def _closes_case(text: str, game: dict[str, Any]) -> bool:
    """Whether a faint cry for help is what is said to a customer at the end of a case, and no word in it is of the writer's life."""
    if is_grave(text):
        return False
    reading = ear(game["state"]["scenario"]).hear(text)
    return "close" in reading.moves or reading.asks_more or reading.names_case or bool(reading.asked or reading.offered)


def _wants_on(waits: str, text: str, turn: Turn) -> bool:
    yes = {CARE: "affirm", ASK_STOP: "deny"}.get(waits)
    return text == CONTINUE or goes_on(text) or (yes is not None and turn.intent == yes)


def _wants_out(waits: str, text: str, turn: Turn) -> bool:
    out = {CARE: ("deny", "stop"), ASK_STOP: ("affirm", "stop"), PAUSE: ("stop", "goodbye")}.get(waits, ())
    return text == STOP or turn.intent in out or (waits == PAUSE and says_goodbye(text))


def _speaks_to_customer(turn: Turn, game: dict[str, Any]) -> bool:
    """Whether a message names the customer, or asks or offers what the case is about."""
    customer = practice_game.customer_of(game)
    if customer is None:
        return False
    reading = ear(game["state"]["scenario"]).hear(turn.text)
    return bool(reading.asked or reading.offered or customer.split()[0].casefold() in turn.text.casefold().split())


def _asks_in_test(turn: Turn, game: dict[str, Any]) -> bool:
    """Whether somebody asks Karla something instead of saying how a statement fits."""
    if not turn.asks or fit.understands(game["state"], turn.text):
        return False
    return turn.intent in ASKED and turn.confidence >= LIKELY


def _resumed(game: dict[str, Any]) -> Step:
    """The game goes on where it was."""
    if game["game"] != ROLEPLAY:
        return Step(game, _asked(game))  # the choice of a customer is shown again by itself
    state = RolePlay.from_dict(game["state"])
    words = outside_sheet().went_on.format(customer=scenarios()[state.scenario].customer, last=state.heard[-1])
    return Step(game, [Line("narrator", words, "went_on")])


def _left(game: dict[str, Any]) -> Step:
    """The game ends without a card: somebody who is in a bad way is given no points."""
    return Step({"game": LEFT, "scenario": game.get("state", {}).get("scenario")}, [], over=True)


def _asked(game: dict[str, Any]) -> list[Line]:
    """The question that waits for an answer, once more."""
    asked = game.get("asked")
    speaker = "interviewer" if game["game"] == INTERVIEW else "coach"
    return [Line(speaker, asked[0], "question", tuple((str(name), str(title)) for name, title in asked[1]))] if asked else []  # type: ignore[arg-type]


def _left_to_do(game: dict[str, Any]) -> str:
    state = game["state"]
    count = len(state["order"] if game["game"] == FIT else state["questions"])
    number = state["index"] + 1
    return outside_sheet().left.format(number=number, count=count, left=count - number)


def _points(game: dict[str, Any], text: str, turn: Turn) -> str:
    sheet = outside_sheet()
    cards = turn.tracker.get_slot("scores") or []
    if cards and asks_of_earlier(text):
        return sheet.points_before.format(last=cards[-1]["total"])
    state = RolePlay.from_dict(game["state"])
    if not state.said:
        return sheet.points_none
    card = score(state)
    return sheet.points_now.format(total=card.total, of=card.of)
