"""The card that compares the best calendar with two made without a solver."""

import pandas as pd

from strategy_kit.figures.card import Card, Drawing, drawings, table_of
from strategy_kit.figures.shapes.bars import row_layout
from strategy_kit.figures.shapes.template import figure
from strategy_kit.frames import ComparisonRow, rows_of
from strategy_kit.i18n import Words


def baselines_card(comparison: pd.DataFrame, _: Words) -> Card:
    """Show exposure, work and broken limits of three ways to place posts: `comparison` is `frames.ComparisonRow`."""
    ways = _ways(_)
    return Card(
        key="compare",
        title=_title(comparison, _),
        subtitle=_("Agreement with the studies of three calendars: their favourite hours, one at a time, and the best"),
        **drawings(_bars, comparison, _),
        how=_(
            "Favourite hours: each week the hours the studies like most, whoever is there. One at a time: the best "
            "free hour first, then the next, as long as no limit breaks. Best: all hours weighed together, proved."
        ),
        table=table_of(
            rows_of(comparison, ComparisonRow),
            (_("Way"), lambda row: ways[row.way]),
            (_("Posts"), lambda row: _.number(row.posts)),
            (_("Agreement"), lambda row: _.number(row.exposure, 2)),
            (_("Fullest week"), lambda row: _.hours(row.fullest_week)),
            (_("Beyond the hours"), lambda row: _.hours(row.overtime)),
            (_("Unanswered"), lambda row: _.number(row.unanswered)),
            (_("Against a limit"), lambda row: _.number(row.broken)),
            (_("Missing"), lambda row: _.number(row.missing)),
            numeric=(1, 2, 3, 4, 5, 6, 7),
        ),
    )


def _ways(_: Words) -> dict[str, str]:
    return {"favourite": _("Favourite hours"), "greedy": _("One at a time"), "best": _("Best, proved")}


def _title(comparison: pd.DataFrame, _: Words) -> str:
    """Name what the favourite hours violate, else what the greedy calendar loses."""
    favourite, greedy, best = rows_of(comparison.loc[["favourite", "greedy", "best"]], ComparisonRow)
    violated = max(favourite.broken, favourite.unanswered)
    if not best.posts:
        return _("No way places a post under these limits")
    if violated or favourite.overtime > 0:
        return _.plural(
            "Favourite hours would leave one post against a limit and take {time} nobody has",
            "Favourite hours would leave {n} posts against a limit and take {time} nobody has",
            violated,
            time=_.hours(favourite.overtime),
        )
    if greedy.missing > best.missing:
        return _.plural(
            "Placed one at a time, one post asked for would find no place",
            "Placed one at a time, {n} posts asked for would find no place",
            greedy.missing - best.missing,
        )
    gain = best.exposure - greedy.exposure
    if gain > 0.005 * best.exposure:
        share = _.percent(gain / best.exposure, 0)
        return _("Weighing all hours together brings {share} more than placing one at a time", share=share)
    return _("Under these limits all three ways come to the same")


def _bars(comparison: pd.DataFrame, _: Words, *, wide: bool) -> Drawing:
    names = [_ways(_)[str(way)] for way in comparison.index]
    exposure = [max(float(value), 0.0) for value in comparison["exposure"]]
    values = [_.number(value, 2) for value in comparison["exposure"]]
    marks = {"color": ["@line-control", "@q2", "@q5"]}
    bars = {"type": "bar", "orientation": "h", "x": exposure, "y": list(range(len(names))), "width": 0.5}
    layout = row_layout(names, values, wide=wide, ticks={0.0: _.number(0)}, end=max([*exposure, 0.01]) * 1.02)
    return figure([{**bars, "marker": marks, "hoverinfo": "skip"}], **layout)
