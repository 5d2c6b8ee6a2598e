"""From Rasa's responses to bubbles."""

from __future__ import annotations

from typing import Any

import pytest

from bot.channels.plain import as_text, convert, pieces
from bot.channels.replies import Reply, ReplyOutput, choice_id, chosen_payload

SOURCE = {"publisher": "HK", "title": "Løn", "year": 2019, "url": None}
CARD = {
    "kind": "score",
    "title": "Din samtale",
    "total": 72,
    "of": 100,
    "parts": [{"title": "Lytter", "points": 7, "of": 10, "text": "Godt."}],
}


def said(message: dict[str, Any]) -> list[Reply]:
    output = ReplyOutput("web")
    output.add(message)
    return output.replies


def test_a_blank_line_begins_a_new_bubble_and_parts_belong_to_the_last() -> None:
    buttons = [{"title": "Ja", "payload": "/affirm"}]
    assert said({"text": "Et.\n\nTo.", "buttons": buttons, "custom": {"sources": [SOURCE], "speaker": {"id": "k", "name": "Kunden"}}}) == [
        Reply("Et.", speaker={"id": "k", "name": "Kunden"}),
        Reply("To.", (("Ja", "/affirm"),), (SOURCE,), speaker={"id": "k", "name": "Kunden"}),
    ]


@pytest.mark.parametrize(
    "message",
    [
        {},
        {"text": ""},
        {"text": None},
        {"text": " \n\n "},
        {"custom": {}},
        {"custom": []},
        {"custom": {"unknown": 1}},
        {"buttons": [5, {"title": "x"}]},
    ],
)
def test_a_response_without_anything_to_show_is_no_bubble(message: dict[str, Any]) -> None:
    assert said(message) == []


def test_a_card_without_text_is_named_by_its_title() -> None:
    assert said({"custom": {"card": CARD}}) == [Reply("Din samtale", card=CARD)]


def test_the_wish_to_erase_is_noted_and_not_shown() -> None:
    output = ReplyOutput("web")
    output.add({"text": "Væk.", "custom": {"erase": True}})
    assert output.erase
    assert output.replies == [Reply("Væk.")]
    output = ReplyOutput("web")
    output.add({"text": "Væk.", "custom": {"erase": "yes"}})
    assert not output.erase


def test_payloads_stay_here_and_only_what_was_offered_can_be_chosen() -> None:
    content = Reply("Vil du?", (("Ja", '/inform{"role":"teamleder"}'),)).content()
    assert "teamleder" not in str(content)
    offered = {'/inform{"role":"teamleder"}': "Ja"}
    assert chosen_payload(offered, content["choices"][0]["id"]) == ('/inform{"role":"teamleder"}', "Ja")
    assert chosen_payload(offered, choice_id("/restart")) is None
    assert chosen_payload({}, content["choices"][0]["id"]) is None


def test_messengers_get_everything_as_text() -> None:
    message = Reply("Her er dit resultat.", (), (SOURCE,), CARD, speaker={"id": "k", "name": "Kunden"}).content()
    assert as_text(message) == ("**Kunden:** Her er dit resultat.\n**Din samtale**: 72/100\n• Lytter: 7/10 Godt.\n_Kilder: HK, 2019_")


def test_markup_is_converted_after_escaping() -> None:
    text = convert("**fed** & _kursiv_ <b> snake_case_name", escape=lambda plain: plain.replace("<", "&lt;"), bold=r"*\1*", italic=r"_\1_")
    assert text == "*fed* & _kursiv_ &lt;b> snake_case_name"


def test_long_text_is_cut_between_lines() -> None:
    assert pieces("aaa\nbbb\ncccccccc", 7) == ["aaa\nbbb", "ccccccc", "c"]
    assert pieces("", 7) == []
