"""A real Chromium, the fake server, and the few things every browser test does."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Locator, Page, sync_playwright

from bot.settings import ROOT
from tests.browser.chromium import MISSING, find_chromium
from tests.browser.fake_server import FakeKarla

SCREENS = ROOT / "results" / "screenshots"
AXE_OPTIONS = {
    "resultTypes": ["violations"],
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]},
}


# Not for the whole session: Playwright's loop in this thread would forbid other tests theirs.
@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """The browser, started once for these tests."""
    with sync_playwright() as playwright:
        chromium = find_chromium(playwright)
        if chromium is None:
            pytest.skip(MISSING)
        started = playwright.chromium.launch(executable_path=chromium)
        yield started
        started.close()


@pytest.fixture
def karla() -> Iterator[FakeKarla]:
    """A server without faults and without conversations."""
    server = FakeKarla()
    yield server
    server.stop()


NewContext = Callable[..., BrowserContext]


@pytest.fixture
def new_context(browser: Browser) -> Iterator[NewContext]:
    """Makes a context (a person's browser); settings are Playwright's. Fails the test on an error of the page's own."""
    contexts: list[BrowserContext] = []
    errors: list[str] = []

    def make(**settings: object) -> BrowserContext:
        usual = {"locale": "da-DK", "timezone_id": "Europe/Copenhagen", "viewport": {"width": 1280, "height": 900}}
        context = browser.new_context(**{**usual, **settings})  # type: ignore[arg-type]
        context.set_default_timeout(10_000)
        context.on("weberror", lambda error: errors.append(str(error.error)))
        contexts.append(context)
        return context

    yield make
    for context in contexts:
        context.close()
    assert errors == []


@pytest.fixture
def page(new_context: NewContext) -> Page:
    """One tab of one person at a desk."""
    return new_context().new_page()


class Chat:
    """The chat in a tab, by the names a user meets."""

    def __init__(self, page: Page) -> None:
        self.page = page

    @property
    def field(self) -> Locator:
        return self.page.get_by_label("Skriv til Karla", exact=True)

    @property
    def log(self) -> Locator:
        return self.page.get_by_role("log", name="Samtale med Karla")

    @property
    def bubbles(self) -> Locator:
        return self.log.locator(".bubble")

    @property
    def notice(self) -> Locator:
        return self.page.locator(".notice")

    def button(self, name: str) -> Locator:
        return self.page.get_by_role("button", name=name, exact=True)

    def say(self, text: str) -> None:
        self.field.fill(text)
        self.button("Send").click()

    def ask(self, text: str) -> None:
        """Says it and waits until the answer is complete and our own message has come back with its number."""
        self.say(text)
        self.log.get_by_text(text, exact=True).last.wait_for()
        self.page.wait_for_function("() => !document.querySelector('karla-chat').conversation.outbox.items.length")

    def menu(self, entry: str) -> None:
        self.button("Flere muligheder").click()
        self.button(entry).click()


def open_chat(page: Page, karla: FakeKarla) -> Chat:
    """The demo page, greeted."""
    page.goto(karla.address)
    chat = Chat(page)
    chat.bubbles.first.wait_for()
    return chat


def open_launcher(page: Page, karla: FakeKarla) -> Chat:
    """The page with the launcher, still closed."""
    page.goto(f"{karla.address}/widget/launcher.html")
    chat = Chat(page)
    chat.button("Spørg Karla").wait_for()
    return chat


def violations(page: Page) -> list[str]:
    """What axe-core finds wrong, one line for each element."""
    found = Axe().run(page, options=AXE_OPTIONS).response["violations"]
    return [f"{rule['id']}: {node['target']} {node['failureSummary']}" for rule in found for node in rule["nodes"]]


def keep_screen(page: Page, name: str, *, whole: bool = False) -> None:
    """A picture for people to look at, under results/screenshots. whole: what lies below the window too."""
    SCREENS.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=SCREENS / f"{name}.png", full_page=whole)
