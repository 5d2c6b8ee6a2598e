"""Commands in a terminal of their own, typed into as a person would."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.settings import ROOT

LOST_SECONDS = 5  # of silence after a key: it came while the terminal changed its ways, and a person would press it again
LONGEST_SECONDS = 60  # a limit for one that hangs
UTF8 = {"PYTHONUTF8": "1"}
TALK = "from bot.shell.screen import open_screen; from bot.shell.talk import converse; import sys; converse(sys.argv[1], open_screen())"


@dataclass(frozen=True)
class Shown:
    """What a terminal showed, with its line ends as one character, and how the command ended."""

    text: str
    code: int


def command(address: str) -> list[str]:
    return [sys.executable, "-c", TALK, address]


def surroundings(given: Mapping[str, str]) -> dict[str, str]:
    kept = {
        name: value for name, value in os.environ.items() if not name.startswith(("LC_", "LANG", "PYTHON", "NO_COLOR", "COLUMNS", "LINES"))
    }
    return {**kept, "TERM": "xterm", "PYTHONPATH": str(ROOT), **given}


def in_terminal(address: str, typed: Sequence[tuple[str, bytes]], environment: Mapping[str, str] = UTF8, *, columns: int = 80) -> Shown:
    """A talk in a terminal. typed: what is typed, each once a text has been shown anew."""
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 40, columns, 0, 0))

    def take_terminal() -> None:
        os.setsid()  # so that Ctrl-C, typed there, reaches the command
        fcntl.ioctl(0, termios.TIOCSCTTY, 0)
        signal.signal(signal.SIGINT, signal.SIG_DFL)  # whoever runs tests in the background ignores it, and children inherit that

    process = subprocess.Popen(
        command(address), cwd=ROOT, env=surroundings(environment), stdin=theirs, stdout=theirs, stderr=theirs, preexec_fn=take_terminal
    )
    os.close(theirs)
    shown, seen, waiting, silent = b"", 0, list(typed), 0
    deadline = time.monotonic() + LONGEST_SECONDS
    try:
        while time.monotonic() < deadline:
            if not select.select([ours], [], [], 1)[0]:
                silent += 1
                if not waiting and silent % LOST_SECONDS == 0:
                    os.write(ours, typed[-1][1])
                continue
            silent = 0
            try:
                part = os.read(ours, 65536)
            except OSError:  # the terminal was closed with its last process
                break
            if not part:
                break
            shown += part
            if waiting and waiting[0][0].encode() in shown[seen:]:
                seen = len(shown)
                os.write(ours, waiting.pop(0)[1])
        code = process.wait(LONGEST_SECONDS)
    finally:
        process.kill()
        os.close(ours)
    assert waiting == [], shown.decode("utf-8", "replace")
    return Shown(shown.decode("utf-8", "replace").replace("\r\n", "\n").replace("\x1b[?2004h", "").replace("\x1b[?2004l\r", ""), code)


def piped(address: str, typed: str, environment: Mapping[str, str] = UTF8) -> tuple[bytes, int]:
    """A talk whose lines come from a pipe and go to one. Returns: what was written, and how the command ended."""
    done = subprocess.run(
        command(address), cwd=ROOT, env=surroundings(environment), input=typed.encode(), capture_output=True, timeout=LONGEST_SECONDS
    )
    assert done.stderr == b""
    return done.stdout, done.returncode
