"""Charts in a real browser: seen in light and dark, read without eyes, opened large, readable on a small phone."""

from __future__ import annotations

from io import BytesIO

import pytest
from PIL import Image
from playwright.sync_api import Locator, Page, expect

from bot.charts.palette import DARK, LIGHT
from tests.browser.conftest import Chat, NewContext, open_chat, open_launcher, violations
from tests.browser.drawings import charts
from tests.browser.fake_server import FakeKarla

SMALLEST = 9.5  # px; sources and the marks of the scale, on a phone of 320 px


def show(chat: Chat, question: str = "Vis mig et diagram") -> Locator:
    """The picture in the answer, loaded."""
    chat.ask(question)
    picture = chat.log.get_by_role("img").last
    assert picture.evaluate("image => image.decode().then(() => image.naturalWidth > 0)")
    return picture


def ground(picture: Locator) -> str:
    """The colour near the upper left corner, inside its round edge."""
    image = Image.open(BytesIO(picture.screenshot())).convert("RGB")
    return "#{:02x}{:02x}{:02x}".format(*image.getpixel((14, 8)))  # type: ignore[misc]


@pytest.mark.parametrize(("scheme", "theme", "colour"), [
    ("light", None, LIGHT), ("dark", None, DARK), ("light", "dark", DARK), ("dark", "light", LIGHT),
])  # fmt: skip
def test_a_picture_follows_the_theme_of_the_chat(
    new_context: NewContext, karla: FakeKarla, scheme: str, theme: str | None, colour: dict[str, str]
) -> None:
    page = new_context(color_scheme=scheme).new_page()
    chat = open_chat(page, karla)
    if theme:
        page.evaluate("theme => document.querySelector('karla-chat').setAttribute('theme', theme)", theme)
    assert ground(show(chat)) == colour["surface"]


@pytest.mark.parametrize(
    ("question", "name"), [("Vis mig et diagram", "pay"), ("Tegn vejene", "ladder"), ("Hvordan klarede jeg det?", "scores")]
)
def test_a_picture_says_its_figures_as_sentences_and_as_lines(page: Page, karla: FakeKarla, question: str, name: str) -> None:
    chat = open_chat(page, karla)
    expect(show(chat, question)).to_have_attribute("alt", charts()[name].alt)
    chat.log.get_by_text("Tallene som tekst").click()
    expect(chat.log.locator(".numbers")).to_have_text(charts()[name].text, use_inner_text=True)


def test_a_click_or_enter_opens_it_large_with_its_colours(page: Page, karla: FakeKarla) -> None:
    chat = open_chat(page, karla)
    show(chat)
    link = chat.log.get_by_role("link", name=charts()["pay"].alt)
    link.focus()
    with page.context.expect_page() as opened:
        page.keyboard.press("Enter")
    large = opened.value
    large.wait_for_load_state()
    assert large.url == f"{karla.address}/webhooks/web/charts/pay.svg"
    assert large.evaluate("document.documentElement.clientWidth") == 1280
    assert large.evaluate("getComputedStyle(document.querySelector('rect')).fill") == "rgb(255, 255, 255)"
    assert large.evaluate("getComputedStyle(document.querySelector('text')).fill") == "rgb(24, 39, 46)"


def test_the_card_comes_before_the_chart_of_earlier_games(page: Page, karla: FakeKarla) -> None:
    chat = open_chat(page, karla)
    show(chat, "Hvordan klarede jeg det?")
    assert chat.log.locator(".bubble").last.evaluate("bubble => [...bubble.children].map(child => child.className)")[1:] == [
        "card score",
        "chart",
    ]


def test_it_can_be_read_on_a_small_phone(new_context: NewContext, karla: FakeKarla) -> None:
    page = new_context(viewport={"width": 320, "height": 640}, has_touch=True, is_mobile=True).new_page()
    chat = open_launcher(page, karla)
    chat.button("Spørg Karla").click()
    chat.bubbles.first.wait_for()
    picture = show(chat)
    box = picture.bounding_box()
    assert box is not None
    assert box["width"] / 360 * 12 >= SMALLEST
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert violations(page) == []
