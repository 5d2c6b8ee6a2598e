"""What belongs to the user: taking the conversation along, starting over, deleting it."""

from __future__ import annotations

import json
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser.conftest import Chat, open_chat
from tests.browser.fake_server import FakeKarla


def agree(chat: Chat, answer: str) -> None:
    chat.page.get_by_role("alertdialog").get_by_role("button", name=answer, exact=True).click()


def test_the_conversation_can_be_taken_along_as_text(page: Page, karla: FakeKarla) -> None:
    chat = open_chat(page, karla)
    chat.ask("Hvad tjener man?")
    chat.ask("Hvordan klarede jeg det?")
    with page.expect_download() as download:
        chat.menu("Hent samtalen som tekst")
    assert download.value.suggested_filename == "samtale-med-karla.txt"
    text = Path(download.value.path()).read_text(encoding="utf-8")
    assert text.startswith("Samtale med Karla\n\n24. november 2026\n\nKarla kl. 14.05:\nHej, jeg hedder Karla og er en chatbot.")
    assert "\n\nDu kl. 14.05:\nHvad tjener man?\n\nKarla kl. 14.05:\nLøn om måneden før skat i kundeservice:\n" in text
    assert "- nyuddannede uden erfaring: 25.000–30.000 kr.\n" in text
    assert "Kilde: Sesam Sesam: Løn i kundeservice (2019) https://example.dk/loen\n" in text
    assert (
        "Din samtale med kunden: 72 af 100\n- Hilsen: 10 af 10\n  Du sagde dit navn med det samme.\n  Du skrev: »Hej, du taler med Sofie«\n"
        in text
    )


def test_everything_stored_can_be_taken_along(page: Page, karla: FakeKarla) -> None:
    chat = open_chat(page, karla)
    with page.expect_download() as download:
        chat.menu("Hent alt, der er gemt om mig")
    assert download.value.suggested_filename == "samtale-med-karla.json"
    assert json.loads(Path(download.value.path()).read_text(encoding="utf-8")) == {"messages": karla.only_talk().messages}


def test_data_that_cannot_be_fetched_is_said(page: Page, karla: FakeKarla) -> None:
    chat = open_chat(page, karla)
    karla.faults.status = 503
    chat.menu("Hent alt, der er gemt om mig")
    expect(chat.notice).to_have_text("Dine data kunne ikke hentes lige nu. Prøv igen om lidt.")


def test_paper_holds_the_whole_conversation_and_nothing_to_press(page: Page, karla: FakeKarla) -> None:
    page.add_init_script("window.print = () => { window.top.printed = document; };")
    chat = open_chat(page, karla)
    chat.ask("Hvad tjener man?")
    chat.ask("Vis mig et diagram")
    chat.menu("Udskriv samtalen")
    page.wait_for_function("() => window.printed")
    assert page.evaluate("window.printed.title") == "Samtale med Karla"
    paper = page.evaluate("window.printed.body.innerText")
    assert "Karla kl. 14.05:" in paper
    assert "Sesam Sesam: Løn i kundeservice (2019)" in paper
    assert "Hvad laver man?" not in paper
    shown = "[...window.printed.querySelectorAll('button')].filter(button => button.getClientRects().length).length"
    assert page.evaluate(shown) == 0
    assert page.evaluate("window.printed.querySelector('.chart img').naturalWidth > 0")


def test_starting_over_deletes_and_greets_anew(page: Page, karla: FakeKarla) -> None:
    chat = open_chat(page, karla)
    chat.ask("Hej")
    (before,) = karla.talks
    chat.menu("Start forfra")
    agree(chat, "Start forfra")
    expect(chat.bubbles).to_have_count(1)
    expect(chat.field).to_be_focused()
    (after,) = karla.talks
    assert after != before


def test_changing_ones_mind_keeps_everything(page: Page, karla: FakeKarla) -> None:
    chat = open_chat(page, karla)
    chat.ask("Hej")
    for entry in ("Start forfra", "Slet mine data"):
        chat.menu(entry)
        expect(chat.button("Behold samtalen")).to_be_focused()
        page.keyboard.press("Enter")
        chat.menu(entry)
        page.keyboard.press("Escape")
    expect(page.get_by_role("alertdialog")).to_have_count(0)
    expect(chat.bubbles).to_have_count(3)
    assert [request for request in karla.requests if request.startswith("DELETE")] == []


def test_deleting_is_said_only_when_it_is_done(page: Page, karla: FakeKarla) -> None:
    chat = open_chat(page, karla)
    chat.ask("Hej")
    karla.faults.keep_data = True
    chat.menu("Slet mine data")
    agree(chat, "Slet mine data")
    expect(chat.notice).to_have_text("Sletningen lykkedes ikke, så dine data er der stadig. Prøv igen om lidt.")
    expect(chat.bubbles).to_have_count(3)
    karla.faults.keep_data = False
    chat.menu("Slet mine data")
    agree(chat, "Slet mine data")
    expect(page.get_by_text("Dine data er slettet.")).to_be_focused()
    assert karla.talks == {}
    assert page.evaluate("Object.keys(localStorage).filter(key => localStorage[key].length > 2)") == []


def test_after_deleting_nothing_is_asked_until_the_user_begins_again(page: Page, karla: FakeKarla) -> None:
    chat = open_chat(page, karla)
    chat.menu("Slet mine data")
    agree(chat, "Slet mine data")
    chat.button("Begynd en ny samtale").wait_for()
    count = len(karla.requests)
    page.clock.install()
    page.clock.run_for(120_000)
    assert len(karla.requests) == count
    chat.button("Begynd en ny samtale").click()
    expect(chat.bubbles).to_have_count(1)
    expect(chat.field).to_be_focused()
