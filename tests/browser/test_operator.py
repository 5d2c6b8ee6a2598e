"""The operator's page in a real browser: readable by everybody, in every size and light, and asking nobody else."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, Route, expect

from bot.channels.operator import POLICY
from bot.operator.figures import Figures
from bot.operator.page import render, style
from tests.bot.operator.samples import BUSY, HOSTILE, QUIET
from tests.browser.conftest import NewContext, keep_screen, violations

ADDRESS = "http://karla.test"
LOOKS: dict[str, dict[str, object]] = {
    "light": {},
    "dark": {"color_scheme": "dark"},
    "phone": {"viewport": {"width": 320, "height": 700}, "is_mobile": True, "has_touch": True},
}


def open_page(page: Page, figures: Figures) -> list[str]:
    """The page with these figures, served under the policy it has. Returns: every address that is asked for."""
    asked: list[str] = []

    def serve(route: Route) -> None:
        asked.append(route.request.url)
        is_style = route.request.url.endswith(".css")
        body = style() if is_style else render(figures, retention_days=30, with_texts=bool(figures.survey.texts)).encode()
        headers = {"Content-Security-Policy": POLICY, "Content-Type": f"text/{'css' if is_style else 'html'}; charset=utf-8"}
        route.fulfill(status=200, headers=headers, body=body)

    page.route("**/*", serve)
    page.goto(f"{ADDRESS}/operator")
    return asked


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("figures", [BUSY, QUIET], ids=["busy", "quiet"])
def test_the_page_has_no_fault_that_axe_finds_and_fits_its_window(new_context: NewContext, figures: Figures, look: str) -> None:
    page = new_context(**LOOKS[look]).new_page()
    open_page(page, figures)
    expect(page.get_by_role("heading", name="Karla · drift")).to_be_visible()
    keep_screen(page, f"operator-{'busy' if figures is BUSY else 'quiet'}-{look}", whole=True)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    # axe is a script, and the page lets none run: it is looked at without its policy.
    page.unroute_all()
    page.set_content(page.content().replace('<link rel="stylesheet" href="/operator/page.css">', f"<style>{style().decode()}</style>"))
    assert violations(page) == []


def test_what_people_wrote_is_shown_and_asks_and_runs_nothing(page: Page) -> None:
    asked = open_page(page, BUSY)
    expect(page.get_by_role("cell", name=HOSTILE)).to_have_count(2)
    assert asked == [f"{ADDRESS}/operator", f"{ADDRESS}/operator/page.css"]
    assert page.locator("script, img").count() == 0


def test_a_figure_is_found_by_its_row_and_a_span_by_keyboard(page: Page) -> None:
    asked = open_page(page, BUSY)
    expect(page.get_by_role("table", name="Svartider").get_by_role("row", name="Hele svaret")).to_contain_text("2.417")
    expect(page.get_by_role("link", name="7 dage")).to_have_attribute("aria-current", "true")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Seneste døgn")).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url("**/operator?days=1")
    assert f"{ADDRESS}/operator?days=1" in asked
