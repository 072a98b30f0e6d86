"""The card of the content plan: how many posts of each pillar stand in each week, asks within the cap."""

import datetime as dt

import pandas as pd

from strategy_kit.cards import Card, Table
from strategy_kit.communication import least_posts_to_ask
from strategy_kit.figures.communication import purpose_words
from strategy_kit.i18n import Words


def content_plan_card(plan: pd.DataFrame, pillars: pd.DataFrame, cap: float, start: dt.date, _: Words) -> Card:
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
    """
    asks = pillars.set_index("pillar")["asks"]
    asked, total = int(plan[asks].to_numpy().sum()), int(plan.to_numpy().sum())
    week = int(plan.iloc[:, 0].sum()) if plan.shape[1] else 0
    return Card(
        key="content-plan",
        title=_title(asked, total, bool(asks.any()), _),
        subtitle=_("Posts of each pillar in each week, {n} a week: the least your rhythm asks for", n=week),
        table=_table(plan, pillars, start, _),
        how=_(
            "Each week keeps the cap; over the weeks each pillar comes to its share. The calendar places these posts; "
            "where hours or holidays leave fewer in a week, its own counts hold."
        ),
        alert=_silent(asked, bool(asks.any()), cap, week, _),
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


def _silent(asked: int, may_ask: bool, cap: float, week: int, _: Words) -> str:
    """Say from how many posts a week the cap lets one ask, where it lets none."""
    least = least_posts_to_ask(cap)
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


def _table(plan: pd.DataFrame, pillars: pd.DataFrame, start: dt.date, _: Words) -> Table:
    purposes, rows = purpose_words(_), pillars.set_index("pillar")
    weeks = [
        _("Week of {day}", day=_.date(start + dt.timedelta(weeks=int(week) - 1), "d MMM")) for week in plan.columns
    ]
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
