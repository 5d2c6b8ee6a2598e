"""Karla as she is served, with an empty database, for as long as a measurement takes."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace

import psutil

from bot import settings as settings_module
from bot.knowledge.loader import fill
from bot.knowledge.schema import open_engine
from bot.serving import Server, rasa_ports, servers, wait_until_ready
from bot.settings import CONTENT, LOOPBACK, MODEL
from tests.dialogues.servers import free_port

# What is measured is the bot, not its patience with one address.
NO_LIMIT = {"RATE_PER_ADDRESS": "1000000", "RATE_PER_CONVERSATION": "1000000"}


@dataclass(frozen=True)
class Served:
    """The running servers. addresses: one for each Rasa process."""

    addresses: tuple[str, ...]
    servers: tuple[Server, ...]

    def memory_mb(self) -> dict[str, float]:
        """Resident memory by the name of the server."""
        return {server.name: memory_mb(server) for server in self.servers}

    def processor_seconds(self) -> dict[str, float]:
        """Seconds of processor so far, of all Rasas together and of the action server."""
        found = {"rasa": 0.0, "actions": 0.0}
        for server in self.servers:
            found[server.name.partition("-")[0]] += sum(sum(one.cpu_times()[:2]) for one in processes(server))
        return found


def say(text: str) -> None:
    print(f"[bench] {text}", file=sys.stderr, flush=True)


def memory_mb(server: Server) -> float:
    """Resident memory of a server and its children."""
    return float(sum(one.memory_info().rss for one in processes(server)) / 2**20)


def processes(server: Server) -> list[psutil.Process]:
    """A running server and its children."""
    assert server.process is not None
    process = psutil.Process(server.process.pid)
    return [process, *process.children(recursive=True)]


@contextmanager
def served(given: Mapping[str, str]) -> Iterator[Served]:
    """Starts all servers on free ports with these settings, in a folder that is gone afterwards.

    given: environment variables; what is not there is embedded. The model is KARLA_MODEL, or the one of make train.
    """
    with tempfile.TemporaryDirectory() as folder:
        places = {"KARLA_VAR": folder, "KARLA_MODEL": os.environ.get("KARLA_MODEL") or str(MODEL)}
        ports = {"PORT": str(free_port()), "ACTIONS_PORT": str(free_port())}
        settings = settings_module.read({**places, **ports, **NO_LIMIT, **given})
        fill(open_engine(settings.database_url), CONTENT)
        running = [replace(server, environment={**server.environment, **NO_LIMIT}) for server in servers(settings)]
        try:
            for server in running:
                server.start()
            wait_until_ready(running, say=say)
            yield Served(tuple(f"http://{LOOPBACK}:{port}" for port in rasa_ports(settings).values()), tuple(running))
        finally:
            for server in reversed(running):
                server.stop()
