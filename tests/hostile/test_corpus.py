"""The whole corpus against the served bot: nothing in it gets an exception, a silence, the inside, another's words or a figure of nobody's."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from bot.knowledge.loader import fill
from bot.settings import CONTENT
from tests.conftest import memory_engine
from tests.dialogues.servers import Talk, served
from tests.hostile.corpus import KINDS, inputs
from tests.hostile.delivery import Sender
from tests.hostile.verdict import LOGGED, Rules, rules
from tests.report import table

QUESTION, ITS_FIGURE = "hvad tjener man?", "25.000"
TOLD = ("jeg hedder Rosmarin Kvist", "jeg har 17 års erfaring og bor i Hjørring", "hvad tjener man med 17 års erfaring i Hjørring?")
TABLE = table("hostile corpus", "kind", "inputs", "answered", "refused", "let through")


@dataclass
class Logs:
    """What both servers have logged since it was last asked for."""

    files: tuple[Path, ...]
    _read: dict[Path, int] = field(default_factory=dict)

    def news(self) -> list[str]:
        lines: list[str] = []
        for file in self.files:
            with file.open(encoding="utf-8", errors="replace") as log:
                log.seek(self._read.get(file, 0))
                lines += log.read().splitlines()
                self._read[file] = log.tell()
        return lines


@dataclass
class Siege:
    """The bot under attack. bystander: somebody who told Karla things before it began."""

    sender: Sender
    rules: Rules
    logs: Logs
    bystander: Talk
    asked: int = 0

    def complaints(self, kind: str) -> list[str]:
        """Sends all inputs of a kind. Returns: what went wrong, each with the input's place."""
        found: list[str] = []
        answered = refused = let_through = 0
        said = ""
        for hostile in inputs(kind):
            said += "\n" + hostile.text  # inputs of a kind share conversations
            answers = self.sender.send(hostile)
            wrong = [fault for answer in answers for fault in self.rules.complaints(said, answer)]
            wrong += [f"log: {line[:200]}" for line in self.logs.news() if LOGGED.search(line)]
            self.asked += 1
            beside = self.sender.rest(f"beside-{self.asked}", QUESTION)
            if beside.status != 200 or ITS_FIGURE not in "".join(beside.shown):
                wrong.append(f"the next person got {beside.status} {beside.shown}")
            answered += answers[-1].status < 300
            refused += answers[-1].status >= 300
            let_through += bool(wrong)
            found += [f"{hostile.name}: {fault}" for fault in wrong]
        TABLE.add(kind, str(answered + refused), str(answered), str(refused), str(let_through))
        return found


@pytest.fixture(scope="module")
def siege(tmp_path_factory: pytest.TempPathFactory, model: Path) -> Iterator[Siege]:
    """The bot as it is served, with one person in it whose conversation nobody else may see or change."""
    engine = memory_engine()
    fill(engine, CONTENT)
    with served(tmp_path_factory.mktemp("siege"), model) as karla:
        talk = karla.talk()
        for told in TOLD:
            assert talk.say(told).text
        logs = Logs((karla.var / "log" / "rasa.log", karla.var / "log" / "actions.log"))
        logs.news()
        yield Siege(Sender(karla.address), rules(engine), logs, talk)
    engine.dispose()


def test_the_corpus_is_large_and_says_nothing_twice() -> None:
    found = [hostile for kind in KINDS for hostile in inputs(kind)]
    assert len(found) >= 500
    assert len({(hostile.kind, hostile.written) for hostile in found}) == len(found)


@pytest.mark.servers
@pytest.mark.parametrize("kind", KINDS)
def test_nothing_hostile_is_let_through(siege: Siege, kind: str) -> None:
    before = siege.bystander.get("messages?after=0").json()
    assert siege.complaints(kind) == []
    assert siege.bystander.get("messages?after=0").json() == before


@pytest.mark.servers
def test_who_was_there_before_is_still_known(siege: Siege) -> None:
    assert "17 års erfaring i Hjørring" in siege.bystander.say("hvad tjener man?").text
