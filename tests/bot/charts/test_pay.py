"""The pay chart holds the store's figures and no others."""

from __future__ import annotations

import pytest

from bot import danish
from bot.charts.chart import PayChart, Shown
from bot.charts.pay import pay_bands, pay_chart
from bot.knowledge.store import KnowledgeStore

UNCONFIRMED = ("kundeserviceelev", "studentermedhjaelper", "callcenteragent", "kvalitetsmedarbejder", "supervisor")


def shown(store: KnowledgeStore, role: str | None = None) -> tuple[Shown, PayChart]:
    made = pay_chart(store, pay_bands(store, role), store.role(role))
    assert isinstance(made.picture, PayChart)
    return made, made.picture


def test_every_figure_of_a_role_is_drawn_as_its_source_gives_it(store: KnowledgeStore) -> None:
    _, picture = shown(store)
    known = {(band.low, band.typical, band.high, band.scope, band.source.publisher) for band in store.salary_bands() if band.role}
    drawn = [(figure.low, figure.typical, figure.high, figure.scope, figure.source) for figure in picture.figures]
    assert set(drawn) == known
    assert len(drawn) == len(known)


def test_figures_stand_by_role_from_the_lowest_up(store: KnowledgeStore) -> None:
    _, picture = shown(store)
    assert list(dict.fromkeys(figure.group for figure in picture.figures)) == ["Kundeservicemedarbejder", "Teamleder", "Kundeservicechef"]


@pytest.mark.parametrize("role", UNCONFIRMED)
def test_a_role_without_a_confirmed_figure_is_not_drawn(store: KnowledgeStore, role: str) -> None:
    named = store.role(role)
    assert named is not None
    assert pay_bands(store, role) == ()
    assert danish.capital(named.title) not in {figure.group for figure in shown(store)[1].figures}


def test_one_role_stands_beside_the_ordinary_job(store: KnowledgeStore) -> None:
    _, picture = shown(store, "teamleder")
    assert picture.title == "Løn som teamleder"
    assert [(figure.group, figure.amount) for figure in picture.figures][-2:] == [
        ("Kundeservicemedarbejder", "21.000–27.000 kr."),
        ("Teamleder", "32.000–37.000 kr."),
    ]


def test_the_numbers_are_said_in_a_sentence_and_line_by_line(store: KnowledgeStore) -> None:
    made, _ = shown(store, "teamleder")
    assert made.alt == (
        "Diagram over løn om måneden før skat. Kundeservicemedarbejder: nyuddannede uden erfaring 25.000–30.000 kr. (Kildedokumentet), "
        "efter flere års erfaring 30.000–40.000 kr. (Kildedokumentet), gennemsnit af nye og erfarne omkring 32.000 kr. (Kildedokumentet) "
        "og medarbejdere, en konsulents ældre skøn 21.000–27.000 kr. (Sesam Sesam). "
        "Teamleder: ledere af kundeservice, en konsulents ældre skøn 32.000–37.000 kr. (Sesam Sesam)."
    )
    assert made.text.splitlines()[-2:] == [
        "Teamleder:",
        "• ledere af kundeservice, en konsulents ældre skøn: 32.000–37.000 kr. (Sesam Sesam)",
    ]


def test_sources_stand_in_the_picture_with_their_years(store: KnowledgeStore) -> None:
    assert shown(store)[1].notes == (
        "Kilder: Kildedokumentet (uden år), Sesam Sesam (uden år)",
        "Tallene er ikke bekræftet i officiel statistik.",
    )
