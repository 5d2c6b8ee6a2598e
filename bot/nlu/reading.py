"""Reads one message: its ranking of intents, the two things it may say, and what stands beside them.

What actions may rely on, in `tracker.latest_message`:
- `intent`: the best intent, or nlu_fallback when Karla should ask back;
- `intent_ranking`: the likeliest intents, best first, nlu_fallback before them when it was chosen;
- `questions`: for a message that says two things, a list of two {"intent", "confidence", "text"} in the order said; else empty.
  At least one of them asks; the other may be a mood or a thanks beside it ("jeg er nervøs. Hvad spørger de om?");
- `aspect`: {"id", "confidence"} of the particular question it asks (bot/knowledge/content/aspects_*.yml), None for most; each of
  `questions` has one of its own;
- `third`: the intent of a third question in the same message, "" for most;
- `items`: the intents of all questions of a message that asks several, in the order asked or numbered;
- `asks`: whether it begins as a question does;
- `read_as`: the words as they were meant, lower case, for looking things up;
- `keywords`: those of them that say what it is about: no grammar, nothing every question of the field has;
- `cues`: names of the cues of lexicon.yml found in the message ("dismissal", "why", "unknown", ...), and "other_trade" where it
  asks about work that is not customer service, and "maybe_crisis" where it may be a cry for help though it was not taken for one,
  and "foreign" where it is written in another language, with "foreign_en" and the like for which, "asked_again" where it asks
  once more for what it did not get, "only_short" for a "hmm" and nothing else, and "own_trade" where it names the writer's trade.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from rasa.shared.constants import DEFAULT_NLU_FALLBACK_INTENT_NAME
from rasa.shared.nlu.constants import INTENT, INTENT_NAME_KEY, INTENT_RANKING_KEY, PREDICTED_CONFIDENCE_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message
from spacy.lang.da.stop_words import STOP_WORDS

from bot.nlu.aspect_model import AspectModel
from bot.nlu.cues import Cues
from bot.nlu.danish_words import is_danish_word
from bot.nlu.decision import CRISIS, OUT_OF_SCOPE
from bot.nlu.erasing import MENTIONED, Erasing
from bot.nlu.focus import Focus, Wanted
from bot.nlu.items import numbered
from bot.nlu.languages import language_of
from bot.nlu.messages import MessageWords, text_of, tokens_of
from bot.nlu.own_data import DELETE
from bot.nlu.ownership import Ownership
from bot.nlu.questions import QuestionSplitter
from bot.nlu.ranking import Entry, Ranked, Ranker, entry, with_first
from bot.nlu.settling import Settling, own_data_settled, says_little
from bot.nlu.signs import signs_of
from bot.nlu.trades import OtherTrades
from bot.nlu.two_questions import BESIDE, NO_QUESTION, Part, led_by, stands_in_field, third_question, two_questions
from bot.nlu.views import FOUND, Views

QUESTIONS, THIRD, ITEMS, ASPECT = "questions", "third", "items", "aspect"
READ_AS, KEYWORDS, CUES, ASKS = "read_as", "keywords", "cues", "asks"
OTHER_TRADE, MAYBE_CRISIS, FOREIGN = "other_trade", "maybe_crisis", "foreign"
ASKED_AGAIN, ONLY_SHORT, OWN_TRADE = "asked_again", "only_short", "own_trade"
DOING = ("ask_", "compare_roles", "estimate_salary", "start_")  # what can be meant after a "no" that refuses nothing


class MessageReader:
    """Everything that is known of Danish, put to one message after the other. lexicon: the sections of lexicon.yml."""

    def __init__(self, lexicon: Mapping[str, Any], words: MessageWords, ranker: Ranker, aspects: AspectModel | None = None) -> None:
        self._words = words
        self._ranker = ranker
        self._aspects = aspects
        self._splitter = QuestionSplitter(lexicon, words.normalizer.word)
        self._focus = Focus(lexicon, self._splitter.asks)
        self._cues = Cues(lexicon["cues"], lexicon["cue_words"])
        self._erasing = Erasing(lexicon, words.normalizer.word)
        trades = OtherTrades(lexicon, tells=Ownership(lexicon).speaks_of_self)
        self._trades = trades
        self._settling = Settling(trades, self._splitter.asks, lexicon["customers"])
        self._short = frozenset(lexicon["short_moves"])
        self._commonplace = frozenset({*STOP_WORDS, *lexicon["commonplace"]})

    def read(self, message: Message) -> dict[str, Any]:
        """What is to be set on the message; see above."""
        text = text_of(message)
        read_as = " ".join(self._words.meant(message))
        cues = [*self._cues.find(text, read_as), *self._erasing.find(text, message.get(FOUND) or [])]
        wanted, ranked = self._ranked(message, cues)
        start, ranking = wanted.start, ranked.entries
        only_short = says_little(text, self._short)
        settled = DEFAULT_NLU_FALLBACK_INTENT_NAME if only_short else self._settling.intent(message, ranking, cues)
        if settled:
            ranking = with_first(settled, ranking)
        other_trade = self._settling.asks_of_other_trade(message, ranking)
        questions = [] if other_trade or ranking[0][INTENT_NAME_KEY] == CRISIS else self._questions(message, start, ranking, cues)
        ranking, questions = own_data_settled(text, cues, _led(questions, ranking), questions)
        third = self._third(message, questions)
        listed = self._items(message) if ranking[0][INTENT_NAME_KEY] != CRISIS else []
        if len(listed) > 1:
            questions, third = listed[:2], str(listed[2][INTENT]) if len(listed) > 2 else ""
            ranking = led_by(questions, ranking)
        language = language_of([token.text.lower() for token in tokens_of(message)], is_danish_word)
        seen = {OTHER_TRADE: other_trade, MAYBE_CRISIS: ranked.maybe_crisis, FOREIGN: language is not None}
        seen |= {f"{FOREIGN}_{language}": language is not None, ASKED_AGAIN: wanted.again, ONLY_SHORT: only_short}
        seen[OWN_TRADE] = self._trades.own(text)
        return {
            INTENT: ranking[0],
            INTENT_RANKING_KEY: ranking,
            # A part that holds a third question is about more than one particular thing.
            QUESTIONS: [{**part, ASPECT: None if third else self._aspect_of_part(message, part)} for part in questions],
            ASPECT: None if other_trade else self._aspect(self._words.views(message, wanted.start, wanted.end), ranking),
            THIRD: third,
            ITEMS: [*(str(part[INTENT]) for part in (listed or questions)), *([third] if third and not listed else [])],
            READ_AS: read_as,
            ASKS: self._splitter.asks(text),
            KEYWORDS: [word for word in self._keywords(message, start) if word.isalpha()],
            CUES: [*cues, *(cue for cue, is_seen in seen.items() if is_seen)],
        }

    def _ranked(self, message: Message, cues: Sequence[str]) -> tuple[Wanted, Ranked]:
        """Where the message says what it wants, and its ranking: of that part, where a story or what is not meant stands before it
        and the rest is clear."""
        whole = self._ranker.rank(self._words.views(message), known=self._words.share_known(message), signs=signs_of(cues))
        wanted = self._focus.find(text_of(message)) if whole.entries[0][INTENT_NAME_KEY] != CRISIS else Wanted()
        if not wanted.start:
            return Wanted(), whole
        part = self._ranker.rank(self._words.views(message, wanted.start, wanted.end)).entries
        first = str(part[0][INTENT_NAME_KEY])
        if wanted.after_no and not first.startswith(DOING):
            return Wanted(), whole
        unclear = first in (DEFAULT_NLU_FALLBACK_INTENT_NAME, OUT_OF_SCOPE)
        if wanted.again:
            # Whoever repeats what they asked for tells no feeling and refuses nothing, even where it is still not understood.
            if not self._keywords(message, wanted.start):
                return Wanted(), whole
            return wanted, Ranked(with_first(DEFAULT_NLU_FALLBACK_INTENT_NAME, part) if unclear else part, whole.maybe_crisis)
        return wanted, whole if unclear else Ranked(part, whole.maybe_crisis)

    def _keywords(self, message: Message, start: int) -> list[str]:
        return [
            word for word in self._words.meant(message, start) if word not in self._commonplace and not word.isspace() and word.isalnum()
        ]

    def _items(self, message: Message) -> list[Part]:
        """What somebody asks who numbers it, each thing once."""
        text = text_of(message)
        parts = [self._part(message, start, end) for start, end in numbered(text)]
        asked = [part for part in parts if part[INTENT] not in NO_QUESTION]
        return list({str(part[INTENT]): part for part in reversed(asked)}.values())[::-1]

    def _questions(self, message: Message, start: int, ranking: list[Entry], cues: Sequence[str]) -> list[Part]:
        """The two things a message says, from a position on or else from its beginning; empty when it says one."""
        end = len(text_of(message))
        questions = self._halves(message, start, end) or (self._halves(message, 0, end) if start else [])
        if not stands_in_field(ranking, questions):
            return []
        # Nothing is offered to be deleted for which no word asks.
        unasked = MENTIONED not in cues and any(question[INTENT] == DELETE for question in questions)
        return [] if unasked else [self._settling.practised(part, cues) for part in questions]

    def _halves(self, message: Message, start: int, end: int) -> list[Part]:
        text = text_of(message)[start:end]
        return two_questions(self._splitter.splits(text), len(text), lambda left, right: self._part(message, start + left, start + right))

    def _part(self, message: Message, start: int, end: int) -> Part:
        """The part between two character positions as a question of its own."""
        text = text_of(message)[start:end].strip()
        if self._settling.part_is_of_other_trade(message, start, end):
            return {INTENT: OUT_OF_SCOPE, PREDICTED_CONFIDENCE_KEY: 1.0, TEXT: text}
        return self._ranker.part(self._words.views(message, start, end), text)

    def _aspect_of_part(self, message: Message, part: Part) -> dict[str, Any] | None:
        start = max(0, text_of(message).find(part[TEXT]))
        return self._aspect(self._words.views(message, start, start + len(part[TEXT])), [entry(part[INTENT], 1.0)])

    def _aspect(self, views: Views, ranking: list[Entry]) -> dict[str, Any] | None:
        """The particular question asked, of the topic a message was read as, or of the likeliest one where Karla would ask back."""
        likely = [str(one[INTENT_NAME_KEY]) for one in ranking if one[INTENT_NAME_KEY] != DEFAULT_NLU_FALLBACK_INTENT_NAME]
        found = self._aspects.find(views, likely[0]) if self._aspects and likely else None
        return {"id": found[0], "confidence": found[1]} if found else None

    def _third(self, message: Message, questions: list[Part]) -> str:
        text = text_of(message)
        third = third_question(questions, lambda part: self._halves(message, text.find(part), text.find(part) + len(part)))
        return str(third[INTENT]) if third else ""


def _led(questions: list[Part], ranking: list[Entry]) -> list[Entry]:
    """The ranking with what the parts of a message say before what its whole looks like."""
    if questions and not any(question[INTENT] in BESIDE for question in questions):
        return led_by(questions, ranking)
    if questions and ranking[0][INTENT_NAME_KEY] == DEFAULT_NLU_FALLBACK_INTENT_NAME:
        # Unsure of the whole, sure of its parts: a mood and a question pull in two directions.
        return [entry(questions[0][INTENT], questions[0][PREDICTED_CONFIDENCE_KEY]), *ranking[1:]]
    return ranking
