"""What words settle whatever the classifier makes of a message: another trade, an amount of pay, the writer's own data or age."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence, Set

from rasa.shared.constants import DEFAULT_NLU_FALLBACK_INTENT_NAME
from rasa.shared.nlu.constants import ENTITIES, INTENT, INTENT_NAME_KEY, PREDICTED_CONFIDENCE_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.nlu.age import AGE
from bot.nlu.decision import OUT_OF_SCOPE
from bot.nlu.messages import names_pay, names_role, text_of
from bot.nlu.own_data import REQUIREMENTS, settled_intent
from bot.nlu.ownership import GOAL, OWN
from bot.nlu.ranking import Entry, with_first
from bot.nlu.telling import DENIED, NUMBER, ONLY_NAMES, TURNED
from bot.nlu.trades import OtherTrades
from bot.nlu.two_questions import SURELY_OUTSIDE, Part

SALARY, ROLEPLAY, INTERVIEW = "ask_salary", "start_roleplay", "start_interview"
INTERVIEW_CUE = "interview"
YOU_SAID = "you_said"  # the cue of a message about what Karla said: an amount in it is one of hers, or held against hers
INFORM, CORRECTING, FORMERLY = "inform", "correcting", "formerly"
CORRECTINGS = frozenset({CORRECTING, "perhaps_correcting"})
NEVER_TELLS = ("crisis", "delete_my_data", "ask_privacy", "stop", "request_human", "start_interview", "start_roleplay", "start_fit_quiz")
CONDITIONS, GOOD_AND_BAD = "ask_working_conditions", frozenset({"pros_and_cons", "pros", "cons"})
TAKEN_FOR_IT = (
    "inform",
    "express_joy",
    "express_frustration",
    "express_worry",
    "affirm",
    "deny",
    "follow_up",
    OUT_OF_SCOPE,
    "nlu_fallback",
)
FEW = 5  # words in a message that only names the good or the bad
UNHEARD, BRIEF = ("ask_privacy", OUT_OF_SCOPE, "nlu_fallback"), 8  # as what a fact in a few words is misread
SHORT = 14  # words in a message that only sets something right
SURE_FEELING = 0.9  # probability below which a feeling beside an amount of pay is only the tone
ABOUT_PAY = (
    *("ask_", "compare_roles", OUT_OF_SCOPE, DEFAULT_NLU_FALLBACK_INTENT_NAME),
    *("inform", "follow_up", "help", "affirm", "deny"),
)
FELT = ("express_worry", "express_frustration")
STRETCHED = re.compile(r"(.)\1+")
WORD = re.compile(r"\w+")
# Cues of what is no question to a career adviser, and the intents that know better than they.
STRANGE = ("breaks_rules", "flirts")
KNOWS_BETTER = ("crisis", "start_roleplay", "start_interview", "delete_my_data", "ask_privacy", "express_frustration", "request_human")
PROMISE = "wants_promise"
PROMISED = ("ask_salary", "estimate_salary", "ask_job_market", "inform", "affirm", "follow_up", DEFAULT_NLU_FALLBACK_INTENT_NAME)


class Settling:
    """asks: whether a text begins as a question does. customers: what somebody names who wants to practise with a customer."""

    def __init__(self, trades: OtherTrades, asks: Callable[[str], bool], customers: Sequence[str] = ()) -> None:
        self._trades = trades
        self._asks = asks
        self._customers = tuple(customers)

    def intent(self, message: Message, ranking: list[Entry], cues: Sequence[str]) -> str | None:
        """The intent that words settle; none where they say nothing."""
        if self.asks_of_other_trade(message, ranking):
            return OUT_OF_SCOPE
        first = str(ranking[0][INTENT_NAME_KEY])
        if (not set(cues).isdisjoint(STRANGE) and first not in KNOWS_BETTER) or (PROMISE in cues and first in PROMISED):
            return OUT_OF_SCOPE
        if self._only_tells(message, ranking, cues):
            return INFORM
        brief = len(text_of(message).split()) <= FEW
        if brief and not GOOD_AND_BAD.isdisjoint(cues) and str(ranking[0][INTENT_NAME_KEY]) in TAKEN_FOR_IT:
            return CONDITIONS  # "og det bedste?" is no joy
        if names_pay(message) and (YOU_SAID in cues or _may_be_pay(ranking[0])):
            # "They only give 23.500, is that low?" is read as anything; an amount of pay says what it is about.
            return SALARY
        return None

    def practised(self, part: Part, cues: Sequence[str]) -> Part:
        """A part that wants to practise what another part names: "what do they ask at the interview, and can we practise it?"."""
        names_customer = any(word.startswith(self._customers) for word in part[TEXT].lower().split())
        if part[INTENT] == ROLEPLAY and INTERVIEW_CUE in cues and self._customers and not names_customer:
            return {**part, INTENT: INTERVIEW}
        return part

    def _only_tells(self, message: Message, ranking: list[Entry], cues: Sequence[str]) -> bool:
        """Whether a message names something and asks nothing of its own ("og i Vejle?"), or sets right what was told before."""
        text, read = text_of(message), str(ranking[0][INTENT_NAME_KEY])
        entities = message.get(ENTITIES) or []
        asks, told = "?" in text or self._asks(text), [str(one.get("role")) for one in entities]
        aged = any(one.get("entity") == AGE for one in entities) and len(text.split()) <= FEW
        if not asks and read in UNHEARD and (aged or (GOAL in told and len(text.split()) <= BRIEF)):
            return True  # "jeg er sygeplejerske, 47 år", "mit mål er at blive chef"
        if read in NEVER_TELLS or len(text.split()) > SHORT:
            return False
        if message.get(ONLY_NAMES) == TURNED:
            return True
        if asks:
            return False
        if FORMERLY in cues or message.get(DENIED):
            return True
        if message.get(NUMBER) is not None and not CORRECTINGS.isdisjoint(cues):
            return True
        felt = read.startswith("express_") and ranking[0][PREDICTED_CONFIDENCE_KEY] >= SURE_FEELING
        return CORRECTING in cues and OWN in told and not felt

    def asks_of_other_trade(self, message: Message, ranking: list[Entry]) -> bool:
        """Whether a message that was read as a question of the field asks about another trade: pay is asked about alike in all."""
        text, intent = text_of(message), str(ranking[0][INTENT_NAME_KEY])
        if names_role(message, 0, len(text)):
            return False
        read_as_question = intent.startswith("ask_") or intent in (OUT_OF_SCOPE, DEFAULT_NLU_FALLBACK_INTENT_NAME)
        asks = "?" in text or intent.startswith("ask_") or self._asks(text)
        return read_as_question and self._trades.asked(text, asks=asks)

    def part_is_of_other_trade(self, message: Message, start: int, end: int) -> bool:
        """The same of a part of a message, between two character positions."""
        return not names_role(message, start, end) and self._trades.asked(text_of(message)[start:end].strip(), asks=True)


def own_data_settled(text: str, cues: Sequence[str], ranking: list[Entry], questions: list[Part]) -> tuple[list[Entry], list[Part]]:
    """Ranking and questions of a message whose cues settle that it is about the writer's own data or age."""
    read = str(ranking[0][INTENT_NAME_KEY])
    settled = settled_intent(read, cues)
    if settled == read:
        return ranking, questions
    if settled == REQUIREMENTS and read in FELT:
        # The feeling is met as well: "I fear that I am too old".
        return ranking, [{INTENT: intent, PREDICTED_CONFIDENCE_KEY: 1.0, TEXT: text} for intent in (read, settled)]
    return with_first(settled, ranking), questions


def says_little(text: str, short: Set[str]) -> bool:
    """Whether a message is a "hmm", however stretched, or signs and no word at all: neither a goodbye nor anything else."""
    words = [STRETCHED.sub(r"\1", word) for word in WORD.findall(text.lower())]
    return bool(text.strip()) and " ".join(words) in {"", *(STRETCHED.sub(r"\1", move) for move in short)}


def _may_be_pay(first: Entry) -> bool:
    """Whether a message read so can be about pay all the same: a sure feeling or a wish to play is what it is."""
    if first[INTENT_NAME_KEY] == OUT_OF_SCOPE and first[PREDICTED_CONFIDENCE_KEY] >= SURELY_OUTSIDE:
        return False
    doubtful = str(first[INTENT_NAME_KEY]).startswith("express_") and first[PREDICTED_CONFIDENCE_KEY] < SURE_FEELING
    return doubtful or str(first[INTENT_NAME_KEY]).startswith(ABOUT_PAY)
