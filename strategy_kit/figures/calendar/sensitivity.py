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
from strategy_kit.labels.calendar import constraint_unit_words, constraint_words, left_out_words, missing_words


def gains_card(prices: Prices, names: Names, _: Words) -> Card:
    """Show the price list of the calendar: each limit that binds, and what one more unit of it brings."""
    gains = prices.gains
    rows = tuple(
        (constraint_words(gain.constraint, names, _), constraint_unit_words(gain, _), *_brought(gain, _))
        for gain in gains
    )
    if not rows:
        title = _("No limit holds this calendar back: loosening any one of them brings nothing")
    elif gains[0].served > 0:
        title = _("{unit} would help most with what does not fit", unit=rows[0][1])
    elif gains[0].share == gains[0].share:
        title = _("{unit} would bring the most: {share} more agreement with studies", unit=rows[0][1], share=rows[0][2])
    else:
        title = _("{unit} would make the first posts possible", unit=rows[0][1])
    return Card(
        key="gains",
        title=title,
        subtitle=_("Each limit that holds the calendar back, loosened by one step, and the calendar recalculated"),
        how=_(
            "Agreement adds up, post by post, the studies’ opinion of the hour multiplied by the share of "
            "your audience that uses the platform."
        ),
        note=_.plural(
            "One limit was not tested: time ran out.",
            "{n} limits were not tested: time ran out.",
            len(prices.untried),
        )
        if prices.untried
        else "",
        table=Table((_("Limit"), _("If you loosen it"), _("Agreement with studies"), _("Posts")), rows, (2,))
        if rows
        else None,
    )


def _brought(gain: Gain, _: Words) -> tuple[str, str]:
    """Return the gains of one unit: agreement, and posts or another demand."""
    share = _.percent(max(gain.share, 0.0), 1) if gain.share == gain.share else _("from zero")
    if gain.posts > 0:
        return share, _.plural("one more post", "{n} more posts", gain.posts)
    if gain.served > 0:
        return share, _.plural("one more request fits", "{n} more requests fit", gain.served)
    return share, _("better hours")


def missing_card(missing: Sequence[Missing], lacking: int, left_out: int, names: Names, _: Words) -> Card:
    """List the unmet demands of a calendar, which lack so many posts and inbox checks; so many pins are left out."""
    return Card(
        key="missing",
        title=_.plural("One request does not fit", "{n} requests do not fit", lacking),
        subtitle=left_out_words(left_out, _)
        or _("This calendar is the closest possible: it keeps every limit and leaves out as few requests as possible."),
        table=table_of(missing, (_("What does not fit"), lambda lack: missing_words(lack, names, _))),
    )


def conflict_card(conflict: Conflict, names: Names, _: Words, number: int = 1) -> Card:
    """Name the limits of a conflict; `number` is which of the calendar it is."""
    return Card(
        key="conflict" if number == 1 else f"conflict-{number}",
        title=_.plural(
            "No calendar can keep this limit",
            "No calendar can keep these {n} limits together",
            len(conflict.constraints),
        ),
        subtitle=_("Change any one of these and the others can be kept. Method: recalculated without each in turn.")
        if conflict.irreducible
        else _("Time ran out before we could find which of these limits conflict."),
        table=table_of(
            conflict.constraints,
            (_("Limit"), lambda constraint: constraint_words(constraint, names, _)),
            (
                _("Is it enough to change this alone?"),
                lambda constraint: _("yes") if constraint in conflict.sufficient else _("not by itself"),
            ),
        ),
    )


def baselines_card(comparison: pd.DataFrame, _: Words) -> Card:
    """Show exposure, work and broken limits of three ways to place posts: `comparison` is `frames.ComparisonRow`."""
    ways = _ways(_)
    return Card(
        key="compare",
        title=_title(comparison, _),
        subtitle=_(
            "Agreement with the studies of three calendars: favourite hours, one post at a time, and the best possible"
        ),
        **drawings(_bars, comparison, _),
        how=_(
            "Favourite hours: each week, the hours that studies favour most, whether or not your team is "
            "available. One post at a time: the best free hour first, then the next, as long as every limit "
            "is kept. Best possible: all hours compared together; no better calendar exists under these "
            "rules."
        ),
        table=table_of(
            rows_of(comparison, ComparisonRow),
            (_("Method"), lambda row: ways[row.way]),
            (_("Posts"), lambda row: _.number(row.posts)),
            (_("Agreement with studies"), lambda row: _.number(row.exposure, 2)),
            (_("Busiest week"), lambda row: _.hours(row.fullest_week)),
            (_("Beyond available hours"), lambda row: _.hours(row.overtime)),
            (_("Without a response window"), lambda row: _.number(row.unanswered)),
            (_("Outside the limits"), lambda row: _.number(row.broken)),
            (_("Not scheduled"), lambda row: _.number(row.missing)),
            numeric=(1, 2, 3, 4, 5, 6, 7),
        ),
    )


def _ways(_: Words) -> dict[str, str]:
    return {"favourite": _("Favourite hours"), "greedy": _("One post at a time"), "best": _("Best possible")}


def _title(comparison: pd.DataFrame, _: Words) -> str:
    """Name what the favourite hours violate, else what the greedy calendar loses."""
    favourite, greedy, best = rows_of(comparison.loc[["favourite", "greedy", "best"]], ComparisonRow)
    violated = max(favourite.broken, favourite.unanswered)
    if not best.posts:
        return _("None of the three methods can schedule a post within these limits")
    if violated or favourite.overtime > 0:
        return _.plural(
            "Favourite hours would put one post outside your limits and take {time} more than the team has",
            "Favourite hours would put {n} posts outside your limits and take {time} more than the team has",
            violated,
            time=_.hours(favourite.overtime),
        )
    if greedy.missing > best.missing:
        return _.plural(
            "Planned one at a time, one requested post would not fit",
            "Planned one at a time, {n} requested posts would not fit",
            greedy.missing - best.missing,
        )
    gain = best.exposure - greedy.exposure
    if gain > 0.005 * best.exposure:
        share = _.percent(gain / best.exposure, 0)
        return _(
            "Planning all hours together brings {share} more agreement with studies than one post at a time",
            share=share,
        )
    return _("Within these limits, all three methods give the same result")


def _bars(comparison: pd.DataFrame, _: Words, *, wide: bool) -> Drawing:
    names = [_ways(_)[str(way)] for way in comparison.index]
    exposure = [max(float(value), 0.0) for value in comparison["exposure"]]
    values = [_.number(value, 2) for value in comparison["exposure"]]
    marks = {"color": ["@line-control", "@q2", "@q5"]}
    bars = {"type": "bar", "orientation": "h", "x": exposure, "y": list(range(len(names))), "width": 0.5}
    layout = row_layout(names, values, wide=wide, ticks={0.0: _.number(0)}, end=max([*exposure, 0.01]) * 1.02)
    return figure([{**bars, "marker": marks, "hoverinfo": "skip"}], **layout)
