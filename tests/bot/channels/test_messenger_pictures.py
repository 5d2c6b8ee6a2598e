"""Charts on Slack and Telegram, against stand-ins for their APIs."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from bot.channels.chart_addresses import ChartAddresses
from bot.channels.replies import Reply
from bot.channels.slack import SlackMessenger
from bot.channels.telegram_messenger import TelegramMessenger
from bot.charts.scores import score_chart
from bot.settings import LOOPBACK, ChannelSettings, read_channels
from tests.dialogues.servers import free_port
from tests.faults.fake_messengers import FakeApi

SLACK_ROUTE = {"user": "U1", "channel": "D1"}
TELEGRAM_ROUTE = {"chat": 4242}
PNG = b"\x89PNG\r\n\x1a\n"
SHOWN = score_chart((42, 55), 100)
NUMBERS = "1. øvelse: 42 af 100 point\n2. øvelse: 55 af 100 point"


@pytest.fixture
def api() -> Iterator[FakeApi]:
    """Both APIs at one address."""
    fake = FakeApi(free_port())
    fake.start()
    yield fake
    fake.stop()


@pytest.fixture
def options(api: FakeApi) -> ChannelSettings:
    """Both messengers on, at a server that others reach."""
    address = f"http://{LOOPBACK}:{api.port}"
    return replace(
        read_channels({}),
        slack_token="xoxb-1",
        slack_api=f"{address}/api/",
        telegram_token="1:abc",
        telegram_api=address,
        public_url="https://karla.example.dk",
    )


def message(text: str = "Her er dine point.", *, picture: Any = None) -> dict[str, Any]:
    """An answer with a chart and a choice, as the ledger gives it. picture: in place of what is drawn."""
    chart = SHOWN.as_dict() if picture is None else {**SHOWN.as_dict(), "picture": picture}
    stored = json.loads(json.dumps(Reply(text, (("Igen", "/start_roleplay"),), chart=chart).content()))
    return {**stored, "number": 3}


ADDRESSES = ChartAddresses("s" * 32)


def to_slack(options: ChannelSettings, content: dict[str, Any]) -> None:
    asyncio.run(SlackMessenger(options, ADDRESSES).send(SLACK_ROUTE, content))


def to_telegram(options: ChannelSettings, content: dict[str, Any]) -> None:
    async def send() -> None:
        messenger = TelegramMessenger(options)
        await messenger.send(TELEGRAM_ROUTE, content)
        await messenger.close()

    asyncio.run(send())


def blocks(fields: dict[str, Any]) -> list[dict[str, Any]]:
    """The blocks of a call to Slack, as JSON or in a form."""
    found = fields["blocks"]
    return list(json.loads(found) if isinstance(found, str) else found)


def test_slack_gets_a_picture_it_can_fetch_with_its_alternative(options: ChannelSettings, api: FakeApi) -> None:
    to_slack(options, message())
    ((method, fields),) = api.sent
    assert method == "chat.postMessage"
    section, image, choices = blocks(fields)
    assert section["text"]["text"] == f"Her er dine point.\n{NUMBERS}"
    assert image["alt_text"] == SHOWN.alt
    server, _, name = image["image_url"].rpartition("/")
    assert server == "https://karla.example.dk/webhooks/web/charts"
    assert ADDRESSES.read(name) == ("slack-D1-U1", 3, "png")
    assert choices["elements"][0]["text"]["text"] == "Igen"


def test_slack_gets_the_numbers_as_text_where_it_cannot_reach_us(options: ChannelSettings, api: FakeApi) -> None:
    to_slack(replace(options, public_url=""), message())
    ((_, fields),) = api.sent
    assert [block["type"] for block in blocks(fields)] == ["section", "actions"]
    assert NUMBERS in fields["text"]


def test_slack_gets_the_text_when_it_refuses_the_picture(options: ChannelSettings, api: FakeApi) -> None:
    api.refuses = lambda fields: any(block["type"] == "image" for block in blocks(fields))
    to_slack(options, message())
    ((_, fields),) = api.sent
    assert [block["type"] for block in blocks(fields)] == ["section", "actions"]


def test_telegram_gets_the_picture_with_text_and_choices_below_it(options: ChannelSettings, api: FakeApi) -> None:
    to_telegram(options, message("Her er **dine** point <3."))
    ((method, fields),) = api.sent
    assert method == "sendPhoto"
    assert fields["photo"].startswith(PNG)
    assert (fields["chat_id"], fields["parse_mode"]) == ("4242", "HTML")
    assert fields["caption"] == f"Her er <b>dine</b> point &lt;3.\n{NUMBERS}"
    assert json.loads(fields["reply_markup"])["inline_keyboard"][0][0]["text"] == "Igen"


def test_telegram_gets_a_long_text_after_the_picture(options: ChannelSettings, api: FakeApi) -> None:
    to_telegram(options, message("Ord. " * 300))
    assert [method for method, _ in api.sent] == ["sendPhoto", "sendMessage"]
    assert "reply_markup" not in api.sent[0][1]
    assert api.sent[1][1]["reply_markup"]["inline_keyboard"][0][0]["text"] == "Igen"
    assert NUMBERS in api.sent[1][1]["text"]


def test_telegram_gets_the_text_when_it_refuses_the_picture(options: ChannelSettings, api: FakeApi) -> None:
    api.refuses = lambda fields: "photo" in fields
    to_telegram(options, message())
    ((method, fields),) = api.sent
    assert (method, fields["text"]) == ("sendMessage", f"Her er dine point.\n{NUMBERS}")


def test_a_picture_is_sent_again_when_telegram_asks_for_that(options: ChannelSettings, api: FakeApi) -> None:
    api.refuse_next = 1
    to_telegram(options, message())
    assert [method for method, _ in api.sent] == ["sendPhoto"]
    assert api.sent[0][1]["photo"].startswith(PNG)


def test_a_chart_that_cannot_be_read_is_said_in_text(options: ChannelSettings, api: FakeApi) -> None:
    to_telegram(options, message(picture={"kind": "pie"}))
    assert [method for method, _ in api.sent] == ["sendMessage"]
