"""The real servers, on a model trained in this run, on ports and in a folder of their own."""

from __future__ import annotations

import os
import secrets
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest

from bot.settings import LOOPBACK, ROOT

PATIENCE = 60  # seconds, on a busy machine
READY_SECONDS = 600  # training included, on a busy machine


@dataclass(frozen=True)
class Reply:
    """What Karla said in one turn: all bubbles as one text, the choices by title, and the messages as they came."""

    text: str
    buttons: dict[str, str]
    bubbles: int
    messages: tuple[dict[str, Any], ...] = ()


class Talk:
    """One person's conversation over the web channel."""

    def __init__(self, address: str) -> None:
        self._channel = f"{address}/webhooks/web"
        begun = httpx.post(f"{self._channel}/conversations", json={}, timeout=30, trust_env=False)
        assert begun.status_code == 201, begun.text
        self.token: str = begun.json()["token"]

    @property
    def headers(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.token}"}

    def open(self) -> Reply:
        """The greeting."""
        return self._answered({"open": True})

    def say(self, text: str) -> Reply:
        return self._answered({"text": text})

    def press(self, choice: str) -> Reply:
        """Presses a choice of the last answer: choice is its id, a value of Reply.buttons."""
        return self._answered({"choice": choice})

    def post(self, body: dict[str, Any]) -> httpx.Response:
        """Sends a message as it is, with an id of its own unless it has one."""
        body = {"id": secrets.token_hex(8), **body}
        return httpx.post(f"{self._channel}/messages", json=body, headers=self.headers, timeout=30, trust_env=False)

    def get(self, path: str) -> httpx.Response:
        return httpx.get(f"{self._channel}/{path}", headers=self.headers, timeout=30, trust_env=False)

    def _answered(self, body: dict[str, Any]) -> Reply:
        """The answer to a message, which is sent again with its id while Karla says that she is still at it, as the widget does."""
        body = {"id": secrets.token_hex(8), **body}
        answer = self.post(body)

        def is_answered() -> bool:
            nonlocal answer
            if answer.status_code in (409, 503) and answer.json()["error"]["code"] in ("busy", "slow"):
                answer = self.post(body)
                return False
            return True

        wait_for(is_answered, seconds=PATIENCE)
        assert answer.status_code == 200, answer.text
        messages: list[dict[str, Any]] = answer.json()["messages"]
        buttons = {choice["title"]: choice["id"] for message in messages for choice in message["choices"]}
        return Reply("\n".join(message["text"] for message in messages), buttons, len(messages), tuple(messages))


@dataclass(frozen=True)
class Karla:
    """The running bot. process is the command that supervises both servers."""

    address: str
    actions_address: str
    process: subprocess.Popen[str]
    var: Path

    def talk(self) -> Talk:
        return Talk(self.address)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind((LOOPBACK, 0))
        return int(probe.getsockname()[1])


def wait_for(condition: Callable[[], bool], *, seconds: float) -> bool:
    """Whether the condition came true in time; a limit for a test that hangs, not a measurement."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if condition():
            return True
        time.sleep(0.2)
    return False


@pytest.fixture(scope="session")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The trained model, made once in a run; KARLA_TEST_MODEL names one to use, which is trained again when it is stale."""
    folder = tmp_path_factory.mktemp("model")
    path = Path(os.environ.get("KARLA_TEST_MODEL") or folder / "karla.tar.gz")
    environment = {**os.environ, "KARLA_VAR": str(folder), "KARLA_MODEL": str(path), "DATABASE_URL": "", "TRACKER_DATABASE_URL": ""}
    done = subprocess.run([sys.executable, "-m", "bot.cli", "prepare"], cwd=ROOT, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return path


@contextmanager
def served(var: Path, model: Path, **settings: str) -> Iterator[Karla]:
    """Karla, started as `make run` starts her, with settings beside the defaults."""
    port, actions_port = free_port(), free_port()
    own = {"KARLA_VAR": str(var), "KARLA_MODEL": str(model), "PORT": str(port), "ACTIONS_PORT": str(actions_port)}
    environment = {**os.environ, "DATABASE_URL": "", "TRACKER_DATABASE_URL": "", "RATE_PER_ADDRESS": "10000", **own, **settings}
    command = [sys.executable, "-m", "bot.cli", "serve"]
    with (var / "serve.log").open("w") as log:
        process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=log, text=True)
    address = f"http://{LOOPBACK}:{port}"

    def is_ready() -> bool:
        if process.poll() is not None:
            return True
        try:
            return httpx.get(f"{address}/health/ready", timeout=2, trust_env=False).status_code == 200
        except httpx.HTTPError:
            return False

    try:
        assert wait_for(is_ready, seconds=READY_SECONDS), (var / "serve.log").read_text()
        assert process.poll() is None, (var / "serve.log").read_text()
        assert process.stdout is not None
        assert process.stdout.readline() == f"Karla answers at http://localhost:{port}/\n"
        yield Karla(address, f"http://{LOOPBACK}:{actions_port}", process, var)
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(60)


@pytest.fixture(scope="session")
def karla(tmp_path_factory: pytest.TempPathFactory, model: Path) -> Iterator[Karla]:
    """Karla with Rasa's HTTP API, which some tests ask how a message is understood."""
    with served(tmp_path_factory.mktemp("var"), model, API="1") as running:
        yield running


@pytest.fixture
def talk(karla: Karla) -> Talk:
    """A new conversation."""
    return karla.talk()
