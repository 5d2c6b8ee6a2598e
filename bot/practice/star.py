"""Finds situation, task, action and result in an interview answer, sentence by sentence.

Logistic regression over words, pieces of words, who did something (tense and person of the verbs) and where in the answer the
sentence stands. Lists of cues alone were tried and dropped: macro-F1 0.88 on the answers their author knew, 0.51 on new ones.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, hstack
from sklearn.feature_extraction import DictVectorizer
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression

from bot.folding import fold
from bot.practice.phrases import WORD, flat
from bot.practice.star_content import PARTS, Part, Sentence, StarExamples, Verbs, star_content, star_examples

# Weights of the verb and position features beside the words, whose vectors have length one. Chosen on held-out answers, 2026-11.
VERB_WEIGHT, POSITION_WEIGHT, STRENGTH = 0.5, 0.3, 5.0
SURE = 0.5
LONGEST_CLAUSE = 28  # words; people write whole stories without a full stop
SENTENCE_END = re.compile(r"(?<=[.!?])\s+|\s*\n+\s*")
SHORT = 4  # words


@dataclass(frozen=True)
class Found:
    """A sentence of the answer, as it was written, and the parts it tells."""

    text: str
    parts: tuple[Part, ...]


class StarDetector:
    """Trained on labelled answers; the same examples always give the same detector."""

    def __init__(self, examples: StarExamples, verbs: Verbs) -> None:
        self._verbs = _FoldedVerbs(verbs)
        sentences = [([sentence], sentence) for sentence in examples.sentences.labelled()]
        whole = [(answer, sentence) for answer in examples.answers for sentence in answer]
        texts = [sentence.text for _, sentence in [*sentences, *whole]]
        traits: list[dict[str, float]] = [self._traits([sentence.text])[0] for _, sentence in sentences]
        for answer in examples.answers:
            traits += self._traits([sentence.text for sentence in answer])
        self._words = TfidfVectorizer(
            preprocessor=flat, ngram_range=(1, 2), sublinear_tf=True, tokenizer=str.split, token_pattern=None
        ).fit(texts)
        self._pieces = TfidfVectorizer(preprocessor=flat, analyzer="char_wb", ngram_range=(2, 5), sublinear_tf=True).fit(texts)
        self._shapes = DictVectorizer().fit(traits)
        matrix = self._matrix(texts, traits)
        labelled: list[Sentence] = [sentence for _, sentence in [*sentences, *whole]]
        self._models = {
            part: LogisticRegression(C=STRENGTH, class_weight="balanced", max_iter=3000).fit(
                matrix, [part in sentence.parts for sentence in labelled]
            )
            for part in PARTS
        }

    def find(self, answer: str) -> list[Found]:
        """The sentences of an answer in order, each with the parts it tells (often one, sometimes none or several)."""
        return self.label(clauses(answer))

    def tells_own_act(self, answer: str) -> bool:
        """Whether the words themselves say that the speaker did something: "jeg ringede", "så spurgte jeg"."""
        return any(self._verbs.traits(piece) & self._verbs.own_actions for piece in clauses(answer))

    def label(self, sentences: Sequence[str]) -> list[Found]:
        """The same for an answer that is cut already."""
        if not sentences:
            return []
        matrix = self._matrix(sentences, self._traits(sentences))
        sure: dict[Part, NDArray[np.float64]] = {part: model.predict_proba(matrix)[:, 1] for part, model in self._models.items()}
        return [Found(text, tuple(part for part in PARTS if sure[part][row] > SURE)) for row, text in enumerate(sentences)]

    def _matrix(self, texts: Sequence[str], traits: Sequence[dict[str, float]]) -> csr_matrix:
        """One row for each text: words, pieces of words, traits."""
        return hstack([self._words.transform(texts), self._pieces.transform(texts), self._shapes.transform(traits)]).tocsr()

    def _traits(self, sentences: Sequence[str]) -> list[dict[str, float]]:
        """Who did what in each sentence, and where it stands in the answer."""
        traits, acted = [], False
        for index, text in enumerate(sentences):
            verbs = self._verbs.traits(text)
            row = dict.fromkeys(verbs, VERB_WEIGHT)
            if len(sentences) > 1:
                place = "first" if index == 0 else "last" if index == len(sentences) - 1 else "middle"
                row[f"place:{place}"] = POSITION_WEIGHT
                if acted or index:
                    row["place:after_action" if acted else "place:before_action"] = POSITION_WEIGHT
            traits.append(row)
            acted = acted or bool(verbs & self._verbs.own_actions)
        return traits


class _FoldedVerbs:
    """Person and tense of a sentence's verbs, told by word lists and endings."""

    def __init__(self, verbs: Verbs) -> None:
        self._speakers = frozenset(map(fold, verbs.speakers))
        self._being = frozenset(map(fold, verbs.being))
        self._doing = frozenset(map(fold, verbs.doing))
        self._endings = tuple(map(fold, verbs.endings))
        self._joining = fold(verbs.joining)
        personal = [fold(word) for word in verbs.speakers[:-1]]  # the last one is the impersonal one
        self.own_actions = {f"{order}:{word}:done" for word in personal for order in ("plain", "turned")}

    def traits(self, text: str) -> set[str]:
        words = WORD.findall(fold(text))
        found = {f"begins:{words[0]}"} if words else set()
        for word, after in zip(words, [*words[1:], ""], strict=True):
            if word in self._speakers:
                found.add(f"plain:{word}:{self._kind(after)}")
            if after in self._speakers:
                found.add(f"turned:{after}:{self._kind(word)}")
            if word == self._joining and self._kind(after) == "done":
                found.add("joined:done")
            if word.isdecimal():
                found.add("number")
        if not self._speakers & set(words):
            found.add("others_only")
        if words and self._kind(words[0]) == "done":
            found.add("begins_done")
        if len(words) > 1 and words[0] not in self._speakers and self._kind(words[1]) == "done":
            found.add("somebody_did")
        found.add("past" if any(self._kind(word) in ("done", "was") for word in words) else "not_past")
        if len(words) <= SHORT:
            found.add("short")
        return found

    def _kind(self, word: str) -> str:
        """ "was", "done" or "other"."""
        if word in self._being:
            return "was"
        return "done" if word in self._doing or (len(word) > SHORT and word.endswith(self._endings)) else "other"


def clauses(answer: str) -> list[str]:
    """The answer cut at full stops and line breaks, and, where somebody writes without any, at commas or every 28 words."""
    found: list[str] = []
    for sentence in SENTENCE_END.split(answer.strip()):
        pieces = [sentence]
        if len(sentence.split()) > LONGEST_CLAUSE:
            pieces = re.split(r",\s+|;\s+", sentence)
        for piece in pieces:
            words = piece.split()
            found += [" ".join(words[start : start + LONGEST_CLAUSE]) for start in range(0, len(words), LONGEST_CLAUSE)]
    return [piece for piece in found if WORD.search(piece)]


@lru_cache(maxsize=1)
def star_detector() -> StarDetector:
    """The detector of this project, trained at first use (some tenths of a second). Raises: ContentError."""
    return StarDetector(star_examples(), star_content().verbs)
