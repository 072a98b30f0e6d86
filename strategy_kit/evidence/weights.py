"""Weight of each study: by its grade, its age and its sample."""

from collections.abc import Mapping

import numpy as np
import pandas as pd


def evidence_weights(sources: pd.DataFrame, assumptions: Mapping[str, float], year: int) -> dict[str, float]:
    """
    Return the weight of each source, in [0, 1], by grade, age and sample.

    Parameters
    ----------
    sources : DataFrame
        Table ``sources``; ``quality`` A to D, ``year`` and ``sample_n`` missing = not stated.
    assumptions : mapping of key to float
        Those named ``weight_*``, ``evidence_half_life_years``, ``undated_age_years`` and ``large_sample_from``.
    year : int
        Ages count to this year.

    Returns
    -------
    dict of source key to weight
        ``grade * 0.5 ** (age / half-life) * sample``, all three in [0, 1].

    Examples
    --------
    >>> one = pd.DataFrame({"key": ["a"], "quality": ["B"], "year": [2021], "sample_n": [30000]})
    >>> from strategy_kit.evidence.load import assumption_values
    >>> round(evidence_weights(one, assumption_values(), 2027)["a"], 3)
    0.4
    """
    grades = {grade: assumptions.get(f"weight_grade_{grade.lower()}", 0.0) for grade in "ABCD"}
    age = (year - sources["year"].astype("Float64")).fillna(assumptions["undated_age_years"]).clip(lower=0)
    fresh = np.power(0.5, age.to_numpy(float) / assumptions["evidence_half_life_years"])
    n = sources["sample_n"].to_numpy(float, na_value=np.nan)
    sample = np.where(n >= assumptions["large_sample_from"], 1.0, assumptions["weight_sample_small"])
    sample = np.where(np.isnan(n), assumptions["weight_sample_unstated"], sample)
    grade = sources["quality"].map(grades).to_numpy(float)
    return dict(zip(sources["key"], (grade * fresh * sample).tolist(), strict=True))
