"""Apportionment: whole numbers in proportion to shares."""

import pandas as pd

ROUNDING = 1e-9
"""How far below a whole number a quota counts as that number: 0.29 * 100 is 28.999999999999996."""


def largest_remainder(shares: "pd.Series[float]", seats: int) -> "pd.Series[int]":
    """
    Return whole seats in proportion to shares: each its quota rounded down, then the largest remainders one more.

    Hamilton's method; of equal remainders the first. No seats at all if `seats` is not above 0.

    >>> largest_remainder(pd.Series({"reach": 2.0, "trade": 1.0, "effort": 1.0}), 10).to_dict()
    {'reach': 5, 'trade': 3, 'effort': 2}
    """
    if seats <= 0 or not len(shares):
        return pd.Series(0, index=shares.index, dtype="int64")
    quotas = shares / shares.sum() * seats
    whole = (quotas + ROUNDING).astype("int64")
    first = (whole - quotas).round(9).sort_values(kind="stable").index[: seats - int(whole.sum())]
    return whole + pd.Series(1, index=first).reindex(whole.index, fill_value=0)
