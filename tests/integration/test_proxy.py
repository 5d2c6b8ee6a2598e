"""The proxy in front: TLS, whose address counts, nothing held back, nothing too large, and only the chat gets through."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import httpx
import pytest

from bot.settings import LOOPBACK
from tests.dialogues.servers import wait_for
from tests.faults.rig import Rig, make_rig
from tests.integration.proxy import MISSING, NGINX, OPENSSL, Proxy, proxy_to

pytestmark = [pytest.mark.servers, pytest.mark.skipif(not (NGINX and OPENSSL), reason=MISSING)]

WEB = "/webhooks/web"
SECRET = "b7e1c0d94f2a6853b7e1c0d94f2a6853"
MOST = 20  # messages from one address


@pytest.fixture(scope="module")
def production(tmp_path_factory: pytest.TempPathFactory, model: Path) -> Iterator[Rig]:
    """Rasa in the production profile, behind one proxy."""
    given = {"PROFILE": "production", "KARLA_SECRET": SECRET, "TRUSTED_PROXIES": "1", "METRICS_TOKEN": SECRET[::-1]}
    made = make_rig(tmp_path_factory.mktemp("production"), model, **given, RATE_PER_ADDRESS=str(MOST))
    try:
        assert wait_for(made.is_ready, seconds=120), made.server.last_words()
        yield made
    finally:
        made.close()


@pytest.fixture(scope="module")
def proxy(production: Rig, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Proxy]:
    with proxy_to(production.address.removeprefix("http://"), tmp_path_factory.mktemp("proxy")) as running:
        yield running


def begin(client: httpx.Client) -> dict[str, str]:
    """The headers of a new conversation."""
    begun = client.post(f"{WEB}/conversations", json={})
    assert begun.status_code == 201, begun.text
    return {"Authorization": f"Bearer {begun.json()['token']}"}


def answered(client: httpx.Client, headers: dict[str, str]) -> httpx.Response:
    """The answer to a message, which is sent again, as the widget does, while a busy machine needs longer than people wait."""
    answers: list[httpx.Response] = []

    def is_answered() -> bool:
        answers.append(client.post(f"{WEB}/messages", json={"id": "message-1", "text": "hvad tjener man"}, headers=headers))
        return answers[-1].status_code == 200

    assert wait_for(is_answered, seconds=30), answers[-1].text
    return answers[-1]


def test_a_talk_goes_through_tls(proxy: Proxy, production: Rig) -> None:
    with proxy.client() as client:
        headers = begin(client)
        answer = answered(client, headers)
        assert answer.json()["messages"][0]["text"] == "svar"
        assert answer.headers["strict-transport-security"] == "max-age=31536000"
        assert client.get("/").headers["content-type"] == "text/html; charset=utf-8"
    assert "/webhooks/web/messages 200" in proxy.access_log()
    assert f"request={answer.headers['x-request-id']}" in proxy.access_log()
    assert re.search(r"turn channel=web conversation=[0-9a-f]{12} replies=1 ms=\d+ request=[0-9a-f]{32}\n", production.log())
    token = headers["Authorization"].removeprefix("Bearer ")
    for text in (token, token.split(".")[0], "hvad tjener man"):
        assert text not in proxy.access_log() + production.log()


def test_an_answer_comes_as_events(proxy: Proxy) -> None:
    with proxy.client() as client:
        headers = {**begin(client), "Accept": "text/event-stream"}
        answer = answered(client, headers)
    assert answer.headers["content-type"] == "text/event-stream; charset=utf-8"
    assert answer.text.startswith("event: message\n")


def test_without_tls_the_way_to_it_is_shown(proxy: Proxy) -> None:
    answer = httpx.get(f"{proxy.plain}/widget/chat-widget.js", trust_env=False)
    assert (answer.status_code, answer.headers["location"]) == (301, "https://localhost/widget/chat-widget.js")


@pytest.mark.parametrize(
    "path",
    [
        "/metrics",
        "/health/ready",
        "/version",
        "/status",
        "/conversations/x/tracker",
        "/model/parse",
        "/webhooks/rest/webhook",
        "/webhooks/rest/",
    ],
)
def test_nothing_but_the_chat_is_there(proxy: Proxy, path: str) -> None:
    with proxy.client() as client:
        for method in ("GET", "POST"):
            answer = client.request(method, path)
            assert answer.status_code == 404
            assert answer.headers["server"] == "nginx"
            assert "nginx/" not in answer.text


def count_until_refused(client: httpx.Client) -> int:
    """How many requests of one conversation are taken before there are too many, each claiming another address."""
    headers = begin(client)
    for taken in range(MOST + 5):
        claimed = {"X-Forwarded-For": f"203.0.113.{taken}", "X-Real-IP": f"203.0.113.{taken}", "Forwarded": f"for=203.0.113.{taken}"}
        answer = client.get(f"{WEB}/messages?after=0", headers={**headers, **claimed})
        if answer.status_code == 429:
            assert answer.json()["error"]["code"] == "too_many"
            return taken
        assert answer.status_code == 200
    raise AssertionError("never refused")


def test_an_address_is_the_one_the_proxy_saw_whatever_is_claimed(proxy: Proxy) -> None:
    for local in ("127.0.0.2", "127.0.0.3"):
        with proxy.client(local=local) as client:
            assert count_until_refused(client) == MOST


@pytest.mark.parametrize(("size", "said"), [(9_000, '{"error"'), (70_000, "<html>")])
def test_what_is_too_large_is_refused_by_karla_or_before_her(proxy: Proxy, size: int, said: str) -> None:
    with proxy.client(local="127.0.0.4") as client:
        headers = begin(client)
        answer = client.post(f"{WEB}/messages", json={"id": "message-1", "text": "a" * size}, headers=headers)
    assert answer.status_code == 413
    assert answer.text.startswith(said)


def test_figures_need_their_token_and_no_name_or_version_is_told(production: Rig) -> None:
    assert production.get("/metrics").status_code == 404
    assert production.get("/metrics", Authorization=f"Bearer {SECRET}").status_code == 404
    figures = production.get("/metrics", Authorization=f"Bearer {SECRET[::-1]}")
    assert "karla_turns_total" in figures.text
    for path in ("/", "/version", "/nope", "/health/live", "/health/ready"):
        answer = production.get(path)
        assert "3.6.21" not in answer.text + str(answer.headers)
        assert "rasa" not in str(answer.headers).lower()


@pytest.mark.parametrize(
    "path", ["/webhooks/rest/webhook", "/webhooks/slack/webhook", "/webhooks/telegram/webhook", "/conversations/x/tracker"]
)
def test_production_has_no_rest_channel_no_api_and_no_messenger_that_is_not_set_up(production: Rig, path: str) -> None:
    answer = production.post(path, b'{"sender": "anna", "message": "hej"}')
    assert (answer.status_code, answer.json()["error"]["code"]) == (404, "not_found")


def test_no_secret_is_logged(production: Rig) -> None:
    for secret in (SECRET, SECRET[::-1], production.server.environment["ACTIONS_TOKEN"]):
        assert secret not in production.log()
        assert secret not in " ".join(production.server.command)


class Halting(BaseHTTPRequestHandler):
    """Sends one event, and the second only when it is told that the first has arrived."""

    arrived = threading.Event()

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers.get("Content-Length", 0)))
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.end_headers()
        self.wfile.write(b"event: message\ndata: first\n\n")
        self.wfile.flush()
        self.wfile.write(b"event: done\ndata: second\n\n" if self.arrived.wait(15) else b"event: late\n\n")

    def log_message(self, format: str, *args: object) -> None:
        """Nothing: the test looks at what arrives."""


def test_an_event_is_handed_on_before_the_next_one_is_there(tmp_path: Path) -> None:
    upstream = ThreadingHTTPServer((LOOPBACK, 0), Halting)
    threading.Thread(target=upstream.serve_forever, daemon=True).start()
    try:
        with (
            proxy_to(f"{LOOPBACK}:{upstream.server_address[1]}", tmp_path) as running,
            running.client() as client,
            client.stream("POST", f"{WEB}/messages", json={}) as answer,
        ):
            parts = answer.iter_raw()
            assert next(parts) == b"event: message\ndata: first\n\n"
            Halting.arrived.set()
            assert b"".join(parts) == b"event: done\ndata: second\n\n"
    finally:
        upstream.shutdown()
        upstream.server_close()
