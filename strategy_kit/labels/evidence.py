"""Labels of the evidence: considerations, verdicts on the document, grades of sources, units of assumptions."""

from collections.abc import Mapping

import pandas as pd

from strategy_kit.evidence.findings import Finding
from strategy_kit.i18n import Words


def consideration_words(_: Words) -> dict[int, str]:
    """Name the document's four considerations."""
    return {
        1: _("How consumers use social media"),
        2: _("The social space and traditional marketing"),
        3: _("Choosing sites"),
        4: _("Regular participation and dialogue"),
    }


def guide_words(_: Words) -> str:
    """Introduce the document where a page first mentions it."""
    return _(
        "The 2012 guide is a how-to guide on social media planning, published about 2012, which this workbook checks "
        "claim by claim."
    )


def verdict_words(_: Words) -> dict[str, str]:
    """Name the verdicts on a claim."""
    return {
        "confirmed": _("confirmed"),
        "overstated": _("overstated"),
        "contradicted": _("contradicted"),
        "unverified": _("not verified"),
        "outdated": _("outdated"),
        "judgement": _("a judgement, not a figure"),
        "inverted": _("reversed: its own paragraph says the opposite"),
    }


def timing_gain_words(least: Finding, most: Finding, names: Mapping[str, str], _: Words) -> dict[str, str]:
    """Return what sentences quote of `timing_gain_range`: the two shares, and where each was found."""
    return {
        "most": _.percent(most.share),
        "best": names[most.platform],
        "least": _.percent(least.share),
        "other": names[least.platform],
    }


def grade_words(grade: str, _: Words) -> str:
    """Describe how faithfully a source was read."""
    return {
        "A": _("read on the author’s own page, or calculated from the author’s data"),
        "B": _("read in a reprint or in the press, with the author named"),
        "C": _("read in a compilation or a reworded copy"),
        "D": _("original page not found"),
    }.get(grade, "")


def cadence_words(low: float, high: float, _: Words) -> str:
    """
    Write a published number of posts a week; a missing end is not named.

    >>> cadence_words(3.0, 5.0, Words("en")), cadence_words(3.0, float("nan"), Words("en"))
    ('3 to 5', '3 or more')
    """
    if pd.isna(low) and pd.isna(high):
        return _("not stated")
    if pd.isna(high):
        return _("{n} or more", n=int(low))
    if pd.isna(low):
        return _("at most {n}", n=int(high))
    return _.number(int(low)) if low == high else _("{low} to {high}", low=int(low), high=int(high))


def assumption_unit_words(_: Words) -> dict[str, str]:
    """Name the units of assumptions."""
    return {
        "year": _("years"),
        "support": _("opinion, -1 to 1"),
        "weight": _("weight"),
        "factor": _("factor"),
        "logit": _("logit"),
        "logit per year": _("logit per year"),
        "percent": _("percent"),
        "minute": _("minutes"),
        "half-life": _("half-lives"),
        "hour of day": _("hour of the day"),
        "share": _("share"),
        "count": _("count"),
    }
