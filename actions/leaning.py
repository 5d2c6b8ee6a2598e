"""Messages that only the talk so far explains: "how long does that take?", "the other one", "and what if she says no?"."""

from __future__ import annotations

from rasa_sdk.events import ActionExecuted, EventType, UserUttered

from actions import pair, plan
from actions.angles import ANGLES, meant_angle
from actions.pay_sides import is_meant
from actions.payload import parsed
from actions.reply import Reply
from actions.salary import TOPIC
from actions.speech import response_text
from actions.topics import ANSWERED, TOPICS, answer_pair_or_particular, say_all
from actions.turn import Turn
from bot import danish

SHORT = 8  # words; a longer message says itself what it is about
FEW = 4  # words in one that only names a choice
LIKELY = 0.15  # probability of the topic talked about, for a message that was not understood
CAREER = (plan.TOPIC, "ask_career_growth")
PICKS = {"pick_first": 0, "pick_second": 1}


def pick(turn: Turn) -> list[EventType]:
    """The events of pressing the choice of the last offer that a few words name ("the other one", its title); empty for none."""
    if turn.is_pressed or len(turn.text.split()) > FEW or turn.tracker.active_loop_name or pair.other_role(turn):
        return []
    choices: list[list[str]] = list(turn.tracker.get_slot("choices") or [])
    said = _words(turn.text)
    titled = [payload for title, payload in choices if said and said == _words(title)]
    if titled:
        return press(titled[0])
    if "pick_other" in turn.cues:
        return press("/help")
    place = next((PICKS[cue] for cue in PICKS if cue in turn.cues), None)
    return press(choices[place][1]) if place is not None and place < len(choices) else []


def topic_noun(turn: Turn, topic: str) -> str:
    """What the last answer was about, to speak of it: the side of the topic it showed, else the topic."""
    rows = turn.store.statements_with(turn.context.rows)
    narrow = sorted(ANGLES.items(), key=lambda entry: len(entry[1].kinds))
    shown = {(row.topic, row.kind) for row in rows}
    side = next((name for name, one in narrow if shown and all(t == one.topic and kind in one.kinds for t, kind in shown)), topic)
    said = response_text(turn.domain, f"utter_angle_{side}") or response_text(turn.domain, f"utter_meaning_{topic}") or ""
    return danish.uncapital(said)


def press(payload: str) -> list[EventType]:
    """The events of pressing a button, so that rules go on from there as from any message."""
    return [ActionExecuted("action_listen"), UserUttered(payload, parsed(payload))]


def answer_leaning(turn: Turn, reply: Reply) -> bool:
    """Adds the answer to a message that leans on the talk, a particular question or a side of a topic. Returns: whether there was one."""
    if is_meant(turn):
        say_all([TOPIC], turn, reply)
        return True
    if answer_pair_or_particular(turn, reply):
        return True
    if angle := meant_angle(turn):
        say_all([angle.intent], turn, reply)
        return True
    if turn.is_pressed or len(turn.text.split()) > SHORT:
        return False
    if "best" in turn.cues:
        reply.add("utter_choose_yourself").offer("utter_open_choose_yourself")
        return True
    return turn.is_context_fresh and _lean_on(str(turn.context.topic), turn, reply)


def _lean_on(topic: str, turn: Turn, reply: Reply) -> bool:
    if topic in CAREER and ("first_step" in turn.cues or _asks_how_to_become(turn)):
        plan.reply_plan(turn, reply)
    elif topic in (*CAREER, *ANSWERED) and "refusal" in turn.cues:
        reply.add("utter_refusal").offer("utter_open_talk")
    elif "price" in turn.cues and turn.intent != "ask_training":
        say_all(["ask_training"], turn, reply)
    elif turn.intent == "nlu_fallback" and _is_likely(topic, turn):
        say_all([topic], turn, reply)
    else:
        return False
    return True


def _asks_how_to_become(turn: Turn) -> bool:
    return turn.intent == "ask_career_growth" and not turn.keywords and turn.context.topic == plan.TOPIC


def _is_likely(topic: str, turn: Turn) -> bool:
    """Whether a message that was not understood may be about what is talked about, and names nothing else."""
    likely = {str(entry.get("name")): float(entry.get("confidence") or 0.0) for entry in turn.ranking}
    return topic in ANSWERED and topic in TOPICS and likely.get(topic, 0.0) >= LIKELY and not turn.keywords


def _words(text: str) -> list[str]:
    return "".join(letter for letter in text.lower() if letter.isalnum() or letter == " ").split()
