"""The action server answers Rasa and nobody else, and never with what went wrong inside."""

from __future__ import annotations

from collections.abc import Iterator

import httpx
import pytest

from bot import settings
from bot.serving import Server, servers
from tests.dialogues.servers import free_port, wait_for


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The action server as the supervisor starts it."""
    given = {"KARLA_VAR": str(tmp_path_factory.mktemp("actions")), "PORT": str(free_port()), "ACTIONS_PORT": str(free_port())}
    started = servers(settings.read(given))[0]
    started.start()
    try:
        assert wait_for(started.is_ready, seconds=90), started.last_words()
        yield started
    finally:
        started.stop()


def post(server: Server, *, token: str | None = None, body: bytes = b"{}", **headers: str) -> httpx.Response:
    """A call as Rasa makes it. token: what it shows instead of the right one, "" for nothing."""
    shown = server.environment["ACTIONS_TOKEN"] if token is None else token
    sent: dict[str, str | bytes] = {"Content-Type": "application/json"}
    sent.update({"Authorization": f"Bearer {shown}".encode()} if shown else {})
    sent.update({name.replace("_", "-"): value for name, value in headers.items()})
    packed = [(name.encode(), value if isinstance(value, bytes) else value.encode()) for name, value in sent.items()]
    return httpx.post(f"{server.environment['ACTIONS_URL']}/webhook", content=body, headers=packed, timeout=20, trust_env=False)


@pytest.mark.parametrize("token", ["", "guessed", "ééé"])
def test_whoever_has_not_the_token_runs_nothing(server: Server, token: str) -> None:
    answer = post(server, token=token)
    assert (answer.status_code, answer.json()) == (401, {"error": "unauthorized"})


def test_the_list_of_actions_is_closed_and_the_health_address_open(server: Server) -> None:
    address = server.environment["ACTIONS_URL"]
    assert httpx.get(f"{address}/actions", trust_env=False).status_code == 401
    assert httpx.get(f"{address}/health", trust_env=False).json() == {"status": "ok"}


def test_a_packed_body_is_not_unpacked(server: Server) -> None:
    assert post(server, Content_Encoding="deflate").status_code == 415


def test_a_fault_is_told_without_its_words(server: Server) -> None:
    answer = post(server, body=b'{"next_action": "action_greet", "tracker": "hunter2", "sender_id": "hunter2"}')
    assert (answer.status_code, answer.json()) == (500, {"error": "fault"})
    assert "hunter2" not in server.log.read_text(encoding="utf-8")


def test_a_call_is_logged_with_the_ids_of_request_and_conversation(server: Server) -> None:
    body = b'{"next_action": "no_such_action", "tracker": {}, "domain": {}, "sender_id": "anna", "version": "3.6.21"}'
    assert post(server, body=body, X_Request_Id="request-77", X_Conversation="abc123").status_code in (404, 500)
    line = next(line for line in server.log.read_text(encoding="utf-8").splitlines() if "conversation=abc123" in line)
    assert "call action=no_such_action" in line
    assert "request=request-77" in line
    assert "anna" not in line


def test_no_secret_stands_on_the_command_line(server: Server) -> None:
    assert server.environment["ACTIONS_TOKEN"] not in " ".join(server.command)
    assert server.environment["ACTIONS_TOKEN"] not in server.log.read_text(encoding="utf-8")
