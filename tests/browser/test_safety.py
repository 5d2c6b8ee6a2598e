"""Whatever a message holds stays text: no element, no script, no address that runs one."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from bot.settings import ROOT
from tests.browser.conftest import open_chat
from tests.browser.fake_server import FakeKarla

WIDGET = ROOT / "bot" / "widget"


def test_markup_in_an_answer_is_shown_as_written(page: Page, karla: FakeKarla) -> None:
    chat = open_chat(page, karla)
    chat.ask("Vis mig mærkelig tekst")
    answer = chat.log.locator(".message.speaker")
    expect(answer.locator(".bubble > p").first).to_contain_text('<img src=x onerror="window.hacked = 1"><script>window.hacked = 1</script>')
    assert answer.locator("img, script, b, i, u, s, h1").count() == 0
    expect(answer.locator("strong").first).to_have_text("<b>fed</b>")
    expect(answer.locator("em").first).to_have_text("kursiv")
    expect(answer.locator(".who")).to_have_text("<i onmouseover=window.hacked=1>Kunden</i>:")
    expect(answer.locator("h3")).to_have_text("<h1>Kort</h1>")
    chat.button("<b onclick=window.hacked=1>Valg</b>").click()
    expect(chat.bubbles.nth(3)).to_have_text("<b onclick=window.hacked=1>Valg</b>")
    assert page.evaluate("window.hacked") is None


def test_only_https_addresses_become_links(page: Page, karla: FakeKarla) -> None:
    chat = open_chat(page, karla)
    chat.ask("Vis mig mærkelig tekst")
    links = chat.log.locator("a")
    assert links.evaluate_all("links => links.map(link => link.href)") == ["https://example.dk/a?b=1&c=2", "https://example.dk/slut"]
    for link in links.all():
        expect(link).to_have_attribute("target", "_blank")
        expect(link).to_have_attribute("rel", "noopener noreferrer nofollow")
    expect(chat.log.get_by_text("[navn](https://user:pass@example.dk)")).to_be_visible()


def test_what_the_user_writes_is_shown_as_written(page: Page, karla: FakeKarla) -> None:
    chat = open_chat(page, karla)
    written = "<img src=x onerror=window.hacked=1> **ikke fed** https://example.dk"
    chat.say(written)
    expect(chat.bubbles.nth(1)).to_have_text(written)
    assert chat.bubbles.nth(1).locator("*").count() == 0
    assert page.evaluate("window.hacked") is None


def test_no_module_inserts_markup_or_runs_text() -> None:
    words = (
        "innerHTML",
        "outerHTML",
        "insertAdjacentHTML",
        "document.write",
        "eval(",
        "new Function",
        "DOMParser",
        "createContextualFragment",
    )
    found = [(path.name, word) for path in sorted(WIDGET.glob("*.js")) for word in words if word in path.read_text(encoding="utf-8")]
    assert found == []
