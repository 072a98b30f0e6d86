"""The tables of the spreadsheet export, as rows of plain values."""

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from strategy_kit.calendar.workload import plan_workload
from strategy_kit.evidence.load import load_table, load_windows
from strategy_kit.exports.calendar_entries import calendar_entries, opinion, platform_names, status_words
from strategy_kit.figures.card import Card
from strategy_kit.figures.shapes.template import source_cards
from strategy_kit.frames import WorkloadRow, rows_of
from strategy_kit.i18n import Words
from strategy_kit.labels.communication import format_words
from strategy_kit.model import Plan

Cell = str | float | dt.datetime | dt.date
Row = tuple[Cell, ...]


@dataclass(frozen=True)
class SheetTable:
    """
    Rows under columns (header, width in letters).

    `cancelled` are the positions of cancelled rows; `printed` the number of columns on paper, from the left, 0 for all.
    """

    columns: tuple[tuple[str, int], ...]
    rows: tuple[Row, ...]
    cancelled: frozenset[int] = frozenset()
    printed: int = 0


def _table(
    items: Sequence[Any],
    *columns: tuple[str, int, Callable[[Any], Cell]],
    cancelled: frozenset[int] = frozenset(),
    printed: int = 0,
) -> SheetTable:
    """Return a table with one row per item; a column is its header, its width and what it says of an item."""
    rows = tuple(tuple(value(item) for _header, _width, value in columns) for item in items)
    return SheetTable(tuple((header, width) for header, width, _value in columns), rows, cancelled, printed)


def calendar(plan: Plan, _: Words) -> SheetTable:
    """Return one row per post, in order of time, cancelled ones marked."""
    names, formats, statuses = platform_names(plan), format_words(_), status_words(_)
    posts = calendar_entries(plan)
    return _table(
        posts,
        (_("Start"), 22, lambda post: _wall(post.slot.starts_at)),
        (_("Zone"), 17, lambda post: post.slot.zone),
        (_("Platform"), 13, lambda post: names[post.slot.platform]),
        (_("Title"), 30, lambda post: post.title),
        (_("Text"), 44, lambda post: post.slot.text),
        (_("Format"), 12, lambda post: formats[post.slot.format]),
        (_("Owner"), 14, lambda post: post.slot.owner),
        (_("Somebody answers until"), 22, lambda post: _wall(post.answered_until) if post.answered_until else ""),
        (_("State"), 10, lambda post: statuses[post.status]),
        (_("Pillar"), 30, lambda post: post.slot.pillar),
        (_("Link"), 24, lambda post: post.slot.link),
        (_("Picture"), 24, lambda post: post.slot.image),
        (_("Tags"), 16, lambda post: ", ".join(post.slot.tags)),
        (_("What studies think of the hour"), 60, lambda post: opinion(post.slot, _)),
        (_("Start, as text with its offset"), 25, lambda post: _iso(post.slot.starts_at)),
        (_("Post"), 22, lambda post: post.slot.id),
        (_("Revision"), 9, lambda post: post.slot.revision),
        cancelled=frozenset(place for place, post in enumerate(posts) if post.status == "cancelled"),
        printed=9,
    )


def roster(plan: Plan, _: Words) -> SheetTable:
    """Return one row per response window and inbox check, in order of time."""
    names = platform_names(plan)
    turns = [
        (watch.starts_at, watch.ends_at, watch.person, names[entry.slot.platform], watch.work_minutes, entry.slot.id)
        for entry in calendar_entries(plan)
        if entry.status != "cancelled"
        for watch in entry.watches
    ] + [
        (done.starts_at, done.ends_at, done.person, _("what came in"), float(done.minutes), "") for done in plan.rounds
    ]
    return _table(
        sorted(turns, key=lambda turn: turn[0].astimezone(dt.UTC)),
        (_("From"), 22, lambda turn: _wall(turn[0])),
        (_("Zone"), 17, lambda turn: str(turn[0].tzinfo)),
        (_("Until"), 22, lambda turn: _wall(turn[1])),
        (_("Person"), 16, lambda turn: turn[2]),
        (_("Platform"), 14, lambda turn: turn[3]),
        (_("Minutes of work"), 13, lambda turn: turn[4]),
        (_("Post"), 22, lambda turn: turn[5]),
        (_("From, as text with its offset"), 25, lambda turn: _iso(turn[0])),
    )


def hours(plan: Plan, _: Words) -> SheetTable:
    """Return the work of each person in each ISO week, in hours, and the hours available."""
    return _table(
        list(rows_of(plan_workload(plan), WorkloadRow)),
        (_("Week"), 10, lambda row: f"{row.week:%G-W%V}"),
        (_("Monday"), 16, lambda row: row.week),
        (_("Person"), 16, lambda row: row.person),
        (_("Hours of making"), 13, lambda row: round(row.making / 60, 2)),
        (_("Hours of answering"), 13, lambda row: round(row.watching / 60, 2)),
        (_("Hours of daily looks"), 13, lambda row: round(row.monitoring / 60, 2)),
        (_("Hours in all"), 13, lambda row: round(row.total / 60, 2)),
        (_("Hours there are"), 13, lambda row: "" if pd.isna(row.available) else row.available / 60),
        (_("Days of the plan"), 13, lambda row: row.days),
    )


def sources(plan: Plan, cards: Iterable[Card], _: Words) -> SheetTable:
    """Return the sources of the cards; without cards, the studies of posting hours on the plan's platforms."""
    found = {source.key: source for card in cards for source in card.sources}
    if not found:
        windows = load_windows(plan.brief.studies)
        studies = windows.loc[windows["platform"].isin(plan.platforms), "source"]
        found = {source.key: source for source in source_cards(studies, load_table("sources"), _)}
    return _table(
        list(found.values()),
        (_("Source"), 22, lambda source: source.name),
        (_("Title"), 36, lambda source: source.title),
        (_("Producer"), 18, lambda source: source.producer),
        (_("When"), 10, lambda source: source.when),
        (_("Measured"), 30, lambda source: source.measured),
        (_("Who"), 34, lambda source: source.who),
        (_("Clock"), 20, lambda source: source.clock),
        (_("Grade"), 7, lambda source: source.grade),
        (_("Read as"), 28, lambda source: source.read_as),
        (_("Caution"), 40, lambda source: source.caution),
        (_("Address"), 36, lambda source: source.url),
        (_("Key"), 20, lambda source: source.key),
    )


def about(plan: Plan, written: dt.datetime | None, _: Words) -> SheetTable:
    """Return what the file is, of which plan, and how to read it."""
    names = platform_names(plan)
    stamp: tuple[Row, ...] = ((_("Written on (UTC)"), _wall(written)),) if written else ()
    agreed: Row = (_("Agreed on"), plan.agreed_on) if plan.agreed_on else (_("Agreed on"), _("not agreed yet"))
    rows: tuple[Row, ...] = (
        (_("Business"), plan.brief.name),
        (_("Scenario"), plan.scenario),
        (_("First day"), plan.start),
        (_("Last day"), plan.end - dt.timedelta(days=1)),
        (_("Platforms now"), _.all_of(names[key] for key in plan.platforms)),
        (_("Platforms later"), _.all_of(names[key] for key in plan.later)),
        (_("Agreed by"), plan.agreed_by),
        agreed,
        *stamp,
        (_("Plan"), plan.id),
        (_("Times"), _("Dates are local times of the zone beside them. The column with the offset says the instant.")),
        (_("Posts"), _("A post keeps its name when it moves. A struck-out one is cancelled.")),
        (
            _("Empty text"),
            _("Nobody has written that post yet. Files for schedulers put a draft in its place and say so."),
        ),
        (_("Changes"), _("What you change here stays here: the workbook does not read this file back.")),
    )
    return SheetTable(((_("What"), 22), (_("Of this plan"), 90)), rows)


def _wall(moment: dt.datetime) -> dt.datetime:
    return moment.replace(tzinfo=None)


def _iso(moment: dt.datetime) -> str:
    return moment.isoformat(timespec="minutes")
