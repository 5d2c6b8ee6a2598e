"""Pay as a chart: each source's own figures, by role and experience. A role that no source gives a figure for is not drawn."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from bot import danish
from bot.charts.chart import PayChart, PayFigure, Shown
from bot.charts.words import say
from bot.knowledge.records import Role, SalaryBand, Source
from bot.knowledge.store import KnowledgeStore

EMPLOYEE = "kundeservicemedarbejder"


def pay_bands(store: KnowledgeStore, role: str | None = None) -> tuple[SalaryBand, ...]:
    """The figures a pay chart shows: of every role, lowest first, or of one role beside the ordinary job.

    A figure that a source gives for two roles is shown once. Empty when no source has one for the role asked about.
    """
    ids = [known.id for known in store.roles()] if role is None or role == EMPLOYEE else [EMPLOYEE, role]
    if role is not None and not store.salary_bands(role):
        return ()
    bands: dict[tuple[object, ...], SalaryBand] = {}
    for role_id in ids:
        for band in store.salary_bands(role_id):
            bands.setdefault((band.low, band.typical, band.high, band.scope, band.source.id), band)
    return tuple(bands.values())


def pay_chart(store: KnowledgeStore, bands: Sequence[SalaryBand], role: Role | None = None) -> Shown:
    """The chart of these figures, which are for roles of the store. role: whom it is about, None for the whole field.

    Raises: pydantic.ValidationError without a figure.
    """
    titles = {known.id: danish.capital(known.title) for known in store.roles()}
    figures = tuple(
        PayFigure(
            group=titles[str(band.role)],
            scope=band.scope,
            source=band.source.publisher,
            low=band.low,
            typical=band.typical if band.low is None else None,
            high=band.high,
            amount=danish.kroner_range(band.low, band.typical, band.high),
        )
        for band in bands
    )
    title = say("pay_title_role", role=role.title) if role and role.id != EMPLOYEE else say("pay_title")
    sources = list(dict.fromkeys(band.source for band in bands))
    notes = (_source_line(sources), say("pay_note"))
    picture = PayChart(title=title, unit=say("pay_unit"), figures=figures, notes=notes)
    groups = [(group, list(found)) for group, found in groupby(figures, key=lambda figure: figure.group)]
    spoken = [say("pay_alt_group", role=group, figures=danish.join([_figure(figure) for figure in found])) for group, found in groups]
    lines = [line for group, found in groups for line in (f"{group}:", danish.bullets([_figure(figure, "pay_line") for figure in found]))]
    return Shown(picture=picture, alt=say("pay_alt", groups=" ".join(spoken)), text="\n".join(lines))


def _figure(figure: PayFigure, words: str = "pay_figure") -> str:
    return say(words, scope=figure.scope, amount=figure.amount, source=figure.source)


def _source_line(sources: Sequence[Source]) -> str:
    return danish.sources([(source.publisher, source.year) for source in sources])
