"""What stands in a Rasa message, as the readers need it: its tokens, their words as they were meant, and the names found in it."""

from __future__ import annotations

from collections.abc import Sequence

from rasa.nlu.constants import TOKENS_NAMES
from rasa.nlu.tokenizers.tokenizer import Token
from rasa.shared.nlu.constants import ENTITIES, TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.nlu.amounts import ENTITY as PAY
from bot.nlu.normalizer import Normalizer
from bot.nlu.views import FOUND, Views, views_of


class MessageWords:
    """Reads the words of messages as they were meant."""

    def __init__(self, normalizer: Normalizer) -> None:
        self.normalizer = normalizer

    def meant(self, message: Message, start: int = 0) -> list[str]:
        """The words from a character position on, lower case."""
        return [self.normalizer.word(token.text) for token in tokens_of(message) if token.start >= start]

    def views(self, message: Message, start: int = 0, end: int | None = None) -> Views:
        """What the model reads of the part between two character positions."""
        tokens = [token for token in tokens_of(message) if token.start >= start and (end is None or token.end <= end)]
        return views_of(tokens, message.get(FOUND) or [], normalize=self.normalizer.word)

    def share_known(self, message: Message) -> float:
        """The share of a message's words that we know; letters at random and other alphabets have none."""
        words = [token.text for token in tokens_of(message) if any(letter.isalpha() for letter in token.text)]
        known = [self.normalizer.knows(word) for word in words]
        return sum(known) / len(known) if known and not message.get(FOUND) else 1.0


def text_of(message: Message) -> str:
    """What was written; never None."""
    return message.get(TEXT) or ""


def tokens_of(message: Message) -> Sequence[Token]:
    """Its tokens; none for a message that was not tokenized."""
    return message.get(TOKENS_NAMES[TEXT]) or []


def names_pay(message: Message) -> bool:
    """Whether an amount of pay is named."""
    return any(entity.get("entity") == PAY for entity in message.get(ENTITIES) or [])


def names_role(message: Message, start: int, end: int) -> bool:
    """Whether a role of customer service is named between two character positions."""
    return any(item.entity == "role" and start <= item.start and item.end <= end for item in message.get(FOUND) or [])
