"""Whose address counts: the connected one, unless a proxy of ours reports another."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from sanic.compat import Header
from sanic.request import Request

from bot.channels.answers import address_of


@pytest.mark.parametrize(
    ("proxies", "forwarded", "address"),
    [
        (0, "203.0.113.9", "127.0.0.1"),
        (1, "203.0.113.9", "203.0.113.9"),
        (1, "198.51.100.1, 203.0.113.9", "203.0.113.9"),
        (2, "198.51.100.1, 203.0.113.9", "198.51.100.1"),
        (1, "", "127.0.0.1"),
    ],
)
def test_an_address_is_believed_only_from_a_proxy_of_ours(proxies: int, forwarded: str, address: str) -> None:
    config = SimpleNamespace(PROXIES_COUNT=proxies, REAL_IP_HEADER=None, FORWARDED_SECRET=None, FORWARDED_FOR_HEADER="X-Forwarded-For")
    headers = Header({"x-forwarded-for": forwarded} if forwarded else {})
    request = Request(b"/", headers, "1.1", "GET", None, SimpleNamespace(config=config))
    request.conn_info = SimpleNamespace(client_ip="127.0.0.1")
    assert address_of(request) == address
