"""How often somebody may ask."""

from __future__ import annotations

import asyncio

import pytest

from bot.channels import rates
from bot.channels.rates import Rate
from bot.channels.refusal import Refusal


class Clock:
    """A clock that is set by hand."""

    now = 0.0

    def __call__(self) -> float:
        return self.now


def check(rate: Rate, key: str) -> None:
    asyncio.run(rate.check(key))


def test_the_window_slides_and_says_when_there_is_room() -> None:
    clock = Clock()
    rate = Rate(2, 10, clock=clock)
    check(rate, "a")
    clock.now = 4
    check(rate, "a")
    clock.now = 6
    with pytest.raises(Refusal) as refused:
        check(rate, "a")
    assert (refused.value.status, refused.value.retry_after) == (429, 4)
    clock.now = 10
    check(rate, "a")
    assert len(rate._seen["a"]) == 2


def test_one_does_not_use_up_what_another_may() -> None:
    rate = Rate(1, 10, clock=Clock())
    check(rate, "a")
    check(rate, "b")
    with pytest.raises(Refusal):
        check(rate, "a")


def test_it_forgets_who_has_not_asked_for_long(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rates, "MOST_KEYS", 2)
    clock = Clock()
    rate = Rate(1, 10, clock=clock)
    for key in ("a", "b"):
        check(rate, key)
    clock.now = 11
    check(rate, "c")
    assert set(rate._seen) == {"c"}
