"""The card of the fit of platforms with the trades of a business."""

import pandas as pd

from strategy_kit.figures.card import Card, Names, Table
from strategy_kit.figures.platforms.scores import score_words
from strategy_kit.figures.shapes.template import source_cards
from strategy_kit.i18n import Words
from strategy_kit.labels.platforms import argument_basis_words, trade_words

ANY_BUSINESS = 0.5
"""The fit of a platform that is recommended for any business, not for a trade in particular."""


def trade_fit_card(
    arguments: pd.DataFrame, fit: pd.DataFrame, names: Names, _: Words, *, sources: pd.DataFrame
) -> Card:
    """
    Show how each platform fits the trades, by the document or by judgement.

    Parameters
    ----------
    arguments : DataFrame
        `measures.trade_arguments`.
    fit : DataFrame
        `measures.trade_measures`, `frames.MeasureRow` by platform: all platforms shown.
    """
    best_first = fit.sort_values("low", ascending=False, kind="stable")
    known = best_first[best_first["low"].notna()]
    most = known["low"].max()
    named = [names[str(key)] for key in known.index[known["low"] == most]] if most > ANY_BUSINESS else []
    several, trades, bases = arguments["trade"].nunique() > 1, trade_words(_), argument_basis_words(_)

    rows = []
    for key, low, high in known[["low", "high"]].itertuples():
        argued = [row for _key, row in arguments.loc[[key]].iterrows()]
        reasons = [
            _("{what}: {value}", what=_.capital(trades[row["trade"]]), value=_.localized(row, "why"))
            if several
            else _.localized(row, "why")
            for row in argued
        ]
        basis = _.all_of(dict.fromkeys(bases[row["basis"]] for row in argued))
        rows.append((names[str(key)], score_words(low, high, _), " ".join(reasons), basis))
    unargued = [
        (names[str(key)], _("unknown"), _("No reason is known for this trade today"), "")
        for key in fit.index[fit["low"].isna()]
    ]
    return Card(
        key="trade",
        title=_("{platforms} are the best fit for your trade", platforms=_.all_of(named))
        if len(named) > 1
        else _("{platform} is the best fit for your trade", platform=named[0])
        if named
        else _("No platform is recommended for your trade in particular"),
        subtitle=_("1: recommended for your trade; 0.5: recommended for any business; 0: of no use to your trade")
        + (" " + _("(of two trades, the mean)") if several else ""),
        sources=source_cards(list(arguments["source"]), sources, _),
        table=Table((_("Platform"), _("Fit"), _("Why"), _("Basis")), tuple(rows + unargued), (1,)),
    )
