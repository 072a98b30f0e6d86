"""
The way from posts to a KPI: by which rates each post leads to it.

A platform counts the people that a post reaches, or its views: rates by one are never applied to the other. A click on
a link is taken for a visit to the website. Some are lost on the way: count the own rate of a website by clicks.
"""

from collections.abc import Mapping
from typing import Literal, NamedTuple

from strategy_kit.model.types import Metric

MetricPath = tuple[Metric, ...]


class Funnel(NamedTuple):
    """
    How a measure follows from posts.

    `kind` is "count" for what adds up over posts, "people" for different people reached in the month, "rate" for a
    share that more posts do not change. Of several paths the first counts whose rates are all known on a platform.
    """

    kind: Literal["count", "people", "rate"]
    paths: tuple[MetricPath, ...]


def _counted(*last: Metric) -> Funnel:
    """Return the funnel of clicks and of what follows them."""
    reach: MetricPath = ("organic reach", "link clicks by reach", *last)
    views: MetricPath = ("views by followers", "link clicks by views", *last)
    return Funnel("count", (reach, views))


def _rate(*metrics: Metric) -> Funnel:
    return Funnel("rate", tuple((metric,) for metric in metrics))


_OWN = Funnel("count", (("organic reach", "results by reach"), ("views by followers", "results by views")))
"""No study publishes how many people of those reached do this: it needs the business's own rate."""

FUNNELS: Mapping[str, Funnel] = {
    "reach": Funnel("people", (("organic reach",),)),
    "impressions": Funnel("count", (("views by followers",),)),
    "reach-rate": _rate("organic reach"),
    "engagement-rate-reach": _rate("engagement by reach"),
    "engagement-rate-followers": _rate("engagement by followers"),
    "engagement-rate-impressions": _rate("engagement by views"),
    "link-clicks": _counted(),
    "ctr": _rate("link clicks by reach", "link clicks by views"),
    "social-sessions": _counted(),
    "leads": _counted("leads by visits"),
    "lead-conversion": _rate("leads by visits"),
    "email-signups": _counted("sign-ups by visits"),
    "orders": _counted("orders by visits"),
    "sales-conversion": _rate("orders by visits"),
    "applications": _counted("applications by clicks"),
    "application-rate": _rate("applications by clicks"),
    "pre-orders": _OWN,
    "bookings": _OWN,
    "calls": _OWN,
    "offer-enquiries": _OWN,
    "invitations": _OWN,
    "codes-redeemed": _OWN,
    "profile-actions": _OWN,
}
"""By key of table ``measures``. To a measure that is not here no number of posts leads."""

STAGES: Mapping[str, str] = {
    "organic reach": "contacts",
    "views by followers": "views",
    "link clicks by reach": "clicks",
    "link clicks by views": "clicks",
}
"""What a rate leads to before the last stage, which is the measure itself."""
