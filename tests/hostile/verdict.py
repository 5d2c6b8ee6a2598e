"""What no answer may hold, whoever asks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from ruamel.yaml import YAML
from sqlalchemy import select
from sqlalchemy.engine import Engine

from bot.channels.texts import texts
from bot.knowledge.tables import metadata
from bot.settings import ROOT
from tests.hostile.delivery import Answer

# What was told in other conversations, and in none of the store's rows.
CANARIES = ("Rosmarin", "Kvist", "Hjørring", "sytten års", "17 års")
NUMBER = r"\d[\d.]*(?:,\d+)?"
# "25.000–30.000 kr." holds two amounts.
AMOUNT = re.compile(rf"({NUMBER})(?=\s*(?:(?:–|-|til|og|eller)\s*{NUMBER}\s*)?(?:kr\b|kroner))")
INSIDE = re.compile(
    r"traceback|exception|\w+error\b|\.py\b|\.ya?ml\b|site-packages|sqlite|sqlalchemy|postgres|sanic|localhost|127\.0\.0\.1|karla_|database_url"
    r"|\butter_|\baction_|\bvalidate_|<class|\bNone\b|\bnull\b|\bundefined\b|\bNaN\b",
    re.IGNORECASE,
)
PLACEHOLDER = re.compile(r"\{[a-z_]*\}")
LOGGED = re.compile(r"traceback|error|critical|exception|cause=", re.IGNORECASE)


@dataclass(frozen=True)
class Rules:
    """amounts: what may be said as an amount of money, as it is written without dots; keys: the domain's names."""

    amounts: frozenset[str]
    keys: frozenset[str]

    def complaints(self, said: str, answer: Answer) -> list[str]:
        """What is wrong with an answer, nothing when all is well. said: what was written in the conversation, which is no secret."""
        return [*self._whole(answer), *(fault for text in answer.shown for fault in self._texts(said, text))]

    def _whole(self, answer: Answer) -> Iterator[str]:
        if answer.status >= 500:
            yield f"status {answer.status}"
        is_page = '"more":' in answer.raw  # of a conversation in which nothing was said yet
        if (
            answer.status == 200
            and answer.raw.startswith(("[", '{"messages"'))
            and not is_page
            and not any(text.strip() for text in answer.shown)
        ):
            yield "silence"
        if answer.status >= 400 and answer.raw and not set(answer.shown) & set(texts().values()):
            yield f"a refusal without a kind word: {answer.raw[:80]}"

    def _texts(self, asked: str, text: str) -> Iterator[str]:
        if not text.strip():
            yield "an empty text"
        for pattern, name in ((INSIDE, "shows the inside"), (PLACEHOLDER, "an unfilled place")):
            yield from (f"{name}: {found.group()}" for found in pattern.finditer(text) if found.group().lower() not in asked.lower())
        yield from (f"a key: {key}" for key in self.keys if key in text and key not in asked)
        yield from (f"another's: {word}" for word in CANARIES if word in text and word not in asked)
        yield from (f"an amount of nobody's: {amount}" for amount in amounts(text) if amount not in self.amounts)
        if "7*7" in asked and re.search(r"\b49\b", text):
            yield "a template was worked out"


def amounts(text: str) -> list[str]:
    """The amounts of money in a text, digits only."""
    return [found.replace(".", "").split(",")[0] for found in AMOUNT.findall(text)]


def numbers(values: Iterable[Any]) -> Iterator[str]:
    """Every number in texts and whole numbers, without its dots."""
    for value in values:
        for found in re.findall(NUMBER, str(value)):
            yield found.replace(".", "").split(",")[0]


def rules(engine: Engine) -> Rules:
    """The rules for a filled knowledge store: an amount must stand in one of its rows, or in a case people practise on."""
    with engine.connect() as connection:
        stored = [
            value for table in metadata.sorted_tables for row in connection.execute(select(table)) for value in row if value is not None
        ]
    practised = [path.read_text(encoding="utf-8") for path in (ROOT / "bot" / "practice").rglob("*.yml")]
    domain = YAML(typ="safe", pure=True).load((ROOT / "domain.yml").read_text(encoding="utf-8"))
    names = {*domain["slots"], *domain["actions"], *domain["forms"], *domain["responses"], *(str(intent) for intent in domain["intents"])}
    return Rules(frozenset(numbers([*stored, *practised])), frozenset(name for name in names if "_" in name))
