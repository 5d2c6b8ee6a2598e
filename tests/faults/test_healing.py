"""Every fault as one person meets it: a kind word within seconds, and when the cause is gone the talk goes on where it was."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, contextmanager, suppress
from datetime import datetime, timezone
from functools import partial
from pathlib import Path

import httpx
import pytest

from bot.channels.texts import texts
from bot.settings import ROOT
from tests.dialogues.servers import wait_for
from tests.faults.observation import observe
from tests.faults.rig import READY_SECONDS, Rig, answer_of, make_rig

pytestmark = pytest.mark.servers

TOLD, QUESTION = "jeg har 6 års erfaring, hvad tjener man", "hvad tjener man"
SECONDS = 6  # people wait five; the rest is the test's own
PER_ADDRESS = 100  # messages in 10 s
WRONG_CLOCK = Path(__file__).with_name("wrong_clock")
DAY = 24 * 3600


def disk(rig: Rig) -> Path:
    """A small disk of its own, which holds the conversations."""
    return rig.var / "disk"


def database(rig: Rig) -> Path:
    return disk(rig) / "kept" / "tracker.db"


def clock(rig: Rig) -> Path:
    return rig.var / "clock"


def own_model(rig: Rig) -> Path:
    return rig.var / "model" / "karla.tar.gz"


@pytest.fixture(scope="module")
def own_rig(tmp_path_factory: pytest.TempPathFactory, model: Path) -> Iterator[Rig]:
    """A rig with a model, a disk and a clock of its own, behind a proxy that reports addresses."""
    var = tmp_path_factory.mktemp("healing")
    (var / "model").mkdir()
    for file in model.parent.glob("karla.*"):
        shutil.copy(file, var / "model" / file.name)
    (var / "disk").mkdir()
    is_mounted = os.getuid() == 0 and subprocess.run(["mount", "-t", "tmpfs", "-o", "size=8m", "tmpfs", var / "disk"]).returncode == 0
    (var / "disk" / "kept").mkdir()
    (var / "clock").write_text("0")
    ticking = {"PYTHONPATH": os.pathsep.join([str(WRONG_CLOCK), str(ROOT)]), "CLOCK_FILE": str(var / "clock")}
    more = {"TRUSTED_PROXIES": "1", "RATE_PER_ADDRESS": str(PER_ADDRESS), **ticking}
    rig = make_rig(var, var / "model" / "karla.tar.gz", TRACKER_DATABASE_URL=f"sqlite:///{var}/disk/kept/tracker.db", **more)
    try:
        assert wait_for(rig.is_ready, seconds=READY_SECONDS), rig.server.last_words()
        yield rig
    finally:
        rig.close()
        if is_mounted:
            subprocess.run(["umount", var / "disk"], check=True)


@contextmanager
def action_server(mode: str, rig: Rig) -> Iterator[None]:
    rig.actions.set(mode)
    yield
    rig.actions.set("ok")


@contextmanager
def locked(rig: Rig, seconds: float | None = None) -> Iterator[None]:
    """Somebody else holds the database; for some seconds, or until the end."""
    holder = sqlite3.connect(database(rig), isolation_level=None, check_same_thread=False)
    holder.execute("BEGIN IMMEDIATE")
    release = threading.Timer(seconds or 0, holder.execute, ["ROLLBACK"])
    if seconds:
        release.start()
    yield
    if seconds:
        release.join()
    else:
        holder.execute("ROLLBACK")
    holder.close()


@contextmanager
def gone(rig: Rig) -> Iterator[None]:
    """The folder of the database is not there, as when its disk is unplugged."""
    folder = database(rig).parent
    away = folder.with_name("away")
    folder.rename(away)
    yield
    away.rename(folder)


@contextmanager
def full(rig: Rig) -> Iterator[None]:
    """No byte is left on the disk of the database."""
    if not os.path.ismount(disk(rig)):
        pytest.skip("only root can mount a small disk")
    with sqlite3.connect(database(rig)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    filling = disk(rig) / "filling"
    with filling.open("wb", buffering=0) as file, suppress(OSError):
        while True:
            file.write(b"\0" * 4096)
    assert shutil.disk_usage(disk(rig)).free < 4096
    yield
    filling.unlink()


@contextmanager
def new_model(content: bytes | None, rig: Rig) -> Iterator[None]:
    """Another file lies where the model was loaded from, or none."""
    path = own_model(rig)
    kept = path.read_bytes()
    path.unlink()
    if content is not None:
        path.write_bytes(content)
    yield
    path.write_bytes(kept)


@contextmanager
def clock_set(offset: int, rig: Rig) -> Iterator[None]:
    """The clock of the server goes wrong at once, and right again."""
    clock(rig).write_text(str(offset))
    assert clock_error(rig) > DAY / 2
    yield
    clock(rig).write_text("0")


def clock_error(rig: Rig) -> float:
    """Seconds between our clock and the server's, by the time it stamps on a message."""
    talk = rig.talk()
    talk.say("hej")
    stamped = datetime.fromisoformat(talk.get("messages?after=0").json()["messages"][0]["time"].replace("Z", "+00:00"))
    return abs((datetime.now(timezone.utc) - stamped).total_seconds())


GOOD = "svar"
APOLOGY, STORAGE = texts()["action_failed"], texts()["storage"]
FAULTS: dict[str, tuple[Callable[[Rig], AbstractContextManager[None]], str]] = {
    "action server down": (lambda rig: action_server("down", rig), APOLOGY),
    "action server hangs": (lambda rig: action_server("hang", rig), APOLOGY),
    "action server slow (2.5 s)": (lambda rig: action_server("slow", rig), GOOD),
    "action server answers 500": (lambda rig: action_server("500", rig), APOLOGY),
    "action server answers nonsense": (lambda rig: action_server("badjson", rig), APOLOGY),
    "action server resets": (lambda rig: action_server("reset", rig), APOLOGY),
    "database locked": (locked, STORAGE),
    "database slow (1 s)": (lambda rig: locked(rig, 1.0), GOOD),
    "database gone": (gone, STORAGE),
    "disk full": (full, STORAGE),
    "model file replaced by nonsense": (lambda rig: new_model(b"no model", rig), GOOD),
    "model file removed": (lambda rig: new_model(None, rig), GOOD),
    "clock a day back": (lambda rig: clock_set(-DAY, rig), GOOD),
    "clock a day ahead": (lambda rig: clock_set(DAY, rig), GOOD),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_is_met_with_a_kind_word_and_heals_without_loss(own_rig: Rig, fault: str) -> None:
    make, expected = FAULTS[fault]
    talk = own_rig.talk()
    assert talk.say(TOLD).text == GOOD
    seen, seconds = observe(fault, talk, QUESTION, GOOD, make(own_rig))
    assert seen == expected
    assert seconds < SECONDS
    assert own_rig.actions.calls[-1]["tracker"]["slots"]["experience"] == "6"


def test_a_flood_from_one_address_is_refused_and_others_are_served(own_rig: Rig) -> None:
    def post(address: str, number: int, text: str = "") -> httpx.Response:
        body = {"sender": f"{address}-{number}", "message": text}
        headers = {"X-Forwarded-For": address}
        return httpx.post(f"{own_rig.address}/webhooks/rest/webhook", json=body, headers=headers, timeout=30, trust_env=False)

    # Empty messages are counted before they are refused, and cost next to nothing.
    with ThreadPoolExecutor(20) as pool:
        answers = list(pool.map(partial(post, "203.0.113.9"), range(PER_ADDRESS + 50)))
    assert {answer.status_code for answer in answers} == {400, 429}
    refused = next(answer for answer in answers if answer.status_code == 429)
    assert answer_of(refused) == [texts()["too_many"]]
    assert 1 <= int(refused.headers["retry-after"]) <= 10
    assert answer_of(post("203.0.113.10", 1, "hej"))[0] in (GOOD, texts()["slow"])
