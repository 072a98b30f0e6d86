"""Today's activities: how much of them interrupts, in hours and in money, and how many people opted in."""

import math
from collections.abc import Sequence
from typing import NamedTuple

import pandas as pd

from strategy_kit.frames import ActivityRow
from strategy_kit.model import Activity

NUMBERS = ("hours_per_week", "cost_per_month", "opted_in_people")


class EffortParts(NamedTuple):
    """A sum of effort, and the shares of it that interrupt and whose direction is unknown; missing without effort."""

    total: float
    interrupting: float
    unclassified: float

    @classmethod
    def of(cls, interrupting: float, inviting: float, unclassified: float) -> "EffortParts":
        """
        Return the parts of three sums.

        >>> EffortParts.of(3.0, 1.0, 1.0)
        EffortParts(total=5.0, interrupting=0.6, unclassified=0.2)
        """
        total = interrupting + inviting + unclassified
        shares = (interrupting / total, unclassified / total) if total else (math.nan, math.nan)
        return cls(total, *shares)


class Effort(NamedTuple):
    """
    Hours a week and money a month of today's activities, by what they do to people.

    `hours_share` and `money_share` are the least interrupting shares, missing without any figure; `hours_unknown` and
    `cost_unknown` count the activities without a figure, `direction_unknown` those without a direction, whose hours and
    money are `hours_unclassified` and `money_unclassified`.
    """

    hours_interrupting: float
    hours_inviting: float
    hours_share: float
    money_interrupting: float
    money_inviting: float
    money_share: float
    activities: int
    hours_unknown: int
    cost_unknown: int
    direction_unknown: int
    hours_unclassified: float
    money_unclassified: float

    @property
    def hours(self) -> EffortParts:
        """Hours a week of all activities."""
        return EffortParts.of(self.hours_interrupting, self.hours_inviting, self.hours_unclassified)

    @property
    def money(self) -> EffortParts:
        """Money a month of all activities."""
        return EffortParts.of(self.money_interrupting, self.money_inviting, self.money_unclassified)


class OptedIn(NamedTuple):
    """
    Bounds of the number of different people who asked to hear from the business: how far lists overlap is unknown.

    `high` is missing while a list's number is unknown; `lists` counts all, `unknown` those without a number.
    """

    low: float
    high: float
    lists: int
    unknown: int


def activity_table(activities: Sequence[Activity]) -> pd.DataFrame:
    """
    List today's activities: `frames.ActivityRow`.

    >>> leaflets, letter = Activity(name="Leaflets", direction="outbound"), Activity(name="Letter", opted_in=True)
    >>> activity_table([leaflets, letter, Activity(name="Fairs")])["interrupts"].tolist()
    [True, False, <NA>]
    """
    rows = [{**dict(activity), "activity": activity.name} for activity in activities]
    table = pd.DataFrame(rows, columns=ActivityRow._fields)
    outbound = (table["direction"] == "outbound").astype("boolean").mask(table["direction"].isna())
    interrupts = outbound & ~table["opted_in"].astype("boolean")
    return table.assign(interrupts=interrupts).astype(dict.fromkeys(NUMBERS, float))


def today_effort(activities: Sequence[Activity]) -> Effort:
    """
    Sum today's hours and money by whether they interrupt.

    >>> leaflets = Activity(name="Leaflets", direction="outbound", hours_per_week=3)
    >>> letter = Activity(name="Letter", opted_in=True, hours_per_week=1, cost_per_month=20)
    >>> effort = today_effort([leaflets, letter])
    >>> effort.hours_share, effort.money_share, effort.cost_unknown
    (0.75, 0.0, 1)
    """
    table = activity_table(activities)
    interrupting, inviting = table[table["interrupts"]], table[~table["interrupts"]]
    rest = table.loc[table["interrupts"].isna(), ["hours_per_week", "cost_per_month"]].sum()

    def part(column: str) -> tuple[float, float, float]:
        one, other = float(interrupting[column].sum()), float(inviting[column].sum())
        return one, other, one / (one + other + float(rest[column])) if one + other > 0 else math.nan

    unknown = table[["hours_per_week", "cost_per_month", "interrupts"]].isna().sum()
    return Effort(*part("hours_per_week"), *part("cost_per_month"), len(table), *map(int, unknown), *map(float, rest))


def opted_in(activities: Sequence[Activity]) -> OptedIn:
    """
    Bound how many people asked to hear from the business: the longest list if all overlap, their sum if none do.

    >>> letter = Activity(name="Letter", opted_in=True, opted_in_people=400)
    >>> opted_in([letter, Activity(name="Club", opted_in=True, opted_in_people=150)])
    OptedIn(low=400.0, high=550.0, lists=2, unknown=0)
    >>> opted_in([letter, Activity(name="Club", opted_in=True)])
    OptedIn(low=400.0, high=nan, lists=2, unknown=1)
    """
    table = activity_table(activities)
    people = table.loc[table["opted_in"].astype(bool), "opted_in_people"]
    unknown = int(people.isna().sum())
    high = math.nan if unknown else float(people.sum())
    return OptedIn(float(people.max()) if people.notna().any() else 0.0, high, len(people), unknown)
