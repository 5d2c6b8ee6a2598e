"""Settings from the environment."""

from __future__ import annotations

import pytest

from bot import settings
from bot.errors import SettingsError
from bot.settings import ROOT


def test_an_empty_environment_gives_the_embedded_defaults() -> None:
    read = settings.read({})
    assert read.database_url == f"sqlite:///{ROOT / 'var' / 'knowledge.db'}"
    assert read.tracker_database_url == f"sqlite:///{ROOT / 'var' / 'tracker.db'}"
    assert (read.port, read.actions_port, read.api) == (5005, 5055, False)
    assert read.model == ROOT / "models" / "karla.tar.gz"


def test_empty_variables_mean_their_defaults() -> None:
    assert settings.read({"PORT": "", "DATABASE_URL": "", "API": ""}) == settings.read({})


@pytest.mark.parametrize(
    ("variable", "value", "said"),
    [
        ("PORT", "abc", "PORT='abc' is not a port"),
        ("PORT", "0", "PORT='0' is not a port"),
        ("ACTIONS_PORT", "70000", "ACTIONS_PORT='70000' is not a port"),
        ("ACTIONS_PORT", "5005", "PORT and ACTIONS_PORT are both 5005"),
        ("API", "yes", "API='yes' is neither 0 nor 1"),
        ("PUBLIC_URL", "karla.example.dk", "PUBLIC_URL='karla.example.dk' is no address"),
        ("DATABASE_URL", "mysql://x", "DATABASE_URL begins with 'mysql'"),
    ],
)
def test_a_bad_value_names_variable_value_and_cure(variable: str, value: str, said: str) -> None:
    with pytest.raises(SettingsError, match=said):
        settings.read({variable: value})


def test_a_bad_database_address_does_not_show_its_password() -> None:
    with pytest.raises(SettingsError) as caught:
        settings.read({"DATABASE_URL": "mysql://karla:hunter2@host/db"})
    assert "hunter2" not in str(caught.value)


@pytest.mark.parametrize(
    ("value", "kept"), [("", ""), ("https://karla.example.dk/", "https://karla.example.dk"), ("http://h:80/karla", "http://h:80/karla")]
)
def test_the_public_address_ends_without_a_slash(value: str, kept: str) -> None:
    assert settings.read({"PUBLIC_URL": value}).channels.public_url == kept
