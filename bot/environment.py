"""The environment with its secrets: given as variables or as files, and refused when anybody could guess them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from urllib.parse import unquote, urlsplit

from bot.errors import SettingsError

# Each may come as NAME, or as NAME_FILE with the path of a file that holds it (as Docker and systemd hand secrets over).
SECRETS = (
    "KARLA_SECRET",
    "ACTIONS_TOKEN",
    "METRICS_TOKEN",
    "OPERATOR_TOKEN",
    "API_TOKEN",
    "DATABASE_URL",
    "TRACKER_DATABASE_URL",
    "REDIS_URL",
    "SLACK_TOKEN",
    "SLACK_SIGNING_SECRET",
    "TELEGRAM_TOKEN",
    "TELEGRAM_SECRET",
)
SHORTEST_SECRET = 32  # characters; `openssl rand -hex 32` gives 64
FEWEST_CHARACTERS = 8  # different ones; a random one of that length has more
PLACEHOLDERS = ("change", "example", "secret", "password", "default", "insert", "your", "todo", "0123456789")
DEFAULT_PASSWORDS = ("postgres", "password", "karla", "secret", "changeme", "admin", "root", "test")
MAKE_ONE = "Make one with: openssl rand -hex 32"


def with_secrets(environment: Mapping[str, str]) -> dict[str, str]:
    """The environment, with the secrets that stand in files read into their variables.

    Raises: SettingsError naming variable and file when one cannot be read, is empty, or says something else than the variable.
    """
    found = dict(environment)
    for name in SECRETS:
        file = environment.get(f"{name}_FILE", "")
        if not file:
            continue
        value = _read(f"{name}_FILE", file)
        if environment.get(name) not in (None, "", value):
            raise SettingsError(f"{name} and {name}_FILE are both set and differ. Keep one of them.")
        found[name] = value
    return found


def check_secret(name: str, value: str, purpose: str) -> None:
    """Makes sure that a secret is one. purpose: what it does, for the message, which never shows the value. Raises: SettingsError."""
    if len(value) < SHORTEST_SECRET:
        raise SettingsError(f"{name} has {len(value)} characters and needs {SHORTEST_SECRET}; it {purpose}. {MAKE_ONE}")
    lowered = value.lower()
    if len(set(value)) < FEWEST_CHARACTERS or any(word in lowered for word in PLACEHOLDERS):
        raise SettingsError(f"{name} looks like an example, not like a secret; it {purpose}. {MAKE_ONE}")


def check_database_password(name: str, url: str) -> None:
    """Makes sure that a database has no password that everybody tries first. Raises: SettingsError, which shows no password."""
    parts = urlsplit(url)
    password = unquote(parts.password or "")
    if password and (password.lower() in DEFAULT_PASSWORDS or password == unquote(parts.username or "")):
        raise SettingsError(
            f"{name} has a password that everybody tries first. Give the database's user another one, and put it there. {MAKE_ONE}"
        )


def _read(variable: str, file: str) -> str:
    try:
        value = Path(file).read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(
            f"{variable}={file!r} cannot be read: {type(error).__name__}. Name a readable file, or leave it empty."
        ) from error
    if not value:
        raise SettingsError(f"{variable}={file!r} is an empty file. Put the value into it, or leave {variable} empty.")
    return value
