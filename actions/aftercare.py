"""While a cry for help is near: what the next messages are met with, in words that fit them, and when it is over."""

from __future__ import annotations

from dataclasses import dataclass

from actions import danger
from actions.danger import SPOKEN_TO
from actions.speech import source_line, sources_of
from actions.turn import FEELINGS, Turn

FEW_WORDS = 8  # "jeg har det bedre" and not much more; in a longer message the same words can mean anything
SHORT = 5  # words in a yes or no to the question who is near
MOVES = frozenset({*FEELINGS, "affirm", "deny", "thank", "greet", "goodbye", "help", "inform", "nlu_fallback", "out_of_scope", "stop"})
# Cues that say more of what was cried about, in the order tried, and what is said to each, by whose danger it is.
OF_SELF = {
    "line_busy": "busy",
    "dare_not": "dare_not",
    "nobody_near": "nobody",
    "numbers_wanted": "numbers",
    "what_to_do": "what_to_do",
    "cold": "cold",
    "sorry": "sorry",
}
OF_OTHER = {"unreachable": "unreachable", "what_to_say": "say", "what_to_do": "say", "numbers_wanted": "numbers", "shaken": "shaken"}
OF_CUSTOMER = {**OF_OTHER, "unreachable": "customer_unreachable", "duty": "duty"}
OF_STAFF = {**OF_OTHER, "duty": "staff_duty"}
OF_SWALLOWED = {"helped": "swallowed_helped"}
OF_ENGLISH = {"numbers_wanted": "english"}
OF_VIOLENCE = {"no_police": "no_police", "get_away": "get_away", "what_to_do": "violence"}
GOES_ON = {
    danger.SELF: OF_SELF,
    danger.OTHER: OF_OTHER,
    danger.CUSTOMER: OF_CUSTOMER,
    danger.STAFF: OF_STAFF,
    danger.VIOLENCE: OF_VIOLENCE,
    danger.SWALLOWED: OF_SWALLOWED,
    danger.ENGLISH: OF_ENGLISH,
}
# Which answers to "yes" and "no" and which caring words a kind has of its own.
FAMILY = {
    danger.SELF: "",
    danger.OTHER: "other_",
    danger.CUSTOMER: "other_",
    danger.STAFF: "other_",
    danger.VIOLENCE: "violence_",
    danger.SWALLOWED: "swallowed_",
}
TONE = ("cold", "sorry", "dare_not")  # cues that are only the tone of a question
OF_WORK = ("about_job", "about_pay")
PLAIN = {danger.SELF: "self", danger.CUSTOMER: "customer", danger.STAFF: "staff"}
DUTIES, DUTY = ("utter_after_duty", "utter_after_staff_duty"), "conditions-employer-duty"
OVER = (("no_numbers", "no_numbers"), ("denied", "mistaken"), ("job_only", "job_only"), ("mistaken", "mistaken"), ("not_me", "not_me"))


@dataclass(frozen=True)
class Care:
    """What a message is met with. response: its words, none for an answer that needs no more; keeps: whether the answer of the
    action is given as well; ends: whether the danger is over; opens: whether it is asked what comes next.
    """

    response: str | None = None
    keeps: bool = False
    ends: bool = False
    opens: bool = False


def care_for(turn: Turn, *, answers: bool) -> Care | None:
    """The care a message takes; none where no cry for help is near. answers: whether the action has answered a question in it."""
    kind = danger.kind_of_last(turn)
    if kind is None:
        return None
    short = len(turn.text.split()) <= FEW_WORDS
    if "wrote_before" in turn.cues and kind in (danger.SELF, danger.OVER):
        return Care("utter_crisis_remembered")
    if kind == danger.OVER or not danger.is_near(turn):
        # However long ago: "I feel better now" is about that, and no joy like any other.
        return Care("utter_crisis_safe", ends=True) if "safe" in turn.cues and short else _of_numbers(turn)
    if over := _over(turn, kind, short=short, answers=answers):
        return over
    since = danger.turns_since(turn) or 0
    said = _goes_on(turn, kind, answers=answers)
    if since > SPOKEN_TO:
        return Care(f"utter_after_{said}") if said and (not answers or kind != danger.SELF) else None
    if turn.is_pressed:
        return Care(keeps=True) if since > 1 else Care(_first(kind), keeps=True)
    if said:
        return Care(f"utter_after_{said}")
    if answers:
        return Care(_first(kind) if since == 1 else None, keeps=True)
    if turn.intent not in MOVES:
        return Care(keeps=True)
    return Care(_plain(turn, kind))


def values_of(care: Care, turn: Turn) -> dict[str, str]:
    """What the words of a care have to be filled in with: the employer's duty, as the store has it."""
    if care.response not in DUTIES:
        return {}
    rows = [row for row in turn.store.statements("ask_working_conditions", kinds=("right",)) if row.id == DUTY]
    return {"point": " ".join(row.text for row in rows), "source_line": source_line(sources_of(rows))}


def _of_numbers(turn: Turn) -> Care | None:
    return Care("utter_crisis_no_numbers", ends=True) if "no_numbers" in turn.cues else None


def _over(turn: Turn, kind: str, *, short: bool, answers: bool) -> Care | None:
    """Whoever says that it is over, or was not so, is believed at once; what they ask in the same message is answered."""
    if kind == danger.SWALLOWED and "mistaken" not in turn.cues:
        return None  # who swallowed something is not well for looking so
    said = next((said for cue, said in OVER if cue in turn.cues and not (cue == "job_only" and "not_only_job" in turn.cues)), None)
    if kind in danger.OTHERS:
        if "they_are_safe" in turn.cues:
            return Care("utter_after_they_are_safe", ends=True)
        if said == "not_me":
            return None
        if said and "denied" in turn.cues:
            return Care("utter_after_they_deny", ends=True)
    if "reached" in turn.cues and short:
        return Care("utter_crisis_reached")
    if said in (None, "mistaken") and "safe" in turn.cues and "denied" not in turn.cues and short:
        return Care("utter_crisis_safe", ends=True)
    if said is None and "grief" in turn.cues:
        return Care("utter_crisis_grief", ends=True, opens=True)
    if said == "mistaken" and "grief" in turn.cues:
        said = "grief"
    if said is None:
        return None
    keeps = answers and said != "job_only" and (turn.asks or bool(turn.questions))
    return Care(f"utter_crisis_{said}", keeps=keeps, ends=True, opens=not keeps and said != "no_numbers")


def _goes_on(turn: Turn, kind: str, *, answers: bool) -> str | None:
    """What is said to a message that goes on with the cry, by its cues."""
    if answers and not turn.cues.isdisjoint(OF_WORK):
        return None  # "what do I do to get more pay" is no cry
    named = GOES_ON.get(kind, {})
    found = next((said for cue, said in named.items() if cue in turn.cues and not (answers and cue in TONE)), None)
    return found or ("numbers" if turn.intent == "request_human" and kind not in (danger.VIOLENCE, danger.ENGLISH) else None)


def _first(kind: str) -> str:
    """The line before the first answer."""
    if kind in danger.OTHERS:
        return "utter_after_first_other"
    return "utter_after_first" if kind == danger.SELF else f"utter_after_first_{kind}"


def _plain(turn: Turn, kind: str) -> str:
    """What is said to a message that neither asks nor says more."""
    if turn.asks and turn.intent in ("nlu_fallback", "out_of_scope"):
        return "utter_after_unclear"
    if kind == danger.ENGLISH:
        return "utter_after_english"
    short = len(turn.text.split()) <= SHORT
    if short and turn.intent == "thank" and "thanks_word" in turn.cues and kind == danger.SELF:
        return "utter_after_thanks"
    if turn.intent == "goodbye" and kind == danger.SELF:
        return "utter_after_goodbye"
    if short and ("yes_word" in turn.cues or turn.intent == "affirm"):
        return f"utter_after_{FAMILY[kind]}yes"
    if short and ("no_word" in turn.cues or turn.intent == "deny"):
        return f"utter_after_{FAMILY[kind]}no"
    return f"utter_after_{PLAIN.get(kind, kind)}"
