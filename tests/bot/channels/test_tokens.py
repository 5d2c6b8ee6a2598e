"""Tokens of conversations."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from bot import settings
from bot.channels.secret import secret_of
from bot.channels.tokens import Tokens
from bot.errors import SettingsError

SECRET = "b7e1c0d94f2a6853b7e1c0d94f2a6853"


def test_a_token_names_the_conversation_it_was_issued_for() -> None:
    tokens = Tokens("s" * 32)
    conversation, token = tokens.issue()
    assert tokens.read(token) == conversation
    assert Tokens("s" * 32).read(token) == conversation
    assert tokens.issue()[0] != conversation


def test_a_token_of_another_secret_or_a_changed_one_names_nothing() -> None:
    tokens = Tokens("s" * 32)
    conversation, token = tokens.issue()
    assert Tokens("t" * 32).read(token) is None
    other = tokens.issue()[1].split(".")[1]
    first = "y" if token[0] == "x" else "x"
    for forged in ("", conversation, f"{conversation}.{other}", token + "=", f"{first}{token[1:]}", "." * 76, "é" * 32 + "." + "a" * 43):
        assert tokens.read(forged) is None


def test_the_local_profile_makes_its_secret_once_and_keeps_it_to_itself(tmp_path: Path) -> None:
    read = settings.read({"KARLA_VAR": str(tmp_path)})
    secret = secret_of(read)
    assert len(secret) == 64
    assert secret_of(read) == secret
    assert stat.S_IMODE((tmp_path / "secret").stat().st_mode) == 0o600


@pytest.mark.parametrize("environment", [{}, {"KARLA_SECRET": "short"}])
def test_production_does_not_start_without_a_secret_of_its_own(environment: dict[str, str]) -> None:
    with pytest.raises(SettingsError, match=r"KARLA_SECRET has \d+ characters and needs 32"):
        settings.read({"PROFILE": "production", **environment})


def test_a_secret_can_be_in_a_file(tmp_path: Path) -> None:
    file = tmp_path / "secret"
    file.write_text(f"{SECRET}\n")
    assert settings.read({"PROFILE": "production", "KARLA_SECRET_FILE": str(file)}).channels.secret == SECRET
    with pytest.raises(SettingsError, match="KARLA_SECRET_FILE"):
        settings.read({"KARLA_SECRET_FILE": str(tmp_path / "missing")})


@pytest.mark.parametrize(
    ("environment", "said"),
    [
        ({"PROFILE": "prod"}, "PROFILE='prod' is neither"),
        ({"ALLOWED_ORIGINS": "*"}, r"ALLOWED_ORIGINS has '\*'"),
        ({"ALLOWED_ORIGINS": "https://a.dk, a.dk"}, "ALLOWED_ORIGINS has 'a.dk'"),
        ({"TRUSTED_PROXIES": "-1"}, "TRUSTED_PROXIES='-1'"),
        ({"RETENTION_DAYS": "0"}, "RETENTION_DAYS='0'"),
        ({"SLACK_TOKEN": "xoxb-1"}, "SLACK_SIGNING_SECRET is empty"),
        ({"TELEGRAM_TOKEN": "1:a", "TELEGRAM_SECRET": "kort"}, "TELEGRAM_SECRET has fewer"),
        ({"PROFILE": "production", "KARLA_SECRET": SECRET, "API": "1"}, "API=1 is not allowed"),
    ],
)
def test_a_setting_that_would_be_unsafe_is_refused(environment: dict[str, str], said: str) -> None:
    with pytest.raises(SettingsError, match=said):
        settings.read(environment)


def test_origins_are_read_as_a_list() -> None:
    read = settings.read({"ALLOWED_ORIGINS": "https://a.dk, http://localhost:8080/"})
    assert read.channels.origins == ("https://a.dk", "http://localhost:8080")
