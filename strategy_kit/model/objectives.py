"""What a business wants from social media: objectives with a KPI, a baseline, a target and a date."""

from typing import Annotated, Any, Self

from pydantic import Field, model_validator

from strategy_kit.model.types import ALL, WEBSITE, Day, Key, Metric, Name, ObjectiveKey, Period, Platform, Text
from strategy_kit.model.validation import Frozen, in_order

Amount = Annotated[float, Field(ge=-1e9, le=1e9, allow_inf_nan=False)]
"""A value of a KPI, in its unit; a percentage as a number from 0 to 100."""


RESULTS: frozenset[Metric] = frozenset(("results by reach", "results by views"))
"""Rates that differ by what counts as a result: each belongs to a KPI."""
OVER_100: frozenset[Metric] = frozenset(("organic reach", "views by followers", "engagement by followers"))
"""Rates by followers: others also see posts and respond."""


class Objective(Frozen):
    """
    One objective: of table ``objectives`` (`key`), or in one's own words (`name` alone); absent = not known yet.

    One in one's own words may be `like` one of the table: it has its KPIs, rates and suggestions.

    `measure` is a key of table ``measures``, absent = the usual KPI of the objective; `own_measure` and `own_unit` name
    a KPI of one's own instead. `serves` is the goal of the business behind it, `owner` a person of the team. Of the
    weights of all objectives only the proportions count.

    >>> Objective(key="lead-generation", baseline=12, target=20).what
    'lead-generation'
    >>> Objective(name="Fill two half-days", target=8).what
    'Fill two half-days'
    >>> Objective(name="Fill two half-days", like="lead-generation").kind
    'lead-generation'
    """

    key: ObjectiveKey | None = None
    name: Name | None = None
    like: ObjectiveKey | None = None
    serves: Text = ""
    measure: Key | None = None
    own_measure: Name | None = None
    own_unit: Name | None = None
    per: Period = "month"
    baseline: Amount | None = None
    baseline_on: Day | None = None
    target: Amount | None = None
    due: Day | None = None
    owner: Name | None = None
    weight: Annotated[float, Field(gt=0, le=1000, allow_inf_nan=False)] = 1.0

    _ordered = in_order("baseline_on", "due")

    @model_validator(mode="after")
    def _named_and_measured_once(self) -> Self:
        if self.key is None and self.name is None:
            raise ValueError("an objective without a name")
        if self.key is not None and self.like is not None:
            raise ValueError("an objective of the list that is like another")
        if self.kind is None and self.measure is not None:
            raise ValueError("a KPI of no objective")
        if self.measure is not None and self.own_measure is not None:
            raise ValueError("two KPIs")
        if self.own_unit is not None and self.own_measure is None:
            raise ValueError("a unit of no KPI")
        return self

    @property
    def what(self) -> str:
        """What it is about, by which the objectives of a brief differ."""
        return self.key or self.name or ""

    @property
    def kind(self) -> ObjectiveKey | None:
        """The objective of the table that it is, or is like."""
        return self.key or self.like


class Followers(Frozen):
    """How many people follow the account on a platform; absent = not known yet."""

    platform: Platform
    people: Annotated[int, Field(ge=0, le=1_000_000_000)] | None = None


class OwnRate(Frozen):
    """
    A rate that the business measured itself, in percent, in the place of published ones; of its website for all.

    `measure` is the KPI that a rate of results leads to: a key of table ``measures``.

    >>> OwnRate(platform="all", metric="leads by visits", percent=2.5).where
    'all, leads by visits'
    """

    platform: Platform
    metric: Metric
    measure: Key | None = None
    percent: Annotated[float, Field(ge=0, le=10_000, allow_inf_nan=False)]

    @model_validator(mode="after")
    def _possible(self) -> Self:
        if (self.platform == ALL) != (self.metric in WEBSITE):
            raise ValueError("a rate of another place")
        if (self.measure is None) == (self.metric in RESULTS):
            raise ValueError("a rate of no KPI")
        if self.percent > 100 and self.metric not in OVER_100:
            raise ValueError("a share above 100%")
        return self

    @property
    def where(self) -> str:
        """What it is a rate of: once."""
        return ", ".join(filter(None, (self.platform, self.metric, self.measure)))


def with_objectives(brief: Any) -> Any:
    """
    Return a brief, as read from JSON, with each objective that is only a key as an object.

    Briefs of version 1 have keys alone. What is no brief is returned as it is, to be refused.

    >>> with_objectives({"name": "Shop", "objectives": ["sales"]})
    {'name': 'Shop', 'objectives': [{'key': 'sales'}]}
    """
    if not isinstance(brief, dict) or not isinstance(brief.get("objectives"), list):
        return brief
    objectives = [{"key": entry} if isinstance(entry, str) else entry for entry in brief["objectives"]]
    return {**brief, "objectives": objectives}
