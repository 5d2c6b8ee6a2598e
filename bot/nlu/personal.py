"""What people tell about themselves that is no role, place or experience: name, education, kind of employer."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from bot.nlu.gazetteer import Found

NAME, EDUCATION, EMPLOYER, SITUATION = "name", "education", "employer_kind", "situation"
LONGEST_NAME = 30  # letters
NEAR = 5  # words before an education in which it is denied, or only begun
SCHOOL = "grundskole"  # who goes to it has no other education, finished or not
WORD, CLAUSE = re.compile(r"\w+"), re.compile(r"[.!?;\n]+|,\s+")
PERSON = r"[^\W\d_]{2,}(?:['-][^\W\d_]+)?"


class PersonalFacts:
    """Knows how names are introduced and what educations and employers are called; see lexicon.yml."""

    def __init__(
        self, lexicon: Mapping[str, Any], *, is_word: Callable[[str], bool], tells: Callable[[str, int], bool] = lambda text, start: True
    ) -> None:
        """is_word tells ordinary words, which are no names; tells says whether the words around a position are about the writer."""
        introduced = "|".join(map(re.escape, lexicon["name_after"]))
        between = "|".join(map(re.escape, lexicon["name_fillers"]))
        after = "|".join(map(re.escape, lexicon["name_before"]))
        doubtful = "|".join(map(re.escape, lexicon["name_after_capital"]))
        self._named = re.compile(rf"\b(?i:{introduced})\s+(?:(?i:{between})\s+)?({PERSON})")
        # "Det er Mette" introduces, "det er Netto jeg arbejder i" goes on.
        self._capital = re.compile(rf"\b(?i:{doubtful})\s+({PERSON})(?!\w)(?=\s*(?:$|[^\w\s])|\s+(?i:{after})\b)")
        grammar = ("asking", "negations", "being", "others", "fillers", "commonplace", "never_names")
        self._never = frozenset(word for words in grammar for word in lexicon[words])
        self._not, self._unfinished = frozenset(lexicon["education_not"]), frozenset(lexicon["education_unfinished"])
        self._self, self._kin = frozenset(lexicon["first_person"]), frozenset(lexicon["kin"])
        self._values = {
            entity: [(_pattern(spoken), value) for value, words in lexicon[entity].items() for spoken in words]
            for entity in (EDUCATION, EMPLOYER, SITUATION)
        }
        self._not_now, self._with = frozenset(lexicon["situation_not"]), frozenset(lexicon["asked_with"])
        self._is_word = is_word
        self._tells = tells

    def find(self, text: str) -> list[Found]:
        """At most one name, one education (the longest words win), one kind of employer and one situation, in the order of the text."""
        values = (self._value(text, entity) for entity in (EDUCATION, EMPLOYER, SITUATION))
        return sorted((item for item in (self._name(text), *values) if item), key=lambda item: item.start)

    def asked(self, text: str) -> list[Found]:
        """An education that is only asked about: "og med en kandidat?"; at most one."""
        hits = [
            Found(match.start(), match.end(), EDUCATION, value)
            for pattern, value in self._values[EDUCATION]
            for match in pattern.finditer(text)
            if self._with.intersection(WORD.findall(CLAUSE.split(text[: match.start()].lower())[-1])[-2:])
        ]
        return [max(hits, key=lambda item: item.end - item.start)] if hits else []

    def _name(self, text: str) -> Found | None:
        for pattern, sure in ((self._named, True), (self._capital, False)):
            for match in pattern.finditer(text):
                name = match.group(1)
                # Many names are words as well ("Mads" stands in the word list); after "jeg hedder" only grammar is no name.
                doubtful = not name[0].isupper() or name.isupper() or self._is_word(name.lower())
                no_name = name.lower() in self._never or (not sure and doubtful)
                if len(name) <= LONGEST_NAME and not no_name:
                    return Found(match.start(1), match.end(1), NAME, name[:1].upper() + name[1:])
        return None

    def _value(self, text: str, entity: str) -> Found | None:
        hits = [
            Found(match.start(), match.end(), entity, value)
            for pattern, value in self._values[entity]
            for match in pattern.finditer(text)
            if self._tells(text, match.start()) and self._holds(entity, text, match.start(), value)
        ]
        return max(hits, key=lambda item: item.end - item.start) if hits else None

    def _holds(self, entity: str, text: str, start: int, value: str) -> bool:
        if entity == SITUATION:
            before = WORD.findall(CLAUSE.split(text[:start].lower())[-1])[-NEAR:]
            whose = next((word in self._self for word in reversed(before) if word in self._self | self._kin), True)
            return whose and not self._not_now.intersection(before)
        return entity != EDUCATION or self._has(text, start, value)

    def _has(self, text: str, start: int, value: str) -> bool:
        """Whether the education that begins there is the writer's and finished: not "without hf", "in my second year of hf", "he has hf"."""
        before = WORD.findall(CLAUSE.split(text[:start].lower())[-1])
        near = set(before[-NEAR:])
        if near & self._not or (value != SCHOOL and near & self._unfinished):
            return False
        return next((word in self._self for word in reversed(before) if word in self._self | self._kin), True)


def _pattern(spoken: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){re.escape(spoken)}(?!\w)", re.IGNORECASE)
