"""Slack and Telegram over HTTP, against stand-ins for their APIs and with payloads in their shapes."""

from __future__ import annotations

import copy
import hashlib
import hmac
import json
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import httpx
import pytest

from bot.channels.texts import texts
from bot.settings import LOOPBACK
from tests.dialogues.servers import free_port, wait_for
from tests.faults.fake_messengers import FakeApi
from tests.faults.rig import READY_SECONDS, Rig, make_rig

pytestmark = pytest.mark.servers

PAYLOADS = Path(__file__).with_name("payloads")
SIGNING, SECRET = "s" * 32, "t" * 32
PUBLIC_URL = "https://karla.example.dk"
SLACK, TELEGRAM = "/webhooks/slack/webhook", "/webhooks/telegram/webhook"


@pytest.fixture(scope="module")
def api() -> Iterator[FakeApi]:
    """Both APIs at one address."""
    fake = FakeApi(free_port())
    fake.start()
    yield fake
    fake.stop()


@pytest.fixture(scope="module")
def own_rig(tmp_path_factory: pytest.TempPathFactory, model: Path, api: FakeApi) -> Iterator[Rig]:
    """A rig with both channels on."""
    address = f"http://{LOOPBACK}:{api.port}"
    slack = {"PUBLIC_URL": PUBLIC_URL, "SLACK_TOKEN": "xoxb-1", "SLACK_SIGNING_SECRET": SIGNING, "SLACK_API": f"{address}/api/"}
    telegram = {
        "TELEGRAM_TOKEN": "1:abc",
        "TELEGRAM_SECRET": SECRET,
        "TELEGRAM_API": address,
        "TELEGRAM_WEBHOOK_URL": "https://karla.example/t",
    }
    made = make_rig(tmp_path_factory.mktemp("messengers"), model, **slack, **telegram)
    try:
        assert wait_for(made.is_ready, seconds=READY_SECONDS), made.server.last_words()
        yield made
    finally:
        made.close()


def payload(name: str, **changes: Any) -> dict[str, Any]:
    """A saved payload; changes: new values by dotted path with __ for the dots."""
    made: dict[str, Any] = copy.deepcopy(json.loads((PAYLOADS / f"{name}.json").read_text(encoding="utf-8")))
    for path, value in changes.items():
        *way, last = path.split("__")
        place: Any = made
        for step in way:
            place = place[int(step) if step.isdigit() else step]
        place[last] = value
    return made


def to_slack(rig: Rig, body: bytes, *, at: float | None = None, key: str = SIGNING, kind: str = "application/json") -> httpx.Response:
    stamp = str(int(time.time() if at is None else at))
    signature = "v0=" + hmac.new(key.encode(), f"v0:{stamp}:".encode() + body, hashlib.sha256).hexdigest()
    headers = {"Content-Type": kind, "X-Slack-Request-Timestamp": stamp, "X-Slack-Signature": signature}
    return httpx.post(rig.address + SLACK, content=body, headers=headers, timeout=30, trust_env=False)


def event(number: int, channel: str, **changes: Any) -> bytes:
    return json.dumps(payload("slack_message", event_id=f"Ev{number}", event__channel=channel, **changes)).encode()


def to_telegram(rig: Rig, update: Any, *, secret: str = SECRET) -> httpx.Response:
    headers = {"X-Telegram-Bot-Api-Secret-Token": secret}
    return httpx.post(rig.address + TELEGRAM, json=update, headers=headers, timeout=30, trust_env=False)


def has_said(api: FakeApi, chat: str, count: int) -> bool:
    return len(api.texts(chat)) == count


def test_slack_is_answered_at_once_and_the_answer_sent_once_however_often_it_repeats(own_rig: Rig, api: FakeApi) -> None:
    for reason in (None, "http_timeout", "http_error", "connection_failed"):
        answer = to_slack(own_rig, event(1, "D1"))
        assert (answer.status_code, answer.json()) == (200, {}), reason
    assert wait_for(lambda: api.texts("D1") == ["svar"], seconds=10)
    to_slack(own_rig, event(2, "D1", event__text="hej"))
    assert wait_for(lambda: len(api.texts("D1")) == 2, seconds=10)
    assert api.texts("D1")[1] == "svar"


def test_only_slack_may_write_as_slack(own_rig: Rig) -> None:
    body = event(3, "D3")
    assert to_slack(own_rig, body, key="x" * 32).status_code == 401
    assert to_slack(own_rig, body, at=time.time() - 600).status_code == 401
    assert httpx.post(own_rig.address + SLACK, content=body, trust_env=False).status_code == 401
    assert "slack.refused cause=clock skew_seconds=-" in own_rig.log()


def test_a_slack_button_is_pressed_by_its_id_and_only_while_it_is_offered(own_rig: Rig, api: FakeApi) -> None:
    to_slack(own_rig, event(4, "D4", event__text="hej"))
    assert wait_for(lambda: len(api.texts("D4")) == 1, seconds=10)
    blocks = next(fields for _, fields in api.sent if fields.get("channel") == "D4")["blocks"]
    choice = blocks[-1]["elements"][0]["value"]
    for number in (1, 1, 2):
        pressed = payload("slack_actions", channel__id="D4", actions__0__value=choice, actions__0__action_ts=f"17325{number}.1")
        to_slack(own_rig, urlencode({"payload": json.dumps(pressed)}).encode(), kind="application/x-www-form-urlencoded")
        assert wait_for(partial(has_said, api, "D4", 1 + number), seconds=10)
    assert api.texts("D4")[1:] == ["svar", texts()["choice_expired"]]


@pytest.mark.parametrize(
    "changes",
    [
        {"event__bot_id": "B1"},
        {"event__subtype": "message_changed"},
        {"event__channel_type": "channel"},
        {"event__user": None},
        {"event__text": 5},
        {"event__text": None},
        {"event": None},
        {"event_id": None},
        {"type": "unknown"},
    ],
)
def test_what_nobody_wrote_to_karla_on_slack_is_taken_and_left(own_rig: Rig, changes: dict[str, Any]) -> None:
    body = json.dumps(payload("slack_message", **{"event_id": "Ev-left", **changes})).encode()
    calls = len(own_rig.actions.calls)
    assert to_slack(own_rig, body).status_code == 200
    assert len(own_rig.actions.calls) == calls


def test_slacks_address_check_is_answered(own_rig: Rig) -> None:
    assert to_slack(own_rig, b'{"type": "url_verification", "challenge": "abc"}').json() == {"challenge": "abc"}


def test_a_messenger_that_asks_to_be_tried_later_is(own_rig: Rig, api: FakeApi) -> None:
    api.refuse_next = 1
    to_slack(own_rig, event(5, "D5"))
    assert wait_for(lambda: api.texts("D5") == ["svar"], seconds=15)
    api.refuse_next = 1
    to_telegram(own_rig, payload("telegram_message", update_id=50, message__chat__id=50))
    assert wait_for(lambda: api.texts("50") == ["svar"], seconds=15)


def test_telegram_is_answered_once_and_told_where_we_are(own_rig: Rig, api: FakeApi) -> None:
    assert wait_for(lambda: any(method == "setWebhook" for method, _ in api.sent), seconds=20)
    hook = next(fields for method, fields in api.sent if method == "setWebhook")
    assert (hook["url"], hook["secret_token"]) == ("https://karla.example/t", SECRET)
    for _ in range(3):
        assert to_telegram(own_rig, payload("telegram_message")).json() == {"ok": True}
    assert wait_for(lambda: api.texts("4242") == ["svar"], seconds=10)


@pytest.mark.parametrize("secret", ["", "x" * 32, SECRET[:-1]])
def test_only_telegram_may_write_as_telegram(own_rig: Rig, secret: str) -> None:
    assert to_telegram(own_rig, payload("telegram_message"), secret=secret).status_code == 401


def test_a_telegram_button_has_short_data_and_its_tap_is_acknowledged(own_rig: Rig, api: FakeApi) -> None:
    to_telegram(own_rig, payload("telegram_message", update_id=60, message__chat__id=60, message__text="/start"))
    assert wait_for(lambda: len(api.texts("60")) == 1, seconds=10)
    keyboard = next(fields for _, fields in api.sent if fields.get("chat_id") == 60)["reply_markup"]["inline_keyboard"]
    data = keyboard[0][0]["callback_data"]
    assert len(data.encode()) <= 64
    to_telegram(own_rig, payload("telegram_callback", update_id=61, callback_query__message__chat__id=60, callback_query__data=data))
    assert wait_for(lambda: api.texts("60")[1:] == ["svar"], seconds=10)
    assert wait_for(lambda: any(method == "answerCallbackQuery" for method, _ in api.sent), seconds=10)


def test_a_picture_on_telegram_gets_a_friendly_hint(own_rig: Rig, api: FakeApi) -> None:
    update = payload("telegram_message", update_id=70, message__chat__id=70, message__photo=[{"file_id": "x"}])
    del update["message"]["text"]
    to_telegram(own_rig, update)
    assert wait_for(lambda: api.texts("70") == [texts()["only_text"]], seconds=10)


@pytest.mark.parametrize(
    "update",
    [
        {},
        {"update_id": 1, "my_chat_member": {"chat": {"id": 1, "type": "private"}}},
        {"update_id": 2, "channel_post": {"chat": {"id": -1, "type": "channel"}, "text": "x"}},
        {"update_id": 3, "poll": {}},
        {"update_id": 4, "callback_query": {"id": "1", "inline_message_id": "x"}},
        {"update_id": 5, "edited_message": {"chat": {"id": 5, "type": "private"}, "photo": []}},
        {"update_id": 6, "message_reaction": {}},
        {"update_id": 7, "message": None},
        {"update_id": "8", "message": {"chat": {"id": 8, "type": "private"}, "text": "x"}},
        {"update_id": 9, "message": {"chat": {"id": "9", "type": "private"}, "text": "x"}},
    ],
)
def test_updates_nobody_wrote_are_taken_and_left(own_rig: Rig, update: dict[str, Any]) -> None:
    assert to_telegram(own_rig, update).status_code == 200


def pictures(api: FakeApi) -> tuple[list[str], list[bytes]]:
    """What was sent as pictures: their addresses on Slack, and their bytes on Telegram."""
    blocks = [block for method, fields in api.sent if method == "chat.postMessage" for block in fields["blocks"]]
    addresses = [block["image_url"] for block in blocks if block["type"] == "image"]
    return addresses, [fields["photo"] for method, fields in api.sent if method == "sendPhoto"]


def test_a_chart_is_the_same_picture_on_both(own_rig: Rig, api: FakeApi) -> None:
    own_rig.actions.set("chart")
    to_slack(own_rig, event(9, "D9"))
    to_telegram(own_rig, payload("telegram_message", update_id=90, message__chat__id=90))
    assert wait_for(lambda: all(pictures(api)), seconds=30)
    own_rig.actions.set("ok")
    (address,), (photo,) = pictures(api)
    fetched = own_rig.get(address.removeprefix(PUBLIC_URL))
    assert (fetched.status_code, fetched.headers["content-type"], fetched.content) == (200, "image/png", photo)


def test_what_was_taken_before_a_crash_is_answered_after_it(own_rig: Rig, api: FakeApi) -> None:
    own_rig.actions.set("slow")
    to_slack(own_rig, event(8, "D8"))
    to_telegram(own_rig, payload("telegram_message", update_id=80, message__chat__id=80))
    own_rig.kill()
    own_rig.actions.set("ok")
    own_rig.start()
    assert wait_for(lambda: (api.texts("D8"), api.texts("80")) == (["svar"], ["svar"]), seconds=20)
