"""What words settle whatever the classifier makes of a message: another trade, an amount of pay, the writer's own data or age."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence, Set

from rasa.shared.constants import DEFAULT_NLU_FALLBACK_INTENT_NAME
from rasa.shared.nlu.constants import INTENT, INTENT_NAME_KEY, PREDICTED_CONFIDENCE_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.nlu.decision import OUT_OF_SCOPE
from bot.nlu.messages import names_pay, names_role, text_of
from bot.nlu.own_data import REQUIREMENTS, settled_intent
from bot.nlu.ranking import Entry, with_first
from bot.nlu.trades import OtherTrades
from bot.nlu.two_questions import SURELY_OUTSIDE, Part

SALARY = "ask_salary"
YOU_SAID = "you_said"  # the cue of a message about what Karla said: an amount in it is one of hers, or held against hers
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
    """asks: whether a text begins as a question does."""

    def __init__(self, trades: OtherTrades, asks: Callable[[str], bool]) -> None:
        self._trades = trades
        self._asks = asks

    def intent(self, message: Message, ranking: list[Entry], cues: Sequence[str]) -> str | None:
        """The intent that words settle; none where they say nothing."""
        if self.asks_of_other_trade(message, ranking):
            return OUT_OF_SCOPE
        first = str(ranking[0][INTENT_NAME_KEY])
        if (not set(cues).isdisjoint(STRANGE) and first not in KNOWS_BETTER) or (PROMISE in cues and first in PROMISED):
            return OUT_OF_SCOPE
        if names_pay(message) and (YOU_SAID in cues or _may_be_pay(ranking[0])):
            # "They only give 23.500, is that low?" is read as anything; an amount of pay says what it is about.
            return SALARY
        return None

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
