"""The card of the audience's clocks: which hour it is for them while the team works, and nothing beyond that."""

import datetime as dt
from collections.abc import Sequence
from itertools import groupby

import pandas as pd

from strategy_kit.figures.card import Card, Drawing, Key, Table, drawings
from strategy_kit.figures.shapes.bars import numbered, wrapped
from strategy_kit.figures.shapes.grid import GridCell, cell_bars, cell_layout
from strategy_kit.figures.shapes.template import figure
from strategy_kit.frames import AudienceHourRow, rows_of
from strategy_kit.i18n import Words

DAY, NIGHT, PARTLY = "@q4", "@q6", "@q5"
MOST_ZONES = 6
"""Drawn; the table has all."""


def waking_hours_card(
    hours: pd.DataFrame,
    shares: "pd.Series[float]",
    span: tuple[int, int],
    clock: str,
    day: dt.date,
    shifts: Sequence[tuple[dt.date, str]],
    waking: tuple[int, int],
    _: Words,
) -> Card:
    """
    Show the audience's local hour for each hour of the team's day.

    Parameters
    ----------
    hours, shares, span
        `waking_hours.audience_hours`, `waking_hours.awake_shares` of them, and their `waking_hours.awake_span`.
    clock : IANA zone
        The team's.
    day : date
        For which it holds.
    shifts : sequence of (date, zone)
        `waking_hours.clock_shifts` within the horizon.
    waking : pair of int
        The hours of the waking day that is assumed.
    """
    zones = list(dict.fromkeys(hours["zone"]))
    ends = {"start": _hour(waking[0], _), "end": _hour(waking[1], _)}
    return Card(
        key="awake",
        title=_title(shares, span, zones, clock, _),
        subtitle=_(
            "Your customers’ local time for each hour of your team’s day (time zone: {place})", place=_.zone(clock)
        ),
        **drawings(_drawing, hours, zones[:MOST_ZONES], _),
        legend=(
            Key(_("awake: {start} to {end} local time", **ends), DAY),
            Key(_("partly awake"), PARTLY),
            Key(_("night"), NIGHT),
        ),
        how=_how(hours, zones, _),
        note=_(
            "As of {day}. When your customers are awake is an assumption ({start} to {end}; you can change "
            "it). No survey in this workbook covers when they are online; each platform’s own statistics "
            "show it for your followers. Published windows show when posts got a response, which is "
            "something else.",
            day=_.date(day),
            **ends,
        ),
        alert=_shifted(shifts, _),
        table=_table(hours, zones, shares, clock, _),
    )


def _title(shares: "pd.Series[float]", span: tuple[int, int], zones: Sequence[str], clock: str, _: Words) -> str:
    best, last = span
    if zones == [clock]:
        return _("Your customers are in your time zone; your platforms’ statistics show when followers are online")
    if shares[best] >= 1:
        return _(
            "All your customers are awake from {start} to {end}, your time (assumed waking hours)",
            start=_hour(best, _),
            end=_hour(last + 1, _),
        )
    return _(
        "At most {share} of your customers are awake at once, at {hour} your time (assumed waking hours)",
        hour=_hour(best, _),
        share=_.percent(float(shares[best])),
    )


def _hour(hour: int, _: Words) -> str:
    """Read a clock at a full hour, as the hours beside it are read: durations have an h of their own."""
    return _.time(dt.time(hour % 24))


def _how(hours: pd.DataFrame, zones: Sequence[str], _: Words) -> str:
    rows = _(
        "Each row is a place where customers live, with their share of sales; each column is an hour of your "
        "day; the number is the local hour there."
    )
    if len(zones) == 1:
        return f"{rows} " + _("On a phone, the hours run down the page.")
    shares = hours.drop_duplicates("zone").set_index("zone")["share"]
    places = numbered(f"{_.zone(zone)} ({_.percent(shares[zone])})" for zone in zones[:MOST_ZONES])
    return f"{rows} " + _("On a phone, the hours run down the page and the places are numbered: {list}.", list=places)


def _shifted(shifts: Sequence[tuple[dt.date, str]], _: Words) -> str:
    if not shifts:
        return ""
    changes = [
        _("{day} ({places})", day=_.date(day), places=_.all_of(_.zone(zone) for _day, zone in some))
        for day, some in groupby(shifts, lambda shift: shift[0])
    ]
    return _("During your plan, the time difference changes on {days}.", days=_.all_of(changes))


def _cells(hours: pd.DataFrame, zones: Sequence[str], _: Words, *, down: bool) -> list[GridCell]:
    order = sorted(set(hours["hour"]))
    cells = []
    for row in rows_of(hours[hours["zone"].isin(zones)], AudienceHourRow):
        hour, zone = order.index(row.hour), zones.index(row.zone)
        column, line = (zone, hour) if down else (hour, zone)
        local, own = row.starts_at, _hour(row.hour, _)
        word = f"{local.hour}" if not local.minute else f"{local.hour}:{local.minute:02d}"
        there = _("{time} in {place}", time=_.time(local.time()), place=_.zone(row.zone))
        fill = DAY if row.awake >= 1 else NIGHT if row.awake <= 0 else PARTLY
        cells.append(GridCell(column, line, fill, word, f"{own}<br>{there}"))
    return cells


def _drawing(hours: pd.DataFrame, zones: Sequence[str], _: Words, *, wide: bool) -> Drawing:
    """Draw places down and hours across; on a phone the other way round."""
    cells, order = _cells(hours, zones, _, down=not wide), sorted(set(hours["hour"]))
    if not wide:
        heads = [_.zone(zones[0])] if len(zones) == 1 else [str(place) for place in range(1, len(zones) + 1)]
        layout = cell_layout(heads, [_hour(hour, _) for hour in order], row_height=22)
        return figure(cell_bars(cells, len(zones)), **layout)
    shares = hours.drop_duplicates("zone").set_index("zone")["share"]
    names = [_("{place}, {share}", place=wrapped(_.zone(zone), 16, 1), share=_.percent(shares[zone])) for zone in zones]
    return figure(cell_bars(cells, len(order)), **cell_layout(list(map(str, order)), names))


def _table(hours: pd.DataFrame, zones: Sequence[str], shares: "pd.Series[float]", clock: str, _: Words) -> Table:
    times = hours.set_index(["hour", "zone"])["starts_at"]
    rows = [
        (_hour(int(hour), _), *(_.time(times[hour, zone].time()) for zone in zones), _.percent(float(shares[hour])))
        for hour in shares.index
    ]
    columns = (
        _("Your time ({place})", place=_.zone(clock)),
        *(_.zone(zone) for zone in zones),
        _("Customers awake (assumed)"),
    )
    return Table(columns, tuple(rows), tuple(range(1, len(columns))))
