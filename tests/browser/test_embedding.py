"""On somebody else's page: strict policies, attributes, events, own words, no other server, little weight."""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from bot.settings import ROOT
from tests.browser.conftest import Chat, NewContext, violations
from tests.browser.fake_server import FakeKarla

WIDGET = ROOT / "bot" / "widget"
WIDGET_BYTES = 30_000  # compressed one by one, all modules and the style sheet
IMPORT = re.compile(r'^import .* from "\./([a-z-]+\.js)";$', re.MULTILINE)


def widget_files() -> list[str]:
    """What the one tag loads: the style sheet, and every module reached by imports."""
    found = {"chat-widget.css"}
    waiting = ["chat-widget-define.js"]
    while waiting:
        name = waiting.pop()
        found.add(name)
        waiting += set(IMPORT.findall((WIDGET / name).read_text(encoding="utf-8"))) - found
    return sorted(found)


class Host:
    """A page of another origin that embeds the chat."""

    def __init__(self, karla: FakeKarla) -> None:
        self.karla = karla
        self.policy = "; ".join(
            [
                "default-src 'none'",
                f"script-src {karla.address}",
                f"connect-src {karla.address}",
                f"img-src {karla.address}",
                "require-trusted-types-for 'script'",
                "trusted-types 'none'",
            ]
        )
        self.server = FakeKarla(policy=self.policy)

    def show(self, page: Page, attributes: str = "") -> Chat:
        self.server.page = (
            '<!doctype html><html lang="da"><title>Vært</title><main><h1>Vært</h1><p>En side.</p></main>'
            f'<script type="module" src="{self.karla.address}/widget/chat-widget-define.js"></script>'
            f"<karla-chat {attributes}></karla-chat></html>"
        )
        page.goto(self.server.address)
        page.locator(".root").wait_for(state="attached")
        return Chat(page)


@pytest.fixture
def host(karla: FakeKarla) -> Iterator[Host]:
    made = Host(karla)
    yield made
    made.server.stop()


def test_it_works_under_a_strict_policy_and_trusted_types(page: Page, karla: FakeKarla, host: Host) -> None:
    broken: list[str] = []
    page.on("console", lambda message: broken.append(message.text) if message.type == "error" else None)
    chat = host.show(page)
    chat.button("Spørg Karla").click()
    chat.ask("Vis mig et diagram")
    assert chat.log.get_by_role("img").evaluate("image => image.decode().then(() => image.naturalWidth > 0)")
    chat.ask("Hvordan klarede jeg det?")
    assert chat.log.locator(".card .bar span").first.evaluate("bar => bar.offsetWidth > 50")
    assert page.get_by_role("dialog").evaluate("node => getComputedStyle(node).position") == "fixed"
    with page.expect_download():
        chat.menu("Hent samtalen som tekst")
    page.evaluate("window.print = () => {}")
    assert violations(page) == []
    assert broken == []


def test_nobody_else_is_asked(page: Page, karla: FakeKarla, host: Host) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    chat = host.show(page)
    chat.button("Spørg Karla").click()
    chat.ask("Hvad tjener man?")
    servers = {f"{urlsplit(url).scheme}://{urlsplit(url).netloc}" for url in asked if not url.startswith("blob:")}
    assert servers == {karla.address, host.server.address}


def test_a_page_that_is_only_opened_loads_each_file_once(page: Page, karla: FakeKarla, host: Host) -> None:
    host.show(page)
    assert sorted(karla.requests) == [f"GET /widget/{file}" for file in widget_files()]


def test_the_whole_widget_is_light() -> None:
    sizes = {file: len(gzip.compress((WIDGET / file).read_bytes(), 9)) for file in widget_files()}
    assert sum(sizes.values()) <= WIDGET_BYTES, sizes


def test_it_starts_open_without_taking_the_focus(page: Page, host: Host) -> None:
    chat = host.show(page, "open")
    expect(chat.bubbles).to_have_count(1)
    expect(page.locator("body")).to_be_focused()


def test_the_host_page_can_open_and_close_it_and_hears_of_it(page: Page, host: Host) -> None:
    host.show(page)
    page.evaluate("""() => {
        window.heard = [];
        for (const name of ["karla-open", "karla-close"]) document.addEventListener(name, event => window.heard.push(event.type));
    }""")
    page.evaluate("document.querySelector('karla-chat').show()")
    expect(page.get_by_role("dialog")).to_be_visible()
    page.evaluate("document.querySelector('karla-chat').removeAttribute('open')")
    expect(page.get_by_role("dialog")).to_be_hidden()
    assert page.evaluate("window.heard") == ["karla-open", "karla-close"]


@pytest.mark.parametrize(("attributes", "side"), [("", "right"), ('position="left"', "left")])
def test_the_launcher_stands_in_the_chosen_corner(page: Page, host: Host, attributes: str, side: str) -> None:
    chat = host.show(page, attributes)
    box = chat.button("Spørg Karla").bounding_box()
    assert box is not None
    assert (box["x"] < 640) == (side == "left")
    chat.button("Spørg Karla").click()
    box = page.get_by_role("dialog").bounding_box()
    assert box is not None
    assert (box["x"] < 640) == (side == "left")


def test_it_speaks_english_when_asked_or_when_the_page_does(page: Page, host: Host) -> None:
    host.show(page, 'lang="en" heading="Carla"')
    page.get_by_role("button", name="Ask Carla").click()
    expect(page.get_by_role("log", name="Conversation with Carla")).to_be_visible()
    page.get_by_role("button", name="More options").click()
    expect(page.get_by_role("button", name="Delete my data")).to_be_visible()


def test_every_word_can_be_replaced(page: Page, host: Host) -> None:
    chat = host.show(page, """strings='{"launcher": "Få hjælp", "send": "Af sted"}'""")
    chat.button("Få hjælp").click()
    expect(chat.button("Af sted")).to_be_visible()
    page.evaluate("document.querySelector('karla-chat').setAttribute('strings', JSON.stringify({ send: 'Nu' }))")
    expect(chat.button("Nu")).to_be_visible()


def test_both_languages_have_the_same_words(page: Page, karla: FakeKarla) -> None:
    page.goto(f"{karla.address}/")
    keys = page.evaluate("import('/widget/strings.js').then(({ LANGUAGES }) => Object.values(LANGUAGES).map(words => Object.keys(words)))")
    assert keys[0] == keys[1]


@pytest.mark.parametrize(
    ("attributes", "said"),
    [
        ('position="top"', 'position="top" is not known. Allowed: right, left.'),
        ('mode="popup"', 'mode="popup" is not known. Allowed: launcher, page.'),
        ('lang="de"', 'lang="de" is not known. Allowed: da, en.'),
        ('theme="pink"', 'theme="pink" is not known. Allowed: auto, light, dark.'),
        ('color="tael"', 'color="tael" is not understood. Write a CSS colour, such as #0b5c63.'),
        ("strings='{'", "the attribute strings is not JSON"),
        ("""strings='{"snd": "x"}'""", "no string is called snd. Known: name, subtitle,"),
    ],
)
def test_a_wrong_attribute_says_what_would_be_right(page: Page, host: Host, attributes: str, said: str) -> None:
    messages: list[str] = []
    page.on("console", lambda message: messages.append(message.text))
    chat = host.show(page, attributes)
    expect(chat.button("Spørg Karla")).to_be_visible()
    assert [message for message in messages if f"karla-chat: {said}" in message] != []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("colour", ["#ff0", "#ffffff", "#000000", "#e4002b", "teal"])
def test_any_colour_of_the_host_is_made_readable(new_context: NewContext, host: Host, colour: str, scheme: str) -> None:
    page = new_context(color_scheme=scheme).new_page()
    chat = host.show(page, f'color="{colour}" open')
    chat.ask("Hvordan klarede jeg det?")
    assert violations(page) == []


def test_a_theme_overrules_the_visitors(new_context: NewContext, host: Host) -> None:
    page = new_context(color_scheme="dark").new_page()
    host.show(page, 'theme="light" open')
    assert page.get_by_role("dialog").evaluate("node => getComputedStyle(node).backgroundColor") == "rgb(255, 255, 255)"


def test_an_element_taken_out_leaves_nothing_running(page: Page, karla: FakeKarla, host: Host) -> None:
    chat = host.show(page, "open")
    expect(chat.bubbles).to_have_count(1)
    page.clock.install()
    page.evaluate("document.querySelector('karla-chat').remove()")
    count = len(karla.requests)
    page.clock.run_for(120_000)
    assert len(karla.requests) == count
