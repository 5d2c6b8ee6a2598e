"""Places that are told by another: "uden for Aarhus" is no city, and Aarhus is."""

from __future__ import annotations

from dataclasses import replace

from bot import danish
from bot.knowledge.records import Region, RegionKind

OUTSIDE = "outside_"  # before the id of the place that somebody lives outside of


def outside_of(region: Region) -> Region:
    """What lies around a place: neither the city nor the country, so that what is known of those is not said of it."""
    said = danish.outside(region.name)
    return replace(region, id=f"{OUTSIDE}{region.id}", name=said, in_phrase=said, kind=RegionKind.TOWN)
