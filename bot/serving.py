"""Starts the action server and Rasa, waits until both answer, restarts one that dies, and ends both together."""

from __future__ import annotations

import secrets
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from types import FrameType
from urllib.parse import quote

import httpx
from ruamel.yaml import YAML

from bot.errors import ServeError
from bot.log_files import LogFiles
from bot.settings import LOOPBACK, ROOT, Settings
from bot.training import quiet_environment

START_SECONDS = 180  # a cold disk and a busy machine: Rasa alone was seen to take 40
STOP_SECONDS = 20  # Sanic finishes the turns it has begun, up to 15
POLL_SECONDS = 0.2
MOST_RESTARTS = 5  # in RESTART_WINDOW seconds; more means that it cannot start at all
RESTART_WINDOW = 120.0
TRACKER_STORES = ("bot.conversations.tracker_store.ConversationTrackerStore",)
LARGEST_REQUEST = 64 * 1024  # bytes; each channel has a smaller limit of its own
EVERYWHERE = ("0.0.0.0", "::")  # noqa: S104 - only production listens there, in a container of its own
REQUEST_SECONDS = 10  # to send the head of one
RESPONSE_SECONDS = 15  # to send its body and be answered; turns have limits of their own that are much smaller


@dataclass
class Server:
    """One process we keep alive. ready_url answers 200 when it can serve."""

    name: str
    command: Sequence[str]
    ready_url: str
    environment: Mapping[str, str]
    log: Path
    process: subprocess.Popen[bytes] | None = None
    starts: list[float] = field(default_factory=list)

    def start(self) -> None:
        self.log.parent.mkdir(parents=True, exist_ok=True)
        with self.log.open("ab") as log:
            # A group of its own: Ctrl-C in a terminal reaches only us, and we end the servers in order.
            self.process = subprocess.Popen(
                self.command, cwd=ROOT, env=dict(self.environment), stdout=log, stderr=subprocess.STDOUT,
                stdin=subprocess.DEVNULL, start_new_session=True,
            )  # fmt: skip
        self.starts.append(time.monotonic())

    def is_alive(self) -> bool:
        return self.process is not None and self.process.poll() is None

    def is_ready(self) -> bool:
        """Whether it can serve. Raises: ServeError when it answers that it never will, for want of a model."""
        try:
            answer = httpx.get(self.ready_url, timeout=2, trust_env=False)
        except httpx.HTTPError:
            return False
        if answer.status_code == 503 and lacks_model(answer):
            raise ServeError(f"The {self.name} server cannot load the model. Its log, {self.log}, closes with:\n  {self.last_words()}")
        return answer.status_code == 200

    def stop(self) -> None:
        """Asks it to end, and makes it when it does not."""
        if self.process is None or self.process.poll() is not None:
            return
        self.process.terminate()
        try:
            self.process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()

    def last_words(self) -> str:
        lines = self.log.read_text(encoding="utf-8", errors="replace").splitlines() if self.log.exists() else []
        return "\n  ".join(lines[-15:])

    def keeps_dying(self) -> bool:
        recent = [start for start in self.starts if time.monotonic() - start < RESTART_WINDOW]
        return len(recent) > MOST_RESTARTS


def lacks_model(answer: httpx.Response) -> bool:
    """Whether a server that is not ready says that it has no model; it may also be starting, or wait for its database."""
    try:
        return bool(answer.json()["checks"]["model"] is False)
    except (ValueError, KeyError, TypeError):
        return False


def servers(settings: Settings) -> list[Server]:
    """The action server and Rasa, as they are started with these settings; all on loopback unless HOST says otherwise.

    With WORKERS there are that many Rasas, each a process of its own on the ports from PORT on: "rasa", "rasa-2", ... Sanic's own
    workers share one port, so that no proxy could send a conversation to the same one, and it does not replace one that was killed.
    """
    token = settings.actions_token or secrets.token_hex(32)
    environment = {
        **quiet_environment(),
        "DATABASE_URL": settings.database_url,
        "TRACKER_DATABASE_URL": settings.tracker_database_url,
        "REDIS_URL": settings.redis_url,
        "ACTIONS_PORT": str(settings.actions_port),
        "ACTIONS_URL": settings.actions_url,
        "ACTIONS_TOKEN": token,
        "KARLA_VAR": str(settings.var),
        "SANIC_HOST": settings.host,  # rasa-sdk has no option for the address and would listen on every one
        "SANIC_WORKERS": "1",
        "WORKERS": "1",  # what each of them is
        "SANIC_PROXIES_COUNT": str(settings.channels.proxies),
    }
    python = [sys.executable, "-W", "ignore", "-m"]
    # The action server gets trackers, which are larger than what anybody sends us.
    limits = {"SANIC_REQUEST_MAX_SIZE": str(LARGEST_REQUEST), "SANIC_REQUEST_TIMEOUT": str(REQUEST_SECONDS)}
    if not settings.api:
        limits["SANIC_RESPONSE_TIMEOUT"] = str(RESPONSE_SECONDS)
    actions = [*python, "bot.action_server", "--actions", "actions", "--port", str(settings.actions_port)]
    rasa = [*python, "rasa", "run", "--model", str(settings.model), "--endpoints", "endpoints.yml", "--credentials", "credentials.yml"]
    rasa += ["--interface", settings.host]
    if settings.api:
        rasa += ["--enable-api", *(["--auth-token", settings.api_token] if settings.api_token else [])]
    api_token = f"?token={quote(settings.api_token)}" if settings.api_token else ""
    logs = settings.var / "log"
    near = LOOPBACK if settings.host in EVERYWHERE else settings.host
    started = [Server("actions", actions, f"http://{near}:{settings.actions_port}/health", environment, logs / "actions.log")]
    for name, port in rasa_ports(settings).items():
        ready = f"http://{near}:{port}/health/ready{api_token}"
        started.append(
            Server(name, [*rasa, "--port", str(port)], ready, {**environment, **limits, "PORT": str(port)}, logs / f"{name}.log")
        )
    return started


def rasa_ports(settings: Settings) -> dict[str, int]:
    """The names of the Rasa processes, and the port of each."""
    return {"rasa" if number == 0 else f"rasa-{number + 1}": settings.port + number for number in range(settings.workers)}


def is_part(name: str, only: str | None) -> bool:
    """Whether a server is started when only this kind is asked for; None asks for all."""
    return only is None or name.partition("-")[0] == only


def check_ports(settings: Settings, *, only: str | None = None) -> None:
    """Raises: ServeError naming the first port that something else holds, and how to choose another. only: the server that is started."""
    ports = [("rasa", "PORT", port) for port in rasa_ports(settings).values()] + [("actions", "ACTIONS_PORT", settings.actions_port)]
    for kind, name, port in ports:
        if not is_part(kind, only):
            continue
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((settings.host, port))
            except OSError as error:
                raise ServeError(
                    f"Port {port} ({name}) is taken: {error.strerror}. End what uses it, or choose another: make run {name}={port + 1}"
                ) from error


def check_endpoints(path: Path) -> str:
    """The type of tracker store in use. Raises: ServeError when the tracker store is not one we know; Rasa would fall back to memory with one warning."""
    # "base" leaves ${...} alone; Rasa teaches ruamel's other loaders to fill them in, for the whole process.
    document = YAML(typ="base").load(path.read_text(encoding="utf-8")) or {}
    kind = (document.get("tracker_store") or {}).get("type")
    if kind not in TRACKER_STORES:
        raise ServeError(
            f"{path.name}: tracker_store has type {kind!r}, and conversations would be kept in memory only. "
            f"Use one of: {', '.join(TRACKER_STORES)}."
        )
    return str(kind)


def wait_until_ready(running: Sequence[Server], *, say: Callable[[str], None]) -> None:
    """Returns when every server answers. Raises: ServeError with its last words when one ends or takes too long."""
    deadline = time.monotonic() + START_SECONDS
    waiting = list(running)
    while waiting:
        for server in list(waiting):
            if server.is_ready():
                say(f"{server.name} answers")
                waiting.remove(server)
            elif not server.is_alive():
                raise ServeError(
                    f"The {server.name} server ended while starting. Its log, {server.log}, closes with:\n  {server.last_words()}"
                )
        if time.monotonic() > deadline:
            names = " and ".join(server.name for server in waiting)
            raise ServeError(f"{names} did not answer within {START_SECONDS} s. Look in {waiting[0].log}:\n  {waiting[0].last_words()}")
        time.sleep(POLL_SECONDS)


class EndSignal(Exception):  # noqa: N818 - not an error: somebody asked us to end
    """A signal asked us to end."""


def _end(number: int, frame: FrameType | None) -> None:
    raise EndSignal(signal.Signals(number).name)


def serve(settings: Settings, *, say: Callable[[str], None], announce: Callable[[str], None], only: str | None = None) -> None:
    """Serves until Ctrl-C or SIGTERM. announce gets the address once, when it answers. only: one server, where the other has a container.

    Raises: ServeError when a port is taken or a server cannot be started or keeps dying; nothing is left running.
    """
    check_endpoints(ROOT / "endpoints.yml")
    check_ports(settings, only=only)
    running = [server for server in servers(settings) if is_part(server.name, only)]
    if settings.workers > 1 and settings.tracker_database_url.startswith("sqlite"):
        say(
            f"{settings.workers} workers share one SQLite file, which has one writer at a time; TRACKER_DATABASE_URL=postgresql://... lets them work beside each other"
        )
    logs = LogFiles(settings.var / "log", days=settings.channels.retention_days)
    logs.keep(date.today())
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, _end)
    try:
        for server in running:
            say(f"starting {server.name}")
            server.start()
        wait_until_ready(running, say=say)
        announce(f"http://localhost:{settings.port}/")
        _keep_alive(running, logs, say=say)
    except EndSignal:
        say("ending")
    finally:
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, signal.SIG_IGN)
        # Rasa first: it finishes the turns it has begun, and those need the action server.
        for server in reversed(running):
            server.stop()


def _keep_alive(running: Sequence[Server], logs: LogFiles, *, say: Callable[[str], None]) -> None:
    while True:
        for server in running:
            if not server.is_alive():
                if server.keeps_dying():
                    raise ServeError(
                        f"The {server.name} server died {MOST_RESTARTS} times in {RESTART_WINDOW:.0f} s. Look in {server.log}:\n  {server.last_words()}"
                    )
                say(f"{server.name} ended unexpectedly; starting it again")
                server.start()
        logs.keep(date.today())
        time.sleep(POLL_SECONDS)
