"""What was said comes back from the server: after a reload, in a second tab, and when there is very much of it."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.browser.conftest import Chat, open_chat, open_launcher
from tests.browser.fake_server import FakeKarla


def remember(page: Page, karla: FakeKarla, token: str) -> None:
    """As if this browser had talked before."""
    page.goto(f"{karla.address}/widget/demo.css")
    page.evaluate("([key, token]) => localStorage.setItem(key, JSON.stringify(token))", [f"karla-chat {karla.address}/ token", token])


def test_a_reload_brings_everything_back(page: Page, karla: FakeKarla) -> None:
    chat = open_chat(page, karla)
    chat.ask("Hvad tjener man?")
    chat.ask("Hvordan klarede jeg det?")
    before = chat.bubbles.all_inner_texts()
    page.reload()
    expect(chat.bubbles).to_have_count(len(before))
    assert chat.bubbles.all_inner_texts() == before


def test_two_tabs_show_the_same_conversation(page: Page, karla: FakeKarla) -> None:
    chat = open_chat(page, karla)
    chat.ask("Hej")
    other = open_chat(page.context.new_page(), karla)
    expect(other.bubbles).to_have_count(3)
    other.ask("fra den anden")
    expect(chat.bubbles).to_have_count(5)
    chat.ask("fra den første")
    expect(other.bubbles).to_have_count(7)
    assert chat.bubbles.all_inner_texts() == other.bubbles.all_inner_texts()
    assert len(karla.talks) == 1


def test_two_tabs_opened_at_once_are_greeted_once(page: Page, karla: FakeKarla) -> None:
    other = page.context.new_page()
    page.goto(karla.address)
    other.goto(karla.address)
    for tab in (page, other):
        expect(Chat(tab).bubbles).to_have_count(1)
    token = page.evaluate("key => JSON.parse(localStorage.getItem(key))", f"karla-chat {karla.address}/ token")
    assert len(karla.talks[token].messages) == 1


def test_what_another_tab_deletes_is_gone_here_too(page: Page, karla: FakeKarla) -> None:
    chat = open_chat(page, karla)
    other = open_chat(page.context.new_page(), karla)
    other.menu("Slet mine data")
    other.page.get_by_role("alertdialog").get_by_role("button", name="Slet mine data").click()
    expect(chat.button("Begynd en ny samtale")).to_be_visible()


def test_a_closed_chat_counts_what_has_not_been_read(page: Page, karla: FakeKarla) -> None:
    token = karla.new_talk()
    for text in ("et", "to"):
        karla.talks[token].add(**{"from": "bot", "text": text})
    remember(page, karla, token)
    chat = open_launcher(page, karla)
    launcher = page.locator(".launcher")
    expect(launcher.locator(".badge")).to_have_text("2")
    expect(page.get_by_role("status").filter(has_text="2 nye svar")).to_be_attached()
    launcher.click()
    expect(chat.bubbles).to_have_count(2)
    chat.button("Luk chatten").click()
    expect(launcher.locator(".badge")).to_be_hidden()
    page.reload()
    expect(launcher).to_be_visible()
    expect(launcher.locator(".badge")).to_be_hidden()


def test_two_thousand_messages_open_at_the_end_and_unfold_upwards(page: Page, karla: FakeKarla) -> None:
    token = karla.new_talk()
    for number in range(1000):
        karla.talks[token].add(**{"from": "user", "text": f"spørgsmål {number}", "client_id": f"client-{number}"})
        karla.talks[token].add(**{"from": "bot", "text": f"svar {number}", "choices": ["Ja", "Nej"]})
    remember(page, karla, token)
    chat = open_chat(page, karla)
    expect(chat.bubbles.last).to_have_text("svar 999")
    expect(chat.bubbles.last).to_be_in_viewport()
    expect(chat.bubbles).to_have_count(100)
    assert karla.requests.count("GET /webhooks/web/messages") == 10
    oldest = chat.bubbles.first
    text = oldest.inner_text()
    chat.button("Vis tidligere beskeder").click()
    expect(chat.bubbles).to_have_count(300)
    expect(chat.log.get_by_text(text, exact=True)).to_be_in_viewport()
    chat.ask("Hej")
    expect(chat.bubbles.last).to_have_text("Du skrev: Hej")
    expect(chat.bubbles.last).to_be_in_viewport()
