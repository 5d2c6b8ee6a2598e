"""What a chart shows, as plain values that travel with a message: which figures, and no place, colour or size.

The actions make these from records, the channels draw them. They are read strictly on the other side, since what is drawn is
served to browsers.
"""

from __future__ import annotations

from typing import Any, Literal, Optional, Union

from pydantic import BaseModel, ConstrainedStr, Extra, Field, parse_obj_as, root_validator, validator

MOST_AMOUNT = 1_000_000  # DKK a month
MOST = 48


class Label(ConstrainedStr):
    min_length = 1
    max_length = 400


class Description(BaseModel):
    """Strict and hashable; no list in it has more than MOST entries."""

    class Config:
        extra = Extra.forbid
        frozen = True

    @validator("*")
    def has_not_too_much(cls, value: Any) -> Any:  # noqa: N805
        if isinstance(value, tuple) and len(value) > MOST:
            raise ValueError(f"{len(value)} entries are more than can be drawn; give at most {MOST}")
        return value


class PayFigure(Description):
    """One source's figure in DKK a month. group: the role it is for; scope: for whom in it. Either a range or one amount."""

    group: Label
    scope: Label
    source: Label
    low: Optional[int] = Field(None, ge=0, le=MOST_AMOUNT)
    typical: Optional[int] = Field(None, ge=0, le=MOST_AMOUNT)
    high: Optional[int] = Field(None, ge=0, le=MOST_AMOUNT)
    amount: Label

    @root_validator(skip_on_failure=True)
    def is_a_range_or_one_amount(cls, values: dict[str, Any]) -> dict[str, Any]:  # noqa: N805
        low, typical, high = values["low"], values["typical"], values["high"]
        if (low is None) != (high is None) or (low is None and typical is None) or (low or 0) > (high or low or 0):
            raise ValueError(f"low {low}, typical {typical}, high {high}: give low <= high, or typical")
        return values


class PayChart(Description):
    """Pay by role and experience, the figures of a role beside each other. sources: with their years, as a line."""

    kind: Literal["pay"] = "pay"
    title: Label
    unit: Label
    figures: tuple[PayFigure, ...]
    notes: tuple[Label, ...] = ()

    @validator("figures")
    def has_a_figure(cls, figures: tuple[PayFigure, ...]) -> tuple[PayFigure, ...]:  # noqa: N805
        if not figures:
            raise ValueError("a pay chart needs a figure; none was given")
        return figures


class LadderRole(Description):
    """A role on the ladder. level: how high it stands; mark: a word over it where a way begins or ends."""

    id: Label
    title: Label
    level: int = Field(ge=0, le=9)
    mark: Optional[Label] = None


class LadderStep(Description):
    """From one role to another. way: whether it is part of the way that was asked for."""

    start: Label
    goal: Label
    way: bool = False


class LadderChart(Description):
    """Roles by level, and the steps between them."""

    kind: Literal["ladder"] = "ladder"
    title: Label
    roles: tuple[LadderRole, ...]
    steps: tuple[LadderStep, ...]
    notes: tuple[Label, ...] = ()

    @root_validator(skip_on_failure=True)
    def steps_join_roles(cls, values: dict[str, Any]) -> dict[str, Any]:  # noqa: N805
        if not values["steps"]:
            raise ValueError("a ladder needs a step; none was given")
        unknown = {end for step in values["steps"] for end in (step.start, step.goal)} - {role.id for role in values["roles"]}
        if unknown:
            raise ValueError(f"steps name the roles {sorted(unknown)}, which are not among the roles")
        return values


class ScoreChart(Description):
    """Points of games, oldest first."""

    kind: Literal["scores"] = "scores"
    title: Label
    unit: Label
    totals: tuple[int, ...]
    of: int = Field(ge=1, le=1000)

    @root_validator(skip_on_failure=True)
    def totals_are_points(cls, values: dict[str, Any]) -> dict[str, Any]:  # noqa: N805
        if not values["totals"] or not all(0 <= total <= values["of"] for total in values["totals"]):
            raise ValueError(f"totals {values['totals']} are none, or not all from 0 to {values['of']}")
        return values


Chart = Union[PayChart, LadderChart, ScoreChart]


class Shown(Description):
    """A chart and what it says without being seen. alt: its figures as sentences; text: the same, a line for each."""

    picture: Chart
    alt: str
    text: str

    def as_dict(self) -> dict[str, Any]:
        """JSON-able, as replies carry it (bot/channels/replies.py)."""
        return self.dict()


def read_chart(value: Any) -> Chart:
    """The chart in a stored message. Raises: pydantic.ValidationError for anything that is none."""
    return parse_obj_as(Chart, value)  # type: ignore[arg-type]
