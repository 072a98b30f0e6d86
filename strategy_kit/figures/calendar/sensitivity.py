"""Cards that explain a calendar: gains of its limits, conflicts, and two calendars made without a solver."""

from collections.abc import Sequence

import pandas as pd

from strategy_kit.calendar.demands import Missing
from strategy_kit.calendar.sensitivity import Conflict, Gain, Prices
from strategy_kit.figures.card import Card, Drawing, Names, Table, drawings, table_of
from strategy_kit.figures.shapes.bars import row_layout
from strategy_kit.figures.shapes.template import figure
from strategy_kit.frames import ComparisonRow, rows_of
from strategy_kit.i18n import Words
from strategy_kit.labels.calendar import constraint_unit_words, constraint_words, missing_words


def gains_card(prices: Prices, names: Names, _: Words) -> Card:
    """Show the price list of the calendar: each limit that binds, and what one more unit of it brings."""
    gains = prices.gains
    rows = tuple(
        (constraint_words(gain.constraint, names, _), constraint_unit_words(gain, _), *_brought(gain, _))
        for gain in gains
    )
    if not rows:
        title = _("No limit holds this calendar back: one more unit of any brings nothing")
    elif gains[0].served > 0:
        title = _("{unit} would make most room for what is missing", unit=rows[0][1])
    elif gains[0].share == gains[0].share:
        title = _("{unit} would bring most: {share} more agreement with the studies", unit=rows[0][1], share=rows[0][2])
    else:
        title = _("{unit} would bring the first posts", unit=rows[0][1])
    return Card(
        key="gains",
        title=title,
        subtitle=_("Each limit that binds, loosened by one unit, and the calendar solved again to proof"),
        how=_(
            "Agreement is the studies’ opinion of an hour times the share of your audience on the platform, added up."
        ),
        note=_.plural(
            "One limit was not tried: there was no time.",
            "{n} limits were not tried: there was no time.",
            len(prices.untried),
        )
        if prices.untried
        else "",
        table=Table((_("Limit"), _("One unit more"), _("Agreement"), _("Posts")), rows, (2,)) if rows else None,
    )


def _brought(gain: Gain, _: Words) -> tuple[str, str]:
    """Return the gains of one unit: agreement, and posts or another demand."""
    share = _.percent(max(gain.share, 0.0), 1) if gain.share == gain.share else _("from nothing")
    if gain.posts > 0:
        return share, _.plural("one post more", "{n} posts more", gain.posts)
    if gain.served > 0:
        return share, _.plural("one thing asked for fits", "{n} things asked for fit", gain.served)
    return share, _("better hours")


def missing_card(missing: Sequence[Missing], lacking: int, names: Names, _: Words) -> Card:
    """List the unmet demands of the nearest calendar, which lack so many posts and inbox checks."""
    return Card(
        key="missing",
        title=_.plural("One thing asked for does not fit", "{n} things asked for do not fit", lacking),
        subtitle=_(
            "The calendar shown is the nearest there is: it keeps every limit and leaves out as little as can be."
        ),
        table=table_of(missing, (_("What is missing"), lambda lack: missing_words(lack, names, _))),
    )


def conflict_card(conflict: Conflict, names: Names, _: Words, number: int = 1) -> Card:
    """Name the limits of a conflict; `number` is which of the calendar it is."""
    return Card(
        key="conflict" if number == 1 else f"conflict-{number}",
        title=_.plural(
            "No calendar keeps this limit", "No calendar keeps these {n} limits at once", len(conflict.constraints)
        ),
        subtitle=_("Found by solving again without each: give up any one of them, and the others can hold.")
        if conflict.irreducible
        else _("There was no time to find out which of them matter."),
        table=table_of(
            conflict.constraints,
            (_("Limit"), lambda constraint: constraint_words(constraint, names, _)),
            (
                _("Enough to give it up?"),
                lambda constraint: _("yes") if constraint in conflict.sufficient else _("not alone"),
            ),
        ),
    )


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
