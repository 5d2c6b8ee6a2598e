"""What the classifier reads of a message: a few plain strings made from its tokens, one for each kind of feature."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rasa.nlu.tokenizers.spacy_tokenizer import POS_TAG_KEY
from rasa.nlu.tokenizers.tokenizer import Token


@dataclass(frozen=True)
class Views:
    """words: words as written; lemmas: their dictionary forms; tags: parts of speech, empty where Danish has no tagger."""

    words: str
    lemmas: str
    tags: str


def views_of(tokens: Sequence[Token]) -> Views:
    """The views of one message; three empty strings for a message without tokens."""
    return Views(
        words=" ".join(token.text.lower() for token in tokens),
        lemmas=" ".join((token.lemma or token.text).lower() for token in tokens),
        tags=" ".join(str(token.get(POS_TAG_KEY)) for token in tokens if token.get(POS_TAG_KEY)),
    )
