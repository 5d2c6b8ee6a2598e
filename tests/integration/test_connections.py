"""Karla calls nobody: not when she is trained, nor served, nor talked to, nor in the shell."""

from __future__ import annotations

import os
import pty
import select
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import httpx
import pytest

from bot.settings import LOOPBACK, ROOT
from bot.training import train_command
from tests.dialogues.servers import Talk, free_port, wait_for
from tests.integration.watching import Watch, is_near, outside

pytestmark = pytest.mark.servers

ANSWER = "før skat"
TYPED = (("Du: ", "hvad tjener man\r"), ("Du: ", "/stop\r"))
SAID = ("hej", "hvad tjener man i kundeservice", "hvad med i Aarhus?", "jeg er ked af det", "øv en svær kunde", "stop", "slet mine data")


@pytest.fixture
def watch(tmp_path: Path) -> Watch:
    return Watch(tmp_path)


def surroundings(watch: Watch, **more: str) -> dict[str, str]:
    """The environment of a user who set nothing: whatever keeps the servers from calling out, they bring themselves."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("RASA_", "SENTRY_"))}
    empty = {"DATABASE_URL": "", "TRACKER_DATABASE_URL": "", "HOME": str(watch.folder)}
    return watch.environment({**kept, **empty, "KARLA_VAR": str(watch.folder / "var"), **more})


def test_the_watch_sees_a_call_and_a_name_that_is_looked_up(watch: Watch) -> None:
    script = (
        "import socket\n"
        "for work in (lambda: socket.create_connection(('192.0.2.1', 9), 0.01), lambda: socket.getaddrinfo('example.invalid', 80)):\n"
        "    try: work()\n"
        "    except OSError: pass\n"
    )
    subprocess.run(watch.command([sys.executable, "-c", script], "script"), env=surroundings(watch), check=True)
    assert {"192.0.2.1", "example.invalid"} <= set(outside(watch.seen()))
    assert is_near("127.0.0.1")
    assert not is_near("10.0.0.1")


def test_serving_and_the_shell_call_nobody(watch: Watch, model: Path) -> None:
    port, actions_port = free_port(), free_port()
    environment = surroundings(watch, KARLA_MODEL=str(model), PORT=str(port), ACTIONS_PORT=str(actions_port))
    served = subprocess.Popen(
        watch.command([sys.executable, "-m", "bot.cli", "serve"], "serve"), cwd=ROOT, env=environment, stderr=subprocess.DEVNULL
    )
    address = f"http://{LOOPBACK}:{port}"

    def is_ready() -> bool:
        try:
            return httpx.get(f"{address}/health/ready", timeout=5, trust_env=False).status_code == 200
        except httpx.HTTPError:
            return served.poll() is not None

    try:
        assert wait_for(is_ready, seconds=400)
        talk = Talk(address)
        for text in SAID:
            assert talk.post({"text": text}).status_code in (200, 503)  # the second when a busy machine needs longer than people wait
    finally:
        os.kill(_command_of(served), signal.SIGINT)
        served.wait(90)
    said = in_terminal(watch.command([sys.executable, "-m", "bot.cli", "chat"], "chat"), environment, TYPED)
    assert ANSWER in said
    seen = watch.seen()
    assert seen["127.0.0.1"] > len(SAID)
    report(seen, "serving and the shell")
    assert outside(seen) == {}


def in_terminal(command: list[str], environment: dict[str, str], typed: Sequence[tuple[str, str]]) -> str:
    """What a command writes into a terminal. typed: what is typed, each once a text has been shown anew."""
    ours, theirs = pty.openpty()
    process = subprocess.Popen(command, cwd=ROOT, env=environment, stdin=theirs, stdout=theirs, stderr=subprocess.DEVNULL)
    os.close(theirs)
    shown, seen, waiting = "", 0, list(typed)
    deadline = time.monotonic() + 400  # a limit for a shell that hangs
    try:
        while time.monotonic() < deadline and process.poll() is None:
            if not select.select([ours], [], [], 1)[0]:
                continue
            try:
                part = os.read(ours, 65536).decode("utf-8", "replace")
            except OSError:  # the terminal was closed with its last process
                break
            shown += part
            if waiting and waiting[0][0] in shown[seen:]:
                seen = len(shown)
                os.write(ours, waiting.pop(0)[1].encode())
        assert process.wait(90) == 0
    finally:
        process.kill()
        os.close(ours)
    return shown


def test_training_calls_nobody(watch: Watch) -> None:
    command = watch.command(train_command(watch.folder, name="karla", config=Path("config.yml")), "train")
    done = subprocess.run(command, cwd=ROOT, env=surroundings(watch, RASA_TELEMETRY_ENABLED="false"), capture_output=True, text=True)
    assert done.returncode == 0, done.stdout[-2000:]
    report(watch.seen(), "training")
    assert outside(watch.seen()) == {}


def _command_of(process: subprocess.Popen[bytes]) -> int:
    """The watched command's own process: strace is its parent, and keeps signals to itself."""
    with open(f"/proc/{process.pid}/task/{process.pid}/children", encoding="ascii") as file:
        children = [int(child) for child in file.read().split()]
    return children[0] if b"strace" in Path(f"/proc/{process.pid}/cmdline").read_bytes() else process.pid


def report(seen: Counter[str], what: str) -> None:
    """Adds what was seen to results/connections.md."""
    file = ROOT / "results" / "connections.md"
    file.parent.mkdir(exist_ok=True)
    rows = "\n".join(f"| {what} | {place} | {count} |" for place, count in sorted(seen.items()))
    with file.open("a", encoding="utf-8") as written:
        written.write(f"\n| run | address or name | times |\n|---|---|---|\n{rows}\n")
