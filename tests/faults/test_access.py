"""Who may read what, and what a browser is told."""

from __future__ import annotations

import httpx
import pytest

from tests.faults.rig import Rig

pytestmark = pytest.mark.servers

WEB = "/webhooks/web"


@pytest.mark.parametrize(
    "forge",
    [
        lambda token: "x",
        lambda token: "abc",
        lambda token: token[:-1] + ("A" if token[-1] != "A" else "B"),
        lambda token: ("A" if token[0] != "A" else "B") + token[1:],
        lambda token: token.split(".")[0],
        lambda token: token + "x",
    ],
)
def test_only_a_token_we_issued_opens_a_conversation(rig: Rig, forge: object) -> None:
    assert callable(forge)
    talk = rig.talk()
    talk.say("hej")
    forged = {"Authorization": f"Bearer {forge(talk.token)}"}
    for method, path in (
        ("GET", "messages?after=0"),
        ("POST", "messages"),
        ("POST", "feedback"),
        ("GET", "export"),
        ("DELETE", "conversation"),
    ):
        answer = httpx.request(method, f"{rig.address}{WEB}/{path}", headers=forged, json={} if method == "POST" else None, trust_env=False)
        assert answer.status_code == 401
        assert "Karla" not in answer.text
    assert len(talk.get("messages?after=0").json()["messages"]) == 2


def test_the_same_id_is_answered_once(rig: Rig) -> None:
    talk = rig.talk()
    first = talk.post({"id": "same-id-1", "text": "hej"}).json()
    assert talk.post({"id": "same-id-1", "text": "hej"}).json() == first
    assert talk.post({"id": "same-id-1", "text": "noget helt andet"}).json() == first
    assert [message["from"] for message in talk.get("messages?after=0").json()["messages"]] == ["user", "bot"]


def test_a_choice_holds_until_the_next_message(rig: Rig) -> None:
    talk = rig.talk()
    choice = talk.open().messages[0]["choices"][0]
    pressed = talk.post({"choice": choice["id"]})
    assert pressed.status_code == 200
    history = talk.get("messages?after=1").json()["messages"]
    assert (history[0]["from"], history[0]["text"]) == ("user", choice["title"])
    late = talk.post({"choice": choice["id"]})
    assert (late.status_code, late.json()["error"]["code"]) == (400, "choice_expired")


def test_opening_twice_greets_once(rig: Rig) -> None:
    talk = rig.talk()
    assert talk.open().messages == talk.open().messages


def test_answers_come_as_events_when_asked_for(rig: Rig) -> None:
    talk = rig.talk()
    headers = {**talk.headers, "Accept": "text/event-stream"}
    answer = httpx.post(f"{rig.address}{WEB}/messages", json={"id": "stream-01", "text": "hej"}, headers=headers, trust_env=False)
    assert answer.headers["content-type"] == "text/event-stream; charset=utf-8"
    assert answer.headers["cache-control"] == "no-store"
    events = answer.text.strip().split("\n\n")
    assert [event.splitlines()[0] for event in events] == ["event: message", "event: done"]


def test_an_opinion_is_kept_and_exported_and_gone_with_everything_else(rig: Rig) -> None:
    talk = rig.talk()
    told = "mit navn er Rødgrød Medfløde"
    message = talk.say(told).messages[0]["id"]
    kept = httpx.post(
        f"{rig.address}{WEB}/feedback",
        json={"message": message, "rating": "down", "reason": "for kort"},
        headers=talk.headers,
        trust_env=False,
    )
    assert kept.status_code == 204
    export = talk.get("export")
    assert export.headers["content-disposition"].startswith("attachment")
    assert export.json()["feedback"][0]["reason"] == "for kort"
    assert told in export.text
    conversation = talk.token.split(".")[0]
    deleted = httpx.delete(f"{rig.address}{WEB}/conversation", headers=talk.headers, trust_env=False)
    assert (deleted.status_code, deleted.json()) == (200, {"deleted": True})
    assert talk.get("messages?after=0").status_code == 401
    for file in rig.var.glob("**/*"):
        if file.is_file():
            assert "Medfløde".encode() not in file.read_bytes(), file
            assert conversation.encode() not in file.read_bytes(), file


def test_a_foreign_page_may_not_talk_and_is_told_nothing(rig: Rig) -> None:
    evil = {"Origin": "http://evil.example"}
    asked = httpx.request("OPTIONS", f"{rig.address}{WEB}/conversations", headers=evil, trust_env=False)
    assert "access-control-allow-origin" not in asked.headers
    answer = httpx.post(f"{rig.address}{WEB}/conversations", headers=evil, json={}, trust_env=False)
    assert (answer.status_code, answer.json()["error"]["code"]) == (403, "origin")
    assert "access-control-allow-origin" not in answer.headers
    own = httpx.request("OPTIONS", f"{rig.address}{WEB}/messages", headers={"Origin": rig.address}, trust_env=False)
    assert own.is_success
    assert own.headers["access-control-allow-origin"] == rig.address
    assert "Authorization" in own.headers["access-control-allow-headers"]


@pytest.mark.parametrize(
    "path", ["/conversations/x/tracker", "/status", "/domain", "/version", "/model/parse", "/webhooks/slack/webhook", "/nope"]
)
def test_rasas_own_api_is_not_there(rig: Rig, path: str) -> None:
    answer = rig.get(path)
    assert answer.status_code == 404
    assert answer.json()["error"]["code"] == "not_found"


@pytest.mark.parametrize("path", ["/", "/health/live", "/health/ready", "/nope", f"{WEB}/messages", "/webhooks/rest/"])
def test_every_answer_carries_the_security_headers(rig: Rig, path: str) -> None:
    headers = rig.get(path).headers
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert "default-src 'self'" in headers["content-security-policy"]
    assert headers["x-request-id"]


def test_figures_are_for_this_machine_only(rig: Rig) -> None:
    assert "karla_turns_total" in rig.get("/metrics").text
    assert rig.get("/metrics", **{"X-Forwarded-For": "203.0.113.9"}).status_code == 404
