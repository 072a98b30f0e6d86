"""Permission of the content pillars, and the mix of value posts and promotional posts; the cap on asking is ours."""

import datetime as dt
import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

import pandas as pd

from strategy_kit.apportionment import ROUNDING
from strategy_kit.errors import InputError
from strategy_kit.model import Pillar, Slot

WORDS = ("anticipated", "personal", "relevant")
"""Godin's three words, each rated 0 to 3."""
TOP = 3


class Permission(NamedTuple):
    """A permission score in [0, 1], its bounds, and how many ratings that count are missing: with any it has none."""

    score: float
    low: float
    high: float
    unrated: int = 0


def permission_scores(pillars: Sequence[Pillar], ratings: pd.DataFrame | None = None) -> pd.DataFrame:
    """
    Return the permission score of each pillar by Godin's test: `frames.PillarRow` to ``unrated``.

    Parameters
    ----------
    pillars : sequence of Pillar
        Three ratings each, 0 to 3; a missing one counts as anything from 0 to 3: it widens the bounds and leaves no
        score.
    ratings : DataFrame, optional
        `rater_agreement.pillar_ratings`, whose mean counts where the pillar has no rating of its own.

    Returns
    -------
    DataFrame, one row per pillar
        ``score`` in [0, 1]: the sum of the three ratings over the largest sum possible, and its bounds.

    Notes
    -----
    Source: Godin (1999), Permission Marketing, for the three words; their number is the workbook's.

    Examples
    --------
    >>> how_to = Pillar(name="How-to", anticipated=2, personal=1, relevant=3)
    >>> news = Pillar(name="News", anticipated=2, relevant=3)
    >>> permission_scores([how_to, news])[["score", "score_low", "score_high"]].round(2).values.tolist()
    [[0.67, 0.67, 0.67], [nan, 0.56, 0.89]]
    """
    by_word: dict[tuple[str, str], tuple[float, ...]] = {}
    if ratings is not None:
        groups = ratings.groupby(["pillar", "word"])["rating"]
        by_word = {(str(pillar), str(word)): tuple(map(float, steps)) for (pillar, word), steps in groups}
    rows = []
    for pillar in pillars:
        rated = [_rating_bounds(getattr(pillar, word), by_word.get((pillar.name, word), ())) for word in WORDS]
        middle, low, high = (math.fsum(ends) / (TOP * len(WORDS)) for ends in zip(*rated, strict=True))
        words = [None if math.isnan(rating[0]) else rating[0] for rating in rated]
        rows.append((pillar.name, pillar.purpose, pillar.promotional, *words, middle, low, high, words.count(None)))
    columns = ["pillar", "purpose", "promotional", *WORDS, "score", "score_low", "score_high", "unrated"]
    return pd.DataFrame(rows, columns=columns).astype(dict.fromkeys(WORDS, "Float64"))


def _rating_bounds(own: int | None, others: Sequence[float]) -> tuple[float, float, float]:
    """Return a rating and its ends: the plan's own, else the mean of people's ratings, else unknown."""
    if own is not None:
        return float(own), float(own), float(own)
    if others:
        return math.fsum(others) / len(others), min(others), max(others)
    return math.nan, 0.0, float(TOP)


def plan_permission(scores: pd.DataFrame, shares: "pd.Series[float]") -> Permission:
    """
    Average `permission_scores` over the posts of the plan, by `shares` of `capped_shares`.

    >>> pillars = [Pillar(name="A", anticipated=3, personal=3, relevant=3), Pillar(name="B", anticipated=0, relevant=0)]
    >>> plan_permission(permission_scores(pillars), pd.Series({"A": 0.8, "B": 0.2}))
    Permission(score=nan, low=0.8, high=0.866..., unrated=1)
    """
    rows = scores.set_index("pillar")
    weight = shares[shares > 0] / shares.sum()
    rows = rows.loc[weight.index]
    score, low, high = (float((rows[name] * weight).sum(skipna=False)) for name in ("score", "score_low", "score_high"))
    return Permission(score, low, high, int(rows["unrated"].sum()))


def capped_shares(pillars: Sequence[Pillar], cap: float) -> "pd.Series[float]":
    """
    Return the pillars' shares of posts by name, summing to 1, the promotional ones together at most `cap`.

    Parameters
    ----------
    pillars : sequence of Pillar
        Only the proportions of their shares count.
    cap : float
        Largest share of promotional posts, in [0, 1]; what exceeds it goes to the other pillars, in proportion.

    Raises
    ------
    InputError
        If no pillar has a share, or promotion exceeds the cap and no other pillar has a share.

    Examples
    --------
    >>> pillars = [Pillar(name="Help", purpose="help", share=0.5), Pillar(name="Offers", purpose="sell", share=0.5)]
    >>> capped_shares(pillars, 0.2).to_dict()
    {'Help': 0.8, 'Offers': 0.2}
    """
    total = math.fsum(pillar.share for pillar in pillars)
    if total <= 0:
        raise InputError("{field}: every content pillar has a share of 0. Raise at least one above 0.", field="pillars")
    asking, giving = (
        math.fsum(pillar.share for pillar in pillars if pillar.promotional is kind) / total for kind in (True, False)
    )
    if giving <= 0 and cap < 1:
        raise InputError(
            "{field}: every post is promotional, but the limit allows only {value} in 100. Give a share to a "
            "pillar that helps, informs, entertains or starts conversations, or raise the limit.",
            field="pillars",
            value=f"{100 * cap:g}",
        )
    capped = min(asking, cap)
    scale = {True: capped / asking if asking else 0.0, False: (1 - capped) / giving if giving else 0.0}
    return pd.Series(
        {pillar.name: pillar.share / total * scale[pillar.promotional] for pillar in pillars}, name="share", dtype=float
    )


def promotional_share(pillars: Sequence[Pillar], cap: float) -> float:
    """
    Return the share of the posts that the promotional pillars take together; parameters and errors of `capped_shares`.

    >>> pillars = [Pillar(name="Help", purpose="help", share=0.5), Pillar(name="Offers", purpose="sell", share=0.5)]
    >>> promotional_share(pillars, 1.0), promotional_share(pillars, 0.2)
    (0.5, 0.2)
    """
    return float(capped_shares(pillars, cap)[[pillar.name for pillar in pillars if pillar.promotional]].sum())


def value_to_promotion_ratio(shares: "pd.Series[float]", pillars: Sequence[Pillar]) -> float:
    """
    Return the number of value posts per promotional post; infinite without promotion.

    >>> pillars = [Pillar(name="Help", purpose="help", share=0.8), Pillar(name="Offers", purpose="sell", share=0.2)]
    >>> round(value_to_promotion_ratio(capped_shares(pillars, 0.2), pillars), 6)
    4.0
    """
    asking = math.fsum(shares[pillar.name] for pillar in pillars if pillar.promotional)
    giving = math.fsum(shares[pillar.name] for pillar in pillars if not pillar.promotional)
    return giving / asking if asking > 0 else math.inf


def pillar_table(pillars: Sequence[Pillar], cap: float, ratings: pd.DataFrame | None = None) -> pd.DataFrame:
    """
    Return `permission_scores` completed with the shares of the posts: `frames.PillarRow`.

    Parameters
    ----------
    pillars, cap
        As for `capped_shares`; raises as it does.
    ratings : DataFrame, optional
        As for `permission_scores`.

    Examples
    --------
    >>> pillars = [Pillar(name="Help", purpose="help", share=0.5), Pillar(name="Offers", purpose="sell", share=0.5)]
    >>> pillar_table(pillars, 0.2)[["pillar", "wanted", "share"]].values.tolist()
    [['Help', 0.5, 0.8], ['Offers', 0.5, 0.2]]
    """
    shares = {"wanted": capped_shares(pillars, 1.0), "share": capped_shares(pillars, cap)}
    return permission_scores(pillars, ratings).join(pd.DataFrame(shares), on="pillar")


def content_plan(slots: Iterable[Slot], pillars: Sequence[Pillar], start: dt.date, weeks: int) -> pd.DataFrame:
    """
    Count the posts of a calendar by pillar and week, without cancelled ones.

    Parameters
    ----------
    slots : iterable of Slot
        Posts from `start` on, of these pillars.
    pillars : sequence of Pillar
    start : date
        First day of the first week, any weekday.
    weeks : int
        Number of weeks of seven days, from 0.

    Returns
    -------
    DataFrame of int, shape (pillars, weeks 1, 2, ...)

    Examples
    --------
    >>> post = {"platform": "x", "time": "09:00", "zone": "Europe/Paris", "owner": "Owner"}
    >>> slots = [Slot(id=day, day=day, pillar="Help", **post) for day in ("2027-01-05", "2027-01-12", "2027-01-14")]
    >>> content_plan(slots, [Pillar(name="Help"), Pillar(name="Offers")], dt.date(2027, 1, 4), 2).values.tolist()
    [[1, 2], [0, 0]]
    """
    counts = Counter((slot.pillar, (slot.day - start).days // 7 + 1) for slot in slots if not slot.cancelled)
    numbers = range(1, weeks + 1)
    rows = [[counts[pillar.name, week] for week in numbers] for pillar in pillars]
    return pd.DataFrame(rows, index=[pillar.name for pillar in pillars], columns=numbers, dtype="int64")


class ContentTotals(NamedTuple):
    """Sums of a `content_plan`: posts in all and those that promote; shares of all in [0, 1]."""

    posts: int
    promotional: int
    promotional_share: float
    promotional_by_week: tuple[int, ...]
    by_pillar: Mapping[str, int]
    shares: Mapping[str, float]  # by pillar


def content_totals(plan: pd.DataFrame, pillars: Sequence[Pillar]) -> ContentTotals:
    """
    Sum a `content_plan` by pillar and by week; without posts all shares are 0.

    >>> pillars = [Pillar(name="Help", purpose="help", share=0.5), Pillar(name="Offers", purpose="sell", share=0.5)]
    >>> totals = content_totals(pd.DataFrame([[3, 3], [1, 1]], index=["Help", "Offers"]), pillars)
    >>> totals.posts, totals.promotional_by_week, totals.shares
    (8, (1, 1), {'Help': 0.75, 'Offers': 0.25})
    """
    asking = plan.loc[[pillar.name for pillar in pillars if pillar.promotional]]
    posts, promotional = int(plan.to_numpy().sum()), int(asking.to_numpy().sum())
    by_pillar = {str(pillar): int(total) for pillar, total in plan.sum(axis=1).items()}
    shares = {pillar: total / max(1, posts) for pillar, total in by_pillar.items()}
    by_week = tuple(map(int, asking.sum()))
    return ContentTotals(posts, promotional, promotional / max(1, posts), by_week, by_pillar, shares)


def promotion_falls_short(plan: pd.DataFrame, pillars: Sequence[Pillar], cap: float) -> bool:
    """
    Whether promotion has a post or more less than its share of a `content_plan`.

    Parameters
    ----------
    plan : DataFrame of int, shape (pillars, weeks)
        `content_plan` of the same pillars.
    pillars, cap
        As for `capped_shares`; raises as it does.

    Examples
    --------
    >>> pillars = [Pillar(name="Help", purpose="help", share=0.8), Pillar(name="Offers", purpose="sell", share=0.2)]
    >>> plans = (pd.DataFrame([[4, 4], [0, asking]], index=["Help", "Offers"]) for asking in (0, 1))
    >>> [promotion_falls_short(plan, pillars, 0.2) for plan in plans]
    [True, False]
    """
    asking, posts = [pillar.name for pillar in pillars if pillar.promotional], plan.sum(axis=1)
    return promotional_share(pillars, cap) * int(posts.sum()) - int(posts[asking].sum()) >= 1 - ROUNDING


def least_posts_to_promote(cap: float) -> int | None:
    """
    Return the fewest posts of which the cap allows one to promote; None if it never does.

    >>> least_posts_to_promote(0.2), least_posts_to_promote(0.0)
    (5, None)
    """
    return math.ceil(1 / cap - ROUNDING) if cap > 0 else None
