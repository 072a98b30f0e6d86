"""What the calendar of a plan can bring for a measure."""

from collections import Counter
from collections.abc import Mapping

from strategy_kit.evidence.evidence import Evidence
from strategy_kit.model import Plan
from strategy_kit.objectives.forecast import POSTS_OF_ONE_A_WEEK, Forecast, Posts, forecast
from strategy_kit.objectives.rates import Known, Metric


def posts_a_month(plan: Plan) -> list[Posts]:
    """
    Return the posts of a plan's calendar in a month of average length, by platform and format; none cancelled.

    >>> import datetime as dt
    >>> from strategy_kit.model import Brief, Slot
    >>> day = dt.date(2027, 1, 5)
    >>> slot = Slot(id="a", platform="x", pillar="p", owner="o", day=day, time=dt.time(9), zone="Europe/Paris")
    >>> plan = Plan(brief=Brief(name="Shop"), start=day, weeks=2, slots=[slot])
    >>> [(part.platform, part.post_format, round(part.per_month, 2)) for part in posts_a_month(plan)]
    [('x', 'image', 2.17)]
    """
    made = Counter((slot.platform, slot.format) for slot in plan.slots if not slot.cancelled)
    return [
        Posts(platform, posts / plan.weeks * POSTS_OF_ONE_A_WEEK, post_format)
        for (platform, post_format), posts in made.items()
    ]


def calendar_forecast(
    plan: Plan,
    evidence: Evidence,
    measure: str,
    followers: Mapping[str, float],
    own: Mapping[tuple[str, Metric], float] | None = None,
) -> Forecast:
    """
    Return how the posts of a plan's calendar lead to a measure.

    Parameters
    ----------
    plan : Plan
        With its calendar.
    evidence : Evidence
        Published rates.
    measure : str
        Key of `objectives.funnel.FUNNELS`; another is a ValueError.
    followers : mapping of platform to number of people
        Missing or NaN = unknown.
    own : mapping of (platform, metric) to share, optional
        The account's own rates, of a website that of platform "all".
    """
    return forecast(measure, posts_a_month(plan), Known(followers, evidence.benchmarks, own or {}))
