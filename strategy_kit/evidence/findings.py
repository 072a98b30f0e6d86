"""Single findings of studies that sentences quote, read from the tables of ``data/``."""

import pandas as pd


def timing_gain_range(effects: pd.DataFrame) -> tuple[float, float]:
    """
    Return the least and the most that choosing the hour of posts was found to bring at most, over platforms.

    Parameters
    ----------
    effects : DataFrame
        `load.load_timing_effects`.

    Returns
    -------
    tuple of float
        Shares of reactions more, 0.17 = 17%: the smallest and the largest of the published ceilings.

    Raises
    ------
    ValueError
        If no ceiling is published.

    Examples
    --------
    >>> from strategy_kit.evidence.load import load_timing_effects
    >>> timing_gain_range(load_timing_effects())
    (0.04, 0.17)
    """
    ceilings = effects[(effects["bound"] == "at most") & (effects["unit"] == "percent")].groupby("platform")["value"]
    if not len(ceilings):
        raise ValueError("timing_effects: no study gives the most that an hour brings")
    return float(ceilings.max().min() / 100), float(ceilings.max().max() / 100)


def share_expecting_answer(response_times: pd.DataFrame, *, within_minutes: int, source: str = "lithium-2013") -> float:
    """
    Return the share of people who expect a brand to answer within some minutes, as one survey found it.

    Parameters
    ----------
    response_times : DataFrame
        `load.load_response_times`.
    within_minutes : int
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
    >>> from strategy_kit.evidence.load import load_response_times
    >>> share_expecting_answer(load_response_times(), within_minutes=60)
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
        `load.load_frequencies`.

    Raises
    ------
    ValueError
        If the table has no such finding.

    Examples
    --------
    >>> from strategy_kit.evidence.load import load_frequencies
    >>> document_posts_per_week(load_frequencies())
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
