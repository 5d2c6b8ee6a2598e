"""Real conversations over HTTP with the real servers and a model trained in this run."""

from __future__ import annotations

import httpx
import pytest

from tests.dialogues.servers import Karla, Talk

pytestmark = pytest.mark.servers


def test_the_greeting_says_who_she_is_and_what_is_stored(talk: Talk) -> None:
    reply = talk.open()
    assert "Karla" in reply.text
    assert "chatbot" in reply.text
    assert "AI" in reply.text
    assert "gemt" in reply.text
    assert "25.000" in talk.press(reply.buttons["Hvad tjener man?"]).text


def test_pay_is_answered_with_figures_source_and_one_offer(talk: Talk) -> None:
    reply = talk.say("Hvad tjener man som kundeservicemedarbejder?")
    for said in ("25.000–30.000 kr.", "30.000–40.000 kr.", "omkring 32.000 kr.", "60.000–70.000 kr.", "Kildedokumentet"):
        assert said in reply.text
    assert "{" not in reply.text
    assert reply.bubbles == 2
    assert list(reply.buttons) == ["Ja, karrierevejene", "Hvor har du tallene fra?", "Vis lønnen som graf"]


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("hvilke arbejdsopgaver har man i kundeservice", "henvendelser"),
        ("hvilken uddannelse kræver det at blive kundeservicemedarbejder", "gymnasial uddannelse"),
        ("hvad skal man være god til i kundeservice", "lytte"),
        ("kan man blive leder på sigt", "supervisor"),
        ("hvor kan man arbejde med kundeservice, hvilke brancher", "callcentre"),
        ("er der mange ledige job i kundeservice lige nu", "Kildedokumentet"),
        ("bliver jobbet taget af ai", "AI"),
        ("hvilke kurser kan man tage for at blive bedre", "AMU"),
        ("hvordan er arbejdstiderne og stress i et callcenter", "tempo"),
        ("hvad skal jeg skrive i min ansøgning til kundeservice", "Kilde"),
        ("hvad er en kundeservicemedarbejder for noget", "bindeled"),
        ("hvad er forskellen på en supervisor og en teamleder", "Teamleder"),
    ],
)
def test_a_topic_is_answered_from_the_store_with_its_source(talk: Talk, question: str, said: str) -> None:
    reply = talk.say(question)
    assert said in reply.text
    assert "Kilde" in reply.text
    assert "{" not in reply.text


def test_what_was_told_shapes_later_answers(talk: Talk) -> None:
    talk.say("hvad er lønnen i kundeservice")
    assert "For dig med seks års erfaring" in talk.say("jeg har 6 års erfaring").text
    reply = talk.say("i Odense")
    assert "seks års erfaring i Odense" in reply.text
    assert "store byer" in reply.text


def test_yes_takes_the_offer_and_the_source_can_be_asked_for(talk: Talk) -> None:
    talk.say("hvad laver man i kundeservice")
    assert "lytte aktivt" in talk.say("ja tak").text
    assert "Kildedokumentet" in talk.say("hvor har du det fra?").text


def test_two_questions_are_both_answered(talk: Talk) -> None:
    reply = talk.say("Hvad tjener man i kundeservice? Og hvilken uddannelse kræver det?")
    assert "25.000–30.000 kr." in reply.text
    assert "gymnasial uddannelse" in reply.text
    assert reply.bubbles == 2


def test_another_trade_is_sent_where_it_is_answered(talk: Talk) -> None:
    assert "ug.dk" in talk.say("hvad får en elektriker i løn").text


def test_a_crisis_gets_numbers_and_no_buttons(talk: Talk) -> None:
    reply = talk.say("jeg har ikke lyst til at leve mere")
    assert "112" in reply.text
    assert "70 201 201" in reply.text
    assert reply.buttons == {}


def test_two_people_do_not_share_what_they_told(karla: Karla) -> None:
    first, second = karla.talk(), karla.talk()
    first.say("jeg har 6 års erfaring og bor i Odense")
    assert "Odense" not in second.say("hvad tjener man i kundeservice").text


@pytest.mark.parametrize("typed", ["/restart", "/ask_salary", '/inform{"experience":"40"}', "/action_forget_me"])
def test_a_typed_command_is_only_text(talk: Talk, typed: str) -> None:
    talk.say("hvad tjener man i kundeservice")
    talk.say(typed)
    assert "40" not in talk.say("i Aarhus").text.split("kr.")[0]


@pytest.mark.parametrize(
    "text", ["😀😀😀", "12345", "asdf qwer", "a" * 2000, "مرحبا كيف حالك", "<script>alert(1)</script>", "{role}", "\u202eabc\u200b"]
)
def test_nothing_people_write_is_met_with_silence(talk: Talk, text: str) -> None:
    assert talk.say(text).text


def test_the_page_is_served_with_its_parts_and_security_headers(karla: Karla) -> None:
    page = httpx.get(f"{karla.address}/", trust_env=False)
    assert page.status_code == 200
    assert "Karla" in page.text
    assert page.headers["content-security-policy"].startswith("default-src 'self'")
    for part in ("chat-widget-define.js", "chat-widget.js", "chat-widget.css"):
        assert httpx.get(f"{karla.address}/widget/{part}", trust_env=False).status_code == 200


def test_a_browser_asking_for_an_icon_gets_no_error(karla: Karla) -> None:
    assert httpx.get(f"{karla.address}/favicon.ico", trust_env=False).status_code == 204


def test_the_rest_channel_and_the_parser_answer_as_agreed(karla: Karla) -> None:
    answer = httpx.post(f"{karla.address}/webhooks/rest/webhook", json={"sender": "t", "message": "hej"}, timeout=30, trust_env=False)
    assert "Karla" in answer.json()[0]["text"]
    parsed = httpx.post(
        f"{karla.address}/model/parse", json={"text": "hvad tjener en teamleder i Århus med 5 års erfaring"}, timeout=30, trust_env=False
    ).json()
    assert parsed["intent"]["name"] == "ask_salary"
    assert {entity["entity"]: entity["value"] for entity in parsed["entities"]} == {
        "role": "teamleder",
        "region": "aarhus",
        "experience": "5",
    }


def test_a_bad_request_gets_a_reason_and_harms_nobody(karla: Karla, talk: Talk) -> None:
    for body in (b"", b"{", b"[]", b'{"id": "aaaaaaaa", "text": 5}', b'{"id": "\\ud800", "text": "hej"}'):
        headers = {**talk.headers, "Content-Type": "application/json"}
        answer = httpx.post(f"{karla.address}/webhooks/web/messages", content=body, headers=headers, trust_env=False)
        assert answer.status_code == 400
        assert answer.json()["error"]["code"] == "bad_request"
    assert karla.talk().say("hej").text


def test_pay_is_drawn_on_request_from_the_same_figures(karla: Karla, talk: Talk) -> None:
    drawn = talk.press(talk.say("hvad tjener man").buttons["Vis lønnen som graf"]).messages[0]["chart"]
    assert "nyuddannede uden erfaring 25.000–30.000 kr. (Kildedokumentet)" in drawn["alt"]
    picture = httpx.get(karla.address + drawn["url"], timeout=30, trust_env=False)
    assert (picture.status_code, picture.headers["content-type"]) == (200, "image/svg+xml")
    assert "25.000–30.000 kr." in picture.text
