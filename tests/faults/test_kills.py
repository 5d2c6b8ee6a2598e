"""Any process is killed at any moment of a turn, as it is served: each message is answered once, and the talk goes on."""

from __future__ import annotations

import os
import random
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from tests.dialogues.servers import Karla
from tests.faults.observation import observe

pytestmark = [
    pytest.mark.servers,
    pytest.mark.skipif(not os.path.exists("/proc/self/task"), reason="finds the servers through /proc, which only Linux has"),
]

QUESTION = "hvad tjener man i kundeservice"
LATEST = 0.06  # seconds into a turn: most take less
MOMENTS = random.Random(11)


def process_of(karla: Karla, server: str) -> int:
    """The process of a server, by what its command holds."""
    first = karla.process.pid
    with open(f"/proc/{first}/task/{first}/children", encoding="ascii") as file:
        children = [int(child) for child in file.read().split()]
    for child in children:
        with open(f"/proc/{child}/cmdline", encoding="utf-8") as file:
            if server in file.read().split("\0"):
                return child
    raise AssertionError(f"no {server} among {children}")


@contextmanager
def killed(karla: Karla, *names: str) -> Iterator[None]:
    """kill -9, at a random moment after this begins."""
    victims = [process_of(karla, name) for name in names]
    killers = [threading.Timer(MOMENTS.uniform(0.0, LATEST), os.kill, [victim, signal.SIGKILL]) for victim in victims]
    for killer in killers:
        killer.start()
    yield
    for killer in killers:
        killer.join()


@pytest.mark.parametrize("victims", [["bot.action_server"], ["rasa"], ["rasa", "bot.action_server"]], ids=["actions", "rasa", "both"])
def test_a_message_is_answered_once_whatever_is_killed(karla: Karla, victims: list[str]) -> None:
    talk = karla.talk()
    talk.say("jeg har 6 års erfaring")
    names = " and ".join({"rasa": "Rasa", "bot.action_server": "the action server"}[victim] for victim in victims)
    observe(f"kill -9 of {names}", talk, QUESTION, "seks års erfaring", killed(karla, *victims))
    told = [message["text"] for message in talk.get("messages?after=0").json()["messages"] if message["from"] == "user"]
    assert told[:2] == ["jeg har 6 års erfaring", QUESTION]
