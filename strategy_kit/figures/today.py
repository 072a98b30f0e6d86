"""Cards of today: what interrupts beside what the plan does, and the document's contrast of the two ways."""

import math

import pandas as pd

from strategy_kit.cards import Card, Figure, Key, Table
from strategy_kit.communication import Effort
from strategy_kit.figures.base import figure, source_cards
from strategy_kit.figures.communication import ASKS, GIVES, strip_piece
from strategy_kit.figures.rows import row_layout
from strategy_kit.i18n import Words


def today_card(effort: Effort, activities: pd.DataFrame, plan_hours: float | None, _: Words) -> Card:
    """
    Show how much of today's effort interrupts people, beside the hours of the plan.

    Parameters
    ----------
    effort, activities
        `communication.today_effort` and `communication.activity_table`.
    plan_hours : float, optional
        Hours a week the plan takes, all of them among people who chose to follow. Absent: not known yet.
    """
    drawn = len(activities) > 0 or bool(plan_hours)
    return Card(
        key="today",
        title=_today_title(effort, _),
        subtitle=_("Hours a week, by whether people chose to hear from you"),
        figure=_hours_drawing(effort, plan_hours, _, wide=True) if drawn else None,
        narrow=_hours_drawing(effort, plan_hours, _, wide=False) if drawn else None,
        legend=(Key(_("interrupts"), ASKS), Key(_("invited"), GIVES)) if drawn else (),
        how=_(
            "What is sent out to people who did not ask for it interrupts; what people come to, or signed up for, is "
            "invited. The plan’s hours come on top unless you stop something."
        ),
        note=_money(effort, _),
        table=_activity_rows(activities, _) if len(activities) else None,
    )


def contrast_card(contrast: pd.DataFrame, sources: pd.DataFrame, _: Words) -> Card:
    """
    Show the document's contrast of the social space and traditional marketing.

    Parameters
    ----------
    contrast, sources : DataFrame
        `data.load_contrast`, `data.load_sources`.
    """
    lang, silent = _.lang, _("the document says nothing")
    rows = contrast.to_dict("records")
    return Card(
        key="contrast",
        title=_.plural(
            "Asked in, or breaking in: one difference the document sees",
            "Asked in, or breaking in: {n} differences the document sees",
            len(rows),
        ),
        subtitle=_("What the document says of each; a way of looking at things, not a measurement"),
        sources=source_cards(contrast["source"], sources, _),
        table=Table(
            (_("Aspect"), _("In the social space"), _("In traditional marketing")),
            tuple(
                (row[f"aspect_{lang}"], row[f"social_{lang}"] or silent, row[f"traditional_{lang}"] or silent)
                for row in rows
            ),
        ),
    )


def _today_title(effort: Effort, _: Words) -> str:
    if not effort.activities:
        return _("What you do today is not listed yet")
    if math.isnan(effort.hours_share):
        return _("The hours of what you do today are not filled in yet")
    if effort.hours_share == 0:
        return _("Nothing you do today interrupts people")
    return _("{share} of today’s hours go into interrupting people", share=_.percent(effort.hours_share))


def _hours_drawing(effort: Effort, plan_hours: float | None, _: Words, *, wide: bool) -> Figure:
    today = effort.hours_interrupting + effort.hours_inviting
    names, totals = [_("Today")], [today]
    pieces = [(effort.hours_interrupting, True, 0), (effort.hours_inviting, False, 0)]
    if plan_hours is not None:
        names, totals = [*names, _("The plan")], [*totals, plan_hours]
        pieces.append((plan_hours, False, 1))
    words = {True: _("interrupts"), False: _("invited")}
    traces = []
    for hours, interrupts, row in pieces:
        length = _.hours(60 * hours)
        said = f"{names[row]}<br>" + _("{what}: {time}", what=words[interrupts], time=length)
        traces.append({**strip_piece(hours, length, said, interrupts, row), "width": 0.62 if wide else 0.4})
    layout = row_layout(
        names,
        [_.hours(60 * total) for total in totals],
        wide=wide,
        ticks={},
        end=max([*totals, 0.01]),
        domain=(0, 0.86),
    )
    return figure([trace for trace in traces if trace["x"][0] > 0], **{**layout, "barmode": "stack"})


def _money(effort: Effort, _: Words) -> str:
    if not effort.activities:
        return ""
    said = []
    if not math.isnan(effort.money_share):
        said.append(_("{share} of the known spending interrupts people.", share=_.percent(effort.money_share)))
    if effort.cost_unknown:
        said.append(
            _.plural(
                "The cost of one activity out of {all} is unknown, not zero.",
                "The cost of {n} activities out of {all} is unknown, not zero.",
                effort.cost_unknown,
                all=effort.activities,
            )
        )
    return " ".join(said)


def _activity_rows(activities: pd.DataFrame, _: Words) -> Table:
    media = {"owned": _("owned"), "earned": _("earned"), "paid": _("paid")}
    columns = (_("Activity"), _("Medium"), _("What it does"), _("Hours a week"), _("Cost a month"))
    return Table(
        columns,
        tuple(
            (
                row["activity"],
                media[row["medium"]],
                _("interrupts") if row["interrupts"] else _("invited"),
                _.hours(60 * row["hours_per_week"]),
                _("unknown") if pd.isna(row["cost_per_month"]) else _.number(row["cost_per_month"]),
            )
            for row in activities.to_dict("records")
        ),
        (3, 4),
    )
