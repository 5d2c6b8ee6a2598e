"""Secrets come as variables or as files, and a start with one that anybody could guess is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot import settings
from bot.environment import SECRETS, with_secrets
from bot.errors import SettingsError

GOOD = "b7e1c0d94f2a6853b7e1c0d94f2a6853"
PRODUCTION = {"PROFILE": "production", "KARLA_SECRET": GOOD}


@pytest.mark.parametrize("name", SECRETS)
def test_every_secret_can_be_in_a_file(tmp_path: Path, name: str) -> None:
    file = tmp_path / "given"
    file.write_text(f"{GOOD}\n", encoding="utf-8")
    assert with_secrets({f"{name}_FILE": str(file)})[name] == GOOD
    assert with_secrets({f"{name}_FILE": str(file), name: GOOD})[name] == GOOD
    with pytest.raises(SettingsError, match=f"{name} and {name}_FILE are both set and differ. Keep one of them."):
        with_secrets({f"{name}_FILE": str(file), name: "another"})


def test_a_file_that_is_missing_empty_or_no_text_is_named(tmp_path: Path) -> None:
    missing = tmp_path / "missing"
    with pytest.raises(SettingsError, match=r"METRICS_TOKEN_FILE='.*missing' cannot be read: FileNotFoundError"):
        with_secrets({"METRICS_TOKEN_FILE": str(missing)})
    missing.write_bytes(b" \n")
    with pytest.raises(SettingsError, match=r"is an empty file. Put the value into it"):
        with_secrets({"METRICS_TOKEN_FILE": str(missing)})
    missing.write_bytes(b"\xff\xfe")
    with pytest.raises(SettingsError, match="cannot be read: UnicodeDecodeError"):
        with_secrets({"METRICS_TOKEN_FILE": str(missing)})


@pytest.mark.parametrize(
    "value", ["x" * 64, "please-change-me-before-you-start", "my-secret-my-secret-my-secret-00", "0123456789abcdef" * 2]
)
def test_an_example_is_no_secret(value: str) -> None:
    with pytest.raises(SettingsError, match=r"KARLA_SECRET looks like an example.*openssl rand -hex 32") as caught:
        settings.read({"PROFILE": "production", "KARLA_SECRET": value})
    assert value not in str(caught.value)


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"KARLA_SECRET": ""}, "KARLA_SECRET has 0 characters and needs 32"),
        ({"METRICS_TOKEN": "short"}, "METRICS_TOKEN has 5 characters and needs 32"),
        ({"HOST": "0.0.0.0"}, "ACTIONS_TOKEN has 0 characters and needs 32"),
        ({"ACTIONS_URL": "http://actions:5055"}, "ACTIONS_TOKEN has 0 characters and needs 32"),
        ({"ACTIONS_URL": "http://actions:5055/webhook", "ACTIONS_TOKEN": GOOD}, "ACTIONS_URL='http://actions:5055/webhook' is no address"),
        ({"HOST": "localhost"}, "HOST='localhost' is not an address"),
        ({"DATABASE_URL": "postgresql://karla:karla@db/karla"}, "DATABASE_URL has a password that everybody tries first"),
        ({"TRACKER_DATABASE_URL": "postgresql://u:postgres@db/karla"}, "TRACKER_DATABASE_URL has a password that everybody tries first"),
        ({"DATABASE_URL": "postgresql://karla:Change%4De@db/karla"}, "DATABASE_URL has a password"),
    ],
)
def test_production_does_not_start_with_a_missing_or_default_secret(more: dict[str, str], said: str) -> None:
    with pytest.raises(SettingsError, match=said):
        settings.read({**PRODUCTION, **more})


def test_production_starts_with_secrets_of_its_own() -> None:
    given = {
        "HOST": "0.0.0.0",
        "ACTIONS_URL": "http://actions:5055",
        "ACTIONS_TOKEN": GOOD,
        "DATABASE_URL": f"postgresql://karla:{GOOD}@db/karla",
    }
    read = settings.read({**PRODUCTION, **given})
    assert (read.host, read.actions_url, read.actions_token) == ("0.0.0.0", "http://actions:5055", GOOD)


def test_the_local_profile_never_listens_on_the_network() -> None:
    with pytest.raises(SettingsError, match=r"HOST='0.0.0.0' opens the local profile to the network"):
        settings.read({"HOST": "0.0.0.0", "ACTIONS_TOKEN": GOOD})


def test_settings_that_are_printed_show_no_secret() -> None:
    given = dict.fromkeys(SECRETS, GOOD)
    given |= dict.fromkeys(("DATABASE_URL", "TRACKER_DATABASE_URL"), f"postgresql://karla:{GOOD}@db/karla")
    given["REDIS_URL"] = f"redis://:{GOOD}@redis/0"
    assert GOOD not in repr(settings.read({"PROFILE": "production", **given}))
