"""The answer so far of the platforms: where to start, and how sure that is."""

from collections.abc import Sequence

import pandas as pd

from strategy_kit.figures.card import Card, Names
from strategy_kit.figures.platforms.acceptability import hundredths
from strategy_kit.figures.platforms.start import start_title
from strategy_kit.i18n import Words
from strategy_kit.platforms import StartSet


def platform_answer_card(
    start: StartSet, first: pd.Series, names: Names, _: Words, *, level: Sequence[tuple[str, ...]] = ()
) -> Card:
    """
    Give the answer so far in one sentence: where to start, and how often the ways to weigh agree with it.

    Parameters
    ----------
    first : Series
        `acceptability.among_first`, for as many ranks as platforms are chosen; best score first.
    """
    return Card(
        key="answer",
        title=start_title(start, level, names, _),
        subtitle=_sureness(start.chosen, first, names, _),
    )


def _sureness(chosen: Sequence[str], first: pd.Series, names: Names, _: Words) -> str:
    """Count the ways to weigh that put the chosen, and the nearest other, among so many."""
    kept = [key for key in chosen if key in first.index]
    if not kept:
        return ""
    counted = [_("{n} put {platform}", n=hundredths(first[key], _), platform=names[key]) for key in kept]
    others = first.drop(kept).sort_values(ascending=False, kind="stable")
    found = _.plural(
        "How sure: of 100 ways of weighting your criteria, {counts} first.",
        "How sure: of 100 ways of weighting your criteria, {counts} in the top {n}.",
        len(kept),
        counts=_.all_of(counted),
    )
    if others.empty:
        return found
    fields = {"platform": names[str(others.index[0])], "n": hundredths(others.iloc[0], _)}
    return found + " " + _("Next closest: {platform}, with {n}.", **fields)
