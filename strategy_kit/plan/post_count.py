"""The posts that a plan has: of its calendar once it is made, else as many as the frequency asks for."""

from collections import Counter
from collections.abc import Mapping
from typing import NamedTuple

import pandas as pd

from strategy_kit.apportionment import largest_remainder
from strategy_kit.plan.workings import Workings


class PostCount(NamedTuple):
    """Posts of the weeks of a plan by pillar; `is_made`: counted in its calendar, without cancelled ones."""

    by_pillar: dict[str, int]
    is_made: bool

    @property
    def total(self) -> int:
        """All of them."""
        return sum(self.by_pillar.values())


def post_count(workings: Workings) -> PostCount:
    """
    Count the posts of a plan; solves no calendar.

    >>> import datetime as dt
    >>> from strategy_kit.evidence.evidence import load_evidence
    >>> from strategy_kit.model import Brief, Plan
    >>> plan = Plan(id="p", brief=Brief(name="Shop", platforms=["facebook"]), start=dt.date(2027, 1, 4), weeks=2)
    >>> workings = Workings(plan, load_evidence(), year=2027)
    >>> post_count(workings)
    PostCount(by_pillar={'How-to': 3, 'News': 2, 'Questions': 2, 'Offers': 1}, is_made=False)
    >>> len(workings.schedule.slots) == post_count(workings).total, post_count(workings).is_made
    (True, True)
    """
    if not workings.has("schedule"):
        return PostCount(divided(workings.pillar_shares, asked_posts(workings)), is_made=False)
    counts = Counter(slot.pillar for slot in workings.schedule.slots if not slot.cancelled)
    return PostCount({pillar.name: counts[pillar.name] for pillar in workings.brief.pillars}, is_made=True)


def asked_posts(workings: Workings) -> int:
    """Return the posts of the weeks of a plan at the least number that the frequency asks for."""
    needed = workings.hours_needed.reindex(list(workings.platforms))["posts"]
    return round(float(needed.sum()) * workings.plan.weeks)


def divided(shares: Mapping[str, float], posts: int) -> dict[str, int]:
    """
    Return so many posts divided by the shares of the pillars.

    >>> divided({"Help": 0.6, "News": 0.4}, 8)
    {'Help': 5, 'News': 3}
    """
    counts = largest_remainder(pd.Series(dict(shares)), posts)
    return {str(pillar): int(count) for pillar, count in counts.items()}
