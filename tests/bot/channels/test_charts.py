"""Pictures as the running server hands them out."""

from __future__ import annotations

import json
from typing import Any

import httpx
import pytest

from bot.channels.chart_addresses import PLACE
from bot.charts.scores import score_chart
from bot.charts.svg import POLICY
from tests.dialogues.servers import Talk, wait_for
from tests.faults.rig import Rig, answer_of

pytestmark = pytest.mark.servers

SHOWN = score_chart((42, 55), 100)
ELSEWHERE = {"Origin": "https://example.dk"}


def chart_of(talk: Talk) -> dict[str, Any]:
    """The chart of the answer to a question."""
    found: dict[str, Any] = talk.say("hvad tjener man").messages[-1]["chart"]
    return found


@pytest.fixture
def talk(rig: Rig) -> Talk:
    """A conversation whose answers have a chart."""
    rig.actions.set("chart")
    # The very first turn of a server on a busy machine may take longer than people wait.
    assert wait_for(lambda: answer_of(rig.rest("hvad tjener man", "waking")) == ["svar"], seconds=20)
    return rig.talk()


def test_an_answer_has_the_address_of_its_picture_and_the_numbers_in_words(rig: Rig, talk: Talk) -> None:
    chart = chart_of(talk)
    assert sorted(chart) == ["alt", "text", "url"]
    assert (chart["alt"], chart["text"]) == (SHOWN.alt, SHOWN.text)
    assert chart["url"].startswith(PLACE)


def test_the_picture_is_served_without_a_token_and_to_embedding_pages(rig: Rig, talk: Talk) -> None:
    address = chart_of(talk)["url"]
    answer = rig.get(address)
    assert answer.status_code == 200
    assert answer.text.startswith("<svg ")
    assert "55" in answer.text
    expected = {
        "content-type": "image/svg+xml",
        "x-content-type-options": "nosniff",
        "content-security-policy": POLICY,
        "cache-control": "private, no-cache",
        "cross-origin-resource-policy": "cross-origin",
        "referrer-policy": "no-referrer",
    }
    assert {name: answer.headers.get(name) for name in expected} == expected
    png = rig.get(address.removesuffix("svg") + "png")
    assert (png.headers["content-type"], png.content[:4]) == ("image/png", b"\x89PNG")
    again = rig.get(address, **{"If-None-Match": answer.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_history_gives_a_new_address_of_the_same_picture(rig: Rig, talk: Talk) -> None:
    first = chart_of(talk)["url"]
    page = json.loads(talk.get("messages?after=0").text)
    second = page["messages"][-1]["chart"]["url"]
    assert second != first
    assert rig.get(second).content == rig.get(first).content


def test_a_deleted_conversation_takes_its_pictures_along(rig: Rig, talk: Talk) -> None:
    address = chart_of(talk)["url"]
    assert httpx.delete(f"{rig.address}/webhooks/web/conversation", headers=talk.headers, trust_env=False).status_code == 200
    assert rig.get(address).status_code == 404


def test_an_address_that_was_not_given_out_leads_nowhere(rig: Rig, talk: Talk) -> None:
    address = chart_of(talk)["url"]
    for wrong in (address[:-8] + "AAAA.svg", f"{PLACE}pay.svg", f"{PLACE}x.svg", address.removesuffix("svg") + "gif"):
        refused = rig.get(wrong)
        assert (refused.status_code, refused.json()["error"]["code"]) == (404, "not_found")
