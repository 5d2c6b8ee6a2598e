"""The operator's page is for whoever has the password, and tells them counts only unless the settings say otherwise."""

from __future__ import annotations

import base64
import secrets
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from bot import settings
from bot.channels.operator import password_of
from bot.errors import SettingsError
from bot.operator.page import style
from tests.dialogues.servers import wait_for
from tests.faults.rig import Rig, make_rig

TOKEN = "Kæmpehøj-" + secrets.token_hex(16)
PATHS = ("/operator", "/operator/figures", "/operator/page.css")


def basic(password: str, name: str = "drift") -> dict[str, str]:
    return {"Authorization": "Basic " + base64.b64encode(f"{name}:{password}".encode()).decode()}


@pytest.mark.parametrize(
    ("header", "password"),
    [
        ("Bearer abc", "abc"),
        ("bearer  abc ", "abc"),
        (basic("a:bæ")["Authorization"], "a:bæ"),
        (basic("", "")["Authorization"], ""),
        ("Basic ???", None),
        ("Basic /w==", None),
        ("Digest abc", None),
        ("", None),
    ],
)
def test_a_password_is_read_from_what_browsers_and_programs_send(header: str, password: str | None) -> None:
    assert password_of(header) == password


@pytest.mark.parametrize(
    ("environment", "said"),
    [
        ({"OPERATOR_TEXTS": "yes"}, "OPERATOR_TEXTS='yes' is neither 0 nor 1"),
        ({"OPERATOR_TEXTS": "1"}, "OPERATOR_TOKEN, which guards it, is empty"),
        ({"PROFILE": "production", "KARLA_SECRET": secrets.token_hex(32), "OPERATOR_TOKEN": "short"}, "OPERATOR_TOKEN has 5 characters"),
    ],
)
def test_settings_that_would_open_the_page_to_others_are_refused(environment: dict[str, str], said: str) -> None:
    with pytest.raises(SettingsError, match=said):
        settings.read(environment)


def test_the_token_may_stand_in_a_file_and_is_in_no_representation(tmp_path: Path) -> None:
    file = tmp_path / "operator_token"
    file.write_text(f"{TOKEN}\n", encoding="utf-8")
    read = settings.read({"OPERATOR_TOKEN_FILE": str(file), "OPERATOR_TEXTS": "1"})
    assert (read.channels.operator_token, read.channels.operator_texts) == (TOKEN, True)
    assert TOKEN not in repr(read)


@pytest.fixture(scope="module")
def guarded(tmp_path_factory: pytest.TempPathFactory, model: Path) -> Iterator[Rig]:
    """A server with a password for its operator, who may read what was not understood."""
    made = make_rig(tmp_path_factory.mktemp("operator"), model, OPERATOR_TOKEN=TOKEN, OPERATOR_TEXTS="1")
    try:
        assert wait_for(made.is_ready, seconds=120), made.server.last_words()
        yield made
    finally:
        made.close()


@pytest.mark.servers
@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("headers", [{}, basic(""), basic(TOKEN[:-1]), {"Authorization": TOKEN}, {"Authorization": "Basic ???"}])
def test_without_the_password_one_is_asked_for_it_and_told_nothing(guarded: Rig, path: str, headers: dict[str, str]) -> None:
    sent = {name.encode(): value.encode() for name, value in headers.items()}
    answer = httpx.get(guarded.address + path, headers=sent, timeout=30, trust_env=False)
    assert answer.status_code == 401
    assert answer.headers["www-authenticate"] == 'Basic realm="Karla", charset="UTF-8"'
    assert answer.json()["error"]["code"] == "password"


@pytest.mark.servers
def test_with_the_password_the_page_and_its_style_are_there_and_nothing_may_run(guarded: Rig) -> None:
    page = guarded.get("/operator", **basic(TOKEN))
    assert page.status_code == 200
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    assert page.headers["content-security-policy"].startswith("default-src 'none'; style-src 'self';")
    assert page.headers["cache-control"] == "no-store"
    assert "<h1>Karla · drift</h1>" in page.text
    sheet = guarded.get("/operator/page.css", **basic(TOKEN))
    assert (sheet.headers["content-type"], sheet.content) == ("text/css; charset=utf-8", style())


@pytest.mark.servers
@pytest.mark.parametrize("days", ["0", "-1", "366", "x", "1e1", "٣"])
def test_a_span_that_is_none_is_refused(guarded: Rig, days: str) -> None:
    answer = httpx.get(f"{guarded.address}/operator/figures", params={"days": days}, headers=basic(TOKEN), timeout=30, trust_env=False)
    assert (answer.status_code, answer.json()["error"]["code"]) == (400, "bad_request")


@pytest.mark.servers
def test_what_happened_is_told_and_outlives_a_restart(guarded: Rig) -> None:
    talk = guarded.talk()
    talk.say("hvad tjener man i kundeservice")
    answered = talk.say("hvor er min pakke fra i går, ring 23 45 67 89").messages[0]["id"]
    thumb = {"message": answered, "rating": "down", "reason": "forstod det ikke, skriv til a@b.dk"}
    httpx.post(f"{guarded.address}/webhooks/web/feedback", json=thumb, headers=talk.headers, timeout=30, trust_env=False)
    told = guarded.get("/operator/figures?days=1", **basic(TOKEN)).json()
    assert (told["messages"], told["conversations"]) == (2, {"web": 1})
    assert told["intents"] == {"ask_salary": 1, "out_of_scope": 1}
    assert (told["not_understood"], told["fallback_rate"]) == ({"out_of_scope": 1}, 0.5)
    assert [item["text"] for item in told["texts"]] == ["hvor er min pakke fra i går, ring █████"]
    assert told["opinions"] == [{"intent": "out_of_scope", "up": 0, "down": 1}]
    assert [item["text"] for item in told["reasons"]] == ["forstod det ikke, skriv til █████"]
    assert told["since_start"]["turns"] == 2
    assert told["since_start"]["latencies"][0]["count"] == 2
    guarded.server.stop()
    guarded.start()
    bearer = {b"Authorization": f"Bearer {TOKEN}".encode()}
    after = httpx.get(f"{guarded.address}/operator/figures?days=1", headers=bearer, timeout=30, trust_env=False).json()
    assert {**after, "since_start": None} == {**told, "since_start": None}
    assert after["since_start"]["turns"] == 0
    assert TOKEN not in guarded.log()
