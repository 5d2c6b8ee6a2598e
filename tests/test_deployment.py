"""The files for production say the same as the settings: names, ports, secrets, and who may be reached."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml  # type: ignore[import-untyped]

from bot import settings
from bot.environment import SECRETS
from bot.healthcheck import PLACES, is_well
from bot.settings import ROOT
from bot.training import INPUTS
from tests.dialogues.servers import free_port

SECRET = "b7e1c0d94f2a6853b7e1c0d94f2a6853"
# Read by other programs than ours.
FOREIGN = {"KARLA_ADDRESS", "SERVER_NAME", "CERTIFICATES", "POSTGRES_USER", "POSTGRES_DB", "POSTGRES_PASSWORD_FILE"}


@pytest.fixture(scope="module")
def compose() -> dict[str, Any]:
    # Rasa teaches the loaders of ruamel.yaml to fill ${...} in, for the whole process.
    loaded: dict[str, Any] = yaml.safe_load((ROOT / "compose.yml").read_text(encoding="utf-8"))
    return loaded


@pytest.fixture(scope="module")
def dockerfile() -> list[tuple[str, str]]:
    """Instructions and their arguments."""
    text = re.sub(r"\\\n", " ", (ROOT / "Dockerfile").read_text(encoding="utf-8"))
    lines = [line.strip() for line in text.splitlines() if line.strip() and not line.startswith("#")]
    return [(line.split(None, 1)[0], line.split(None, 1)[1]) for line in lines]


def documented() -> set[str]:
    """The variables of .env.example."""
    return set(re.findall(r"^([A-Z_]+)=", (ROOT / ".env.example").read_text(encoding="utf-8"), re.MULTILINE))


def test_every_setting_that_is_read_is_documented_twice() -> None:
    source = "".join((ROOT / "bot" / name).read_text(encoding="utf-8") for name in ("settings.py", "environment.py"))
    read = set(re.findall(r'environment(?:\.get\(|, |\[)"([A-Z_]+)"', source)) | set(SECRETS)
    read -= {"SLACK_API", "TELEGRAM_API"}  # for tests and gateways
    assert read - documented() == set()
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert [name for name in sorted(documented() - {"KARLA_SECRET_FILE"}) if f"`{name}`" not in readme] == []


def test_compose_gives_only_settings_that_exist(compose: dict[str, Any]) -> None:
    known = documented() | {f"{name}_FILE" for name in SECRETS} | FOREIGN
    given = {name for service in compose["services"].values() for name in service.get("environment", {})}
    assert given - known == set()


@pytest.mark.parametrize("service", ["karla", "actions"])
def test_what_compose_gives_is_accepted_at_the_start(compose: dict[str, Any], tmp_path: Path, service: str) -> None:
    environment = dict(compose["services"][service]["environment"])
    for name, value in list(environment.items()):
        if name.endswith("_FILE"):
            secret = Path(value).name
            assert secret in compose["services"][service]["secrets"]
            file = tmp_path / secret
            file.write_text(f"postgresql://karla:{SECRET}@postgres:5432/karla" if secret == "database_url" else SECRET, encoding="utf-8")
            environment[name] = str(file)
    environment["ALLOWED_ORIGINS"] = ""
    read = settings.read(environment)
    assert read.channels.production
    assert read.actions_url == f"http://actions:{read.actions_port}"
    assert compose["services"]["nginx"]["environment"]["KARLA_ADDRESS"] == f"karla:{read.port}"
    assert read.channels.proxies == 1
    assert read.redis_url.startswith("redis://redis:")


def test_only_the_proxy_is_reachable_and_actions_and_database_reach_nobody(compose: dict[str, Any]) -> None:
    services = compose["services"]
    assert [name for name, service in services.items() if "ports" in service] == ["nginx"]
    assert compose["networks"]["inside"]["internal"] is True
    assert {name: service["networks"] for name, service in services.items() if "outside" not in service["networks"]} == {
        "actions": ["inside"],
        "postgres": ["inside"],
        "redis": ["inside"],
    }


def test_no_secret_stands_in_a_file_that_is_committed(compose: dict[str, Any]) -> None:
    assert all(secret["file"].startswith("./secrets/") for secret in compose["secrets"].values())
    assert {"secrets/", "tls/", ".env"} <= set((ROOT / ".gitignore").read_text(encoding="utf-8").split())
    written = [str(value) for service in compose["services"].values() for value in service.get("environment", {}).values()]
    assert [value for value in written if re.search(r"[0-9a-f]{16}|password=|:[^/@\s]+@", value)] == []


def test_files_that_compose_mounts_are_there(compose: dict[str, Any]) -> None:
    mounted = [str(volume).split(":")[0] for service in compose["services"].values() for volume in service.get("volumes", [])]
    assert [path for path in mounted if path.startswith("./") and path != "./tls" and not (ROOT / path).exists()] == []
    named = {path for path in mounted if not path.startswith("./")}
    assert named == set(compose["volumes"])


def test_the_image_runs_as_nobody_in_particular_outside_the_root(dockerfile: list[tuple[str, str]]) -> None:
    assert [value for name, value in dockerfile if name == "USER"] == ["karla"]
    assert [value for name, value in dockerfile if name == "WORKDIR"] == ["/opt/karla", "/opt/karla"]
    last = max(number for number, (name, _) in enumerate(dockerfile) if name == "RUN")
    assert [name for name, _ in dockerfile[last:]].index("USER") > 0


def test_the_image_has_no_secret_in_a_layer(dockerfile: list[tuple[str, str]]) -> None:
    assert [value for name, value in dockerfile if name == "ARG"] == []
    given = " ".join(value for name, value in dockerfile if name == "ENV")
    assert not [name for name in SECRETS if name in given]
    assert set(re.findall(r"([A-Z_]+)=", given)) & documented() == {"PROFILE", "HOST"}


def test_the_image_has_what_training_reads_and_nothing_that_is_private(dockerfile: list[tuple[str, str]]) -> None:
    ignored = (ROOT / ".dockerignore").read_text(encoding="utf-8").split("\n")
    assert ignored[1] == "*"
    kept = {line[1:] for line in ignored if line.startswith("!")}
    assert {name.split("/")[0] for name in INPUTS} | {"actions", "bot", "endpoints.yml", "credentials.yml"} == kept
    assert not kept & {".env", "var", "models", "secrets", ".git"}


def test_the_ports_and_health_addresses_of_the_image_are_the_defaults(dockerfile: list[tuple[str, str]]) -> None:
    read = settings.read({})
    assert [value for name, value in dockerfile if name == "EXPOSE"] == [f"{read.port} {read.actions_port}"]
    assert {server: (name, int(port)) for server, (name, port, _) in PLACES.items()} == {
        "rasa": ("PORT", read.port),
        "actions": ("ACTIONS_PORT", read.actions_port),
    }
    assert next(value for name, value in dockerfile if name == "HEALTHCHECK").endswith('CMD ["python", "-m", "bot.healthcheck"]')


def test_a_server_that_is_not_there_is_not_well(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORT", str(free_port()))
    assert is_well("rasa") is False
