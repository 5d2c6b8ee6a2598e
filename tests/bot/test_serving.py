"""What is refused before the start, and how two processes live and die together. No Rasa here: small stand-ins."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import httpx
import pytest

from bot import settings
from bot.errors import ServeError
from bot.serving import Server, check_endpoints, check_ports, wait_until_ready
from bot.settings import LOOPBACK, ROOT
from tests.dialogues.servers import wait_for

ANSWERS = """
import http.server, sys
class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response({status}); self.end_headers(); self.wfile.write(b'{body}')
http.server.HTTPServer(("127.0.0.1", int(sys.argv[1])), Handler).serve_forever()
"""


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind((LOOPBACK, 0))
        return int(probe.getsockname()[1])


@pytest.fixture
def make_server(tmp_path: Path) -> Callable[[str], Server]:
    def make(script: str) -> Server:
        port = free_port()
        command = [sys.executable, "-c", script, str(port)]
        return Server("stand-in", command, f"http://{LOOPBACK}:{port}/", dict(os.environ), tmp_path / "stand-in.log")

    return make


def answers(url: str) -> bool:
    try:
        return httpx.get(url, trust_env=False).status_code > 0
    except httpx.HTTPError:
        return False


def silent(text: str) -> None:
    """Progress that nobody reads."""


def test_a_taken_port_is_named_with_a_way_out() -> None:
    with socket.socket() as holder:
        holder.bind((LOOPBACK, 0))
        holder.listen()
        port = holder.getsockname()[1]
        with pytest.raises(ServeError, match=rf"Port {port} \(PORT\) is taken.*make run PORT={port + 1}"):
            check_ports(settings.read({"PORT": str(port), "ACTIONS_PORT": str(free_port())}))


def test_our_own_endpoints_are_accepted() -> None:
    assert check_endpoints(ROOT / "endpoints.yml") == "bot.conversations.tracker_store.ConversationTrackerStore"


@pytest.mark.parametrize("written", ["", "tracker_store:\n  type: SLQ\n", "tracker_store:\n"])
def test_a_store_that_would_be_memory_is_refused(tmp_path: Path, written: str) -> None:
    file = tmp_path / "endpoints.yml"
    file.write_text(written, encoding="utf-8")
    with pytest.raises(ServeError, match="conversations would be kept in memory only"):
        check_endpoints(file)


def test_ready_is_an_answer_over_http(make_server: Callable[[str], Server]) -> None:
    server = make_server(ANSWERS.format(status=200, body=""))
    server.start()
    try:
        wait_until_ready([server], say=silent)
        assert server.is_ready()
    finally:
        server.stop()
    assert not server.is_alive()
    assert not server.is_ready()


def test_a_server_that_ends_while_starting_is_told_with_its_last_words(make_server: Callable[[str], Server]) -> None:
    server = make_server("raise SystemExit('no such thing')")
    server.start()
    with pytest.raises(ServeError, match=r"(?s)ended while starting.*no such thing"):
        wait_until_ready([server], say=silent)


def test_a_server_without_a_model_is_not_waited_for(make_server: Callable[[str], Server]) -> None:
    server = make_server(ANSWERS.format(status=503, body='{"checks": {"model": false}}'))
    server.start()
    try:
        with pytest.raises(ServeError, match="cannot load the model"):
            wait_until_ready([server], say=silent)
    finally:
        server.stop()


@pytest.mark.parametrize("body", ["", "[]", '{"error": {"code": "starting"}}', '{"checks": {"model": true, "store": false}}'])
def test_a_server_that_waits_for_something_else_is_waited_for(make_server: Callable[[str], Server], body: str) -> None:
    server = make_server(ANSWERS.format(status=503, body=body))
    server.start()
    try:
        assert wait_for(lambda: answers(server.ready_url), seconds=20)
        assert server.is_ready() is False
    finally:
        server.stop()


def test_a_server_that_keeps_dying_is_given_up(make_server: Callable[[str], Server]) -> None:
    server = make_server("raise SystemExit(1)")
    for _ in range(6):
        assert not server.keeps_dying()
        server.start()
        assert server.process is not None
        server.process.wait()
    assert server.keeps_dying()


def test_stopping_a_server_that_never_started_is_no_error(make_server: Callable[[str], Server]) -> None:
    server = make_server("")
    server.stop()
    assert not server.is_alive()


def test_the_servers_listen_on_loopback_without_telemetry() -> None:
    from bot.serving import servers

    actions, rasa = servers(settings.read({}))
    assert actions.environment["SANIC_HOST"] == LOOPBACK
    assert rasa.command[list(rasa.command).index("--interface") + 1] == LOOPBACK
    assert "--enable-api" not in rasa.command
    assert all(server.environment["RASA_TELEMETRY_ENABLED"] == "false" for server in (actions, rasa))


def test_each_worker_is_a_rasa_of_its_own_on_the_next_port(tmp_path: Path) -> None:
    from bot.serving import servers

    given = {"WORKERS": "3", "REDIS_URL": "redis://localhost/0", "PORT": "21100", "ACTIONS_PORT": "21103", "KARLA_VAR": str(tmp_path)}
    actions, *rasas = servers(settings.read(given))
    assert actions.name == "actions"
    assert [(rasa.name, rasa.command[-1], rasa.log.name) for rasa in rasas] == [
        ("rasa", "21100", "rasa.log"),
        ("rasa-2", "21101", "rasa-2.log"),
        ("rasa-3", "21102", "rasa-3.log"),
    ]
    assert [rasa.ready_url for rasa in rasas] == [f"http://{LOOPBACK}:{port}/health/ready" for port in (21100, 21101, 21102)]
    assert {rasa.environment["SANIC_WORKERS"] for rasa in rasas} == {"1"}
    # Each reads its settings again, and is one of one: the port after the last worker's may be anybody's.
    assert [settings.read(rasa.environment).port for rasa in rasas] == [21100, 21101, 21102]


def test_the_port_of_the_last_worker_is_looked_at_too() -> None:
    with socket.socket() as holder:
        holder.bind((LOOPBACK, 0))
        holder.listen()
        port = holder.getsockname()[1]
        given = {"WORKERS": "2", "REDIS_URL": "redis://localhost/0", "PORT": str(port - 1), "ACTIONS_PORT": "21055"}
        with pytest.raises(ServeError, match=f"Port {port}"):
            check_ports(settings.read(given), only="rasa")


def test_only_rasa_means_every_worker() -> None:
    from bot.serving import is_part

    assert [is_part(name, "rasa") for name in ("actions", "rasa", "rasa-2")] == [False, True, True]
    assert [is_part(name, "actions") for name in ("actions", "rasa-2")] == [True, False]
    assert is_part("rasa-2", None)


def test_the_api_is_on_only_when_asked_and_with_its_token() -> None:
    from bot.serving import servers

    _, rasa = servers(settings.read({"API": "1", "API_TOKEN": "s3cret"}))
    assert "--enable-api" in rasa.command
    assert rasa.command[list(rasa.command).index("--auth-token") + 1] == "s3cret"


def test_a_wrong_setting_ends_with_one_message_and_exit_1() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "bot.cli", "knowledge"], cwd=ROOT, env={**os.environ, "PORT": "x"}, capture_output=True, text=True
    )
    assert done.returncode == 1
    assert done.stderr == "[karla] PORT='x' is not a port. Give a number from 1 to 65535, or leave it empty for 5005.\n"


def test_signals_are_names_we_can_catch() -> None:
    from bot.serving import EndSignal, _end

    with pytest.raises(EndSignal, match="SIGTERM"):
        _end(signal.SIGTERM, None)
