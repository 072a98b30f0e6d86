"""The card of the ranks: how often each platform takes each place, over all plausible readings."""

from collections.abc import Sequence
from typing import Any

import pandas as pd

from strategy_kit.figures.card import Card, Drawing, Key, Names, Table, drawings
from strategy_kit.figures.platforms.scores import GAP, MOST_ROWS, move_ticks_to_top
from strategy_kit.figures.shapes.bars import percent_ticks, row_bars, row_layout, text_inside
from strategy_kit.figures.shapes.template import RANK_TOKENS, clean_label, figure
from strategy_kit.i18n import Words
from strategy_kit.labels.platforms import rank_words


def acceptability_card(
    acceptability: pd.DataFrame,
    likely: tuple[Sequence[str], str | None],
    names: Names,
    _: Words,
    *,
    draws: int,
    concentration: float,
) -> Card:
    """
    Show how often each platform takes each rank.

    Parameters
    ----------
    acceptability : DataFrame
        `acceptability.first_ranks` of `platforms.rank_acceptability`, best score first.
    likely
        `acceptability.likely_places`.
    concentration : float
        How surely the weights are known.
    """
    return Card(
        key="acceptability",
        title=_acceptability_title(acceptability, *likely, names, _),
        subtitle=_("How often each platform takes each rank, in {n} ways of weighting your criteria", n=draws),
        **rank_fields(acceptability, names, _, digits=1),
        how=_(
            "Each row adds up to 100%. The longer its first segment, the more certain its first place. Each platform "
            "counts by its score alone, whatever hours it takes; “How sure” in the answer counts which platforms are "
            "the best start within your hours, so its number differs."
        ),
        note=_(
            "Method: rank acceptability (SMAA). Weights drawn around yours (Dirichlet, concentration "
            "{concentration}); known values drawn within their intervals, missing ones anywhere within their "
            "bounds.",
            concentration=concentration,
        ),
    )


def rank_fields(shares: pd.DataFrame, names: Names, _: Words, *, digits: int = 0) -> dict[str, Any]:
    """Return the drawings, the legend and the table of a card of ranks: `acceptability.first_ranks`, one row each."""
    words = rank_words(len(shares), _)
    rows = [(names[key], *(_.percent(share, digits) for share in row)) for key, *row in shares.itertuples()]
    return {
        **drawings(_drawing, shares.head(MOST_ROWS), words, names, _),
        "legend": tuple(map(Key, words, RANK_TOKENS)),
        "table": Table((_("Platform"), *words), tuple(rows), tuple(range(1, len(words) + 1))),
    }


def _acceptability_title(
    acceptability: pd.DataFrame, often: Sequence[str], second: str | None, names: Names, _: Words
) -> str:
    if second is None:
        return _("{platform} is the only platform compared", platform=names[often[0]])
    most, share = acceptability[1].max(), acceptability[2][second]
    fields = {"platform": names[often[0]], "n": hundredths(most, _)}
    if len(often) > 1:
        each = _.all_of(names[key] for key in often)
        return _(
            "No clear leader by score alone: {platforms} each come first in {n} of 100 ways of weighting",
            platforms=each,
            **fields,
        )
    if most < 0.5:
        return _(
            "No clear leader by score alone: even {platform} comes first in only {n} of 100 ways of weighting", **fields
        )
    if share < 0.5:
        return _(
            "By score alone, {platform} comes first in {n} of 100 ways of weighting; second place is undecided",
            **fields,
        )
    fields |= {"second": names[second], "m": hundredths(share, _)}
    return _("By score alone, {platform} comes first in {n} of 100 ways of weighting, {second} second in {m}", **fields)


def hundredths(share: float, _: Words) -> str:
    """
    Write a share as so many of 100; never all or none where it is not.

    >>> [hundredths(share, Words("en")) for share in (0.94, 0.9996, 1.0)]
    ['94', 'more than 99', '100']
    """
    if 0.995 <= share < 1:
        return _("more than {n}", n=99)
    return _.number(100 * share, 0)


def _drawing(places: pd.DataFrame, words: Sequence[str], names: Names, _: Words, *, wide: bool) -> Drawing:
    """Draw how the shares of the places add up, a row a platform."""
    starts = places.cumsum(axis=1) - places
    room = 0.06 if wide else 0.14
    bars = []
    for place, column in enumerate(places.columns):
        share = places[column]
        drawn = [row for row, width in enumerate(share) if width > 0]
        texts = [
            f"<b>{clean_label(names[key])}</b><br>"
            + _("{place} in {share} of the ways of weighting", place=words[place], share=_.percent(share[key], 1))
            for key in share.index[drawn]
        ]
        inside = [_.percent(width) if width >= room else "" for width in share.iloc[drawn]]
        bar = row_bars(drawn, share.iloc[drawn], texts, {"color": RANK_TOKENS[place], "line": GAP}, wide=wide)
        word = text_inside(inside, f"@on-{RANK_TOKENS[place][1:]}")
        bars.append({**bar, "base": starts[column].iloc[drawn].to_list(), **word})
    blank, ticks = [""] * len(places), percent_ticks(_)
    layout = row_layout([names[key] for key in places.index], blank, wide=wide, ticks=ticks, domain=(0, 1))
    move_ticks_to_top(layout)
    return figure(bars, **layout)
