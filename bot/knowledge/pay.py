"""Which pay figures fit a person. Chooses between the sources' own figures; nothing is interpolated."""

from __future__ import annotations

from collections.abc import Sequence

from bot.knowledge.records import SalaryBand


def fitting(bands: Sequence[SalaryBand], years: float | None) -> tuple[SalaryBand, ...]:
    """The figures that hold for this much experience, the most telling first.

    A figure that names an amount of experience tells more than one for everybody. With years between two named
    amounts, both neighbours are given. years: None when not known; then every figure fits, in the order given.
    """
    if years is None:
        return tuple(bands)
    staged = [band for band in bands if band.min_years is not None or band.max_years is not None]
    chosen = [band for band in staged if _covers(band, years)] or _neighbours(staged, years)
    return (*chosen, *(band for band in bands if band not in staged))


def _covers(band: SalaryBand, years: float) -> bool:
    return (band.min_years is None or years >= band.min_years) and (band.max_years is None or years <= band.max_years)


def _neighbours(bands: Sequence[SalaryBand], years: float) -> list[SalaryBand]:
    below = [band for band in bands if band.max_years is not None and band.max_years < years]
    above = [band for band in bands if band.min_years is not None and band.min_years > years]
    nearest_below = max(below, key=lambda band: band.max_years or 0, default=None)
    nearest_above = min(above, key=lambda band: band.min_years or 0, default=None)
    return [band for band in (nearest_below, nearest_above) if band is not None]
