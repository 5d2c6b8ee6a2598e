"""Finds amounts of pay: "28.500", "28500 kr", "28,5k", "28 tusind", and "får 29" where somebody is paid them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from bot.nlu.gazetteer import Found

ENTITY, HOURLY, HOURS = "pay", "hourly", "hours"
LEAST_HOURLY, MOST_HOURLY, MOST_HOURS = 50, 600, 60  # kroner an hour, and hours a week
LEAST, MOST = 8_000, 200_000  # kroner a month that somebody may be paid; less is a price, more a turnover
WHOLE = r"(?<![\d.,])\d{2,3}[. ]?\d{3}(?![.,]?\d)"
LEAST_BARE = 15  # thousands; "fik 10 i mundtlig" is no pay
BARE = r"(?<![\d.,])\d{2}(?:[.,]\d)?(?![.,]?\d)"


class Amounts:
    """Knows the words that make a number pay; see lexicon.yml."""

    def __init__(self, lexicon: Mapping[str, Any]) -> None:
        paid, thousand, kroner, others = (
            "|".join(sorted(map(re.escape, lexicon[name]), key=len, reverse=True))
            for name in ("paid", "thousands", "kroner", "counted_otherwise")
        )
        by_hour, a_week = (_any(lexicon[name]) for name in ("by_hour", "hours_a_week"))
        self._hourly = re.compile(rf"(?<![\d.,])(\d{{2,3}})(?:[.,]\d{{1,2}})?\s*(?:(?:{kroner})\s*)?(?:{by_hour})\b", re.IGNORECASE)
        self._hours = re.compile(rf"(?<![\d.,])(\d{{1,2}})(?:[.,]\d)?\s*(?:{a_week})\b", re.IGNORECASE)
        bare, after = ("|".join(sorted(map(re.escape, lexicon[name]), key=len, reverse=True)) for name in ("paid_bare", "after_bare"))
        difference = "|".join(sorted(map(re.escape, lexicon["difference"]), key=len, reverse=True))
        apart = rf"(?!\s*(?:(?:{kroner})\.?)?\s*(?:{difference})\b)"  # "14.000 mindre" is no pay
        aged = "".join(rf"(?<!\b{re.escape(words)}\s)" for words in lexicon["aged"])  # "en på 31" is a person
        between = "|".join(map(re.escape, lexicon["paid_between"]))
        self._paid = re.compile(rf"\b(?:{paid})\b", re.IGNORECASE)
        self._whole = re.compile(rf"({WHOLE})(?!\s*(?:{others})\b){apart}(\s*(?:{kroner})\b)?", re.IGNORECASE)
        self._short = re.compile(rf"({BARE})\s*(?:{thousand})\b{apart}", re.IGNORECASE)
        self._bare = re.compile(rf"\b(?:{bare})\s+(?:(?:{between})\s+)*{aged}({BARE})(?=\s*(?:$|[.,!?;)]|\b(?:{after})\b))", re.IGNORECASE)

    def find(self, text: str) -> list[Found]:
        """The amounts of a text in its order, in whole kroner a month; none where nothing speaks of pay."""
        found = [self._found(match, 1000) for match in self._short.finditer(text)]
        if self._paid.search(text):
            found += [self._found(match, 1) for match in self._whole.finditer(text)]
            bare = (match for match in self._bare.finditer(text) if float(match.group(1).replace(",", ".")) >= LEAST_BARE)
            found += [self._found(match, 1000) for match in bare]
        kept = {item.start: item for item in found if LEAST <= int(item.value) <= MOST}
        return [kept[start] for start in sorted(kept)]

    def find_hourly(self, text: str) -> list[Found]:
        """Pay by the hour, and hours a week: "230 i timen", "28 timer om ugen"."""
        hourly = [Found(match.start(1), match.end(1), HOURLY, match.group(1)) for match in self._hourly.finditer(text)]
        hours = [Found(match.start(1), match.end(1), HOURS, match.group(1)) for match in self._hours.finditer(text)]
        kept = [item for item in hourly if LEAST_HOURLY <= int(item.value) <= MOST_HOURLY]
        return [*kept, *(item for item in hours if 0 < int(item.value) <= MOST_HOURS)]

    def _found(self, match: re.Match[str], times: int) -> Found:
        written = match.group(1)
        amount = float(written.replace(",", ".")) * times if times > 1 else float(re.sub(r"[. ]", "", written))
        return Found(match.start(1), match.end(1), ENTITY, str(round(amount)))


def _any(words: Iterable[str]) -> str:
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))
