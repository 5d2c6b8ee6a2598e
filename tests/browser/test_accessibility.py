"""For everybody: by keyboard alone, with a screen reader, with large text, with little room, without movement."""

from __future__ import annotations

import threading

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Chat, NewContext, open_chat, open_launcher
from tests.browser.fake_server import FakeKarla

SPOKEN = "document.querySelector('karla-chat').shadowRoot.querySelector('[aria-live=polite]')"


def test_a_whole_talk_by_keyboard_alone(page: Page, karla: FakeKarla) -> None:
    chat = open_launcher(page, karla)
    launcher = page.locator(".launcher")
    for _ in range(10):
        if launcher.evaluate("node => node.matches(':focus')"):
            break
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(chat.field).to_be_focused()
    expect(chat.bubbles).to_have_count(1)
    page.keyboard.press("Shift+Tab")
    expect(chat.button("Øv en svær samtale")).to_be_focused()
    page.keyboard.press("Enter")
    expect(chat.bubbles).to_have_count(5)
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")  # past the two thumbs of the first line
    page.keyboard.press("Tab")
    expect(chat.field).to_be_focused()
    page.keyboard.type("Hej")
    page.keyboard.press("Enter")
    expect(chat.bubbles.last).to_have_text("Du skrev: Hej")
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(launcher).to_be_focused()


def test_the_menu_opens_closes_and_gives_the_focus_back(page: Page, karla: FakeKarla) -> None:
    chat = open_launcher(page, karla)
    chat.button("Spørg Karla").click()
    opener = chat.button("Flere muligheder")
    opener.focus()
    page.keyboard.press("Enter")
    expect(opener).to_have_attribute("aria-expanded", "true")
    expect(chat.button("Hent samtalen som tekst")).to_be_focused()
    page.keyboard.press("Escape")
    expect(opener).to_be_focused()
    expect(opener).to_have_attribute("aria-expanded", "false")
    expect(page.get_by_role("dialog", name="Karla")).to_be_visible()  # the first Escape was the menu's
    page.keyboard.press("Enter")
    for _ in range(5):
        page.keyboard.press("Tab")
    expect(chat.button("Hent samtalen som tekst")).to_be_hidden()


def test_a_question_gives_the_focus_back_to_the_menu(page: Page, karla: FakeKarla) -> None:
    chat = open_chat(page, karla)
    chat.menu("Start forfra")
    page.keyboard.press("Escape")
    expect(chat.button("Flere muligheder")).to_be_focused()


def test_the_first_stop_leads_past_the_history(page: Page, karla: FakeKarla) -> None:
    chat = open_launcher(page, karla)
    chat.button("Spørg Karla").click()
    page.get_by_role("dialog").evaluate("node => { node.tabIndex = -1; node.focus(); }")
    page.keyboard.press("Tab")
    expect(chat.button("Gå til skrivefeltet")).to_be_focused()
    page.keyboard.press("Enter")
    expect(chat.field).to_be_focused()


def test_only_new_answers_are_read_aloud(page: Page, karla: FakeKarla) -> None:
    chat = open_chat(page, karla)
    chat.ask("Hej")
    expect(page.get_by_text("Karla: Du skrev: Hej", exact=True)).to_be_attached()
    page.reload()
    expect(chat.bubbles).to_have_count(3)
    assert page.evaluate(f"{SPOKEN}.textContent") == ""
    chat.ask("Hvad tjener man?")
    spoken = page.evaluate(f"[...{SPOKEN}.children].map(words => words.textContent)")
    assert len(spoken) == 2
    assert spoken[0].startswith("Karla: Løn om måneden før skat i kundeservice:")
    assert spoken[1] == "Karla: Vil du se, hvad der kan løfte lønnen på sigt?. Svarmuligheder: Ja, karrierevejene, Hvor har du tallene fra?"
    assert chat.log.get_attribute("aria-live") == "off"


def test_a_played_person_is_read_aloud_by_name(page: Page, karla: FakeKarla) -> None:
    chat = open_chat(page, karla)
    chat.ask("Øv en svær samtale")
    expect(page.get_by_text("Kunden: Og nu siger I, at den er leveret. Det er den altså ikke.", exact=True)).to_be_attached()


def test_notices_are_announced(page: Page, karla: FakeKarla) -> None:
    open_chat(page, karla)
    page.context.set_offline(True)
    expect(page.get_by_role("status").filter(has_text="Der er ingen forbindelse lige nu.")).to_be_visible()


def test_a_tap_on_a_choice_raises_no_keyboard(new_context: NewContext, karla: FakeKarla) -> None:
    page = new_context(has_touch=True, is_mobile=True, viewport={"width": 390, "height": 844}).new_page()
    chat = open_launcher(page, karla)
    chat.button("Spørg Karla").tap()
    expect(page.get_by_role("heading", name="Karla", exact=True)).to_be_focused()
    chat.button("Hvad tjener man?").tap()
    expect(chat.button("Ja, karrierevejene")).to_be_visible()
    expect(chat.field).not_to_be_focused()


def test_on_a_phone_the_page_behind_is_out_of_reach(new_context: NewContext, karla: FakeKarla) -> None:
    page = new_context(viewport={"width": 390, "height": 844}).new_page()
    chat = open_launcher(page, karla)
    chat.button("Spørg Karla").click()
    dialog = page.get_by_role("dialog")
    assert dialog.evaluate("node => node.matches(':modal')")
    box = dialog.bounding_box()
    assert box == {"x": 0, "y": 0, "width": 390, "height": 844}
    page.keyboard.press("Escape")
    expect(chat.button("Spørg Karla")).to_be_focused()


def test_everything_to_press_is_large_enough(page: Page, karla: FakeKarla) -> None:
    chat = open_chat(page, karla)
    chat.ask("Hvad tjener man?")
    chat.log.get_by_text("2 kilder").click()
    karla.faults.status, karla.faults.retry_after = 429, 60
    chat.say("Er du der?")
    chat.button("Send igen").wait_for()
    chat.button("Flere muligheder").click()
    sizes = """root => [...root.querySelectorAll('button, summary, a, textarea')]
        .map(node => [node.innerText || node.ariaLabel || node.tagName, node.getBoundingClientRect()])
        .filter(([name, box]) => box.width && (box.width < 24 || box.height < 24)).map(([name]) => name)"""
    assert page.locator(".panel-body").evaluate(sizes) == []


@pytest.mark.parametrize(("width", "height"), [(320, 256), (320, 640), (640, 512), (1280, 300)])
def test_there_is_room_to_read_and_write_in_any_window(new_context: NewContext, karla: FakeKarla, width: int, height: int) -> None:
    """320 x 256 is a window of 1280 x 1024 at 400 %, 640 x 512 the same at 200 %."""
    page = new_context(viewport={"width": width, "height": height}).new_page()
    chat = open_chat(page, karla)
    chat.ask("Hvad tjener man?")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    log = chat.log.bounding_box()
    assert log is not None
    assert log["height"] >= 96
    chat.field.scroll_into_view_if_needed()
    expect(chat.field).to_be_in_viewport(ratio=1)


def test_text_grows_with_the_readers_own_font_size(new_context: NewContext, karla: FakeKarla) -> None:
    page = new_context().new_page()
    session = page.context.new_cdp_session(page)
    session.send("Page.setFontSizes", {"fontSizes": {"standard": 32}})
    chat = open_chat(page, karla)
    assert chat.bubbles.first.evaluate("node => getComputedStyle(node).fontSize") == "32px"
    overflow = "list => [...list.querySelectorAll('*')].filter(node => node.getBoundingClientRect().right > innerWidth + 1).length"
    assert page.locator(".panel-body").evaluate(overflow) == 0


@pytest.mark.parametrize(("motion", "moving"), [("reduce", 0), ("no-preference", 3)])
def test_nothing_moves_for_who_asked_for_rest(new_context: NewContext, karla: FakeKarla, motion: str, moving: int) -> None:
    page = new_context(reduced_motion=motion).new_page()
    chat = open_chat(page, karla)
    karla.faults.gate = threading.Event()
    chat.say("Hej")
    dots = chat.log.locator(".writing i")
    dots.first.wait_for(state="attached")
    assert dots.evaluate_all("dots => dots.filter(dot => getComputedStyle(dot).animationName !== 'none').length") == moving


def test_focus_is_visible_on_everything(page: Page, karla: FakeKarla) -> None:
    chat = open_chat(page, karla)
    chat.ask("Hvad tjener man?")
    chat.field.focus()
    seen = set()
    for _ in range(8):
        page.keyboard.press("Shift+Tab")
        focused = page.evaluate("""() => {
            const node = document.querySelector('karla-chat').shadowRoot.activeElement;
            return node && [node.innerText || node.ariaLabel || node.tagName, getComputedStyle(node).outlineWidth];
        }""")
        assert focused[1] == "3px", focused
        seen.add(focused[0])
    assert len(seen) >= 6


def test_the_interface_is_marked_with_its_language(page: Page, karla: FakeKarla) -> None:
    open_chat(page, karla)
    assert page.locator(".root").get_attribute("lang") == "da"
    expect(Chat(page).log).to_be_visible()
