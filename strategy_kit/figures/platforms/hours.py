"""The card of the hours each platform needs, at the team's cadence and at those published."""

from collections.abc import Sequence
from typing import Any

import pandas as pd

from strategy_kit.figures.card import Card, Names, Table
from strategy_kit.figures.shapes.template import source_cards
from strategy_kit.i18n import Words
from strategy_kit.labels.communication import format_words
from strategy_kit.labels.evidence import cadence_words

LISTED = 12


def platform_hours_card(
    needed: pd.DataFrame,
    published: pd.DataFrame,
    order: Sequence[str],
    names: Names,
    _: Words,
    *,
    sources: pd.DataFrame,
) -> Card:
    """
    Show where the hours of each platform come from, at your cadence and at the published ones.

    Parameters
    ----------
    needed : DataFrame
        `platforms.weekly_hours`.
    published : DataFrame
        `platforms.published_hours`.
    """
    words = format_words(_)
    shown = [key for key in order if isinstance(needed.at[key, "format"], str)][:LISTED]
    rows = [
        (
            names[key],
            words[str(needed.at[key, "format"])],
            _.number(round(needed.at[key, "post_minutes"], 2)),
            _.number(round(needed.at[key, "watch_minutes"], 2)),
            _.number(needed.at[key, "posts"]),
            _.hours(needed.at[key, "hours_if_made"] * 60),
            _cadence(published.loc[key], _),
            _span(published.at[key, "hours_low"], published.at[key, "hours_high"], _),
        )
        for key in shown
    ]
    keys = [key for platform in shown for key in str(published.at[platform, "source"]).split(";")]
    return Card(
        key="hours",
        title=_hours_title(needed, published, shown, names, _),
        subtitle=_("Hours a week = posts a week × (minutes to make one + minutes to answer after it)"),
        how=_(
            "Your cadence and your minutes decide; the published cadences say what others advise, and what it would "
            "cost you. Counted is the quickest format you make that the platform takes; where you make none of them, "
            "one it ordinarily takes. An asterisk: said of social networks in general."
        ),
        note=_("Minutes are yours where you gave them, else our own guess: see the assumptions."),
        sources=source_cards(keys, sources, _),
        table=Table(
            (
                *(_("Platform"), _("Format counted"), _("Minutes to make"), _("Minutes to answer")),
                *(_("Posts a week"), _("Hours a week"), _("Published posts"), _("Hours then")),
            ),
            tuple(rows),
            (2, 3, 4, 5, 6, 7),
        ),
        folded=True,
    )


def _hours_title(needed: pd.DataFrame, published: pd.DataFrame, shown: Sequence[str], names: Names, _: Words) -> str:
    if not shown:
        return _("No platform is known to take a format")
    first = shown[0]
    hours = _.hours(needed.at[first, "hours_if_made"] * 60)
    if pd.isna(published.at[first, "hours_low"]):
        return _("{platform} takes {hours} a week at your cadence", platform=names[first], hours=hours)
    return _(
        "{platform} takes {hours} a week at your cadence, {least} at the least that is published",
        platform=names[first],
        hours=hours,
        least=_.hours(published.at[first, "hours_low"] * 60),
    )


def _cadence(row: "pd.Series[Any]", _: Words) -> str:
    text = cadence_words(row["posts_low"], row["posts_high"], _)
    return f"{text} *" if row["general"] and row[["posts_low", "posts_high"]].notna().any() else text


def _span(low: float, high: float, _: Words) -> str:
    ends = [_.hours(end * 60) for end in (low, high) if pd.notna(end)]
    if not ends:
        return _("unknown")
    return ends[0] if len(set(ends)) == 1 else _("{low} to {high}", low=ends[0], high=ends[1])
