"""When something fails: nothing written is lost, nothing is done twice, and the user knows what is going on."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import NewContext, open_chat
from tests.browser.fake_server import FakeKarla


def user_texts(karla: FakeKarla) -> list[str]:
    return [message["text"] for message in karla.only_talk().messages if message["from"] == "user"]


def test_a_message_that_did_not_get_through_can_be_sent_again(page: Page, karla: FakeKarla) -> None:
    chat = open_chat(page, karla)
    karla.faults.status = 503
    chat.say("Er du der?")
    expect(chat.log.get_by_text("Karla kan ikke svare lige nu. Prøv igen om lidt.")).to_be_visible()
    karla.faults.status = None
    chat.button("Send igen").click()
    expect(chat.bubbles.last).to_have_text("Du skrev: Er du der?")
    expect(chat.button("Send igen")).to_have_count(0)
    assert user_texts(karla) == ["Er du der?"]


def test_a_message_that_failed_is_there_after_a_reload(page: Page, karla: FakeKarla) -> None:
    chat = open_chat(page, karla)
    karla.faults.status = 503
    chat.say("Er du der?")
    chat.button("Send igen").wait_for()
    karla.faults.status = None
    page.reload()
    chat.button("Send igen").click()
    expect(chat.bubbles.last).to_have_text("Du skrev: Er du der?")
    page.reload()
    expect(chat.bubbles).to_have_count(3)
    expect(chat.button("Send igen")).to_have_count(0)


def test_a_refused_message_goes_back_to_the_field_instead_of_being_sent_again(page: Page, karla: FakeKarla) -> None:
    chat = open_chat(page, karla)
    karla.faults.status = 400
    chat.say("☃")
    expect(chat.log.get_by_text("Beskeden kunne ikke læses. Skriv den gerne på en anden måde.")).to_be_visible()
    expect(chat.button("Send igen")).to_have_count(0)
    chat.field.fill("og mere")
    chat.button("Ret beskeden").click()
    expect(chat.field).to_have_value("☃\nog mere")
    expect(chat.field).to_be_focused()
    expect(chat.bubbles).to_have_count(1)


def test_a_choice_that_failed_is_sent_again_as_the_same_choice(page: Page, karla: FakeKarla) -> None:
    chat = open_chat(page, karla)
    karla.faults.status = 503
    chat.button("Hvad tjener man?").click()
    chat.button("Send igen").wait_for()
    karla.faults.status = None
    chat.button("Send igen").click()
    expect(chat.button("Ja, karrierevejene")).to_be_visible()
    first, second = (body for body in karla.bodies if "choice" in body)
    assert first == second


def test_a_stream_that_breaks_off_is_taken_up_again_without_a_duplicate(page: Page, karla: FakeKarla) -> None:
    chat = open_chat(page, karla)
    karla.faults.cut = True
    chat.ask("Hvad tjener man?")
    expect(chat.bubbles).to_have_count(4)
    assert user_texts(karla) == ["Hvad tjener man?"]
    first, second = (body for body in karla.bodies if "text" in body)
    assert first == second


def test_a_message_that_is_being_answered_already_is_waited_for(page: Page, karla: FakeKarla) -> None:
    chat = open_chat(page, karla)
    karla.faults.busy = 2
    chat.ask("Hej")
    expect(chat.bubbles.last).to_have_text("Du skrev: Hej")
    assert len({body["id"] for body in karla.bodies if "text" in body}) == 1


def test_too_many_messages_wait_as_long_as_the_server_asks(page: Page, karla: FakeKarla) -> None:
    chat = open_chat(page, karla)
    page.clock.install()
    karla.faults.status, karla.faults.retry_after = 429, 5
    with page.expect_response("**/webhooks/web/messages"):
        chat.say("Hej")
    expect(chat.log.locator(".writing")).to_be_visible()
    karla.faults.status = None
    page.clock.run_for(6000)
    expect(chat.bubbles.last).to_have_text("Du skrev: Hej")
    expect(chat.button("Send igen")).to_have_count(0)


def test_a_server_that_dies_and_comes_back(page: Page, karla: FakeKarla) -> None:
    chat = open_chat(page, karla)
    page.clock.install()
    karla.stop()
    chat.say("Er du der?")
    page.wait_for_timeout(300)
    page.clock.run_for(1500)  # the silent second try
    expect(chat.notice).to_have_text("Der er ingen forbindelse lige nu. Det, du har skrevet, bliver her, og chatten prøver selv igen.")
    expect(chat.button("Send igen")).to_be_visible()
    karla.start()
    page.clock.run_for(20_000)
    expect(chat.notice).to_have_text("Forbindelsen er tilbage.")
    chat.button("Send igen").click()
    expect(chat.bubbles.last).to_have_text("Du skrev: Er du der?")
    assert user_texts(karla) == ["Er du der?"]


def test_a_lost_network_is_told_at_once_and_so_is_its_return(page: Page, karla: FakeKarla) -> None:
    chat = open_chat(page, karla)
    page.context.set_offline(True)
    expect(chat.notice).to_contain_text("Der er ingen forbindelse lige nu.")
    page.context.set_offline(False)
    expect(chat.notice).to_have_text("Forbindelsen er tilbage.")


def test_who_opens_the_chat_while_the_server_is_away_is_greeted_later(page: Page, karla: FakeKarla) -> None:
    page.clock.install()
    karla.faults.status = 503
    page.goto(karla.address)
    expect(page.locator(".notice")).to_have_text("Karla kan ikke svare lige nu. Chatten prøver selv igen om lidt.")
    karla.faults.status = None
    page.clock.run_for(5000)
    expect(page.get_by_role("log").locator(".bubble")).to_have_count(1)
    expect(page.locator(".notice")).to_have_text("Forbindelsen er tilbage.")


def test_a_dead_token_begins_a_new_conversation_and_keeps_what_was_written(page: Page, karla: FakeKarla) -> None:
    chat = open_chat(page, karla)
    karla.talks.clear()
    chat.say("Er du der?")
    expect(chat.notice).to_have_text("Den forrige samtale er udløbet eller slettet. Her begynder en ny.")
    expect(chat.bubbles).to_have_count(2)  # the new greeting, and the message
    chat.button("Send igen").click()
    expect(chat.bubbles.last).to_have_text("Du skrev: Er du der?")
    assert user_texts(karla) == ["Er du der?"]


@pytest.mark.parametrize("store", ["getItem", "setItem"])
def test_a_browser_that_keeps_nothing_still_talks(new_context: NewContext, karla: FakeKarla, store: str) -> None:
    context = new_context()
    context.add_init_script(f"Storage.prototype.{store} = () => {{ throw new DOMException('no', 'SecurityError'); }};")
    chat = open_chat(context.new_page(), karla)
    chat.ask("Hej")
    expect(chat.bubbles.last).to_have_text("Du skrev: Hej")


def test_text_that_is_no_json_from_a_proxy_is_met_calmly(page: Page, karla: FakeKarla) -> None:
    chat = open_chat(page, karla)
    page.route("**/webhooks/web/messages", lambda route: route.fulfill(status=502, content_type="text/html", body="<h1>Bad gateway</h1>"))
    chat.say("Hej")
    expect(chat.log.locator(".failure")).to_contain_text("Ikke sendt.")
    expect(chat.button("Send igen")).to_be_visible()
