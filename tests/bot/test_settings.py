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
    assert (read.redis_url, read.workers) == ("", 1)
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
        ("REDIS_URL", "http://:hunter2@x", "REDIS_URL begins with 'http'"),
        ("WORKERS", "0", "WORKERS='0' is not a number from 1 to 32"),
        ("WORKERS", "2", "WORKERS=2 needs REDIS_URL"),
    ],
)
def test_a_bad_value_names_variable_value_and_cure(variable: str, value: str, said: str) -> None:
    with pytest.raises(SettingsError, match=said):
        settings.read({variable: value})


@pytest.mark.parametrize(("port", "actions_port"), [("5054", "5055"), ("65535", "5055")])
def test_the_ports_of_all_workers_must_be_free_of_the_action_server(port: str, actions_port: str) -> None:
    with pytest.raises(SettingsError, match=rf"WORKERS=2 takes the ports {port} to {int(port) + 1}"):
        settings.read({"WORKERS": "2", "REDIS_URL": "redis://localhost/0", "PORT": port, "ACTIONS_PORT": actions_port})


def test_a_bad_database_address_does_not_show_its_password() -> None:
    with pytest.raises(SettingsError) as caught:
        settings.read({"DATABASE_URL": "mysql://karla:hunter2@host/db"})
    assert "hunter2" not in str(caught.value)


@pytest.mark.parametrize(
    ("value", "kept"), [("", ""), ("https://karla.example.dk/", "https://karla.example.dk"), ("http://h:80/karla", "http://h:80/karla")]
)
def test_the_public_address_ends_without_a_slash(value: str, kept: str) -> None:
    assert settings.read({"PUBLIC_URL": value}).channels.public_url == kept
