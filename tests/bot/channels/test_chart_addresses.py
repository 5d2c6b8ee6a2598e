"""An address of a picture opens it for whoever has the address, for a while, and for nobody else."""

from __future__ import annotations

from typing import Any

import pytest

from bot.channels.chart_addresses import LIFETIME, PLACE, ChartAddresses

CONVERSATION = "c" * 32
CHART = {"picture": {"kind": "scores"}, "alt": "Søjlediagram.", "text": "1. øvelse"}


@pytest.fixture
def addresses() -> ChartAddresses:
    return ChartAddresses("s" * 32)


def name_of(address: str) -> str:
    return address.removeprefix(PLACE)


@pytest.mark.parametrize("form", ["svg", "png"])
@pytest.mark.parametrize("conversation", [CONVERSATION, "slack-D1-U1", "telegram-4242"])
def test_an_address_comes_back_to_its_message(addresses: ChartAddresses, conversation: str, form: Any) -> None:
    address = addresses.make(conversation, 7, form)
    assert address.startswith(PLACE)
    assert addresses.read(name_of(address)) == (conversation, 7, form)
    assert conversation not in address


def test_the_form_may_be_changed_and_nothing_else(addresses: ChartAddresses) -> None:
    token = name_of(addresses.make(CONVERSATION, 7)).removesuffix(".svg")
    assert addresses.read(f"{token}.png") == (CONVERSATION, 7, "png")
    for place in (0, 20, len(token) - 2):
        changed = token[:place] + ("A" if token[place] != "A" else "B") + token[place + 1 :]
        assert addresses.read(f"{changed}.svg") is None


@pytest.mark.parametrize("name", ["", ".svg", "pay.svg", "x" * 100 + ".svg", "x" * 100 + ".gif", "x" * 601 + ".svg", "../" * 20 + ".svg"])
def test_what_was_not_made_here_leads_nowhere(addresses: ChartAddresses, name: str) -> None:
    assert addresses.read(name) is None


def test_another_server_cannot_make_one(addresses: ChartAddresses) -> None:
    assert addresses.read(name_of(ChartAddresses("t" * 32).make(CONVERSATION, 7))) is None


def test_an_address_ends() -> None:
    now = [1_000_000.0]
    addresses = ChartAddresses("s" * 32, clock=lambda: now[0])
    name = name_of(addresses.make(CONVERSATION, 7))
    now[0] += LIFETIME
    assert addresses.read(name) == (CONVERSATION, 7, "svg")
    now[0] += 1
    assert addresses.read(name) is None


def test_clients_get_the_address_in_place_of_what_is_drawn(addresses: ChartAddresses) -> None:
    plain = {"number": 1, "text": "Hej", "chart": None}
    drawn = {"number": 2, "text": "Her", "chart": CHART}
    first, second = addresses.addressed([plain, drawn], CONVERSATION)
    assert first == plain
    assert sorted(second["chart"]) == ["alt", "text", "url"]
    assert addresses.read(name_of(second["chart"]["url"])) == (CONVERSATION, 2, "svg")
    assert drawn["chart"] is CHART
