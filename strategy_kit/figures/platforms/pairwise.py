"""The card of comparisons by pairs: the weights they give, whether they agree, what to compare again."""

import pandas as pd

from strategy_kit.figures.card import Card, table_of
from strategy_kit.frames import ComparedPairRow, rows_of
from strategy_kit.i18n import Words
from strategy_kit.labels.criteria import criterion_labels, criterion_words
from strategy_kit.labels.platforms import times_words
from strategy_kit.platforms import Priorities
from strategy_kit.platforms.pairwise import CONSISTENT

MOST_ROWS = 6


def pairwise_card(
    found: Priorities, _: Words, *, starting_weights: pd.Series | None = None, moved: str | None = None
) -> Card:
    """
    Show what comparisons by pairs come to.

    Parameters
    ----------
    starting_weights, moved
        What untouched pairs were filled in from (sum 1), and `pairwise.most_moved` from there.
    """
    labels = criterion_labels(_)
    weights = _.all_of(
        f"{labels[str(criterion)]} {_.percent(share)}"
        for criterion, share in found.weights.sort_values(ascending=False, kind="stable").items()
    )
    return Card(
        key="pairs",
        title=_pairs_title(found, _)
        if starting_weights is None
        else _("Filled in from your weights, rounded: change a pair to say it yourselves"),
        subtitle=_("Weights from your comparisons: {weights}", weights=weights)
        if starting_weights is None
        else _("Weights from these pairs: {weights}", weights=weights),
        how=_(
            "Each pair says one thing, all pairs together say another. Where the two differ most, compare again; up to "
            "a ratio of {limit} the comparisons may stand.",
            limit=_.number(CONSISTENT, 1),
        )
        if starting_weights is None or moved is None
        else _rounded_words(moved, found.weights, starting_weights, _),
        note=_("Principal eigenvector, consistency ratio and random indices of Saaty (1980)."),
        table=table_of(
            rows_of(found.odds.head(MOST_ROWS), ComparedPairRow),
            (_("Pair"), lambda row: _("{one} over {other}", one=labels[row.criterion], other=labels[row.over])),
            (_("You said") if starting_weights is None else _("Filled in"), lambda row: times_words(row.times, _)),
            (_("All pairs say"), lambda row: times_words(row.implied, _)),
            (_("Apart by a factor of"), lambda row: _.number(row.factor, 1)),
            numeric=(1, 2, 3),
        ),
    )


def _rounded_words(most: str, weights: pd.Series, starting_weights: pd.Series, _: Words) -> str:
    """Name the criterion whose weight the rounding to the scale changed most."""
    return _(
        "The scale has whole steps only: rounding to them moved “{criterion}” most, from {before} to {after}. How far "
        "comparisons agree can be said once they are your own.",
        criterion=criterion_words(_)[most],
        before=_.percent(starting_weights[most]),
        after=_.percent(weights[most]),
    )


def _pairs_title(found: Priorities, _: Words) -> str:
    ratio = found.consistency_ratio
    if ratio != ratio:
        return _("Some pairs are not compared yet: how far the others agree cannot be said")
    text = _.number(abs(ratio), 2)
    if ratio <= CONSISTENT:
        return _("Your comparisons agree well enough: consistency ratio {ratio}", ratio=text)
    worst, words = found.odds.iloc[0], criterion_words(_)
    return _(
        "Your comparisons disagree, ratio {ratio}: look again at “{one}” against “{other}”",
        ratio=text,
        one=words[worst["criterion"]],
        other=words[worst["over"]],
    )
