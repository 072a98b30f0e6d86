"""The heat map in the report: a table per platform, a cell per hour."""

import zoneinfo
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import pandas as pd

from strategy_kit.frames import HeatRow, rows_of
from strategy_kit.i18n import Words
from strategy_kit.labels.calendar import opinion_class, opinion_words
from strategy_kit.model import Plan, live_slots

MARKS = ("−−", "−", "±", "+", "++")


@dataclass(frozen=True)
class HeatCell:
    """One hour: its class in the style sheet, mark and words; whether a post starts in it."""

    colour: str
    mark: str
    words: str
    chosen: bool


@dataclass(frozen=True)
class HeatTable:
    """The week of one platform: hours across, weekdays down."""

    name: str
    days: tuple[tuple[str, tuple[HeatCell, ...]], ...]


def heat_tables(heat: pd.DataFrame, plan: Plan, names: Mapping[str, str], _: Words) -> Iterator[tuple[str, HeatTable]]:
    """Yield each platform of the plan with its table; `heat` is `frames.HeatRow`, in the team's zone."""
    zone = zoneinfo.ZoneInfo(plan.brief.team_zone)
    starts = [(slot.platform, slot.starts_at.astimezone(zone)) for slot in live_slots(plan)]
    chosen = {(platform, start.isoweekday(), start.hour) for platform, start in starts}
    rows = {(row.platform, row.weekday, row.hour): row for row in rows_of(heat, HeatRow)}
    for platform in plan.platforms:
        if any(platform == row_platform for row_platform, _weekday, _hour in rows):
            week = {day: [(platform, day, hour) for hour in range(24)] for day in range(1, 8)}
            days = (
                (_.weekday(day), tuple(_cell(rows.get(hour), hour in chosen, _) for hour in hours))
                for day, hours in week.items()
            )
            yield platform, HeatTable(names[platform], tuple(days))


def legend(_: Words) -> tuple[tuple[str, str, str], ...]:
    """Return the classes from good to unknown: class of the style sheet, mark and word."""
    words = opinion_words(_)
    known = tuple((f"s{place + 1}", MARKS[place], words[place]) for place in (4, 3, 2, 1, 0))
    return (*known, ("unknown", "", _("unknown: no study")))


def _cell(row: HeatRow | None, chosen: bool, _: Words) -> HeatCell:
    if row is None or pd.isna(row.support):
        return HeatCell("unknown", "", _("unknown"), chosen)
    place = opinion_class(row.support)
    opinion = opinion_words(_)[place]
    words = _.plural("{opinion}, one study", "{opinion}, {n} studies", row.studies, opinion=opinion)
    return HeatCell(f"s{place + 1}", MARKS[place], words, chosen)
