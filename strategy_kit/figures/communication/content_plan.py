"""The card of the content plan: how many posts of each pillar stand in each week, asks within the cap."""

import datetime as dt

import pandas as pd

from strategy_kit.figures.card import Card, Drawing, Key, Table
from strategy_kit.figures.shapes.bars import wrapped
from strategy_kit.figures.shapes.grid import Cell, cell_bars, cell_layout
from strategy_kit.figures.shapes.template import clean_label, figure
from strategy_kit.i18n import Words
from strategy_kit.labels.communication import purpose_words

GIVES, ASKS, NONE = "@q4", "@s2", "@q6"
MOST_DATES = 8
"""Weeks whose first days fit above their columns; more are numbered."""
MOST_NARROW = 6
"""Those on a phone, the day above its month."""


def content_plan_card(
    plan: pd.DataFrame,
    pillars: pd.DataFrame,
    cap: float,
    start: dt.date,
    _: Words,
    *,
    least: int | None,
    short: bool = False,
) -> Card:
    """
    Show the posts of each pillar, week by week.

    Parameters
    ----------
    plan : DataFrame, shape (pillars, weeks)
        `communication.content_plan`.
    pillars : DataFrame
        `communication.pillar_table`.
    cap : float
        Promotion cap in [0, 1].
    start : date
        First day of the first week.
    least : int or None
        `communication.least_posts_to_promote` of the cap.
    short : bool
        `communication.promotion_falls_short`.
    """
    asks = pillars.set_index("pillar")["asks"]
    asked, total = int(plan[asks].to_numpy().sum()), int(plan.to_numpy().sum())
    week = int(plan.iloc[:, 0].sum()) if plan.shape[1] else 0
    return Card(
        key="content-plan",
        title=_title(asked, total, bool(asks.any()), _),
        subtitle=_(
            "Posts of each pillar in the week that begins on that day, {n} a week: the least your rhythm asks for",
            n=week,
        ),
        drawing=_drawing(plan, asks, start, _, wide=True) if total else None,
        narrow=_drawing(plan, asks, start, _, wide=False) if total else None,
        legend=_legend(asks, _) if total else (),
        table=_table(plan, pillars, start, _),
        how=" ".join(filter(None, (_how(short, _), _numbered(plan, start, _)))),
        alert=_silent(asked, bool(asks.any()), cap, least, week, _),
    )


def _title(asked: int, total: int, may_ask: bool, _: Words) -> str:
    if not total:
        return _("No posts are planned yet")
    if not asked:
        return (
            _("All {total} posts give; none asks", total=total)
            if not may_ask
            else _("None of the {total} posts asks", total=total)
        )
    return _.plural(
        "One of {total} posts asks for something", "{n} of {total} posts ask for something", asked, total=total
    )


def _how(short: bool, _: Words) -> str:
    counts = _("The calendar places these posts; where hours or holidays leave fewer in a week, its own counts hold.")
    if not short:
        return _("Each week keeps the cap; over the weeks each pillar comes to its share.") + f" {counts}"
    lacking = _(
        "Each week keeps the cap in whole posts, so what asks falls short of its share, and the others take its posts."
    )
    return f"{lacking} {counts}"


def _numbered(plan: pd.DataFrame, start: dt.date, _: Words) -> str:
    """Say what the numbers above the columns are, where dates do not fit."""
    if plan.shape[1] <= MOST_NARROW:
        return ""
    return _("Where columns have numbers, they are weeks in order; the first begins on {day}.", day=_.date(start))


def _silent(asked: int, may_ask: bool, cap: float, least: int | None, week: int, _: Words) -> str:
    """Say from how many posts a week the cap lets one ask, where it lets none."""
    if asked or not may_ask or not week:
        return ""
    if least is None:
        return _("A cap of {cap} lets no post ask, whatever their number.", cap=_.percent(cap))
    return _(
        "With {n} posts a week a cap of {cap} lets none ask; from {least} a week on, one may.",
        n=week,
        cap=_.percent(cap),
        least=least,
    )


def _weeks(plan: pd.DataFrame, start: dt.date, _: Words) -> list[str]:
    return [_.date(start + dt.timedelta(weeks=int(week) - 1), "d MMM") for week in plan.columns]


def _legend(asks: "pd.Series[bool]", _: Words) -> tuple[Key, ...]:
    words = {False: (_("gives"), GIVES), True: (_("asks"), ASKS)}
    return tuple(Key(*words[asking]) for asking in (False, True) if (asks == asking).any())


def _drawing(plan: pd.DataFrame, asks: "pd.Series[bool]", start: dt.date, _: Words, *, wide: bool) -> Drawing:
    weeks = _weeks(plan, start, _)
    cells = [
        Cell(
            column, line, _fill(posts, bool(asks[pillar])), _.number(posts), f"{clean_label(pillar)}<br>{weeks[column]}"
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


def _fill(posts: int, asks: bool) -> str:
    if not posts:
        return NONE
    return ASKS if asks else GIVES


def _table(plan: pd.DataFrame, pillars: pd.DataFrame, start: dt.date, _: Words) -> Table:
    purposes, rows = purpose_words(_), pillars.set_index("pillar")
    weeks = _weeks(plan, start, _)
    total = max(1, int(plan.to_numpy().sum()))
    cells = [
        (
            str(pillar),
            purposes[str(rows.loc[pillar, "purpose"])],
            *(_.number(int(posts)) for posts in plan.loc[pillar]),
            _.percent(int(plan.loc[pillar].sum()) / total),
        )
        for pillar in plan.index
    ]
    ask = plan[rows.loc[plan.index, "asks"].to_numpy(bool)]
    last = (
        _("Posts that ask"),
        "",
        *(_.number(int(posts)) for posts in ask.sum()),
        _.percent(int(ask.to_numpy().sum()) / total),
    )
    columns = (_("Pillar"), _("Purpose"), *weeks, _("Share"))
    return Table(columns, (*cells, last), tuple(range(2, len(columns))))
