"""Every state the chat can be in: without accessibility faults, never wider than the window, and kept as a picture."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

import pytest

from tests.browser.conftest import Chat, NewContext, keep_screen, open_chat, open_launcher, violations
from tests.browser.fake_server import FakeKarla

# Each width once and each colour scheme once: every pair of them would find nothing more.
LOOKS: dict[str, dict[str, Any]] = {
    "desktop": {"viewport": {"width": 1280, "height": 900}},
    "phone-dark": {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True, "color_scheme": "dark"},
    "narrow": {"viewport": {"width": 320, "height": 640}, "has_touch": True, "is_mobile": True},
}


def seen(chat: Chat) -> None:
    """Waits until the picture is there."""
    assert chat.log.get_by_role("img").evaluate("image => image.decode().then(() => image.naturalWidth > 0)")


def greeting(chat: Chat, karla: FakeKarla) -> None:
    chat.button("Hvad tjener man?").wait_for()


def answer(chat: Chat, karla: FakeKarla) -> None:
    chat.ask("Hvad tjener man?")
    chat.log.get_by_text("2 kilder").click()


def chart(chat: Chat, karla: FakeKarla) -> None:
    chat.ask("Vis mig et diagram")
    seen(chat)
    chat.log.get_by_text("Tallene som tekst").click()


def ladder(chat: Chat, karla: FakeKarla) -> None:
    chat.ask("Tegn vejene")
    seen(chat)


def chart_missing(chat: Chat, karla: FakeKarla) -> None:
    chat.ask("Vis mig et dødt diagram")
    chat.log.get_by_text("Billedet kunne ikke hentes.").wait_for()


def role_play(chat: Chat, karla: FakeKarla) -> None:
    chat.ask("Øv en svær samtale")


def score_card(chat: Chat, karla: FakeKarla) -> None:
    chat.ask("Hvordan klarede jeg det?")
    seen(chat)


def compare_card(chat: Chat, karla: FakeKarla) -> None:
    chat.ask("Sammenlign")


def plan_card(chat: Chat, karla: FakeKarla) -> None:
    chat.ask("Lav en plan")


def strange_text(chat: Chat, karla: FakeKarla) -> None:
    chat.ask("Vis mig mærkelig tekst")


def writing(chat: Chat, karla: FakeKarla) -> None:
    karla.faults.gate = threading.Event()
    chat.say("Hvad laver man?")
    chat.log.locator(".writing").wait_for()


def not_sent(chat: Chat, karla: FakeKarla) -> None:
    karla.faults.status, karla.faults.retry_after = 429, 60
    chat.say("Er du der?")
    chat.button("Send igen").wait_for()


def refused(chat: Chat, karla: FakeKarla) -> None:
    karla.faults.status = 400
    chat.say("Er du der?")
    chat.button("Ret beskeden").wait_for()


def offline(chat: Chat, karla: FakeKarla) -> None:
    chat.page.context.set_offline(True)
    chat.say("Er du der?")
    chat.button("Send igen").wait_for()
    chat.notice.get_by_text("ingen forbindelse").wait_for()


def rated(chat: Chat, karla: FakeKarla) -> None:
    chat.ask("Hej")
    chat.button("Nej, svaret hjalp ikke").click()
    chat.log.get_by_text("Hvad manglede").wait_for()


def over_the_limit(chat: Chat, karla: FakeKarla) -> None:
    chat.field.fill("Jeg har arbejdet i butik. " * 80)


def menu(chat: Chat, karla: FakeKarla) -> None:
    chat.button("Flere muligheder").click()


def question(chat: Chat, karla: FakeKarla) -> None:
    chat.menu("Slet mine data")


def deleted(chat: Chat, karla: FakeKarla) -> None:
    chat.menu("Slet mine data")
    chat.page.get_by_role("alertdialog").get_by_role("button", name="Slet mine data").click()
    chat.button("Begynd en ny samtale").wait_for()


STATES: list[Callable[[Chat, FakeKarla], None]] = [
    greeting, answer, chart, ladder, chart_missing, role_play, score_card, compare_card, plan_card, strange_text, writing,
    not_sent, refused, offline, rated, over_the_limit, menu, question, deleted,
]  # fmt: skip


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("state", STATES, ids=lambda state: state.__name__)
def test_a_state_of_the_full_page(new_context: NewContext, karla: FakeKarla, look: str, state: Callable[[Chat, FakeKarla], None]) -> None:
    page = new_context(**LOOKS[look]).new_page()
    state(open_chat(page, karla), karla)
    keep_screen(page, f"page-{state.__name__}-{look}")
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    overflow = "list => [...list.querySelectorAll('*')].filter(node => node.getBoundingClientRect().right > innerWidth + 1).length"
    assert page.locator(".panel-body").evaluate(overflow) == 0


def closed(chat: Chat, karla: FakeKarla) -> None:
    """Nothing to do: so it is when the page has loaded."""


def opened(chat: Chat, karla: FakeKarla) -> None:
    chat.button("Spørg Karla").click()
    chat.bubbles.first.wait_for()


def opened_answer(chat: Chat, karla: FakeKarla) -> None:
    opened(chat, karla)
    chat.ask("Hvad tjener man?")


def unread(chat: Chat, karla: FakeKarla) -> None:
    opened(chat, karla)
    karla.faults.gate = threading.Event()
    chat.say("Hvad tjener man?")
    chat.page.keyboard.press("Escape")
    karla.faults.gate.set()
    chat.page.get_by_text("2 nye svar").wait_for(state="attached")


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("state", [closed, opened, opened_answer, unread], ids=lambda state: state.__name__)
def test_a_state_of_the_launcher(new_context: NewContext, karla: FakeKarla, look: str, state: Callable[[Chat, FakeKarla], None]) -> None:
    page = new_context(**LOOKS[look]).new_page()
    state(open_launcher(page, karla), karla)
    keep_screen(page, f"launcher-{state.__name__}-{look}")
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
