"""A card of published windows as other clocks show them."""

import datetime as dt

import pandas as pd

from strategy_kit.figures.card import Card, Names, Table
from strategy_kit.figures.shapes.template import source_cards
from strategy_kit.frames import WallTimeRow, rows_of
from strategy_kit.i18n import Words


def wall_times_card(times: pd.DataFrame, names: Names, sources: pd.DataFrame, _: Words) -> Card:
    """Compare windows on several clocks, the first being the reference: `times` is `clocks.wall_times`."""
    first = times["starts_at"].iloc[0].date() if len(times) else dt.date.min
    monday = first - dt.timedelta(days=first.weekday())
    clocks = list(dict.fromkeys(times["clock"]))
    windows = dict.fromkeys(zip(times["source"], times["platform"], strict=True))
    return Card(
        key="wall-times",
        title=_title(times, clocks, _),
        subtitle=_("Published windows, in the week of {day}", day=_.date(monday)) if len(times) else "",
        how=_(
            "The clocks of two places do not change on the same Sundays, so that one published hour falls at another "
            "hour of yours for some weeks of the year."
        ),
        sources=source_cards(times["source"], sources, _),
        table=Table(
            (_("Platform"), *(_("Clock of {place}", place=_.zone(clock)) for clock in clocks)),
            tuple(
                (names.get(platform, platform), *(_spans(times, source, platform, clock, _) for clock in clocks))
                for source, platform in windows
            ),
        ),
    )


def _title(times: pd.DataFrame, clocks: list[str], _: Words) -> str:
    if not len(times):
        return _("No window is published on a clock that can be converted")
    first = times[(times["source"] == times["source"].iloc[0]) & (times["weekday"] == times["weekday"].iloc[0])]
    by_clock = dict(zip(first["clock"], first["starts_at"], strict=False))
    places = [_("{time} in {place}", time=_.time(by_clock[clock].time()), place=_.zone(clock)) for clock in clocks]
    return _("{one} is {others}", one=places[0], others=_.all_of(places[1:])) if len(places) > 1 else places[0]


def _spans(times: pd.DataFrame, source: str, platform: str, clock: str, _: Words) -> str:
    rows = times[(times["source"] == source) & (times["platform"] == platform) & (times["clock"] == clock)]
    days: dict[tuple[dt.time, dt.time], list[int]] = {}
    for row in rows_of(rows, WallTimeRow):
        days.setdefault((row.starts_at.time(), row.ends_at.time()), []).append(row.starts_at.isoweekday())
    return _.apart(_span(weekdays, *hours, _) for hours, weekdays in days.items())


def _span(weekdays: list[int], start: dt.time, end: dt.time, _: Words) -> str:
    fields = {"days": _.weekdays(weekdays), "start": _.time(start), "end": _.time(end)}
    if end <= start:
        return _("{days}, {start} to {end} of the next day", **fields)
    return _("{days}, {start} to {end}", **fields)
