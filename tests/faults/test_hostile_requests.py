"""What hostile clients send: each gets its status, nobody else notices, and the process lives."""

from __future__ import annotations

import json
import select
import socket
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, suppress
from typing import Any

import httpx
import pytest

from bot.channels.texts import texts
from tests.dialogues.servers import wait_for
from tests.faults.rig import Rig, answer_of, at_once

pytestmark = pytest.mark.servers

WEBHOOK = "/webhooks/rest/webhook"
QUESTION = "hvad tjener man"
GOOD = json.dumps({"sender": "hostile", "message": "hej"}).encode()


def body(sender: Any = "hostile", message: Any = "hej", **more: Any) -> bytes:
    return json.dumps({"sender": sender, "message": message, **more}).encode()


def nested(depth: int) -> bytes:
    return b'{"sender": "hostile", "message": "hej", "metadata": ' + b"[" * depth + b"]" * depth + b"}"


REFUSED: dict[str, tuple[bytes, int]] = {
    "empty text": (body(message=""), 400),
    "blank text": (body(message="   "), 400),
    "only controls": (body(message="\x00\x01\u202e\u200b"), 400),
    "text null": (body(message=None), 400),
    "text missing": (b'{"sender": "hostile"}', 400),
    "text number": (body(message=5), 400),
    "text list": (body(message=["hej"]), 400),
    "text object": (body(message={"a": 1}), 400),
    "text true": (body(message=True), 400),
    "no body": (b"", 400),
    "list": (b"[1]", 400),
    "string": (b'"x"', 400),
    "number": (b"5", 400),
    "null": (b"null", 400),
    "cut": (GOOD[:-4], 400),
    "latin-1": ('{"sender": "hostile", "message": "blåbær"}'.encode("latin-1"), 400),
    "utf-16": (GOOD.decode().encode("utf-16"), 400),
    "deep nesting": (nested(3000), 400),
    "NaN": (b'{"sender": "hostile", "message": "hej", "x": NaN}', 400),
    "sender number": (body(sender=5), 400),
    "sender list": (body(sender=["a"]), 400),
    "sender object": (body(sender={}), 400),
    "sender missing": (b'{"message": "hej"}', 400),
    "sender empty": (body(sender=""), 400),
    "sender null": (body(sender=None), 400),
    "sender long": (body(sender="a" * 300), 400),
    "sender with a line break": (body(sender="a\nb"), 400),
    "sender half a character": (b'{"sender": "\\ud800", "message": "hej"}', 400),
    "sender with a null byte": (b'{"sender": "a\\u0000b", "message": "hej"}', 400),
    "text 2001": (body(message="a" * 2001), 413),
    "body 20 kB": (body(message="a " * 10_000), 413),
    "body 1 MB": (body(message="a" * 1_000_000), 413),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_a_message_is_refused_and_others_are_served(rig: Rig, name: str) -> None:
    sent, status = REFUSED[name]
    pid = rig.pid()
    answer = rig.post(WEBHOOK, sent)
    assert answer.status_code == status
    assert answer.json()
    assert answer_of(rig.rest("hej", "bystander"))[0] == "svar" or rig.rest("hej", f"bystander-{name}").status_code == 200
    assert rig.pid() == pid


@pytest.mark.parametrize("content_type", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", ""])
def test_what_a_foreign_page_could_send_without_asking_is_refused(rig: Rig, content_type: str) -> None:
    assert rig.post(WEBHOOK, GOOD, content_type=content_type).status_code == 415


@pytest.mark.parametrize(
    "text",
    [
        "😀👍🏽👨‍👩‍👧",
        "a" + "\u0301" * 1900,
        "\u202egnirtS",
        "hej\x1b[31m",
        "<script>alert(1)</script>",
        "{{7*7}} {role}",
        "'; DROP TABLE events; --",
    ],
    ids=["emoji", "marks", "direction", "escape", "html", "template", "sql"],
)
def test_odd_text_is_answered(rig: Rig, text: str) -> None:
    answer = rig.rest(text, f"odd-{len(text)}-{ord(text[0])}")
    assert answer.status_code == 200
    assert all(said.strip() for said in answer_of(answer))
    assert answer_of(answer)


def test_nothing_from_outside_reaches_the_tracker_beside_the_text(rig: Rig) -> None:
    rig.post(WEBHOOK, body("meta", "hvad tjener man", metadata={"is_admin": True}, input_channel="slack"))
    tracker = next(call["tracker"] for call in reversed(rig.actions.calls) if call["sender_id"] == "meta")
    assert tracker["latest_input_channel"] == "rest"
    assert "is_admin" not in json.dumps(tracker)


@pytest.mark.parametrize(
    "typed", ["/restart", " /ask_salary", "//restart", '/inform{"experience":"40"}', "\u200b/restart", "/ /session_start"]
)
def test_a_typed_command_is_text_on_every_channel(rig: Rig, typed: str) -> None:
    sender = f"slash-{typed.encode().hex()}"
    rig.rest("jeg har 6 års erfaring, hvad tjener man", sender)
    rig.rest(typed, sender)
    rig.rest("hvad tjener man", sender)
    call = next(call for call in reversed(rig.actions.calls) if call["sender_id"] == sender)
    assert call["tracker"]["slots"]["experience"] == "6"
    assert sum(event["event"] == "user" for event in call["tracker"]["events"]) == 3
    assert not any(event["event"] == "restart" for event in call["tracker"]["events"])
    talk = rig.talk()
    assert talk.post({"text": typed}).status_code == 200


def test_a_button_of_the_last_answer_is_obeyed_when_its_payload_is_written(rig: Rig) -> None:
    payload = next(button["payload"] for message in rig.rest("hej", "button").json() for button in message.get("buttons", []))
    for _ in range(2):
        rig.rest(payload, "button")
    obeyed = [call for call in rig.actions.calls if call["sender_id"] == "button" and call["tracker"]["latest_message"]["text"] == payload]
    assert len(obeyed) == 1


def test_a_flood_in_one_conversation_gets_ten_answers_and_then_429(rig: Rig) -> None:
    rig.actions.set("slow")
    with ThreadPoolExecutor(30) as pool:
        first = pool.submit(rig.rest, QUESTION, "flood")
        assert wait_for(lambda: any(call["sender_id"] == "flood" for call in rig.actions.calls), seconds=10)
        rest = [pool.submit(rig.rest, QUESTION, "flood") for _ in range(29)]
        # The first turn runs as long as the action does, so that whoever is not refused by now waits behind it.
        assert wait_for(lambda: sum(future.done() for future in rest) == 20, seconds=2)
        rig.actions.set("ok")
        answers = [future.result() for future in (first, *rest)]
    refused = [answer for answer in answers if answer.status_code == 429]
    assert len(refused) == 20
    assert all(answer_of(answer) for answer in answers)
    assert all(1 <= int(answer.headers["retry-after"]) <= 10 for answer in refused)
    assert [answer_of(answer) for answer in answers if answer not in refused] == [["svar"]] * 10


def test_a_thousand_messages_of_one_sender_are_answered_or_refused(rig: Rig) -> None:
    with httpx.Client(trust_env=False, timeout=60) as client:
        answers = [client.post(rig.address + WEBHOOK, json={"sender": "storm", "message": "hej"}) for _ in range(1000)]
    assert {answer.status_code for answer in answers} == {200, 429}
    assert all(answer_of(answer) for answer in answers)
    assert answer_of(rig.rest("hej", "storm-bystander"))[0] == "svar"


def test_two_hundred_people_at_once_are_all_answered(rig: Rig) -> None:
    def send(number: int) -> httpx.Response:
        return rig.rest("hvad tjener man", f"crowd-{number}")

    answers = at_once(200, send)

    # A machine that is busy with other things may need longer than people wait; then that is said, and the turn goes on.
    assert {answer.status_code for answer in answers} <= {200, 503}
    assert {text for answer in answers for text in answer_of(answer)} <= {"svar", texts()["slow"]}
    assert all(answer_of(answer) for answer in answers)


def test_a_half_sent_request_is_closed_and_keeps_nobody_waiting(rig: Rig) -> None:
    with connected(rig) as connection:
        connection.sendall(b"POST /webhooks/rest/webhook HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n{")
        started = time.monotonic()
        assert answer_of(rig.rest("hvad tjener man", "beside-a-slow-one")) == ["svar"]
        assert time.monotonic() - started < 5
        assert connection.recv(100).startswith(b"HTTP/1.1 503")


@pytest.mark.parametrize("path", [WEBHOOK, "/webhooks/web/messages", "/webhooks/web/conversations", "/webhooks/web/feedback"])
def test_fifty_megabytes_are_refused_before_they_are_taken(rig: Rig, path: str) -> None:
    with connected(rig) as connection:
        connection.sendall(
            f"POST {path} HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 50000000\r\n\r\n".encode()
        )
        sent = 0
        with suppress(ConnectionError):
            while sent < 50_000_000 and not select.select([connection], [], [], 0)[0]:
                sent += connection.send(b" " * 65536)
        assert sent < 20_000_000
        assert connection.recv(100).startswith(b"HTTP/1.1 413")
    assert answer_of(rig.rest(QUESTION, f"beside-much-{len(path)}")) == ["svar"]


def test_a_hundred_bodies_that_drip_keep_nobody_waiting(rig: Rig) -> None:
    with ExitStack() as stack:
        slow = [stack.enter_context(connected(rig)) for _ in range(100)]
        for connection in slow:
            connection.sendall(
                b"POST /webhooks/rest/webhook HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n"
            )
        for number in range(5):
            for connection in slow:
                connection.sendall(b"{")
            assert answer_of(rig.rest(QUESTION, f"beside-drips-{number}")) == ["svar"]


def connected(rig: Rig) -> socket.socket:
    return socket.create_connection(("127.0.0.1", int(rig.address.rsplit(":", 1)[1])), timeout=60)
