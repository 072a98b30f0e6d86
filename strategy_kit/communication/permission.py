"""Permission of the content pillars, and the mix of value posts and promotional posts; the cap on asking is ours."""

import math
from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

import pandas as pd

from strategy_kit.apportionment import ROUNDING, largest_remainder
from strategy_kit.errors import InputError
from strategy_kit.model import Pillar

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


def weekly_posts(pillars: Sequence[Pillar], posts_per_week: int, cap: float) -> "pd.Series[int]":
    """
    Apportion the posts of one ISO week, of all platforms, to the pillars of `capped_shares`, in whole posts.

    Parameters
    ----------
    pillars, cap
        As for `capped_shares`; raises as it does. At most the whole number of posts below ``cap * posts_per_week``
        promote.
    posts_per_week : int
        Posts on all platforms together, from 0.

    Returns
    -------
    Series of int by pillar, named "posts", summing to `posts_per_week`

    Notes
    -----
    Source: largest remainder (Hamilton's method), Balinski and Young (1982), Fair Representation; first
    between promotional and other posts, then within each.

    Examples
    --------
    >>> pillars = [Pillar(name="Help", purpose="help", share=0.5), Pillar(name="Offers", purpose="sell", share=0.5)]
    >>> weekly_posts(pillars, 5, 0.2).to_dict(), weekly_posts(pillars, 4, 0.2).to_dict()
    ({'Help': 4, 'Offers': 1}, {'Help': 4, 'Offers': 0})
    """
    shares = capped_shares(pillars, cap)
    asks = pd.Series({pillar.name: pillar.promotional for pillar in pillars})
    asking = promotional_share(pillars, cap)
    wanted = int(largest_remainder(pd.Series([asking, 1 - asking]), posts_per_week).iloc[0])
    promotional = min(wanted, math.floor(cap * posts_per_week + ROUNDING))
    giving = largest_remainder(shares[~asks], posts_per_week - promotional)
    return pd.concat([largest_remainder(shares[asks], promotional), giving]).reindex(shares.index).rename("posts")


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


def pillar_table(
    pillars: Sequence[Pillar], cap: float, posts_per_week: int, ratings: pd.DataFrame | None = None
) -> pd.DataFrame:
    """
    Return `permission_scores` completed with the shares of the posts: `frames.PillarRow`.

    Parameters
    ----------
    pillars, cap, posts_per_week
        As for `weekly_posts`; raises as it does.
    ratings : DataFrame, optional
        As for `permission_scores`.

    Examples
    --------
    >>> pillars = [Pillar(name="Help", purpose="help", share=0.5), Pillar(name="Offers", purpose="sell", share=0.5)]
    >>> pillar_table(pillars, 0.2, 5)[["pillar", "wanted", "share", "posts"]].values.tolist()
    [['Help', 0.5, 0.8, 4], ['Offers', 0.5, 0.2, 1]]
    """
    shares = {"wanted": capped_shares(pillars, 1.0), "share": capped_shares(pillars, cap)}
    posts = weekly_posts(pillars, posts_per_week, cap)
    return permission_scores(pillars, ratings).join(pd.DataFrame({**shares, "posts": posts}), on="pillar")


def content_plan(pillars: Sequence[Pillar], cap: float, posts_per_week: int, weeks: int) -> pd.DataFrame:
    """
    Apportion the posts of several ISO weeks to the pillars, promotion within the cap each week.

    Parameters
    ----------
    pillars, cap, posts_per_week
        As for `weekly_posts`; raises as it does.
    weeks : int
        Number of ISO weeks, from 0.

    Returns
    -------
    DataFrame of int, shape (pillars, weeks 1, 2, ...)
        Each post goes to the pillar that is furthest behind its share so far, the first of equals.

    Examples
    --------
    >>> pillars = [Pillar(name="Help", purpose="help", share=0.5), Pillar(name="News", share=0.25),
    ...            Pillar(name="Offers", purpose="sell", share=0.25)]
    >>> content_plan(pillars, 0.25, 4, 2).values.tolist()
    [[2, 2], [1, 1], [1, 1]]
    >>> content_plan(pillars, 0.2, 4, 2).values.tolist()
    [[3, 2], [1, 2], [0, 0]]
    """
    shares = {str(name): share for name, share in capped_shares(pillars, cap).items()}
    asking = {pillar.name for pillar in pillars if pillar.promotional}
    given = dict.fromkeys(shares, 0)
    table = {}
    for week in range(1, weeks + 1):
        before = dict(given)
        asks = math.floor(cap * posts_per_week + ROUNDING)
        for _post in range(posts_per_week):
            chosen = _furthest_behind(shares, given, asking if asks <= 0 else set())
            asks -= chosen in asking
            given[chosen] += 1
        table[week] = {name: given[name] - before[name] for name in given}
    return pd.DataFrame(table, index=list(shares), columns=range(1, weeks + 1), dtype="int64")


class ContentTotals(NamedTuple):
    """Sums of a `content_plan`: posts in all, of its first week and those that promote; shares of all in [0, 1]."""

    posts: int
    first_week: int
    promotional: int
    promotional_share: float
    promotional_by_week: tuple[int, ...]
    shares: Mapping[str, float]  # by pillar


def content_totals(plan: pd.DataFrame, pillars: Sequence[Pillar]) -> ContentTotals:
    """
    Sum a `content_plan` by pillar and by week; without posts all shares are 0.

    >>> pillars = [Pillar(name="Help", purpose="help", share=0.5), Pillar(name="Offers", purpose="sell", share=0.5)]
    >>> totals = content_totals(content_plan(pillars, 0.25, 4, 2), pillars)
    >>> totals.posts, totals.promotional_by_week, totals.shares
    (8, (1, 1), {'Help': 0.75, 'Offers': 0.25})
    """
    asking = plan.loc[[pillar.name for pillar in pillars if pillar.promotional]]
    posts, promotional = int(plan.to_numpy().sum()), int(asking.to_numpy().sum())
    shares = {str(pillar): int(total) / max(1, posts) for pillar, total in plan.sum(axis=1).items()}
    first_week = int(plan.iloc[:, 0].sum()) if plan.shape[1] else 0
    by_week = tuple(map(int, asking.sum()))
    return ContentTotals(posts, first_week, promotional, promotional / max(1, posts), by_week, shares)


def promotion_falls_short(plan: pd.DataFrame, pillars: Sequence[Pillar], cap: float) -> bool:
    """
    Whether whole posts under the cap leave promotion a post or more below its share in a `content_plan`.

    Parameters
    ----------
    plan : DataFrame of int, shape (pillars, weeks)
        `content_plan` of the same pillars and cap.
    pillars, cap
        As for `capped_shares`; raises as it does.

    Examples
    --------
    >>> pillars = [Pillar(name="Help", purpose="help", share=0.8), Pillar(name="Offers", purpose="sell", share=0.2)]
    >>> [promotion_falls_short(content_plan(pillars, 0.2, posts, 8), pillars, 0.2) for posts in (4, 5, 6)]
    [True, False, True]
    """
    asking, posts = [pillar.name for pillar in pillars if pillar.promotional], plan.sum(axis=1)
    return promotional_share(pillars, cap) * int(posts.sum()) - int(posts[asking].sum()) >= 1 - ROUNDING


def _furthest_behind(shares: Mapping[str, float], given: Mapping[str, int], barred: Collection[str]) -> str:
    """Return the pillar that lacks most of its share once one more post is given; the first of equals."""
    total = sum(given.values()) + 1
    behind = {name: round(share * total - given[name], 9) for name, share in shares.items()}
    return max((name for name in shares if shares[name] > 0 and name not in barred), key=behind.__getitem__)


def least_posts_to_promote(cap: float) -> int | None:
    """
    Return the fewest posts a week of which the cap allows one to promote; None if it never does.

    >>> least_posts_to_promote(0.2), least_posts_to_promote(0.0)
    (5, None)
    """
    return math.ceil(1 / cap - ROUNDING) if cap > 0 else None
