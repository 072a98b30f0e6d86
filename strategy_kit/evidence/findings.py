"""Single findings of studies that sentences quote, read from the tables of ``data/``."""

import pandas as pd


def timing_gain_at_most(effects: pd.DataFrame, platform: str) -> float:
    """
    Return the most that choosing the hour of posts was found to bring on a platform.

    Parameters
    ----------
    effects : DataFrame
        Table ``timing_effects``.
    platform : str
        Key of a platform with a published ceiling.

    Returns
    -------
    float
        Share of reactions more, 0.17 = 17%.

    Raises
    ------
    ValueError
        If no ceiling is published for the platform.

    Examples
    --------
    >>> from strategy_kit.evidence.load import load_table
    >>> timing_gain_at_most(load_table("timing_effects"), "x")
    0.04
    """
    ceilings = effects[(effects["bound"] == "at most") & (effects["unit"] == "percent")]
    return _largest(ceilings.loc[ceilings["platform"] == platform, "value"], f"timing_effects: {platform}")


def share_expecting_answer(response_times: pd.DataFrame, *, within_minutes: int, source: str = "lithium-2013") -> float:
    """
    Return the share of people who expect a brand to answer within some minutes, as one survey found it.

    Parameters
    ----------
    response_times : DataFrame
        Table ``response_times``.
    source : str
        Key of the survey.

    Returns
    -------
    float
        In [0, 1].

    Raises
    ------
    ValueError
        If the survey published no such share.

    Examples
    --------
    >>> from strategy_kit.evidence.load import load_table
    >>> share_expecting_answer(load_table("response_times"), within_minutes=60)
    0.53
    """
    asked = response_times[response_times["measure"] == "expect an answer"]
    rows = asked[(asked["source"] == source) & (asked["within_minutes"] == within_minutes)]
    return _largest(rows["value"], f"response_times: {source}")


def document_posts_per_week(frequencies: pd.DataFrame) -> tuple[int, int]:
    """
    Return how many posts a week the document found to bring the highest engagement, from least to most.

    Parameters
    ----------
    frequencies : DataFrame
        Table ``frequencies``.

    Raises
    ------
    ValueError
        If the table has no such finding.

    Examples
    --------
    >>> from strategy_kit.evidence.load import load_table
    >>> document_posts_per_week(load_table("frequencies"))
    (4, 5)
    """
    found = frequencies[(frequencies["source"] == "document") & (frequencies["kind"] == "finding")]
    if found.empty:
        raise ValueError("frequencies: document: no finding")
    return int(found["posts_per_week_low"].min()), int(found["posts_per_week_high"].max())


def _largest(percents: "pd.Series[float]", where: str) -> float:
    known = percents.dropna()
    if known.empty:
        raise ValueError(f"{where}: no figure")
    return float(known.max()) / 100
