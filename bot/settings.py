"""All settings, read from the environment once into one frozen value. README.md lists them for operators."""

from __future__ import annotations

import ipaddress
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from bot.environment import MAKE_ONE, SHORTEST_SECRET, check_database_password, check_secret, with_secrets
from bot.errors import SettingsError

ROOT = Path(__file__).resolve().parent.parent
CONTENT = ROOT / "bot" / "knowledge" / "content"

MODEL = ROOT / "models" / "karla.tar.gz"

LOOPBACK = "127.0.0.1"
MOST_WORKERS = 32  # a turn is work for the processor: more processes than cores gain nothing


@dataclass(frozen=True)
class ChannelSettings:
    """How people reach Karla, and what they may.

    production: only the web channel and the configured Slack and Telegram are reachable, and a secret is required.
    secret: signs the tokens of conversations; empty means one is made in the var folder (local profile only).
    origins: pages other than our own that may talk to the web channel. proxies: how many of them stand in front of us.
    rate_per_address, rate_per_conversation: messages an address and a conversation may send in 10 s. retention_days: how long a silent conversation is kept.
    operator_token: opens the operator's page. operator_texts: whether that page shows what was not understood, masked, and not only counts.
    public_url: where others reach this server, without a slash at its end; empty when they do not.
    slack_*, telegram_*: empty tokens switch the channel off; the *_api addresses are for tests and gateways.
    """

    production: bool
    secret: str = field(repr=False)
    origins: tuple[str, ...]
    proxies: int
    rate_per_address: int
    rate_per_conversation: int
    retention_days: int
    metrics_token: str = field(repr=False)
    operator_token: str = field(repr=False)
    operator_texts: bool
    public_url: str
    slack_token: str = field(repr=False)
    slack_signing_secret: str = field(repr=False)
    slack_api: str
    telegram_token: str = field(repr=False)
    telegram_secret: str = field(repr=False)
    telegram_webhook_url: str
    telegram_api: str


@dataclass(frozen=True)
class Settings:
    """What a running Karla needs to know about its surroundings.

    database_url, tracker_database_url: SQLAlchemy addresses. redis_url: where several Rasa processes meet; empty for one process.
    workers: how many of them, on ports from port on. host: the address both servers listen on, loopback unless they stand
    in containers of their own. actions_url: where Rasa finds the action server. actions_token: what it shows there; empty means
    that the supervisor makes one at each start. model: the trained archive. api: whether Rasa's HTTP API is on (loopback only).
    """

    database_url: str = field(repr=False)
    tracker_database_url: str = field(repr=False)
    redis_url: str = field(repr=False)
    workers: int
    host: str
    port: int
    actions_port: int
    actions_url: str
    actions_token: str = field(repr=False)
    model: Path
    var: Path
    api: bool
    api_token: str = field(repr=False)
    channels: ChannelSettings


def _port(environment: Mapping[str, str], name: str, default: int) -> int:
    value = environment.get(name) or str(default)
    if not value.isdigit() or not 1 <= int(value) <= 65535:
        raise SettingsError(f"{name}={value!r} is not a port. Give a number from 1 to 65535, or leave it empty for {default}.")
    return int(value)


def _host(environment: Mapping[str, str], *, production: bool) -> str:
    value = environment.get("HOST") or LOOPBACK
    try:
        address = ipaddress.ip_address(value)
    except ValueError:
        raise SettingsError(f"HOST={value!r} is not an address of this machine. Write one like 127.0.0.1 or 0.0.0.0.") from None
    if not address.is_loopback and not production:
        raise SettingsError(
            f"HOST={value!r} opens the local profile to the network, and there anybody may write as anybody. "
            "Set PROFILE=production too, or leave HOST empty."
        )
    return value


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


def _redis_url(environment: Mapping[str, str]) -> str:
    value = environment.get("REDIS_URL", "")
    if value and not value.startswith(("redis://", "rediss://", "unix://")):
        scheme = value.partition("://")[0] if "://" in value else "something else"
        raise SettingsError(f"REDIS_URL begins with {scheme!r}. Use redis://:password@host:6379/0, or leave it empty for one process.")
    return value


def _workers(environment: Mapping[str, str], port: int, actions_port: int, *, redis_url: str) -> int:
    workers = _number(environment, "WORKERS", 1, least=1, most=MOST_WORKERS)
    if workers == 1:
        return 1
    if not redis_url:
        raise SettingsError(
            f"WORKERS={workers} needs REDIS_URL: without a common lock two processes write into the same conversation. Set REDIS_URL, or leave WORKERS empty."
        )
    last = port + workers - 1
    if last > 65535 or port <= actions_port <= last:
        raise SettingsError(
            f"WORKERS={workers} takes the ports {port} to {last}, and ACTIONS_PORT is {actions_port}. Choose a PORT with room after it."
        )
    return workers


def _number(environment: Mapping[str, str], name: str, default: int, *, least: int, most: int) -> int:
    value = environment.get(name) or str(default)
    if not value.isdigit() or not least <= int(value) <= most:
        raise SettingsError(f"{name}={value!r} is not a number from {least} to {most}. Leave it empty for {default}.")
    return int(value)


def _origins(environment: Mapping[str, str]) -> tuple[str, ...]:
    found = tuple(part.strip().rstrip("/") for part in environment.get("ALLOWED_ORIGINS", "").split(",") if part.strip())
    for origin in found:
        if not re.fullmatch(r"https?://[A-Za-z0-9.-]+(:\d+)?", origin):
            raise SettingsError(
                f"ALLOWED_ORIGINS has {origin!r}. Write origins as https://www.example.dk, separated by commas; * is not allowed."
            )
    return found


def _operator_texts(environment: Mapping[str, str]) -> bool:
    value = environment.get("OPERATOR_TEXTS", "")
    if value not in ("", "0", "1"):
        raise SettingsError(f"OPERATOR_TEXTS={value!r} is neither 0 nor 1. OPERATOR_TEXTS=1 shows the operator what was not understood.")
    if value == "1" and not environment.get("OPERATOR_TOKEN"):
        raise SettingsError(
            "OPERATOR_TEXTS=1 shows what people wrote, and OPERATOR_TOKEN, which guards it, is empty. Set both, or neither."
        )
    return value == "1"


def _public_url(environment: Mapping[str, str]) -> str:
    value = environment.get("PUBLIC_URL", "").rstrip("/")
    if value and not re.fullmatch(r"https?://[A-Za-z0-9.-]+(:\d+)?(/[A-Za-z0-9._~-]+)*", value):
        raise SettingsError(f"PUBLIC_URL={value!r} is no address. Write https://karla.example.dk, or leave it empty.")
    return value


def retention_days(environment: Mapping[str, str]) -> int:
    """How many days a silent conversation is kept. Raises: SettingsError."""
    return _number(environment, "RETENTION_DAYS", 30, least=1, most=365)


def read_channels(environment: Mapping[str, str]) -> ChannelSettings:
    """The settings of the channels. Raises: SettingsError, also for a production profile without a secret of its own."""
    environment = with_secrets(environment)
    profile = environment.get("PROFILE") or "local"
    if profile not in ("local", "production"):
        raise SettingsError(f"PROFILE={profile!r} is neither local nor production.")
    secret = environment.get("KARLA_SECRET", "")
    if profile == "production" or secret:
        check_secret("KARLA_SECRET", secret, "signs the names of conversations")
    if profile == "production" and environment.get("METRICS_TOKEN"):
        check_secret("METRICS_TOKEN", environment["METRICS_TOKEN"], "is all that guards the figures")
    if profile == "production" and environment.get("OPERATOR_TOKEN"):
        check_secret("OPERATOR_TOKEN", environment["OPERATOR_TOKEN"], "is all that guards the operator's page")
    if environment.get("SLACK_TOKEN") and not environment.get("SLACK_SIGNING_SECRET"):
        raise SettingsError("SLACK_TOKEN is set and SLACK_SIGNING_SECRET is empty; without it anybody could write as anybody. Set both.")
    if environment.get("TELEGRAM_TOKEN") and len(environment.get("TELEGRAM_SECRET", "")) < SHORTEST_SECRET:
        raise SettingsError(
            f"TELEGRAM_TOKEN is set and TELEGRAM_SECRET has fewer than {SHORTEST_SECRET} characters; without it anybody could write as anybody. {MAKE_ONE}"
        )
    if profile == "production" and environment.get("API") == "1":
        raise SettingsError("API=1 is not allowed with PROFILE=production: Rasa's HTTP API reads and changes every conversation.")
    return ChannelSettings(
        production=profile == "production",
        secret=secret,
        origins=_origins(environment),
        proxies=_number(environment, "TRUSTED_PROXIES", 0, least=0, most=10),
        rate_per_address=_number(environment, "RATE_PER_ADDRESS", 300, least=1, most=1_000_000),
        rate_per_conversation=_number(environment, "RATE_PER_CONVERSATION", 10, least=1, most=1_000_000),
        retention_days=retention_days(environment),
        metrics_token=environment.get("METRICS_TOKEN", ""),
        operator_token=environment.get("OPERATOR_TOKEN", ""),
        operator_texts=_operator_texts(environment),
        public_url=_public_url(environment),
        slack_token=environment.get("SLACK_TOKEN", ""),
        slack_signing_secret=environment.get("SLACK_SIGNING_SECRET", ""),
        slack_api=environment.get("SLACK_API") or "https://slack.com/api/",
        telegram_token=environment.get("TELEGRAM_TOKEN", ""),
        telegram_secret=environment.get("TELEGRAM_SECRET", ""),
        telegram_webhook_url=environment.get("TELEGRAM_WEBHOOK_URL", ""),
        telegram_api=environment.get("TELEGRAM_API") or "https://api.telegram.org",
    )


def read(environment: Mapping[str, str] = os.environ) -> Settings:
    """Settings from the environment; an empty variable means its default.

    Raises: SettingsError naming the variable, its value and what it may hold; of a secret it names only what is wrong with it.
    """
    environment = with_secrets(environment)
    channels = read_channels(environment)
    var = Path(environment.get("KARLA_VAR") or ROOT / "var").resolve()
    model = Path(environment.get("KARLA_MODEL") or MODEL).resolve()
    api = environment.get("API", "")
    if api not in ("", "0", "1"):
        raise SettingsError(f"API={api!r} is neither 0 nor 1. API=1 turns Rasa's HTTP API on, on loopback only.")
    port = _port(environment, "PORT", 5005)
    actions_port = _port(environment, "ACTIONS_PORT", 5055)
    if port == actions_port:
        raise SettingsError(f"PORT and ACTIONS_PORT are both {port}. Give the two servers a port each.")
    redis_url = _redis_url(environment)
    workers = _workers(environment, port, actions_port, redis_url=redis_url)
    host, actions_url = _host(environment, production=channels.production), environment.get("ACTIONS_URL", "")
    if not re.fullmatch(r"(https?://[A-Za-z0-9.-]+(:\d+)?)?", actions_url):
        raise SettingsError(f"ACTIONS_URL={actions_url!r} is no address. Write http://host:port without a path, or leave it empty.")
    token = environment.get("ACTIONS_TOKEN", "")
    if token or actions_url or host != LOOPBACK:
        check_secret("ACTIONS_TOKEN", token, "lets Rasa, and nobody else, run actions on the action server")
    for name in ("DATABASE_URL", "TRACKER_DATABASE_URL"):
        if channels.production:
            check_database_password(name, environment.get(name, ""))
    return Settings(
        database_url=_database_url(environment, "DATABASE_URL", var / "knowledge.db"),
        tracker_database_url=_database_url(environment, "TRACKER_DATABASE_URL", var / "tracker.db"),
        redis_url=redis_url,
        workers=workers,
        host=host,
        port=port,
        actions_port=actions_port,
        actions_url=actions_url or f"http://{LOOPBACK}:{actions_port}",
        actions_token=token,
        model=model,
        var=var,
        api=api == "1",
        api_token=environment.get("API_TOKEN", ""),
        channels=channels,
    )
