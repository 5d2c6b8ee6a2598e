"""Rasa as it is served, with an action server that fails on command, and things to send it."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import socket
import struct
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import httpx
import pytest

from bot import settings
from bot.charts.chart import Shown
from bot.charts.scores import score_chart
from bot.serving import Server, servers
from bot.settings import LOOPBACK
from tests.dialogues.servers import Talk, free_port, wait_for

READY_SECONDS = 300  # a limit for a start that hangs, on a busy machine
SECRET_IN_ERROR = "hunter2-in-an-exception"  # what a careless server puts into its errors

Answer = tuple[int, str, str]  # status, content type, body


BUTTON = {"title": "Løn", "payload": "/ask_salary"}


def said(text: Any = "svar", *events: dict[str, Any]) -> Answer:
    return 200, "application/json", json.dumps({"events": list(events), "responses": [{"text": text}]})


def drawn(chart: Shown) -> Answer:
    """An answer with a chart, as actions give it."""
    return 200, "application/json", json.dumps({"events": [], "responses": [{"text": "svar", "custom": {"chart": chart.as_dict()}}]})


GREETED: Answer = (200, "application/json", json.dumps({"events": [], "responses": [{"text": "svar", "buttons": [BUTTON]}]}))


HTML = f"<html>{SECRET_IN_ERROR}</html>"
MODES: dict[str, Answer] = {
    "ok": said(),
    "chart": drawn(score_chart((42, 55), 100)),
    "500": (500, "application/json", json.dumps({"error": SECRET_IN_ERROR, "request_body": {}})),
    "503html": (503, "text/html", HTML),
    "404": (404, "application/json", "{}"),
    "400html": (400, "text/html", HTML),
    "400empty": (400, "application/json", "{}"),
    "badjson": (200, "application/json", '{"events": [], "resp'),
    "html200": (200, "text/html", HTML),
    "list": (200, "application/json", "[]"),
    "null": (200, "application/json", "null"),
    "wrongtypes": (200, "application/json", '{"events": "x", "responses": 5}'),
    "respint": said(12345),
    "respnull": said(None),
    "unknownresponse": (200, "application/json", '{"events": [], "responses": [{"response": "utter_not_there"}]}'),
    "badevent": said("svar", {"event": "no_such_event"}),
    "huge": said("x" * 20_000_000),
    "followup": said("igen", {"event": "followup", "name": "action_answer_topic"}),
    "unknownslot": said("svar", {"event": "slot", "name": "no_such_slot", "value": 1}),
}


@dataclass
class FakeActions:
    """An action server on loopback that answers in its mode: one of MODES, or reset, hang, slow (4 s) or down."""

    port: int
    mode: str = "ok"
    calls: list[dict[str, Any]] = field(default_factory=list)
    _server: ThreadingHTTPServer | None = None
    _release: threading.Event = field(default_factory=threading.Event)
    _open: set[socket.socket] = field(default_factory=set)

    def start(self) -> None:
        fake = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def setup(self) -> None:
                super().setup()
                fake._open.add(self.connection)

            def finish(self) -> None:
                fake._open.discard(self.connection)
                super().finish()

            def do_GET(self) -> None:
                self._send((200, "application/json", '{"status": "ok"}'))

            def do_POST(self) -> None:
                fake.calls.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
                if fake.mode == "reset":
                    # Lingering for no time makes the close a reset.
                    self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
                    self.close_connection = True
                    return
                if fake.mode in ("hang", "slow"):
                    fake._release.wait(60 if fake.mode == "hang" else 2.5)
                answer = MODES.get(fake.mode, MODES["ok"])
                # A greeting has a button, as the real one does; other answers have none, so that it expires.
                self._send(GREETED if answer is MODES["ok"] and fake.calls[-1].get("next_action") == "action_greet" else answer)

            def _send(self, answer: Answer) -> None:
                status, content_type, body = answer
                try:
                    self.send_response(status)
                    self.send_header("Content-Type", content_type)
                    self.send_header("Content-Length", str(len(body.encode())))
                    self.end_headers()
                    self.wfile.write(body.encode())
                except OSError:
                    self.close_connection = True

            def log_message(self, format: str, *args: Any) -> None:
                """Nothing: the tests look at what was called."""

        self._release.clear()
        self._server = ThreadingHTTPServer((LOOPBACK, self.port), Handler)
        self._server.daemon_threads = True
        threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()

    def stop(self) -> None:
        self._release.set()
        if self._server is not None:
            self._server.shutdown()
            self._server.server_close()
            for connection in list(self._open):
                with contextlib.suppress(OSError):
                    connection.shutdown(socket.SHUT_RDWR)
            self._server = None

    def set(self, mode: str) -> None:
        """Changes the mode; "down" closes the port."""
        self._release.set()
        if (mode == "down") != (self._server is None):
            self.stop() if mode == "down" else self.start()
        self._release.clear()
        self.mode = mode


@dataclass
class Rig:
    """Rasa and the fake action server. Everything is sent over HTTP."""

    server: Server
    address: str
    actions: FakeActions
    var: Path

    def rest(self, text: Any, sender: Any = "rig", timeout: float = 30) -> httpx.Response:
        body = json.dumps({"sender": sender, "message": text}, ensure_ascii=False)
        return self.post("/webhooks/rest/webhook", body.encode(), timeout=timeout)

    def post(self, path: str, body: bytes, *, content_type: str = "application/json", timeout: float = 30) -> httpx.Response:
        headers = {"Content-Type": content_type}
        return httpx.post(self.address + path, content=body, headers=headers, timeout=timeout, trust_env=False)

    def get(self, path: str, **headers: str) -> httpx.Response:
        return httpx.get(self.address + path, headers=headers, timeout=30, trust_env=False)

    def talk(self) -> Talk:
        return Talk(self.address)

    def is_ready(self) -> bool:
        try:
            return self.get("/health/ready").status_code == 200
        except httpx.HTTPError:
            return False

    def log(self) -> str:
        return self.server.log.read_text(encoding="utf-8", errors="replace")

    def pid(self) -> int:
        assert self.server.process is not None
        return self.server.process.pid

    def kill(self) -> None:
        """kill -9, without a goodbye."""
        os.kill(self.pid(), signal.SIGKILL)
        assert self.server.process is not None
        self.server.process.wait()

    def start(self) -> None:
        self.server.start()
        assert wait_for(self.is_ready, seconds=READY_SECONDS), self.server.last_words()

    def close(self) -> None:
        self.server.stop()
        self.actions.stop()


def make_rig(var: Path, model: Path, **environment: str) -> Rig:
    """A rig that was started, with settings beside the defaults."""
    port, actions_port = free_port(), free_port()
    given = {"KARLA_VAR": str(var), "KARLA_MODEL": str(model), "PORT": str(port), "ACTIONS_PORT": str(actions_port), **environment}
    given.setdefault("RATE_PER_ADDRESS", "1000000")
    rasa = servers(settings.read(given))[1]
    rasa = replace(rasa, environment={**rasa.environment, **given})
    rig = Rig(rasa, f"http://{LOOPBACK}:{port}", FakeActions(actions_port), var)
    rig.actions.start()
    rasa.start()
    return rig


@pytest.fixture(scope="session")
def rig(tmp_path_factory: pytest.TempPathFactory, model: Path) -> Iterator[Rig]:
    """The rig that most fault tests share; each leaves it in mode ok."""
    made = make_rig(tmp_path_factory.mktemp("faults"), model)
    try:
        assert wait_for(made.is_ready, seconds=READY_SECONDS), made.server.last_words()
        yield made
    finally:
        made.close()


@pytest.fixture(autouse=True)
def healthy(request: pytest.FixtureRequest) -> Iterator[None]:
    """The shared rig is well before and after each test, its breaker closed."""
    yield
    if "rig" in request.fixturenames:
        shared: Rig = request.getfixturevalue("rig")
        shared.actions.set("ok")
        assert wait_for(lambda: answer_of(shared.rest("hvad tjener man", f"healing-{time.monotonic_ns()}")) == ["svar"], seconds=20)


def answer_of(response: httpx.Response) -> list[str]:
    """The texts of an answer of the REST channel."""
    said: Any = response.json()
    return [message["text"] for message in said] if isinstance(said, list) else []


def at_once(count: int, send: Callable[[int], httpx.Response]) -> list[httpx.Response]:
    """count requests at the same moment, answers in the order of sending."""
    with ThreadPoolExecutor(count) as pool:
        return list(pool.map(send, range(count)))
