"""spaCy's tokens for Rasa, with the part of speech that Danish models really set."""

from __future__ import annotations

from typing import Any

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.nlu.tokenizers.spacy_tokenizer import SpacyTokenizer


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_TOKENIZER, is_trainable=False)
class DanishTokenizer(SpacyTokenizer):
    """Rasa's SpacyTokenizer reads fine-grained tags, which Danish models leave empty; this one reads parts of speech."""

    @classmethod
    def required_components(cls) -> list[type]:
        """None by class: what it needs is a spaCy doc, which DanishNLP puts on the message."""
        return []

    @staticmethod
    def _tag_of_token(token: Any) -> str:
        return str(token.pos_ or token.tag_)
