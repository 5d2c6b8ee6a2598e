"""What a message in an interview is: an answer, a question back, a wish to skip or stop, or something that ends it."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal

from bot.folding import fold
from bot.practice.interview_content import EvidenceWords, Heard, Kind, Thinness, interview_content
from bot.practice.phrases import Phrases, flat
from bot.practice.star import StarDetector
from bot.practice.wording import sentences

Hearing = Literal["answer", "example", "repeat", "explain", "skip", "stop", "abuse", "nothing"]
# Kinds of questions that ask who you are and what you think: there, saying little is the thinnest an answer can be.
TALK: tuple[Kind, ...] = ("presentation", "motivation", "view", "self")

CLAUSE = re.compile(r"[,.;:!?\n]+")
MOST_TOLD = 12  # words that point back at a story, or ask about the firm
ASKING = frozenset({"example", "explain", "repeat"})
LATEST_WORD = 5  # a question back begins within the first words of the message
MORE_WORDS = 4  # that may stand around a wish to skip or stop; one around a single word, since "pas" and "stop" are parts of answers


class Ear:
    """Tells messages apart by the phrases of interview.yml."""

    def __init__(self, heard: Heard, evidence: EvidenceWords) -> None:
        self._short, self._question = heard.short_message, heard.longest_question
        self._limits = evidence.word_limits
        self._kinds: dict[Hearing, Phrases] = {
            "example": Phrases(heard.example),
            "explain": Phrases(heard.explain),
            "repeat": Phrases(heard.repeat),
            "skip": Phrases(heard.skip),
            "stop": Phrases(heard.stop),
        }
        self._abuse, self._reported = Phrases(heard.abuse), Phrases(heard.reported)
        self._unknown, self._heavy = Phrases(heard.unknown), Phrases(heard.heavy)
        self._told, self._about_us, self._asks_back = Phrases(heard.told), Phrases(heard.about_us), Phrases(heard.asks_back)
        self._no_beginning = Phrases(evidence.no_beginning)
        self._third = frozenset(map(fold, interview_content().third_persons))
        self._own, self._general = Phrases(evidence.own), Phrases(evidence.general)

    def hear(self, text: str) -> Hearing:
        """What the message is. Quoting what an angry customer said is an answer, not abuse."""
        words = flat(text)
        count = len(words.split())
        if not count:
            return "nothing"
        if self._abuse.found_in(words) and not self._reported.found_in(words):
            return "abuse"
        if self._reported.found_in(words):
            # "I said stop" is said to us, and little else is.
            stop = next(self._kinds["stop"].matches(words), None)
            return "stop" if stop and count <= len(stop.group().split()) + 1 else "answer"
        for kind, phrases in self._kinds.items():
            match = next(phrases.matches(words), None)
            # "I asked her: what do you mean?" is a story.
            if match is None or count > (self._question if kind in ASKING else self._short):
                continue
            if len(words[: match.start()].split()) >= LATEST_WORD and count > self._short:
                continue
            if len(words[: match.start()].split()) >= LATEST_WORD and kind not in ASKING:
                continue
            length = len(match.group().split())
            if kind in ASKING or count <= length + (MORE_WORDS if length > 1 else 1):
                return kind
        return "answer"

    def thinness(self, text: str, kind: Kind, detector: StarDetector) -> Thinness | None:
        """Why the answer should be followed up; None when it stands by itself."""
        words = flat(text)
        count = len(words.split())
        if self.is_unknown(text):
            return "unknown"
        if count < (self._limits.thin_talk if kind in ("presentation", "motivation", "view") else self._limits.short):
            return "short"
        parts = {part for found in detector.find(text) for part in found.parts}
        if kind == "self":
            return None if parts & {"situation", "action", "result"} else "example"
        if kind in TALK:
            return None
        if kind == "experience" and not parts & {"situation", "action"}:
            return "example"
        if "action" not in parts and not detector.tells_own_act(text):
            return "action"
        if self._general.found_in(words) and not self._own.found_in(words):
            return "own"
        return "result" if kind == "experience" and "result" not in parts else None

    def is_told(self, text: str) -> bool:
        """Whether somebody says, in a few words, that they have told this already."""
        words = flat(text)
        return len(words.split()) <= MOST_TOLD and self._told.found_in(words)

    def names_told(self, sentence: str) -> bool:
        """Whether a sentence only points back at what was told before."""
        return self._told.found_in(flat(sentence))

    def asks_about_us(self, text: str) -> bool:
        """Whether the whole message asks the interviewer about the firm or the job."""
        words = flat(text)
        return len(words.split()) <= MOST_TOLD and "?" in text and self._about_us.found_in(words)

    def asks_beside(self, text: str) -> bool:
        """Whether the whole message is a question to somebody, and neither about the interviewer's own nor about the firm."""
        words = flat(text)
        is_question = text.rstrip().endswith("?") and len(sentences(text)) == 1 and len(words.split()) <= MOST_TOLD
        return is_question and self._asks_back.found_in(words) and self.hear(text) == "answer" and not self.asks_about_us(text)

    def asked_at_end(self, text: str) -> tuple[str, str]:
        """(answer, question): a question to somebody that stands after an answer apart from it; "" for none."""
        pieces = sentences(text)
        if len(pieces) < 2 or not pieces[-1].endswith("?") or not self._asks_back.found_in(flat(pieces[-1])):
            return text, ""
        return text[: text.rindex(pieces[-1])].strip(), pieces[-1]

    def is_unknown(self, text: str) -> bool:
        """Whether somebody says that they have no answer, and little more."""
        words = flat(text)
        return self._unknown.found_in(words) and len(words.split()) < self._limits.thin_talk

    def is_heavy(self, text: str) -> bool:
        """Whether something hard is told, so that the reaction is quiet."""
        return any(
            self._heavy.found_in(words) and (not self._third.intersection(words.split()) or self._own.found_in(words))
            for words in (flat(piece) for piece in CLAUSE.split(text))
        )

    def cannot_begin(self, sentence: str) -> bool:
        """Whether a sentence is half of one, or says something to the interviewer."""
        return self._no_beginning.found_in(flat(sentence))

    def is_wall(self, text: str) -> bool:
        return len(text.split()) > self._limits.wall


@lru_cache(maxsize=1)
def ear() -> Ear:
    content = interview_content()
    return Ear(content.heard, content.evidence)
