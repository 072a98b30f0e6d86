"""Card of organic reach: which share of an account's followers sees one post without payment."""

import pandas as pd

from strategy_kit.figures.audience.reach_words import ReachWords, Row
from strategy_kit.figures.card import Card, table_of
from strategy_kit.figures.shapes.template import source_cards
from strategy_kit.i18n import Words

Span = tuple[float, float] | None


def organic_reach_card(organic_reach: pd.DataFrame, span: Span, words: ReachWords) -> Card:
    """
    Show what was published of the organic reach of one post, by platform.

    Parameters
    ----------
    organic_reach : DataFrame
        Table ``organic_reach``.
    span : pair of shares in [0, 1], or None
        `findings.organic_reach_range` of it.
    """
    _ = words.i18n
    rows = organic_reach.to_dict("records")
    return Card(
        key="organic-reach",
        title=_organic_reach_title(span, _),
        subtitle=_("Organic reach: the share of an account’s followers who see one post that nothing was paid for"),
        how=_(
            "“Used by” counts the people who are on a platform. One post is seen by a small part of those who follow "
            "you. The range in the title is that of recent studies of accounts of all sizes; the table has all studies."
        ),
        note=_(
            "The studies count differently and their accounts differ in size: small accounts reach a larger part of "
            "fewer followers. Your own figure is in the statistics of each platform."
        ),
        sources=source_cards(organic_reach["source"], words.sources, _),
        table=table_of(
            rows,
            (_("Platform"), words.name),
            (_("Share of followers"), lambda row: _span(row, _)),
            (_("What it measures"), lambda row: words.label(row["measure"])),
            (_("Followers"), lambda row: _followers(row, _)),
            (_("Year"), lambda row: str(row["year"])),
            (_("Source"), words.survey),
            (_("Remark"), lambda row: _.localized(row, "note")),
            numeric=(1,),
        ),
    )


def organic_reach_note(span: Span, _: Words) -> str:
    """Write beside shares of users that a post is seen by far fewer people; empty if no study of it is known."""
    if span is None:
        return ""
    low, high = (_.percent(share) for share in span)
    return _(
        "“Used by” is not what a post gets: one post is seen by {low} to {high} of those who follow you.",
        low=low,
        high=high,
    )


def _organic_reach_title(span: Span, _: Words) -> str:
    if span is None:
        return _("How many followers see one post is not known here")
    low, high = (_.percent(share) for share in span)
    return _("One post is seen by {low} to {high} of an account’s followers", low=low, high=high)


def _span(row: Row, _: Words) -> str:
    ends = (row["percent_low"], row["percent_high"])
    low, high = (_.percent(share / 100, 0 if float(share).is_integer() else 1) for share in ends)
    return low if low == high else _("{low} to {high}", low=low, high=high)


def _followers(row: Row, _: Words) -> str:
    return {
        "": _("all sizes"),
        "under 10,000": _("under {n}", n=10_000),
        "under 20,000": _("under {n}", n=20_000),
        "1,000 to 10,000": _("{low} to {high}", low=1_000, high=10_000),
    }[row["followers"]]
