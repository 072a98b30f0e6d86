"""Single findings of studies that sentences quote, read from the tables of ``data/``."""

import pandas as pd


def timing_gain_range(effects: pd.DataFrame) -> tuple[float, float]:
    """
    Return the smallest and the largest, over platforms, of the most that the hour of posting was found to gain.

    Shares of reactions (0.17 = 17%): the ceilings in table ``timing_effects``; none is a ValueError.

    >>> from strategy_kit.evidence.load import load_table
    >>> timing_gain_range(load_table("timing_effects"))
    (0.04, 0.17)
    """
    ceilings = effects[(effects["bound"] == "at most") & (effects["unit"] == "percent")].groupby("platform")["value"]
    if not len(ceilings):
        raise ValueError("timing_effects: no study gives the most that an hour brings")
    return float(ceilings.max().min() / 100), float(ceilings.max().max() / 100)


def share_expecting_answer(response_times: pd.DataFrame, *, within_minutes: int) -> float:
    """
    Return the share in [0, 1] of people who expect a brand to answer within some minutes (Lithium 2013).

    Of table ``response_times``; a limit that the survey did not publish is a ValueError.

    >>> from strategy_kit.evidence.load import load_table
    >>> share_expecting_answer(load_table("response_times"), within_minutes=60)
    0.53
    """
    survey = response_times.query("measure == 'expect an answer' and source == 'lithium-2013'")
    rows = survey[survey["within_minutes"] == within_minutes]
    return _largest(rows["value"], "response_times: lithium-2013")


def document_posts_per_week(frequencies: pd.DataFrame) -> tuple[int, int]:
    """
    Return the least and most posts a week that the document found to bring the highest engagement.

    Of table ``frequencies``; a table without the finding is a ValueError.

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
