"""
Part 2, the communication: is it welcome, how much of today's effort interrupts, how much gives and how much asks.

`permission_scores` returns one row per pillar: ``pillar``, ``purpose``, ``asks``, ``anticipated``, ``personal``,
``relevant`` (0 to 3, missing = not rated), ``score`` in [0, 1] (missing if a rating is), ``score_low``, ``score_high``.

`activity_table` returns one row per activity of today: ``activity``, ``medium``, ``direction``, ``opted_in``,
``interrupts``, ``hours_per_week``, ``cost_per_month`` (missing = unknown).

Source of the three words: Godin (1999), Permission Marketing. Their number, and the cap on asking, are the workbook's.
"""

import math
from collections.abc import Sequence
from typing import NamedTuple

import pandas as pd

from strategy_kit.errors import InputError
from strategy_kit.model import Activity, Pillar

WORDS = ("anticipated", "personal", "relevant")
"""Godin's three words, each rated 0 to 3."""
TOP = 3
_ROUNDING = 1e-9  # 0.29 * 100 is 28.999999999999996


class Permission(NamedTuple):
    """A permission score in [0, 1] and its bounds; missing if a rating that counts is missing."""

    score: float
    low: float
    high: float


class Effort(NamedTuple):
    """
    Hours a week and money a month of today's activities, by what they do to people.

    `hours_share` and `money_share` are the interrupting shares, missing where there is nothing to divide. Money counts
    the activities whose cost is known; `cost_unknown` says how many are not.
    """

    hours_interrupting: float
    hours_inviting: float
    hours_share: float
    money_interrupting: float
    money_inviting: float
    money_share: float
    activities: int
    cost_unknown: int


def permission_scores(pillars: Sequence[Pillar]) -> pd.DataFrame:
    """
    Score each pillar by Godin's test: the sum of three ratings over the most there is.

    Parameters
    ----------
    pillars : sequence of Pillar
        A missing rating counts as anything from 0 to 3: it widens the bounds and leaves no score.

    Returns
    -------
    DataFrame
        One row per pillar, columns of the module.

    Notes
    -----
    Source: Godin (1999), Permission Marketing: anticipated, personal and relevant messages to people who want them.

    Examples
    --------
    >>> how_to = Pillar(name="How-to", anticipated=2, personal=1, relevant=3)
    >>> news = Pillar(name="News", anticipated=2, relevant=3)
    >>> permission_scores([how_to, news])[["score", "score_low", "score_high"]].round(2).values.tolist()
    [[0.67, 0.67, 0.67], [nan, 0.56, 0.89]]
    """
    rows = []
    for pillar in pillars:
        ratings = [getattr(pillar, word) for word in WORDS]
        known = [rating for rating in ratings if rating is not None]
        most = TOP * len(WORDS)
        low = sum(known) / most
        high = (sum(known) + TOP * (len(ratings) - len(known))) / most
        score = low if len(known) == len(ratings) else math.nan
        rows.append((pillar.name, pillar.purpose, pillar.asks, *ratings, score, low, high))
    columns = ["pillar", "purpose", "asks", *WORDS, "score", "score_low", "score_high"]
    return pd.DataFrame(rows, columns=columns).astype(dict.fromkeys(WORDS, "Float64"))


def plan_permission(scores: pd.DataFrame, shares: "pd.Series[float]") -> Permission:
    """
    Average the scores over the posts of the plan.

    Parameters
    ----------
    scores : DataFrame
        `permission_scores`.
    shares : Series
        Share of posts by pillar name, as `capped_shares` returns it. A pillar without posts does not count.

    Examples
    --------
    >>> pillars = [Pillar(name="A", anticipated=3, personal=3, relevant=3), Pillar(name="B", anticipated=0, relevant=0)]
    >>> plan_permission(permission_scores(pillars), pd.Series({"A": 0.8, "B": 0.2}))
    Permission(score=nan, low=0.8, high=0.866...)
    """
    rows = scores.set_index("pillar")
    weight = shares[shares > 0] / shares.sum()
    rows = rows.loc[weight.index]
    means = [float((rows[name] * weight).sum(skipna=False)) for name in ("score", "score_low", "score_high")]
    return Permission(*means)


def capped_shares(pillars: Sequence[Pillar], cap: float) -> "pd.Series[float]":
    """
    Return the pillars' shares of posts, the asking ones together at most `cap`.

    Parameters
    ----------
    pillars : sequence of Pillar
        Only the proportions of their shares count.
    cap : float
        Promotion cap in [0, 1]. What exceeds it goes to the giving pillars, in proportion.

    Returns
    -------
    Series
        Named "share", by pillar name; sums to 1.

    Raises
    ------
    InputError
        If no pillar has a share, or asks exceed the cap and no giving pillar has a share to take them.

    Examples
    --------
    >>> pillars = [Pillar(name="Help", purpose="help", share=0.5), Pillar(name="Offers", purpose="sell", share=0.5)]
    >>> capped_shares(pillars, 0.2).to_dict()
    {'Help': 0.8, 'Offers': 0.2}
    """
    total = math.fsum(pillar.share for pillar in pillars)
    if total <= 0:
        raise InputError("{field}: no pillar has a share of the posts. Give at least one more than 0.", field="pillars")
    asking, giving = (
        math.fsum(pillar.share for pillar in pillars if pillar.asks is asks) / total for asks in (True, False)
    )
    if giving <= 0 and cap < 1:
        raise InputError(
            "{field}: every post asks, and the promotion cap lets only {value} of them ask. "
            "Give a share to a pillar that helps, informs, entertains or converses, or raise the cap.",
            field="pillars",
            value=f"{cap:.0%}",
        )
    kept = min(asking, cap)
    scale = {True: kept / asking if asking else 0.0, False: (1 - kept) / giving if giving else 0.0}
    return pd.Series(
        {pillar.name: pillar.share / total * scale[pillar.asks] for pillar in pillars}, name="share", dtype=float
    )


def weekly_posts(pillars: Sequence[Pillar], posts_per_week: int, cap: float) -> "pd.Series[int]":
    """
    Share out the posts of one ISO week over the pillars, in whole posts, asks within the cap.

    Parameters
    ----------
    pillars : sequence of Pillar
    posts_per_week : int
        Of all platforms together.
    cap : float
        Promotion cap in [0, 1]: at most the whole number of posts below ``cap * posts_per_week`` ask.

    Returns
    -------
    Series
        Named "posts", by pillar name; sums to `posts_per_week`.

    Raises
    ------
    InputError
        As `capped_shares`.

    Notes
    -----
    Largest remainder (Hamilton's method), first between asking and giving, then within each.

    Examples
    --------
    >>> pillars = [Pillar(name="Help", purpose="help", share=0.5), Pillar(name="Offers", purpose="sell", share=0.5)]
    >>> weekly_posts(pillars, 5, 0.2).to_dict(), weekly_posts(pillars, 4, 0.2).to_dict()
    ({'Help': 4, 'Offers': 1}, {'Help': 4, 'Offers': 0})
    """
    shares = capped_shares(pillars, cap)
    asks = pd.Series({pillar.name: pillar.asks for pillar in pillars})
    asking = float(shares[asks].sum())
    wanted = int(_largest_remainder(pd.Series([asking, 1 - asking]), posts_per_week).iloc[0])
    asked = min(wanted, math.floor(cap * posts_per_week + _ROUNDING))
    giving = _largest_remainder(shares[~asks], posts_per_week - asked)
    return pd.concat([_largest_remainder(shares[asks], asked), giving]).reindex(shares.index).rename("posts")


def give_to_ask(shares: "pd.Series[float]", pillars: Sequence[Pillar]) -> float:
    """
    Return how many posts give for each one that asks; infinite if none asks.

    Examples
    --------
    >>> pillars = [Pillar(name="Help", purpose="help", share=0.8), Pillar(name="Offers", purpose="sell", share=0.2)]
    >>> round(give_to_ask(capped_shares(pillars, 0.2), pillars), 6)
    4.0
    """
    asking = math.fsum(shares[pillar.name] for pillar in pillars if pillar.asks)
    giving = math.fsum(shares[pillar.name] for pillar in pillars if not pillar.asks)
    return giving / asking if asking > 0 else math.inf


def activity_table(activities: Sequence[Activity]) -> pd.DataFrame:
    """
    List today's activities; those sent out to people who did not ask for them interrupt.

    Examples
    --------
    >>> leaflets, letter = Activity(name="Leaflets"), Activity(name="Newsletter", opted_in=True)
    >>> activity_table([leaflets, letter])["interrupts"].tolist()
    [True, False]
    """
    columns = ["medium", "direction", "opted_in", "hours_per_week", "cost_per_month"]
    rows = [[activity.name, *(getattr(activity, name) for name in columns)] for activity in activities]
    table = pd.DataFrame(rows, columns=["activity", *columns])
    interrupts = (table["direction"] == "outbound") & ~table["opted_in"].astype(bool)
    table.insert(4, "interrupts", interrupts)
    return table.astype({"hours_per_week": float, "cost_per_month": float})


def today_effort(activities: Sequence[Activity]) -> Effort:
    """
    Sum today's hours and money by whether they interrupt.

    Examples
    --------
    >>> leaflets, letter = Activity(name="Leaflets", hours_per_week=3), Activity(name="Letter", opted_in=True,
    ...     hours_per_week=1, cost_per_month=20)
    >>> effort = today_effort([leaflets, letter])
    >>> effort.hours_share, effort.money_share, effort.cost_unknown
    (0.75, 0.0, 1)
    """
    table = activity_table(activities)
    interrupting, inviting = table[table["interrupts"]], table[~table["interrupts"]]

    def part(column: str) -> tuple[float, float, float]:
        one, other = float(interrupting[column].sum()), float(inviting[column].sum())
        return one, other, one / (one + other) if one + other > 0 else math.nan

    unknown = int(table["cost_per_month"].isna().sum())
    return Effort(*part("hours_per_week"), *part("cost_per_month"), len(table), unknown)


def pillar_table(pillars: Sequence[Pillar], cap: float, posts_per_week: int) -> pd.DataFrame:
    """
    Return `permission_scores` with each pillar's posts.

    Returns
    -------
    DataFrame
        One row per pillar: columns of `permission_scores`, then ``wanted`` (share as given, normalised), ``share``
        (under the cap) and ``posts`` (of one week).

    Raises
    ------
    InputError
        As `capped_shares`.

    Examples
    --------
    >>> pillars = [Pillar(name="Help", purpose="help", share=0.5), Pillar(name="Offers", purpose="sell", share=0.5)]
    >>> pillar_table(pillars, 0.2, 5)[["pillar", "wanted", "share", "posts"]].values.tolist()
    [['Help', 0.5, 0.8, 4], ['Offers', 0.5, 0.2, 1]]
    """
    shares = {"wanted": capped_shares(pillars, 1.0), "share": capped_shares(pillars, cap)}
    posts = weekly_posts(pillars, posts_per_week, cap)
    return permission_scores(pillars).join(pd.DataFrame({**shares, "posts": posts}), on="pillar")


def _largest_remainder(shares: "pd.Series[float]", seats: int) -> "pd.Series[int]":
    if seats <= 0 or not len(shares):
        return pd.Series(0, index=shares.index, dtype="int64")
    quotas = shares / shares.sum() * seats
    whole = (quotas + _ROUNDING).astype("int64")
    first = (whole - quotas).round(9).sort_values(kind="stable").index[: seats - int(whole.sum())]
    return whole + pd.Series(1, index=first).reindex(whole.index, fill_value=0)
