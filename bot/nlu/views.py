"""What the classifier reads of a message: a few plain strings made from its tokens, one for each kind of feature."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from rasa.nlu.tokenizers.spacy_tokenizer import POS_TAG_KEY
from rasa.nlu.tokenizers.tokenizer import Token

from bot.nlu.danish_words import lemma_of
from bot.nlu.gazetteer import Found

FOUND = "names_found"  # where a message carries what the entity extractor found, for training as well


@dataclass(frozen=True)
class Views:
    """words: words as written; lemmas: their dictionary forms; tags: parts of speech, empty where Danish has no tagger."""

    words: str
    lemmas: str
    tags: str


def views_of(tokens: Sequence[Token], found: Sequence[Found] = (), *, normalize: Callable[[str], str] = str.lower) -> Views:
    """The views of one message; three empty strings for a message without tokens.

    A name or an amount that was found is replaced by its kind: what is asked about Aarhus is asked about every town.
    """
    words: list[str] = []
    lemmas: list[str] = []
    masked: set[int] = set()
    for token in tokens:
        hit = next((item for item in found if item.start <= token.start < item.end), None)
        if hit is None:
            word = normalize(token.text)
            words.append(word)
            # spaCy saw the word as it was written; a word read otherwise gets the lemma of what was meant.
            meant = word.split() if word != token.text.lower() else []
            lemmas.append(" ".join(map(lemma_of, meant)) if meant else (token.lemma or token.text).lower())
        elif hit.start not in masked:
            masked.add(hit.start)
            words.append(f"_{hit.entity}_")
            lemmas.append(f"_{hit.entity}_")
    tags = " ".join(str(token.get(POS_TAG_KEY)) for token in tokens if token.get(POS_TAG_KEY))
    return Views(words=" ".join(words), lemmas=" ".join(lemmas), tags=tags)
