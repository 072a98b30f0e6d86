"""Hours a week that each platform needs: posts, minutes a post, answering after each."""

import datetime as dt
import math
from collections import defaultdict
from collections.abc import Mapping
from typing import NamedTuple

import pandas as pd

from strategy_kit.duty import check_days
from strategy_kit.effort import Making, cadence_of, production, response_windows
from strategy_kit.model import Brief


def team_hours(brief: Brief) -> float:
    """
    Return the hours a week of the whole team.

    >>> team = [{"name": "baker", "hours_per_week": 3}, {"name": "counter", "hours_per_week": 2}]
    >>> team_hours(Brief(name="Shop", team=team))
    5.0
    """
    return sum(person.hours_per_week for person in brief.team)


def people_hours(brief: Brief) -> list[float]:
    """
    Return the hours a week of each person who has duty hours, and so can answer after a post.

    >>> team = [{"name": "baker", "hours_per_week": 3}, {"name": "agency", "hours_per_week": 2, "duty": []}]
    >>> people_hours(Brief(name="Shop", team=team))
    [3.0]
    """
    return [person.hours_per_week for person in brief.team if person.duty]


def check_loads(brief: Brief, week: dt.date) -> list[tuple[int, float]]:
    """
    Return the inbox checks of an ordinary week, by rule: how many, and hours each.

    Checks on closed days, and those at a time at which the hours of nobody allow one, are not made and take no time:
    `duty.check_days` of the week from a Monday.

    >>> checks = {"minutes": 15, "weekdays": [1, 2, 3, 4, 5]}
    >>> check_loads(Brief(name="Shop", monitoring=[checks], closed_weekdays=[1, 7]), dt.date(2027, 1, 4))
    [(4, 0.25)]
    """
    return [(len(check_days(brief, rule, week)), rule.minutes / 60) for rule in brief.monitoring]


def weekly_hours(
    brief: Brief,
    keys: list[str],
    *,
    pillar_shares: Mapping[str, float],
    formats: pd.DataFrame,
    half_lives: pd.DataFrame,
    assumptions: Mapping[str, float],
) -> pd.DataFrame:
    """
    Return the hours a week that each platform needs at the low end of its cadence: `frames.HoursRow`.

    Parameters
    ----------
    brief : Brief
        Its cadence (posts a week), pillars, formats (minutes a post) and reply target (minutes).
    keys : list of str
        Platforms, in the order of the rows.
    pillar_shares : mapping of pillar to float
        Shares of the posts in [0, 1], together 1, of every pillar of the brief: those of `capped_shares`.
    formats, half_lives : DataFrame
        Tables ``platform_formats`` and ``half_life``.
    assumptions : mapping of key to float
        Those named ``production_minutes_*`` and ``watch_*``, of `load.assumption_values`.

    Notes
    -----
    ``posts * (minutes to make a post + minutes of work in the response window) / 60``. To make a post takes the mean
    of the pillars by their shares, each made as in the calendar (`effort.production`); where the team makes no format
    that the platform takes, the minutes of the quickest ordinary one. Ordinary formats are those in the lists of what
    publishing interfaces take (``verified``), where one lists anything for the platform; live broadcasts are in none:
    only the team can choose one.

    Examples
    --------
    >>> from strategy_kit.evidence.load import assumption_values, load_table
    >>> tables = {"formats": load_table("platform_formats"), "half_lives": load_table("half_life")}
    >>> shop = Brief(name="Shop")
    >>> shares = {pillar.name: pillar.share for pillar in shop.pillars}
    >>> hours = weekly_hours(shop, ["facebook"], pillar_shares=shares, **tables, assumptions=assumption_values())
    >>> hours[["format", "post_minutes", "posts", "response_work_minutes", "hours"]].round(2).values.tolist()
    [['image', 30.0, 4, 34.65, 4.31]]
    """
    windows = response_windows(keys, half_lives, brief.reply_target_minutes, assumptions)
    made = _made_posts(production(brief, keys, formats, assumptions), pillar_shares)
    ordinary = _ordinary_posts(keys, formats, assumptions)
    rows = []
    for key in keys:
        post = made.get(key) or ordinary.get(key) or _Post()
        posts, watch = cadence_of(brief, key).posts_per_week_low, windows[key] * assumptions["watch_work_share"]
        needed = posts * (post.minutes + watch) / 60
        hours = needed if key in made else math.nan
        rows.append((post.format, post.minutes, key in made, post.least_minutes, posts, watch, needed, hours))
    columns = (
        "format",
        "post_minutes",
        "made",
        "least_minutes",
        "posts",
        "response_work_minutes",
        "hours_if_made",
        "hours",
    )
    return pd.DataFrame(rows, columns=columns, index=pd.Index(keys, name="platform"))


class _Post(NamedTuple):
    """A post of a platform, by default an unknown one: its formats, joined by ;, its mean and its least minutes."""

    format: str | None = None
    minutes: float = math.nan
    least_minutes: float = math.nan


def _made_posts(makings: Mapping[tuple[str, str], Making], shares: Mapping[str, float]) -> dict[str, _Post]:
    """Return a post of each platform whose formats the team makes."""
    of_each: dict[str, list[tuple[str, float, float]]] = defaultdict(list)
    for (platform, pillar), made in makings.items():
        if shares[pillar] > 0:
            of_each[platform].append((made.format, shares[pillar] * made.minutes, made.minutes))
    posts = {}
    for platform, makes in of_each.items():
        formats, minutes, each = zip(*makes, strict=True)
        posts[platform] = _Post(";".join(sorted(set(formats))), math.fsum(minutes), min(each))
    return posts


def _ordinary_posts(keys: list[str], formats: pd.DataFrame, assumptions: Mapping[str, float]) -> dict[str, _Post]:
    """Return a post in the quickest ordinary format of each platform, by the workbook's minutes."""
    taken = formats.loc[
        (formats["supported"] == "yes") & formats["platform"].isin(keys), ["platform", "format", "verified"]
    ]
    best: dict[str, tuple[bool, float, str]] = {}
    for platform, made, verified in taken.itertuples(index=False):
        choice = (not verified, assumptions[f"production_minutes_{made}"], made)
        best[platform] = min(choice, best.get(platform, choice))
    return {platform: _Post(made, minutes, minutes) for platform, (_unlisted, minutes, made) in best.items()}


def published_hours(hours: pd.DataFrame, frequencies: pd.DataFrame) -> pd.DataFrame:
    """
    Return the hours of each platform at the cadences published for it: `frames.PublishedHoursRow`.

    `hours` are `weekly_hours`; of table `frequencies` a platform without rows takes those of social networks in
    general.

    >>> hours = pd.DataFrame({"post_minutes": [20.0], "response_work_minutes": [10.0]}, index=["x"])
    >>> published = pd.DataFrame({"platform": ["x", "x"], "source": ["a", "b"], "posts_per_week_low": [7, 21],
    ...                           "posts_per_week_high": [35, None]})
    >>> published_hours(hours, published).loc["x", ["posts_low", "posts_high", "hours_low", "hours_high"]].tolist()
    [7.0, 35.0, 3.5, 17.5]
    """
    groups = dict(list(frequencies.groupby("platform")))
    general = groups.get("all", frequencies.iloc[:0])
    published = {key: groups.get(key, general) for key in hours.index}
    each = (hours["post_minutes"] + hours["response_work_minutes"]) / 60
    posts_low = pd.Series({key: rows["posts_per_week_low"].min() for key, rows in published.items()}, dtype=float)
    posts_high = pd.Series({key: rows["posts_per_week_high"].max() for key, rows in published.items()}, dtype=float)
    return pd.DataFrame(
        {
            "posts_low": posts_low,
            "posts_high": posts_high,
            "hours_low": posts_low * each,
            "hours_high": posts_high * each,
            "source": {key: ";".join(dict.fromkeys(rows["source"])) for key, rows in published.items()},
            "general": {key: key not in groups for key in hours.index},
        }
    ).rename_axis("platform")
