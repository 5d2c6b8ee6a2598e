"""All settings, read from the environment once into one frozen value. README.md lists them for operators."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from bot.errors import SettingsError

ROOT = Path(__file__).resolve().parent.parent
CONTENT = ROOT / "bot" / "knowledge" / "content"

LOOPBACK = "127.0.0.1"


@dataclass(frozen=True)
class Settings:
    """What a running Karla needs to know about its surroundings.

    database_url, tracker_database_url: SQLAlchemy addresses. Ports: TCP, on loopback. model: the trained archive.
    api: whether Rasa's HTTP API is on (loopback only).
    """

    database_url: str
    tracker_database_url: str
    port: int
    actions_port: int
    model: Path
    var: Path
    api: bool
    api_token: str


def _port(environment: Mapping[str, str], name: str, default: int) -> int:
    value = environment.get(name) or str(default)
    if not value.isdigit() or not 1 <= int(value) <= 65535:
        raise SettingsError(f"{name}={value!r} is not a port. Give a number from 1 to 65535, or leave it empty for {default}.")
    return int(value)


def _database_url(environment: Mapping[str, str], name: str, default: Path) -> str:
    value = environment.get(name, "")
    if not value:
        return f"sqlite:///{default}"
    if not value.startswith(("sqlite:///", "postgresql://", "postgresql+psycopg2://")):
        scheme = value.partition("://")[0]
        raise SettingsError(
            f"{name} begins with {scheme!r}. Use postgresql://user:password@host/database or sqlite:///path, or leave it empty."
        )
    return value


def read(environment: Mapping[str, str] = os.environ) -> Settings:
    """Settings from the environment; an empty variable means its default.

    Raises: SettingsError naming the variable, its value and what it may hold.
    """
    var = Path(environment.get("KARLA_VAR") or ROOT / "var").resolve()
    model = Path(environment.get("KARLA_MODEL") or ROOT / "models" / "karla.tar.gz").resolve()
    api = environment.get("API", "")
    if api not in ("", "0", "1"):
        raise SettingsError(f"API={api!r} is neither 0 nor 1. API=1 turns Rasa's HTTP API on, on loopback only.")
    port = _port(environment, "PORT", 5005)
    actions_port = _port(environment, "ACTIONS_PORT", 5055)
    if port == actions_port:
        raise SettingsError(f"PORT and ACTIONS_PORT are both {port}. Give the two servers a port each.")
    return Settings(
        database_url=_database_url(environment, "DATABASE_URL", var / "knowledge.db"),
        tracker_database_url=_database_url(environment, "TRACKER_DATABASE_URL", var / "tracker.db"),
        port=port,
        actions_port=actions_port,
        model=model,
        var=var,
        api=api == "1",
        api_token=environment.get("API_TOKEN", ""),
    )
