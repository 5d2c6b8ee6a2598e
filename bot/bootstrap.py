"""Makes the environment Karla runs in, from a bare checkout. Standard library only.

Run by the Makefile with whatever `python3` the machine has. It finds or installs uv, finds a Python that Rasa 3.6
runs on, installs `requirements.lock`, and tries to fetch spaCy's Danish model. A second run finds everything in
place and does nothing.
"""

from __future__ import annotations

import glob
import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
TOOLS = ROOT / ".tools"
LOCK = ROOT / "requirements.lock"
STAMP = VENV / "karla-installed"
DANISH_STAMP = VENV / "karla-danish"
SUPPORTED = ("3.11", "3.10")
NEEDED_MB = 4500  # the environment as measured: 2.9 GB, and as much again in uv's cache at worst

# spaCy's official release for spaCy 3.4; no package index carries it. --no-deps: the lock already has spaCy.
DANISH_WHEEL = "https://github.com/explosion/spacy-models/releases/download/da_core_news_sm-3.4.0/da_core_news_sm-3.4.0-py3-none-any.whl"
DANISH_SECONDS = 90


class BootstrapError(Exception):
    """Installing cannot go on; the message says what was missing and what to do."""


def say(text: str) -> None:
    print(f"[install] {text}", file=sys.stderr, flush=True)


def venv_python(venv: Path = VENV) -> Path:
    return venv / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def answers(python: str) -> str | None:
    """The "3.x" a Python executable reports, or None when it does not run (pyenv's shims without a version)."""
    command = [python, "-c", "import sys; print('%d.%d' % sys.version_info[:2])"]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=30)
    except (OSError, subprocess.TimeoutExpired):
        return None
    return done.stdout.strip() if done.returncode == 0 else None


def candidates(version: str) -> list[str]:
    """Places where a Python of this version usually is, best first."""
    here = [sys.executable] if version == ".".join(map(str, sys.version_info[:2])) else []
    on_path = [found for found in [shutil.which(f"python{version}")] if found]
    pyenv_root = os.environ.get("PYENV_ROOT") or str(Path.home() / ".pyenv")
    pyenv = sorted(glob.glob(f"{pyenv_root}/versions/{version}.*/bin/python{version}"), reverse=True)
    return here + on_path + pyenv


def find_python(uv: str, versions: tuple[str, ...] = SUPPORTED) -> str:
    """A Python that Rasa 3.6 runs on: one of the machine's own, else one that uv brings."""
    for version in versions:
        for python in candidates(version):
            if answers(python) == version:
                return python
    for version in versions:
        found = subprocess.run([uv, "python", "find", version], capture_output=True, text=True)
        if found.returncode == 0 and answers(found.stdout.strip()) == version:
            return found.stdout.strip()
    say(f"no Python {' or '.join(versions)} found; asking uv for {versions[0]}")
    brought = subprocess.run([uv, "python", "install", versions[0]], capture_output=True, text=True)
    found = subprocess.run([uv, "python", "find", versions[0]], capture_output=True, text=True)
    if brought.returncode == 0 and found.returncode == 0:
        return found.stdout.strip()
    raise BootstrapError(
        f"Rasa 3.6 needs Python {' or '.join(versions)}; this machine has neither and uv could not fetch one.\n"
        f"Install one (Debian and Ubuntu: apt install python3.11 python3.11-venv; macOS: brew install python@3.11;\n"
        f"anywhere: pyenv install 3.11) and run the same command again."
    )


def index_settings() -> dict[str, str]:
    """The package index pip is set up with, for uv, which does not read pip's own settings."""
    if any(name in os.environ for name in ("UV_DEFAULT_INDEX", "UV_INDEX_URL", "UV_CONFIG_FILE")):
        return {}
    index = os.environ.get("PIP_INDEX_URL", "")
    if not index:
        asked = subprocess.run([sys.executable, "-m", "pip", "config", "get", "global.index-url"], capture_output=True, text=True)
        index = asked.stdout.strip() if asked.returncode == 0 else ""
    return {"UV_DEFAULT_INDEX": index} if index else {}


def find_uv() -> str:
    """uv from the PATH, else from a folder of the checkout, where it is installed when it is missing."""
    own = TOOLS / "uv" / ("Scripts/uv.exe" if os.name == "nt" else "bin/uv")
    target = TOOLS / "uv-target"
    for place in (shutil.which("uv"), str(own), str(target / "bin" / "uv")):
        if place and Path(place).exists():
            return place
    say("uv is missing; installing it into .tools/")
    attempts = (
        [[sys.executable, "-m", "venv", str(TOOLS / "uv")], [str(venv_python(TOOLS / "uv")), "-m", "pip", "install", "-q", "uv"]],
        [[sys.executable, "-m", "pip", "install", "-q", "--target", str(target), "uv"]],
    )
    for steps in attempts:
        if all(subprocess.run(step, capture_output=True).returncode == 0 for step in steps):
            return find_uv()
        shutil.rmtree(TOOLS, ignore_errors=True)
    raise BootstrapError(
        "uv could not be installed: the package index did not answer, or this python3 has neither venv nor pip.\n"
        "Check the network (pip's index settings are used), or install uv yourself, and run the same command again."
    )


def wanted(python_version: str) -> str:
    return hashlib.sha256(LOCK.read_bytes()).hexdigest() + " " + python_version


def is_installed() -> bool:
    python = venv_python()
    if not STAMP.exists() or not python.exists():
        return False
    lock_hash, _, version = STAMP.read_text().partition(" ")
    return wanted(version) == f"{lock_hash} {version}" and answers(str(python)) == version


def check_space(folder: Path) -> None:
    free_mb = shutil.disk_usage(folder).free // 2**20
    if free_mb < NEEDED_MB:
        raise BootstrapError(
            f"{folder} has {free_mb} MB free and installing takes up to {NEEDED_MB} MB.\n"
            f"Free some space and run the same command again; nothing was changed."
        )


def install() -> None:
    check_space(ROOT)
    uv = find_uv()
    python = find_python(uv)
    version = answers(python) or ""
    environment = {**os.environ, **index_settings()}
    say(f"Python {version}: installing {LOCK.name} into .venv (a few minutes the first time)")
    made = subprocess.run([uv, "venv", "-q", "--allow-existing", "--python", python, str(VENV)], env=environment)
    synced = (
        made.returncode == 0
        and subprocess.run([uv, "pip", "sync", "-q", "--python", str(venv_python()), str(LOCK)], env=environment).returncode == 0
    )
    if not synced:
        raise BootstrapError(
            "Installing stopped; the reason is above. Without network: connect and run the same command again,\n"
            "what was fetched so far is kept. With no space left: free some. A folder .venv that is beyond repair may be deleted."
        )
    STAMP.write_text(wanted(version))
    DANISH_STAMP.unlink(missing_ok=True)


def fetch_danish() -> None:
    """Tries once to fetch da_core_news_sm; `make danish` tries again."""
    if DANISH_STAMP.exists():
        return
    uv = find_uv()
    say("fetching spaCy's Danish model da_core_news_sm")
    command = [uv, "pip", "install", "-q", "--no-deps", "--python", str(venv_python()), DANISH_WHEEL]
    environment = {**os.environ, "UV_HTTP_TIMEOUT": "20", "UV_HTTP_RETRIES": "1"}
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=DANISH_SECONDS, env=environment)
        fetched = done.returncode == 0
    except subprocess.TimeoutExpired:
        fetched = False
    if not fetched:
        say("da_core_news_sm cannot be fetched here: using spaCy's blank Danish with lookup lemmas (make danish tries again)")
    DANISH_STAMP.write_text("da_core_news_sm" if fetched else "lookup")


def main(arguments: list[str]) -> int:
    if sys.version_info < (3, 10):  # noqa: UP036 - run by whatever python3 the machine has
        print("[install] python3 is older than 3.10. Install Python 3.10 or 3.11 and run the same command again.", file=sys.stderr)
        return 1
    try:
        if not is_installed():
            install()
        if "--danish" in arguments:
            DANISH_STAMP.unlink(missing_ok=True)
        fetch_danish()
    except BootstrapError as error:
        print(f"[install] {error}", file=sys.stderr)
        return 1
    except OSError as error:
        print(f"[install] {error}. Mend that and run the same command again.", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
