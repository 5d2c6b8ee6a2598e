"""The shape of the content files, checked by pydantic: one class for each kind of row."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from typing import Literal, Optional

from pydantic import Field, root_validator, validator

from bot.content_file import Identifier, Shape, Words

TOPIC_KINDS: dict[str, frozenset[str]] = {
    "ask_occupation": frozenset({"definition", "classification"}),
    "ask_salary": frozenset(
        {
            "raises",
            "lowers",
            "city",
            "country",
            "elsewhere",
            "statistics",
            "agreement",
            "negotiate",
            "student",
            "trainee",
            "warning",
            "comparison",
        }
    ),
    "ask_duties": frozenset({"task"}),
    "ask_requirements": frozenset({"education", "experience", "language", "tools", "formal"}),
    "ask_skills": frozenset({"personal", "professional", "technical"}),
    "ask_career_growth": frozenset({"path", "step", "leadership"}),
    "ask_workplaces": frozenset({"place", "industry", "channel"}),
    "ask_job_market": frozenset({"demand", "mobility", "outlook", "history"}),
    "ask_technology": frozenset({"tool", "ai", "data"}),
    "ask_training": frozenset({"course", "education", "certificate", "price"}),
    "ask_working_conditions": frozenset({"demand", "benefit", "right", "advice", "pay"}),
    "ask_application": frozenset({"cv", "letter", "interview", "reform", "no_experience"}),
    "ask_privacy": frozenset({"right", "law", "authority"}),
    "service_methods": frozenset({"advice", "method", "measure", "scorecard"}),
    "interview": frozenset({"question", "method", "advice", "guide"}),
}


class Row(Shape):
    """A row of content."""


class SourceRow(Row):
    id: Identifier
    publisher: Words
    title: Words
    year: Optional[int] = None
    url: Optional[Words] = None
    checked: date
    note: Optional[Words] = None

    @validator("year")
    def not_in_the_future(cls, year: int | None) -> int | None:
        return check_year(year)

    @validator("checked")
    def checked_already(cls, checked: date) -> date:
        if checked > date.today():
            raise ValueError(f"{checked} lies in the future; give the day the fact was last looked up")
        return checked


class SourcedRow(Row):
    source: Identifier
    certainty: Literal["high", "medium", "low"]


class RoleRow(SourcedRow):
    id: Identifier
    title: Words
    definite: Words
    plural: Words
    level: int = Field(ge=0, le=4)
    about: Words
    aliases: list[Words]


class RegionRow(Row):
    id: Identifier
    name: Words
    type: Literal["kommune", "town", "area"]
    kind: Literal["hovedstad", "storby", "by", "land", "landet"]
    municipality: Optional[Identifier] = None
    in_phrase: Words
    aliases: list[Words] = []
    ambiguous: bool = False


class SalaryBandRow(SourcedRow):
    id: Identifier
    role: Optional[Identifier] = None
    min_years: Optional[float] = Field(None, ge=0, le=60)
    max_years: Optional[float] = Field(None, ge=0, le=60)
    region_kind: Optional[Literal["hovedstad", "storby", "by", "land"]] = None
    employer_kind: Optional[Literal["privat", "offentlig", "multinational", "butik", "telesalg"]] = None
    low: Optional[int] = Field(None, gt=0)
    typical: Optional[int] = Field(None, gt=0)
    high: Optional[int] = Field(None, gt=0)
    unit: Literal["dkk_month_before_tax"]
    pension: Literal["included", "excluded", "unknown"]
    year: Optional[int] = None
    scope: Words
    text: Optional[Words] = None

    @validator("year")
    def not_in_the_future(cls, year: int | None) -> int | None:
        return check_year(year)

    @root_validator(skip_on_failure=True)
    def in_order(cls, values: dict[str, object]) -> dict[str, object]:
        amounts = [(name, values[name]) for name in ("low", "typical", "high") if values[name] is not None]
        if not amounts:
            raise ValueError("low, typical and high are all missing; give at least one")
        for (name, amount), (next_name, next_amount) in pairwise(amounts):
            if amount > next_amount:  # type: ignore[operator]
                raise ValueError(f"{name} {amount} is more than {next_name} {next_amount}; swap or correct them")
        return values


class StatementRow(SourcedRow):
    id: Identifier
    kind: Identifier
    role: Optional[Identifier] = None
    text: Words
    more: Optional[Words] = None
    plain: Optional[Words] = None
    year: Optional[int] = None

    @validator("year")
    def not_in_the_future(cls, year: int | None) -> int | None:
        return check_year(year)


class CareerStepRow(SourcedRow):
    id: Identifier
    from_role: Identifier
    to_role: Identifier
    takes: list[Words] = Field(min_items=1)
    first_step: Words


class HelplineRow(SourcedRow):
    id: Identifier
    kind: Literal["crisis", "union", "guidance", "unemployment", "privacy", "mental_health"]
    name: Words
    phone: Optional[Words] = None
    url: Optional[Words] = None
    text: Words


class AspectRow(Row):
    """rows: statements shown under the answer; rests_on: those the answer itself takes facts from, named as sources only."""

    id: Identifier
    says: Words
    rows: list[Identifier] = Field([], max_items=3)
    rests_on: list[Identifier] = []
    offer: Optional[Identifier] = None


class ReferralRow(Row):
    id: Identifier
    topic: Identifier
    subject: Words
    words: list[Words] = Field(min_items=1)
    where: Words
    url: Optional[Words] = None


# The key a file holds its rows under -> the shape of those rows. A file may hold one of these keys.
ROW_TYPES: dict[str, type[Row]] = {
    "sources": SourceRow,
    "roles": RoleRow,
    "regions": RegionRow,
    "salary_bands": SalaryBandRow,
    "statements": StatementRow,
    "career_steps": CareerStepRow,
    "helplines": HelplineRow,
    "referrals": ReferralRow,
    "aspects": AspectRow,
}
PLACED_BY_TOPIC = ("statements", "aspects")  # their files say which topic they are about


def check_year(year: int | None) -> int | None:
    """The year, unless it lies in the future or before the field existed. Raises: ValueError."""
    if year is not None and year > date.today().year:
        raise ValueError(f"{year} lies in the future; give the year the source was published")
    if year is not None and year < 1980:
        raise ValueError(f"{year} is too old to be the year of a source here; correct it")
    return year
