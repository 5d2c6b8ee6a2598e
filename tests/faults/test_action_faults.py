"""The action server fails in every way it can: nobody is met with silence, waits long, or is told that something was done."""

from __future__ import annotations

import json
import socket
import time

import pytest

from bot.channels.texts import texts
from tests.dialogues.servers import wait_for
from tests.faults.rig import MODES, SECRET_IN_ERROR, Rig, answer_of

pytestmark = pytest.mark.servers

QUESTION = "hvad tjener man i kundeservice"
APOLOGY = texts()["action_failed"]
FAULTS = [mode for mode in MODES if mode not in ("ok", "followup", "unknownslot", "respnull", "unknownresponse")]


@pytest.mark.parametrize("mode", [*FAULTS, "down", "reset", "hang"])
def test_a_failing_action_is_an_apology_within_seconds_and_leaves_no_damage(rig: Rig, mode: str) -> None:
    sender = f"fault-{mode}"
    rig.actions.set(mode)
    started = time.monotonic()
    assert answer_of(rig.rest(QUESTION, sender)) == [APOLOGY]
    assert time.monotonic() - started < 6
    rig.actions.set("ok")
    assert answer_of(rig.rest("hej", sender))[0] == "svar"


@pytest.mark.parametrize("mode", ["respnull", "unknownresponse"])
def test_an_action_that_says_nothing_is_not_silence(rig: Rig, mode: str) -> None:
    rig.actions.set(mode)
    assert answer_of(rig.rest(QUESTION, mode)) == [texts()["silence"]]


@pytest.mark.parametrize("mode", [*FAULTS, "down", "reset", "hang"])
def test_a_failed_deletion_never_says_that_it_was_done(rig: Rig, mode: str) -> None:
    rig.actions.set(mode)
    said = answer_of(rig.rest("slet mine data", f"delete-{mode}"))
    assert said
    assert not any("slettet" in text.lower() or "glemt" in text.lower() for text in said)


def test_a_conversation_that_ran_in_circles_answers_again(rig: Rig) -> None:
    rig.actions.set("followup")
    assert "igen" in answer_of(rig.rest(QUESTION, "circles"))
    rig.actions.set("ok")
    assert answer_of(rig.rest("hej", "circles"))[0] == "svar"


def test_a_slot_the_domain_lacks_is_dropped_and_the_text_arrives(rig: Rig) -> None:
    rig.actions.set("unknownslot")
    assert answer_of(rig.rest(QUESTION, "slot")) == ["svar"]
    assert "no_such_slot" not in rig.log()


def test_a_server_that_does_not_answer_is_soon_not_asked_and_asked_again_when_it_does(rig: Rig) -> None:
    rig.actions.set("hang")
    for number in range(5):
        rig.rest(QUESTION, f"breaker-{number}")
    started = time.monotonic()
    assert answer_of(rig.rest(QUESTION, "breaker-open")) == [APOLOGY]
    assert time.monotonic() - started < 0.5
    assert "karla_breaker_open 1.0" in rig.get("/metrics").text
    rig.actions.set("ok")
    assert wait_for(lambda: answer_of(rig.rest(QUESTION, "breaker-healed")) == ["svar"], seconds=10)


def test_a_turn_whose_reader_left_is_finished_and_kept(rig: Rig) -> None:
    talk = rig.talk()
    rig.actions.set("slow")
    body = json.dumps({"id": "left-early-1", "text": QUESTION}).encode()
    head = (
        f"POST /webhooks/web/messages HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {talk.token}\r\n"
        f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    port = int(rig.address.rsplit(":", 1)[1])
    with socket.create_connection(("127.0.0.1", port)) as connection:
        connection.sendall(head.encode() + body)
        assert wait_for(lambda: any(call["sender_id"] == talk.token.split(".")[0] for call in rig.actions.calls), seconds=10)
    rig.actions.set("ok")
    assert wait_for(lambda: [m["from"] for m in talk.get("messages?after=0").json()["messages"]] == ["user", "bot"], seconds=10)


def test_logs_hold_neither_what_was_written_nor_what_servers_said(rig: Rig) -> None:
    written = "min hemmelighed er blåbærgrød"
    for mode in ("500", "badjson", "down", "respint"):
        rig.actions.set(mode)
        rig.rest(f"hvad tjener man {written}", f"log-{mode}")
    log = rig.log()
    assert written not in log
    assert "blåbærgrød" not in log
    assert SECRET_IN_ERROR not in log
