"""Posts and answers as they went: planned, published, moved, answered in time, by platform and together."""

from collections.abc import Iterable, Sequence

import pandas as pd

from strategy_kit.frames import PublishingRow
from strategy_kit.model import WeekFacts

COUNTS = ("planned", "posts", "moved", "received", "in_time")


def publishing_totals(facts: Iterable[WeekFacts], platforms: Sequence[str] = ()) -> pd.DataFrame:
    """
    Add up what was recorded of each platform.

    Parameters
    ----------
    facts : iterable of WeekFacts
        Records; of several for one (week, platform) the last counts.
    platforms : sequence of str
        Those that come first; others that have records follow.

    Returns
    -------
    DataFrame
        `frames.PublishingRow`, one row per platform with records. A count that some week lacks is the sum of the
        others, one that every week lacks is missing. Of messages, only weeks with both numbers count, and likewise
        of posts planned and published.

    Examples
    --------
    >>> facts = [WeekFacts(week="2027-01-04", platform="x", planned=4, posts=3),
    ...          WeekFacts(week="2027-01-11", platform="x", planned=4)]
    >>> publishing_totals(facts)[["planned", "posts", "in_time"]].values.tolist()
    [[4, 3, <NA>]]
    """
    recorded = {(fact.week, fact.platform): fact for fact in facts}
    rows = [_comparable(fact) for fact in recorded.values()]
    frame = pd.DataFrame(rows, columns=["platform", *COUNTS]).astype(dict.fromkeys(COUNTS, "Int64"))
    totals = frame.groupby("platform", sort=False)[list(COUNTS)].sum(min_count=1)
    order = [key for key in platforms if key in totals.index]
    order += [key for key in totals.index if key not in order]
    return totals.loc[order].reset_index()[list(PublishingRow._fields)]


def together(totals: pd.DataFrame) -> PublishingRow:
    """
    Add up the platforms of `publishing_totals`, as a row without a platform.

    >>> facts = [WeekFacts(week="2027-01-04", platform=platform, posts=3) for platform in ("x", "facebook")]
    >>> together(publishing_totals(facts))
    PublishingRow(platform='', planned=<NA>, posts=6, moved=<NA>, received=<NA>, in_time=<NA>)
    """
    sums = totals[list(COUNTS)].sum(min_count=1)
    return PublishingRow._make(["", *(pd.NA if pd.isna(count) else int(count) for count in sums)])


def _comparable(fact: WeekFacts) -> dict[str, object]:
    """Return the counts of a week, those of a pair only if both are known."""
    counts = {name: getattr(fact, name) for name in COUNTS}
    if fact.received is None or fact.in_time is None:
        counts |= {"received": None, "in_time": None}
    if fact.planned is not None and fact.posts is None:
        counts |= {"planned": None}
    return {"platform": fact.platform, **counts}
