"""Talking: greeting, typing, choices, what is drawn and in which order."""

from __future__ import annotations

import threading

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import NewContext, open_chat, open_launcher
from tests.browser.drawings import charts
from tests.browser.fake_server import FakeKarla


def test_a_new_visitor_is_greeted_once(page: Page, karla: FakeKarla) -> None:
    chat = open_chat(page, karla)
    expect(chat.bubbles).to_have_text(
        ["Hej, jeg hedder Karla og er en chatbot. Jeg kan fortælle om løn, opgaver, krav og karriere i kundeservice."]
    )
    page.reload()
    expect(chat.bubbles).to_have_count(1)
    assert [body for body in karla.bodies if body.get("open")] == [{"id": "greeting", "open": True}]


def test_nothing_is_asked_of_the_server_before_the_chat_is_opened(page: Page, karla: FakeKarla) -> None:
    open_launcher(page, karla)
    assert [request for request in karla.requests if "/webhooks/" in request] == []


def test_closing_and_opening_again_greets_no_second_time(page: Page, karla: FakeKarla) -> None:
    chat = open_launcher(page, karla)
    for _ in range(2):
        chat.button("Spørg Karla").click()
        expect(chat.bubbles).to_have_count(1)
        chat.button("Luk chatten").click()
    assert len(karla.only_talk().messages) == 1


def test_an_answer_keeps_its_paragraphs_lists_and_emphasis(page: Page, karla: FakeKarla) -> None:
    chat = open_chat(page, karla)
    chat.ask("Hvad tjener man?")
    answer = chat.bubbles.nth(2)
    expect(answer.locator("li")).to_have_count(3 + 2)  # pay, and the folded sources
    expect(answer.locator("strong")).to_have_text(["25.000–30.000 kr.", "30.000–40.000 kr."])
    expect(answer.locator("p").last).to_have_text("Tallene er kildedokumentets egne. Jeg har ikke kunnet få dem bekræftet andre steder.")


def test_sources_are_folded_under_the_answer(page: Page, karla: FakeKarla) -> None:
    chat = open_chat(page, karla)
    chat.ask("Hvad tjener man?")
    sources = chat.log.locator(".sources")
    expect(sources.locator("li").first).to_be_hidden()
    sources.get_by_text("2 kilder").click()
    expect(sources.locator("li").first).to_have_text("Kildedokumentet: Kundeservicemedarbejdere (årstal ikke angivet)")
    expect(sources.get_by_role("link")).to_have_attribute("href", "https://example.dk/loen")


def test_a_used_choice_locks_all_of_its_row_and_keeps_the_focus(page: Page, karla: FakeKarla) -> None:
    chat = open_chat(page, karla)
    chat.button("Hvad tjener man?").click()
    expect(chat.button("Ja, karrierevejene")).to_be_enabled()
    for title in ("Hvad tjener man?", "Hvad laver man?", "Øv en svær samtale"):
        expect(chat.button(title)).to_be_disabled()
    expect(chat.button("Hvad tjener man?")).to_be_focused()
    expect(chat.button("Hvad tjener man?")).to_have_class("choice used")
    sent = karla.bodies[-1]
    assert sent == {"id": sent["id"], "choice": "c-1-0"}


def test_a_second_press_on_a_used_choice_sends_nothing(page: Page, karla: FakeKarla) -> None:
    chat = open_chat(page, karla)
    chat.button("Hvad tjener man?").click()
    expect(chat.button("Ja, karrierevejene")).to_be_visible()
    page.keyboard.press("Enter")
    chat.ask("Hej")
    assert len([body for body in karla.bodies if "choice" in body]) == 1


def test_choices_are_locked_by_a_typed_answer_and_after_a_reload(page: Page, karla: FakeKarla) -> None:
    chat = open_chat(page, karla)
    chat.ask("Hvad tjener man?")
    expect(chat.button("Hvad laver man?")).to_be_disabled()
    page.reload()
    expect(chat.button("Ja, karrierevejene")).to_be_enabled()
    expect(chat.button("Hvad laver man?")).to_be_disabled()


def test_somebody_is_seen_writing_until_the_answer_is_there(page: Page, karla: FakeKarla) -> None:
    chat = open_chat(page, karla)
    karla.faults.gate = threading.Event()
    chat.say("Hej")
    expect(chat.log.locator(".writing")).to_be_visible()
    karla.faults.gate.set()
    expect(chat.bubbles.last).to_have_text("Du skrev: Hej")
    expect(chat.log.locator(".writing")).to_have_count(0)


def test_an_answer_that_takes_long_is_explained(page: Page, karla: FakeKarla) -> None:
    chat = open_chat(page, karla)
    karla.faults.gate = threading.Event()
    chat.say("Hej")
    words = chat.log.get_by_text("Svaret er længe undervejs. Vent gerne lidt endnu.")
    assert words.evaluate("node => node.getAnimations()[0].effect.getTiming().delay") == 8000
    words.evaluate("node => node.getAnimations()[0].finish()")
    assert words.evaluate("node => node.offsetWidth") > 100


def test_two_messages_sent_quickly_are_answered_in_order(page: Page, karla: FakeKarla) -> None:
    chat = open_chat(page, karla)
    karla.faults.gate = threading.Event()
    chat.say("første")
    chat.say("anden")
    karla.faults.gate.set()
    expect(chat.bubbles).to_have_count(5)
    assert chat.bubbles.all_inner_texts()[1:] == ["første", "Du skrev: første", "anden", "Du skrev: anden"]


def test_enter_sends_and_shift_enter_makes_a_new_line(page: Page, karla: FakeKarla) -> None:
    chat = open_chat(page, karla)
    chat.field.press_sequentially("en")
    before = chat.field.bounding_box()
    chat.field.press("Shift+Enter")
    chat.field.press_sequentially("to")
    after = chat.field.bounding_box()
    assert before is not None
    assert after is not None
    assert after["height"] > before["height"]
    chat.field.press("Enter")
    expect(chat.bubbles.last).to_have_text("Du skrev: en\nto", use_inner_text=True)
    assert karla.bodies[-1]["text"] == "en\nto"
    expect(chat.field).to_be_focused()
    expect(chat.field).to_have_value("")


def test_on_a_phone_enter_is_a_new_line(new_context: NewContext, karla: FakeKarla) -> None:
    chat = open_chat(new_context(has_touch=True, is_mobile=True, viewport={"width": 390, "height": 844}).new_page(), karla)
    chat.field.press_sequentially("en")
    chat.field.press("Enter")
    chat.field.press_sequentially("to")
    expect(chat.field).to_have_value("en\nto")


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("", ""),
        ("hej", "3 af 2.000 tegn"),
        ("  hej\n", "3 af 2.000 tegn"),
        ("👍🏽", "2 af 2.000 tegn"),
        ("x" * 2000, "2.000 af 2.000 tegn"),
        ("x" * 2001, "1 tegn for meget. Del gerne din besked i to."),
    ],
)
def test_the_counter_counts_as_the_server_does(page: Page, karla: FakeKarla, written: str, shown: str) -> None:
    chat = open_chat(page, karla)
    chat.field.fill(written)
    expect(page.locator(".counter")).to_have_text(shown)
    expect(chat.field).to_have_attribute("aria-invalid", str(len(written) == 2001).lower())


def test_a_message_that_is_too_long_or_empty_is_not_sent_and_not_lost(page: Page, karla: FakeKarla) -> None:
    chat = open_chat(page, karla)
    for text, reason in [("x" * 2001, "1 tegn for meget. Del gerne din besked i to."), ("   ", "Skriv en besked først.")]:
        chat.say(text)
        expect(chat.field).to_have_value(text)
        expect(page.get_by_role("status").filter(has_text=reason)).to_be_attached()
    assert len(karla.bodies) == 2  # the conversation and its greeting


def test_unsent_text_survives_a_reload(page: Page, karla: FakeKarla) -> None:
    chat = open_chat(page, karla)
    chat.field.fill("Jeg ville lige spørge")
    page.reload()
    expect(chat.field).to_have_value("Jeg ville lige spørge")


def test_times_and_days_are_said_as_danes_say_them(page: Page, karla: FakeKarla) -> None:
    page.clock.set_fixed_time("2026-11-25T13:00:00Z")
    talk = karla.talks[karla.new_talk()]
    for time in ("2025-03-03T22:59:00Z", "2026-11-20T08:00:00Z", "2026-11-24T12:00:00Z", "2026-11-24T23:30:00Z"):
        talk.add(**{"from": "bot", "text": time, "time": time})
    (token,) = karla.talks
    page.goto(f"{karla.address}/widget/demo.css")
    page.evaluate("([key, token]) => localStorage.setItem(key, JSON.stringify(token))", [f"karla-chat {karla.address}/ token", token])
    open_chat(page, karla)
    expect(page.locator(".day")).to_have_text(["3. marts 2025", "Fredag 20. november", "I går", "I dag"])
    expect(page.locator(".message time")).to_have_text(["23.59", "09.00", "13.00", "00.30"])


def test_a_long_answer_is_shown_from_its_beginning(new_context: NewContext, karla: FakeKarla) -> None:
    chat = open_chat(new_context(viewport={"width": 390, "height": 600}).new_page(), karla)
    chat.ask("Vis mig noget langt")
    expect(chat.log.get_by_text("Første afsnit om arbejdet.")).to_be_in_viewport()
    expect(chat.log.get_by_text("Vis mig noget langt")).to_be_in_viewport()
    expect(chat.log.get_by_text("Sidste afsnit.")).not_to_be_in_viewport()


def test_who_reads_further_up_is_not_moved_but_told(new_context: NewContext, karla: FakeKarla) -> None:
    chat = open_chat(new_context(viewport={"width": 390, "height": 600}).new_page(), karla)
    chat.ask("Vis mig noget langt")
    karla.faults.gate = threading.Event()
    chat.say("Hej")
    chat.log.locator(".writing").wait_for()
    chat.log.hover()
    chat.page.mouse.wheel(0, -5000)
    expect(chat.bubbles.first).to_be_in_viewport()
    karla.faults.gate.set()
    expect(chat.button("Nyt svar")).to_be_visible()
    expect(chat.bubbles.first).to_be_in_viewport()
    chat.button("Nyt svar").click()
    expect(chat.bubbles.last).to_be_in_viewport()
    expect(chat.button("Nyt svar")).to_be_hidden()


def test_a_played_person_speaks_in_their_own_name(page: Page, karla: FakeKarla) -> None:
    chat = open_chat(page, karla)
    chat.ask("Øv en svær samtale")
    lines = chat.log.locator(".message.speaker")
    expect(lines).to_have_count(2)
    expect(lines.locator(".who").first).to_have_text("Kunden:")
    expect(lines.locator(".who").nth(1)).to_be_hidden()
    expect(lines.get_by_role("button")).to_have_count(0)  # a played line is nothing to rate


def test_a_score_card_names_every_part_with_its_points(page: Page, karla: FakeKarla) -> None:
    chat = open_chat(page, karla)
    chat.ask("Hvordan klarede jeg det?")
    card = chat.log.get_by_role("region", name="Din samtale med kunden")
    expect(card.locator(".total")).to_have_text("72 af 100")
    expect(card.locator(".part-head")).to_have_text(["Hilsen10 af 10", "Lytning9 af 20", "Løsning20 af 25"])
    expect(card.locator(".quote q")).to_have_text(["Hej, du taler med Sofie", "Hvad er dit ordrenummer?"])
    expect(card.locator(".better")).to_have_count(1)
    widths = card.locator(".bar span").evaluate_all("bars => bars.map(bar => bar.style.inlineSize)")
    assert widths == ["72%", "100%", "45%", "80%"]


def test_a_chart_has_a_text_and_the_numbers_when_it_cannot_be_shown(page: Page, karla: FakeKarla) -> None:
    chat = open_chat(page, karla)
    chat.ask("Vis mig et diagram")
    expect(chat.log.get_by_role("img")).to_have_attribute("alt", charts()["pay"].alt)
    chat.ask("Vis mig et dødt diagram")
    expect(chat.log.get_by_text("Ny: 25.000–30.000 kr.", exact=True)).to_be_visible()


def test_a_rating_is_sent_and_remembered(page: Page, karla: FakeKarla) -> None:
    chat = open_chat(page, karla)
    chat.ask("Hej")
    answer = karla.only_talk().messages[-1]["id"]
    chat.button("Ja, svaret hjalp").click()
    expect(chat.log.get_by_text("Tak, det er noteret.")).to_be_visible()
    assert karla.feedback == [{"message": answer, "rating": "up"}]
    page.reload()
    expect(chat.button("Ja, svaret hjalp")).to_have_attribute("aria-pressed", "true")


def test_a_thumb_down_asks_for_a_reason_that_may_be_left_out(page: Page, karla: FakeKarla) -> None:
    chat = open_chat(page, karla)
    chat.ask("Hej")
    answer = karla.only_talk().messages[-1]["id"]
    chat.button("Nej, svaret hjalp ikke").click()
    reason = page.get_by_label("Hvad manglede, eller hvad var forkert?")
    expect(reason).to_be_focused()
    reason.fill("Tallet er gammelt")
    reason.locator("xpath=ancestor::form").get_by_role("button", name="Send").click()
    expect(reason).to_have_count(0)
    expect(chat.button("Nej, svaret hjalp ikke")).to_be_focused()
    rating = {"message": answer, "rating": "down"}
    assert karla.feedback == [rating, {**rating, "reason": "Tallet er gammelt"}]


def test_a_rating_that_was_not_saved_is_not_shown_as_saved(page: Page, karla: FakeKarla) -> None:
    chat = open_chat(page, karla)
    chat.ask("Hej")
    karla.faults.status = 503
    chat.button("Ja, svaret hjalp").click()
    expect(chat.log.get_by_text("Din vurdering blev ikke gemt. Prøv igen om lidt.")).to_be_visible()
    expect(chat.button("Ja, svaret hjalp")).to_have_attribute("aria-pressed", "false")
