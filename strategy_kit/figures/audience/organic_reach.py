"""Card of organic reach: which share of an account's followers sees one post without payment."""

import pandas as pd

from strategy_kit.evidence.findings import ORGANIC_REACH_SINCE, OrganicReach
from strategy_kit.figures.audience.reach_words import ReachWords, Row
from strategy_kit.figures.card import Card, table_of
from strategy_kit.figures.shapes.template import source_cards
from strategy_kit.i18n import Words


def organic_reach_card(organic_reach: pd.DataFrame, span: OrganicReach | None, words: ReachWords) -> Card:
    """
    Show what was published of the organic reach of one post, by platform.

    Parameters
    ----------
    organic_reach : DataFrame
        Table ``organic_reach``.
    span : OrganicReach or None
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
            "you. The averages in the title are of accounts of all sizes, since {year}; the table has all studies.",
            year=str(ORGANIC_REACH_SINCE),
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


def organic_reach_note(span: OrganicReach | None, _: Words) -> str:
    """Write beside shares of users that a post is seen by far fewer people; empty if no study of it is known."""
    if span is None:
        return ""
    return _("“Used by” is not what a post gets. {sentence}.", sentence=_organic_reach_title(span, _))


def _organic_reach_title(span: OrganicReach | None, _: Words) -> str:
    if span is None:
        return _("How many followers see one post is not known here")
    fields = {"low": _.percent(span.low), "high": _.percent(span.high)}
    if not span.small > span.high:
        return _("On average, one post is seen by {low} to {high} of an account’s followers", **fields)
    return _(
        "On average, one post is seen by {low} to {high} of an account’s followers, by up to {small} in small accounts",
        **fields,
        small=_.percent(span.small),
    )


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
