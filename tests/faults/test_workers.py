"""Several Rasa processes on one PostgreSQL and one Redis: one writer for each conversation, whoever is killed, and nothing lost or doubled."""

from __future__ import annotations

import json
import os
import secrets
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest
from sqlalchemy import create_engine, text

from bot.settings import LOOPBACK, ROOT
from tests.dialogues.servers import free_port, wait_for
from tests.dialogues.test_supervision import children
from tests.faults.postgres import PROGRAMS, Postgres, postgres
from tests.integration.proxy import NGINX, OPENSSL, proxy_to
from tests.integration.redis_server import PROGRAM, RedisServer, redis_server

__all__ = ["postgres", "redis_server"]

pytestmark = [
    pytest.mark.servers,
    pytest.mark.skipif(PROGRAMS is None or PROGRAM is None, reason="PostgreSQL or Redis is not installed on this machine: make stores"),
]

SENDERS = 500
AT_ONCE = 4  # pairs under way: what two workers on a busy machine answer within the time a turn has
TALKS, TURNS = 12, 12  # of the load under which a worker is killed
RETURN_SECONDS = 60


@dataclass(frozen=True)
class Workers:
    """Two workers as `make run` starts them. addresses: theirs, in the order of their ports."""

    process: subprocess.Popen[str]
    addresses: tuple[str, str]
    database: str
    redis: RedisServer

    def pids(self) -> list[int]:
        """The Rasa processes, in the order of their addresses."""
        found: dict[int, int] = {}
        for pid in children(self.process.pid):
            command = Path(f"/proc/{pid}/cmdline").read_text(encoding="utf-8").split("\0")
            if "rasa" in command and "run" in command:
                found[int(command[command.index("--port") + 1])] = pid
        return [found[port] for port in sorted(found)]

    def rows(self, query: str, **values: Any) -> list[Any]:
        engine = create_engine(self.database, future=True)
        with engine.connect() as connection:
            rows = list(connection.execute(text(query), values))
        engine.dispose()
        return rows


def is_ready(address: str) -> bool:
    try:
        return httpx.get(f"{address}/health/ready", timeout=2, trust_env=False).status_code == 200
    except httpx.HTTPError:
        return False


@pytest.fixture(scope="module")
def workers(postgres: Postgres, redis_server: RedisServer, model: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workers]:
    var = tmp_path_factory.mktemp("workers")
    port = free_port()
    given = {"KARLA_VAR": str(var), "KARLA_MODEL": str(model), "PORT": str(port), "ACTIONS_PORT": str(free_port()), "WORKERS": "2"}
    given |= {"DATABASE_URL": postgres.url, "TRACKER_DATABASE_URL": postgres.url, "REDIS_URL": redis_server.url}
    given |= {"RATE_PER_ADDRESS": "1000000", "RATE_PER_CONVERSATION": "1000"}
    with (var / "serve.log").open("w") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "bot.cli", "serve"], cwd=ROOT, env={**os.environ, **given}, stdout=log, stderr=log, text=True
        )
    addresses = (f"http://{LOOPBACK}:{port}", f"http://{LOOPBACK}:{port + 1}")
    try:
        assert wait_for(lambda: process.poll() is not None or all(map(is_ready, addresses)), seconds=180)
        assert process.poll() is None, (var / "serve.log").read_text()
        yield Workers(process, addresses, postgres.url, redis_server)
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(60)


def turns_of(events: list[dict[str, Any]]) -> list[list[str]]:
    """The kinds of events of each turn: what lies from one listening to the next."""
    turns: list[list[str]] = [[]]
    for event in events:
        turns[-1].append(event["event"])
        if event["event"] == "action" and event["name"] == "action_listen":
            turns.append([])
    return [turn for turn in turns if "user" in turn]


def test_two_messages_at_the_same_moment_to_two_workers_are_two_turns(workers: Workers) -> None:
    texts = ("hej", "tak")
    clients = [httpx.Client(base_url=address, timeout=30, trust_env=False) for address in workers.addresses]
    pairs = [f"pair-{number:04d}-{secrets.token_hex(4)}" for number in range(SENDERS)]

    def post(sender: str, number: int) -> int:
        answer = clients[number].post("/webhooks/rest/webhook", json={"sender": sender, "message": texts[number]})
        return answer.status_code if answer.json() else 0

    def both(sender: str) -> list[int]:
        with ThreadPoolExecutor(2) as pool:
            return list(pool.map(lambda number: post(sender, number), range(2)))

    with ThreadPoolExecutor(AT_ONCE) as pool:
        statuses = list(pool.map(both, pairs))
    assert statuses == [[200, 200]] * SENDERS
    stored: dict[str, list[dict[str, Any]]] = {sender: [] for sender in pairs}
    for row in workers.rows("SELECT sender_id, data FROM events WHERE sender_id LIKE 'pair-%' ORDER BY id"):
        stored[row.sender_id].append(json.loads(row.data))
    for sender, events in stored.items():
        said = [event["text"] for event in events if event["event"] == "user"]
        assert sorted(said) == sorted(texts), sender
        assert [event["event"] for event in events].count("session_started") == 1, sender
        # Each turn has one user and at least one answer: nothing of the other lies in between.
        assert [(turn.count("user"), "bot" in turn) for turn in turns_of(events)] == [(1, True)] * 2, sender


class Person:
    """Somebody who writes one message after the other, at whichever worker answers, and sends again what got no answer."""

    def __init__(self, workers: Workers, number: int) -> None:
        self._clients = [httpx.Client(base_url=address, timeout=30, trust_env=False) for address in workers.addresses]
        self._number = number
        self.texts = [f"hvad tjener man, spørgsmål {turn} fra {number}" for turn in range(TURNS)]
        self.answers: list[list[dict[str, Any]]] = []
        self.headers: dict[str, str] = {}
        self.tries = 0

    def send(self, path: str, body: dict[str, Any], status: int) -> Any:
        """The answer, from the one or the other. Raises: AssertionError after a minute without one."""
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline:
            self.tries += 1
            client = self._clients[(self._number + self.tries) % 2]
            try:
                answer = client.post(f"/webhooks/web/{path}", json=body, headers=self.headers)
            except httpx.HTTPError:
                continue
            if answer.status_code == status:
                return answer.json()
            assert answer.status_code in (409, 503), answer.text
        raise AssertionError(f"no answer to {body} in a minute")

    def talk(self) -> None:
        token = self.send("conversations", {}, 201)["token"]
        self.headers = {"Authorization": f"Bearer {token}"}
        self.conversation = token.split(".")[0]
        for turn, said in enumerate(self.texts):
            self.answers.append(self.send("messages", {"id": f"message-{turn:04d}", "text": said}, 200)["messages"])


def test_a_worker_killed_under_load_loses_and_doubles_nothing_and_is_back(workers: Workers) -> None:
    people = [Person(workers, number) for number in range(TALKS)]
    talking = [threading.Thread(target=person.talk) for person in people]
    for thread in talking:
        thread.start()
    assert wait_for(lambda: sum(len(person.answers) for person in people) > TALKS * TURNS // 4, seconds=60)
    killed = workers.pids()[1]
    os.kill(killed, signal.SIGKILL)
    died = time.monotonic()
    assert wait_for(lambda: len(workers.pids()) == 2 and killed not in workers.pids(), seconds=RETURN_SECONDS)
    assert wait_for(lambda: is_ready(workers.addresses[1]), seconds=RETURN_SECONDS)
    took = time.monotonic() - died
    for thread in talking:
        thread.join()
    assert took < RETURN_SECONDS
    for person in people:
        assert len(person.answers) == TURNS
        page = httpx.get(
            f"{workers.addresses[0]}/webhooks/web/messages?after=0", headers=person.headers, timeout=30, trust_env=False
        ).json()["messages"]
        assert [message["text"] for message in page if message["from"] == "user"] == person.texts
        assert [message for message in page if message["from"] == "bot"] == [said for answer in person.answers for said in answer]
        uttered = workers.rows(
            "SELECT data FROM events WHERE type_name = 'user' AND sender_id = :sender ORDER BY id", sender=person.conversation
        )
        assert [json.loads(row.data)["message_id"] for row in uttered] == [f"message-{turn:04d}" for turn in range(TURNS)]


def test_rates_are_counted_for_both_workers_together(workers: Workers) -> None:
    # A school that opens the page at once: 60 conversations in ten seconds from one address, whichever worker they reach.
    statuses = [
        httpx.post(f"{workers.addresses[number % 2]}/webhooks/web/conversations", json={}, trust_env=False, timeout=30).status_code
        for number in range(80)
    ]
    assert 429 in statuses
    assert statuses.index(429) <= 60


@pytest.mark.parametrize("fault", ["gone", "hanging"])
def test_without_redis_nobody_is_answered_by_two_and_it_heals(workers: Workers, fault: str) -> None:
    person = Person(workers, 0)
    assert wait_for(lambda: begins(workers.addresses[0]), seconds=20)
    person.headers = {"Authorization": f"Bearer {person.send('conversations', {}, 201)['token']}"}
    if fault == "gone":
        workers.redis.stop()
    else:
        os.kill(workers.redis.pid, signal.SIGSTOP)
    try:
        started = time.monotonic()
        refused = httpx.post(
            f"{workers.addresses[0]}/webhooks/web/messages",
            json={"id": "while-away", "text": "hej"},
            headers=person.headers,
            timeout=30,
            trust_env=False,
        )
        assert time.monotonic() - started < 5
        assert (refused.status_code, refused.json()["error"]["code"]) == (503, "storage")
        assert not is_ready(workers.addresses[0])
    finally:
        if fault == "gone":
            workers.redis.start()
        else:
            os.kill(workers.redis.pid, signal.SIGCONT)
    assert wait_for(lambda: is_ready(workers.addresses[0]), seconds=20)
    assert person.send("messages", {"id": "while-away", "text": "hej"}, 200)["messages"]


def begins(address: str) -> bool:
    """Whether a conversation can be begun: the test before this one used up what an address may."""
    return httpx.post(f"{address}/webhooks/web/conversations", json={}, timeout=30, trust_env=False).status_code == 201


@pytest.mark.skipif(not (NGINX and OPENSSL), reason="nginx or openssl is not installed on this machine: make proxy")
def test_the_proxy_sends_a_conversation_to_the_same_worker(workers: Workers, tmp_path: Path) -> None:
    def turns(address: str) -> float:
        lines = httpx.get(f"{address}/metrics", timeout=30, trust_env=False).text.splitlines()
        return sum(float(line.split()[-1]) for line in lines if line.startswith("karla_turns_total{"))

    first, second = (address.removeprefix("http://") for address in workers.addresses)
    used = []
    with proxy_to(f"{first}; server {second}", tmp_path) as proxy, proxy.client() as client:
        for _ in range(8):
            token = client.post("/webhooks/web/conversations", json={}).json()["token"]
            before = [turns(address) for address in workers.addresses]
            for number in range(4):
                answer = client.post(
                    "/webhooks/web/messages", json={"id": f"message-{number}", "text": "hej"}, headers={"Authorization": f"Bearer {token}"}
                )
                assert answer.status_code == 200
            used.append([turns(address) - was for address, was in zip(workers.addresses, before, strict=True)])
    assert all(sorted(each) == [0, 4] for each in used), used
    assert len({tuple(each) for each in used}) == 2, "eight conversations, all at one worker"
