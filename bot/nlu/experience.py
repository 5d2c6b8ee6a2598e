"""Finds how experienced somebody is: years as a number, or a level."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.nlu.gazetteer import Found

ENTITY = "experience"
NONE, NEW, UNKNOWN = "uerfaren", "ny", "unknown"  # no experience at all; none in customer service; not what was understood
MOST_YEARS = 60
SETS = (
    *("since", "since_started", "starting", "age_before", "age_after", "experience_near", "elsewhen_before", "elsewhen_after"),
    *("joining", "taking_back", "articles", "negations", "possessives"),
)
SHORTEST_MISSPELT = 7  # letters of a level word from which one slip is forgiven
FEW_WORDS = 6  # a number in a longer message is not an answer by itself
NEAR = 4  # words on either side in which "erfaring" makes a number of years experience
TOKEN = re.compile(r"\d+(?:[.,]\d+)?½?|½|[^\W\d_]+(?:'[^\W\d_]+)?")
HALF = "½"


@dataclass(frozen=True)
class ExperienceWords:
    """The Danish words that numbers, units and levels are written with; see lexicon.yml."""

    numbers: Mapping[str, float]
    units: Mapping[str, float]
    levels: Mapping[str, str]
    since: frozenset[str]
    since_started: frozenset[str]
    starting: frozenset[str]
    age_before: frozenset[str]
    age_after: frozenset[str]
    experience_near: frozenset[str]
    elsewhen_before: frozenset[str]
    elsewhen_after: frozenset[str]
    joining: frozenset[str]
    taking_back: frozenset[str]
    articles: frozenset[str]
    negations: frozenset[str]
    possessives: frozenset[str]
    without: tuple[tuple[str, ...], ...]

    @classmethod
    def of(cls, lexicon: Mapping[str, Any]) -> ExperienceWords:
        """The words of a lexicon file."""
        sets = {name: frozenset(lexicon[name]) for name in SETS}
        without = tuple(tuple(phrase.split()) for phrase in lexicon["without_experience"])
        return cls(numbers=lexicon["numbers"], units=lexicon["units"], levels=lexicon["levels"], without=without, **sets)


def find_experience(text: str, words: ExperienceWords, *, this_year: int) -> list[Found]:
    """Experience in a text, in order. value is years with at most two decimals ("6", "0.5"), or a level ("nyuddannet")."""
    tokens = list(TOKEN.finditer(text))
    lowered = [token.group().lower() for token in tokens]
    found: list[Found] = []
    for index in range(len(tokens)):
        if found and tokens[index].start() < found[-1].end:
            continue
        match = (
            _years_at(lowered, index, words)
            or _corrected_at(lowered, index, words, bool(found))
            or _since_at(text, tokens, index, words, this_year)
            or _without_at(lowered, index, words)
        )
        match = match or _level_at(lowered, index, words)
        if match:
            value, length = match
            found.append(Found(tokens[index].start(), tokens[index + length - 1].end(), ENTITY, value))
    return found


def bare_number(text: str, words: ExperienceWords) -> str | None:
    """The number that a few words tell without a unit ("cirka halvandet", "3"), as an answer to "how many?"; None for none.

    What is denied is not told: "ikke 5, 6".
    """
    lowered = [token.group().lower() for token in TOKEN.finditer(text)]
    for index, word in enumerate(lowered if len(lowered) <= FEW_WORDS else []):
        number, length = _number_at(lowered, index, words)
        denied = index > 0 and lowered[index - 1] in words.negations
        if number is not None and not denied and (word not in words.articles or len(lowered) == 1 or length > 1):
            return f"{number:g}"
    return None


def time_ahead(text: str, words: ExperienceWords) -> str | None:
    """The time that lies ahead in a text, in years: "de næste to måneder", "om et halvt år"; None for none."""
    lowered = [token.group().lower() for token in TOKEN.finditer(text)]
    for index in range(1, len(lowered)):
        number, length = _number_at(lowered, index, words)
        unit = words.units.get(lowered[index + length]) if number is not None and index + length < len(lowered) else None
        past = index + length + 1 < len(lowered) and lowered[index + length + 1] in words.elsewhen_after
        if number is not None and unit is not None and lowered[index - 1] in words.elsewhen_before and not past:
            return f"{round(number * unit, 2):g}"
    return None


def _years_at(lowered: Sequence[str], index: int, words: ExperienceWords) -> tuple[str, int] | None:
    number, length = _number_at(lowered, index, words)
    unit = words.units.get(lowered[index + length]) if number is not None and index + length < len(lowered) else None
    if number is None or unit is None:
        return None
    years = round(number * unit, 2)
    end = index + length + 1
    if _is_age(lowered, index, end, years, words) or _is_elsewhen(lowered, index, end, words) or years > 200:
        return None
    more, longer = _months_at(lowered, end, words) if unit == 1 else (0.0, 0)
    return f"{round(years + more, 2):g}", length + 1 + longer


def _months_at(lowered: Sequence[str], index: int, words: ExperienceWords) -> tuple[float, int]:
    """What months add to the years before them ("2 år og 4 måneder"), and how many words they take."""
    start = index + 1 if index < len(lowered) and lowered[index] in words.joining else index
    number, length = _number_at(lowered, start, words) if start < len(lowered) else (None, 1)
    unit = words.units.get(lowered[start + length]) if number is not None and start + length < len(lowered) else None
    return (number * unit, start + length + 1 - index) if number is not None and unit is not None and unit < 1 else (0.0, 0)


def _corrected_at(lowered: Sequence[str], index: int, words: ExperienceWords, told: bool) -> tuple[str, int] | None:
    """A number alone that takes the place of the years told before it: "3 år. nej undskyld, 13"."""
    if not told or not words.taking_back.intersection(lowered[max(0, index - NEAR) : index]):
        return None
    number, length = _number_at(lowered, index, words)
    following = lowered[index + length] if index + length < len(lowered) else ""
    if number is None or lowered[index] in words.articles or (following and following not in words.taking_back):
        return None
    return f"{number:g}", length


def _number_at(lowered: Sequence[str], index: int, words: ExperienceWords) -> tuple[float | None, int]:
    """The number written at a place and how many words it takes: "6", "2½", "et halvt", "et par", "2,5", "to og et halvt"."""
    word = lowered[index]
    following = lowered[index + 1] if index + 1 < len(lowered) else ""
    if word[0].isdecimal() or word == HALF:  # "²" is a digit too, and no number
        whole = word.removesuffix(HALF)
        number = float(whole.replace(",", ".")) if whole else 0.0
        more, longer = (0.5, 0) if word.endswith(HALF) else _half_at(lowered, index + 1, words)
        return number + more, 1 + longer
    if word not in words.numbers:
        return None, 1
    if words.numbers[word] == 1 and following in words.numbers:
        return words.numbers[following], 2
    more, longer = _half_at(lowered, index + 1, words)
    return words.numbers[word] + more, 1 + longer


def _half_at(lowered: Sequence[str], index: int, words: ExperienceWords) -> tuple[float, int]:
    """The half that is joined to a whole number ("og et halvt", "en halv"), and how many words it takes."""
    start = index + 1 if index < len(lowered) and lowered[index] in words.joining else index
    rest = lowered[start : start + 2]
    if rest and rest[0] == HALF:
        return 0.5, start + 1 - index
    if len(rest) == 2 and rest[0] in words.articles and words.numbers.get(rest[1]) == 0.5:
        return 0.5, start + 2 - index
    return 0.0, 0


def _is_age(lowered: Sequence[str], start: int, end: int, years: float, words: ExperienceWords) -> bool:
    near = [*lowered[max(0, start - NEAR) : start], *lowered[end : end + NEAR]]
    if years < 13:
        # "Min hund er 7 år" tells how old the dog is.
        of_other = start > 2 and lowered[start - 1] in words.age_before and lowered[start - 3] in words.possessives
        return of_other and not words.experience_near.intersection(near)
    if end < len(lowered) and lowered[end] in words.age_after:
        return True
    return start > 0 and lowered[start - 1] in words.age_before and not words.experience_near.intersection(near)


def _is_elsewhen(lowered: Sequence[str], start: int, end: int, words: ExperienceWords) -> bool:
    before = lowered[start - 1] if start else ""
    after = lowered[end] if end < len(lowered) else ""
    return before in words.elsewhen_before or after in words.elsewhen_after


def _since_at(text: str, tokens: Sequence[re.Match[str]], index: int, words: ExperienceWords, this_year: int) -> tuple[str, int] | None:
    """ "Siden 2019", "startede i 2021"; not "er tallene fra? 2019?", nor "fra 2019" where nothing begins."""
    if index + 1 >= len(tokens) or text[tokens[index].end() : tokens[index + 1].start()].strip():
        return None
    lowered = [token.group().lower() for token in tokens[: index + 1]]
    started = lowered[index] in words.since_started and bool(words.starting.intersection(lowered[max(0, index - NEAR) : index]))
    year = tokens[index + 1].group()
    if (lowered[index] not in words.since and not started) or not re.fullmatch(r"(19|20)\d\d", year):
        return None
    return (str(this_year - int(year)), 2) if 0 <= this_year - int(year) <= MOST_YEARS else None


def _without_at(lowered: Sequence[str], index: int, words: ExperienceWords) -> tuple[str, int] | None:
    """ "ingen erfaring", "aldrig arbejdet": the level of somebody new, said in several words."""
    for phrase in words.without:
        if tuple(lowered[index : index + len(phrase)]) == phrase:
            return NONE, len(phrase)
    return None


def _level_at(lowered: Sequence[str], index: int, words: ExperienceWords) -> tuple[str, int] | None:
    word = lowered[index]
    for form in (word, word.removesuffix("e"), word.removesuffix("en"), word.removesuffix("s")):
        if form in words.levels:
            return words.levels[form], 1
    if len(word) >= SHORTEST_MISSPELT:
        near = process.extractOne(word, list(words.levels), scorer=OSA.distance, score_cutoff=1)
        if near and near[0][0] == word[0]:
            return words.levels[near[0]], 1
    return None
