"""The card of the content plan: how many posts of each pillar stand in each week, asks within the cap."""

import datetime as dt

import pandas as pd

from strategy_kit.communication.permission import ContentTotals
from strategy_kit.figures.card import Card, Drawing, Table, drawings
from strategy_kit.figures.communication.permission import purpose_legend
from strategy_kit.figures.shapes.bars import wrapped
from strategy_kit.figures.shapes.grid import GridCell, cell_bars, cell_layout
from strategy_kit.figures.shapes.template import clean_label, figure
from strategy_kit.i18n import Words
from strategy_kit.labels.communication import purpose_words

VALUE, PROMOTION, NONE = "@q4", "@s2", "@q6"
MOST_DATES = 8
"""Weeks whose first days fit above their columns; more are numbered."""
MOST_NARROW = 6
"""Those on a phone, the day above its month."""


def content_plan_card(
    plan: pd.DataFrame,
    totals: ContentTotals,
    pillars: pd.DataFrame,
    cap: float,
    start: dt.date,
    least: int | None,
    short: bool,
    _: Words,
) -> Card:
    """
    Show the posts of each pillar, week by week.

    Parameters
    ----------
    plan, totals, pillars, least, short
        `permission.content_plan`, its `content_totals`, `pillar_table`, `least_posts_to_promote` of the cap and
        `promotion_falls_short`.
    cap : float
        Promotion cap in [0, 1].
    start : date
        First day of the first week.
    """
    promotional = pillars.set_index("pillar")["promotional"]
    promotional_posts, total = totals.promotional, totals.posts
    return Card(
        key="content-plan",
        title=_title(promotional_posts, total, bool(promotional.any()), _),
        subtitle=_("Posts of the calendar per content pillar, by week starting on the date shown"),
        **drawings(_drawing, plan, promotional, start, _, when=total),
        legend=purpose_legend(promotional, _, value=VALUE, promotion=PROMOTION) if total else (),
        table=_table(plan, pillars, totals, start, _),
        how=" ".join(filter(None, (_how(short, _), _numbered(plan, start, _)))),
        alert=_cap_alert(totals, bool(promotional.any()), cap, least, _),
    )


def _title(promotional_posts: int, total: int, may_promote: bool, _: Words) -> str:
    if not total:
        return _("No posts are planned yet")
    if not promotional_posts:
        none = _("None of the {total} posts is promotional", total=total)
        return none if may_promote else _("All {total} posts are value posts; none is promotional", total=total)
    return _.plural(
        "One of {total} posts is promotional",
        "{n} of {total} posts are promotional",
        promotional_posts,
        total=total,
    )


def _how(short: bool, _: Words) -> str:
    how = _(
        "Counted from the first week on, promotional posts stay within their limit, and each pillar near its share."
    )
    if short:
        how = _(
            "Counted from the first week on, promotional posts stay within their limit, in whole posts: promotional "
            "pillars get less than their share, and the others take the rest."
        )
    return how


def _numbered(plan: pd.DataFrame, start: dt.date, _: Words) -> str:
    """Explain the numbers above the columns, where dates do not fit."""
    if plan.shape[1] <= MOST_NARROW:
        return ""
    return _("Numbered columns are weeks in order; the first begins on {day}.", day=_.date(start))


def _cap_alert(totals: ContentTotals, may_promote: bool, cap: float, least: int | None, _: Words) -> str:
    """Name the posts from which the cap lets one promote, where it lets none."""
    if totals.promotional or not may_promote or not totals.posts:
        return ""
    if least is None:
        return _(
            "A limit of {cap} allows no promotional post, however many posts you publish. Raise the "
            "limit to allow one.",
            cap=_.percent(cap),
        )
    if totals.posts >= least:
        return ""
    return _(
        "Of {n} posts in all, a limit of {cap} allows no promotional one; of {least}, it allows one.",
        n=totals.posts,
        cap=_.percent(cap),
        least=least,
    )


def _weeks(plan: pd.DataFrame, start: dt.date, _: Words) -> list[str]:
    return [_.date(start + dt.timedelta(weeks=int(week) - 1), "d MMM") for week in plan.columns]


def _drawing(plan: pd.DataFrame, promotional: "pd.Series[bool]", start: dt.date, _: Words, *, wide: bool) -> Drawing:
    weeks = _weeks(plan, start, _)
    fills = {pillar: PROMOTION if promotional[pillar] else VALUE for pillar in plan.index}
    cells = [
        GridCell(
            *(column, line, fills[pillar] if posts else NONE),
            *(_.number(posts), f"{clean_label(pillar)}<br>{weeks[column]}"),
        )
        for line, pillar in enumerate(plan.index)
        for column, posts in enumerate(map(int, plan.loc[pillar]))
    ]
    dates = weeks if wide else [week.replace(" ", "<br>", 1) for week in weeks]
    heads = dates if len(weeks) <= (MOST_DATES if wide else MOST_NARROW) else [str(number) for number in plan.columns]
    names = [wrapped(pillar, 26 if wide else 14, 1 if wide else 3) for pillar in plan.index]
    return figure(
        cell_bars(cells, len(weeks)),
        **cell_layout(heads, names, row_height=34 if wide else 46, head=32 if wide else 48),
    )


def _table(plan: pd.DataFrame, pillars: pd.DataFrame, totals: ContentTotals, start: dt.date, _: Words) -> Table:
    purposes, rows = purpose_words(_), pillars.set_index("pillar")
    weeks = _weeks(plan, start, _)
    cells = [
        (
            str(pillar),
            purposes[str(rows.loc[pillar, "purpose"])],
            *(_.number(int(posts)) for posts in plan.loc[pillar]),
            _.percent(totals.shares[str(pillar)]),
        )
        for pillar in plan.index
    ]
    counts = [_.number(posts) for posts in totals.promotional_by_week]
    last = (_("Promotional posts"), "", *counts, _.percent(totals.promotional_share))
    columns = (_("Pillar"), _("Purpose"), *weeks, _("Share"))
    return Table(columns, (*cells, last), tuple(range(2, len(columns))))
