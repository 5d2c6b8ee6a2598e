"""Whom processes call: by Python's audit events, and by the system calls of everything they start where strace can be used."""

from __future__ import annotations

import ast
import ipaddress
import json
import os
import re
import shutil
import subprocess
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

WATCHER = Path(__file__).resolve().parent / "watch"
NEAR_NAMES = ("localhost", "", "None")
# connect(5, {sa_family=AF_INET, sin_port=htons(80), sin_addr=inet_addr("10.1.2.3")}, 16) and its like for IPv6.
SYSTEM_CALL = re.compile(r'(connect|sendto)\(.*(?:inet_addr\("([^"]+)"\)|inet_pton\(AF_INET6, "([^"]+)")')


@dataclass(frozen=True)
class Watch:
    """What was seen is written below folder. Give command() and environment() to whatever is to be watched."""

    folder: Path

    def environment(self, base: dict[str, str]) -> dict[str, str]:
        path = os.pathsep.join(filter(None, [str(WATCHER), base.get("PYTHONPATH", "")]))
        return {**base, "PYTHONPATH": path, "KARLA_WATCH": str(self.folder / "seen.jsonl")}

    def command(self, command: list[str], name: str) -> list[str]:
        strace = shutil.which("strace")
        if strace is None or subprocess.run([strace, "-qq", "-o", os.devnull, "true"], capture_output=True).returncode:
            return command
        watching = ["-f", "--seccomp-bpf", "-qq", "-e", "trace=connect,sendto", "-e", "signal=none"]
        return [strace, *watching, "-o", str(self.folder / f"{name}.strace"), *command]

    def seen(self) -> Counter[str]:
        """How often each address or name was asked for. Sockets of files count as "a socket on this machine"."""
        found: Counter[str] = Counter()
        file = self.folder / "seen.jsonl"
        for line in file.read_text(encoding="utf-8").splitlines() if file.exists() else []:
            found[_place(ast.literal_eval(json.loads(line)["target"]))] += 1
        for traced in self.folder.glob("*.strace"):
            for match in SYSTEM_CALL.finditer(traced.read_text(encoding="utf-8", errors="replace")):
                found[f"{match[2] or match[3]} (system call)"] += 1
        return found


def outside(seen: Counter[str]) -> dict[str, int]:
    """What is not on this machine."""
    return {place: count for place, count in seen.items() if not is_near(place.partition(" (")[0])}


def is_near(place: str) -> bool:
    """Whether an address or name is this machine's own."""
    if place in (*NEAR_NAMES, "a socket on this machine"):
        return True
    try:
        address = ipaddress.ip_address(place)
    except ValueError:
        return False
    return address.is_loopback or address.is_unspecified


def _place(target: object) -> str:
    if isinstance(target, tuple):
        return str(target[0])
    if isinstance(target, (bytes, str)) and os.fsdecode(target).startswith(("/", "\0")):
        return "a socket on this machine"
    return target.decode("utf-8", "replace") if isinstance(target, bytes) else str(target)
