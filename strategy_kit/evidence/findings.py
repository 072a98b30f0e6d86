"""Single findings of studies that sentences quote, read from the tables of ``data/``."""

from typing import Any, NamedTuple

import pandas as pd

ANSWER_SURVEY = "lithium-2013"
"""The survey whose expectations of an answer are quoted: the one that was read in the press."""


ORGANIC_REACH_SINCE = 2020
"""The year before which organic reach is history: it fell until then."""


class Finding(NamedTuple):
    """A share in [0, 1] that a study found on one platform; platform and source are keys of their tables."""

    platform: str
    share: float
    source: str


class OrganicReach(NamedTuple):
    """
    Shares of an account's followers who see one post, in [0, 1].

    `low` and `high` are the least and the most of recent averages over accounts of all sizes, `small` is the most that
    was found of small accounts; missing = not published.
    """

    low: float
    high: float
    small: float


def timing_gain_range(effects: pd.DataFrame) -> tuple[Finding, Finding]:
    """
    Return the smallest and the largest, over platforms, of the most that the hour of posting was found to gain.

    Shares of reactions (0.17 = 17%): the ceilings in table ``timing_effects``; none is a ValueError.

    >>> from strategy_kit.evidence.load import load_table
    >>> least, most = timing_gain_range(load_table("timing_effects"))
    >>> most
    Finding(platform='facebook', share=0.17, source='klout-2015')
    """
    ceilings = effects[(effects["bound"] == "at most") & (effects["unit"] == "percent")].dropna(subset=["value"])
    if ceilings.empty:
        raise ValueError("timing_effects: no study gives the most that an hour brings")
    largest = ceilings.sort_values("value", kind="stable").drop_duplicates("platform", keep="last")
    return _finding(largest.iloc[0]), _finding(largest.iloc[-1])


def organic_reach_range(organic_reach: pd.DataFrame) -> OrganicReach | None:
    """
    Return the shares of followers that one post was found to reach; None without a study of accounts of all sizes.

    Of table ``organic_reach``: those of all sizes are not older than `ORGANIC_REACH_SINCE`.

    >>> from strategy_kit.evidence.load import load_table
    >>> [round(share, 4) for share in organic_reach_range(load_table("organic_reach"))]
    [0.022, 0.1468, 0.3772]
    """
    published = organic_reach[organic_reach["measure"] == "organic reach"]
    small = published["followers"] != ""
    rows = published[~small & (published["year"] >= ORGANIC_REACH_SINCE)]
    if rows.empty:
        return None
    low, high = rows["percent_low"].min(), rows["percent_high"].max()
    return OrganicReach(*(float(percent) / 100 for percent in (low, high, published.loc[small, "percent_high"].max())))


def share_expecting_answer(response_times: pd.DataFrame, *, within_minutes: int) -> Finding:
    """
    Return the share of people who expect a brand to answer within some minutes, in `ANSWER_SURVEY`.

    Of table ``response_times``; a limit that the survey did not publish is a ValueError.

    >>> from strategy_kit.evidence.load import load_table
    >>> share_expecting_answer(load_table("response_times"), within_minutes=60)
    Finding(platform='x', share=0.53, source='lithium-2013')
    """
    survey = response_times[(response_times["source"] == ANSWER_SURVEY) & response_times["value"].notna()]
    rows = survey[(survey["measure"] == "expect an answer") & (survey["within_minutes"] == within_minutes)]
    if rows.empty:
        raise ValueError(f"response_times: {ANSWER_SURVEY}: no figure")
    return _finding(rows.sort_values("value").iloc[-1])


def newest_year(rows: pd.DataFrame, sources: pd.DataFrame) -> int:
    """
    Return the year of the newest dated source of some findings that was read at its producer or in the press.

    >>> from strategy_kit.evidence.load import load_table
    >>> newest_year(load_table("response_times"), load_table("sources"))
    2016
    """
    read = rows.loc[rows["quality"].isin(["A", "B"]), "source"]
    return int(sources.loc[sources["key"].isin(read), "year"].max())


def document_posts_per_week(frequencies: pd.DataFrame, kind: str = "finding") -> tuple[int, int]:
    """
    Return the least and most posts a week that the document found to bring the highest engagement, or recommends.

    Of table ``frequencies``; a table without the finding is a ValueError.

    >>> from strategy_kit.evidence.load import load_table
    >>> document_posts_per_week(load_table("frequencies"))
    (4, 5)
    >>> document_posts_per_week(load_table("frequencies"), "recommendation")
    (7, 14)
    """
    found = frequencies[(frequencies["source"] == "document") & (frequencies["kind"] == kind)]
    if found.empty:
        raise ValueError(f"frequencies: document: no {kind}")
    return int(found["posts_per_week_low"].min()), int(found["posts_per_week_high"].max())


def _finding(row: "pd.Series[Any]") -> Finding:
    return Finding(row["platform"], float(row["value"] / 100), row["source"])
