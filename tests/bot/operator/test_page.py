"""The operator's page names everything in Danish, and shows what people wrote as text and nothing else."""

from __future__ import annotations

import re
from typing import Any

import pytest

from bot.channels.refusal import STATUS
from bot.metrics import FALLBACK_ACTIONS
from bot.operator.figures import STAGES, TURN, Figures
from bot.operator.page import duration, moment, number, percent, render, word, words
from tests.bot.operator.samples import BUSY, HOSTILE, QUIET


def page(figures: Figures, *, retention_days: int = 30, with_texts: bool = True) -> str:
    return render(figures, retention_days=retention_days, with_texts=with_texts)


def test_every_intent_kind_stage_and_refusal_has_a_danish_name(domain: dict[str, Any]) -> None:
    known = words()
    assert set(domain["intents"]) - set(known["intents"]) == set()
    assert set(known["kinds"]) == set(FALLBACK_ACTIONS.values())
    assert set(known["stages"]) == {TURN, *STAGES}
    assert set(known["refusals"]) == set(STATUS)


def test_an_id_without_a_name_is_shown_as_it_is() -> None:
    assert word("ask_weather", "intents") == "ask_weather"


def test_what_people_wrote_is_text() -> None:
    html = page(BUSY)
    assert HOSTILE not in html
    assert html.count("&lt;script&gt;") == 2
    assert "<script" not in html
    assert "style=" not in html


def test_every_table_has_a_caption_and_heads() -> None:
    tables = re.findall(r"<table>.*?</table>", page(BUSY), re.DOTALL)
    assert len(tables) == 10
    for table in tables:
        assert "<caption>" in table
        assert '<th scope="col">' in table


def test_a_day_without_anybody_is_said_in_words() -> None:
    html = page(QUIET)
    assert "Alt er forstået i perioden." in html
    assert "Ingen har skrevet i perioden." in html
    assert "Ingen svar er vurderet i perioden." in html
    assert "0 beskeder er blevet behandlet." in html
    assert "None" not in html


def test_without_texts_the_page_says_how_to_have_them() -> None:
    assert "OPERATOR_TEXTS=1" in page(QUIET, with_texts=False)
    assert "OPERATOR_TEXTS=1" not in page(BUSY)


def test_an_action_server_that_is_away_stands_first() -> None:
    assert page(BUSY).index("Handlingsserveren svarer ikke.") < page(BUSY).index("<h2")
    assert "Handlingsserveren svarer ikke." not in page(QUIET)


@pytest.mark.parametrize(("retention", "spans"), [(30, ["1", "7", "30"]), (5, ["1", "5", "7"]), (365, ["1", "7", "30", "90"])])
def test_one_chooses_between_spans_in_which_something_is_kept(retention: int, spans: list[str]) -> None:
    html = page(QUIET, retention_days=retention)
    assert re.findall(r'href="/operator\?days=(\d+)"', html) == spans
    assert re.findall(r'days=(\d+)" aria-current', html) == ["7"]


def test_figures_are_written_the_danish_way() -> None:
    assert [number(7), number(12345)] == ["7", "12.345"]
    assert [percent(None), percent(0.0), percent(0.0342)] == ["–", "0,0 %", "3,4 %"]
    assert [duration(None), duration(0.0321), duration(1.24)] == ["–", "32 ms", "1,2 s"]
    assert moment("2026-11-24T13:05:07.000Z") == "24.11.2026 kl. 14.05"
