"""What the sheets of the workbook for spreadsheets hold, as rows of plain values."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

import pandas as pd

from strategy_kit.calendar.workload import plan_workload
from strategy_kit.evidence.load import load_table, load_windows
from strategy_kit.exports.entries import entries, opinion, platform_names, standing_words
from strategy_kit.figures.card import Card
from strategy_kit.figures.shapes.template import source_cards
from strategy_kit.i18n import Words
from strategy_kit.labels.communication import format_words
from strategy_kit.model import Plan

Cell = str | float | dt.datetime | dt.date
Row = tuple[Cell, ...]


@dataclass(frozen=True)
class Table:
    """
    Rows under columns (header, width in letters).

    `gone` are the places of cancelled rows; `printed` is how many columns from the left go on paper, 0 all.
    """

    columns: tuple[tuple[str, int], ...]
    rows: tuple[Row, ...]
    gone: frozenset[int] = frozenset()
    printed: int = 0


def calendar(plan: Plan, _: Words) -> Table:
    """Return one row per post, in order of time; cancelled ones stay and are marked."""
    names, formats, standings = platform_names(plan), format_words(_), standing_words(_)
    found = entries(plan)
    rows = []
    for entry in found:
        slot = entry.slot
        rows.append(
            (
                _wall(slot.starts_at),
                slot.zone,
                names[slot.platform],
                entry.title,
                slot.text,
                formats[slot.format],
                slot.owner,
                _wall(entry.answered_until) if entry.answered_until else "",
                standings[entry.standing],
                slot.pillar,
                slot.link,
                slot.image,
                ", ".join(slot.tags),
                opinion(slot, _),
                _iso(slot.starts_at),
                slot.id,
                slot.revision,
            )
        )
    columns = (
        (_("Start"), 22),
        (_("Zone"), 17),
        (_("Platform"), 13),
        (_("Title"), 30),
        (_("Text"), 44),
        (_("Format"), 12),
        (_("Owner"), 14),
        (_("Somebody answers until"), 22),
        (_("State"), 10),
        (_("Pillar"), 30),
        (_("Link"), 24),
        (_("Picture"), 24),
        (_("Tags"), 16),
        (_("What studies think of the hour"), 60),
        (_("Start, as text with its offset"), 25),
        (_("Post"), 22),
        (_("Revision"), 9),
    )
    gone = frozenset(place for place, entry in enumerate(found) if entry.standing == "cancelled")
    return Table(columns, tuple(rows), gone, printed=9)


def roster(plan: Plan, _: Words) -> Table:
    """Return who answers when: one row per watch and per daily round, in order of time."""
    names = platform_names(plan)
    turns = [
        (watch.starts_at, watch.ends_at, watch.person, names[entry.slot.platform], watch.work_minutes, entry.slot.id)
        for entry in entries(plan)
        if entry.standing != "cancelled"
        for watch in entry.watches
    ] + [
        (done.starts_at, done.ends_at, done.person, _("what came in"), float(done.minutes), "") for done in plan.rounds
    ]
    rows = tuple(
        (_wall(start), str(start.tzinfo), _wall(end), person, where, work, post, _iso(start))
        for start, end, person, where, work, post in sorted(turns, key=lambda turn: turn[0].astimezone(dt.UTC))
    )
    columns = (
        (_("From"), 22),
        (_("Zone"), 17),
        (_("Until"), 22),
        (_("Person"), 16),
        (_("Platform"), 14),
        (_("Minutes of work"), 13),
        (_("Post"), 22),
        (_("From, as text with its offset"), 25),
    )
    return Table(columns, rows)


def hours(plan: Plan, _: Words) -> Table:
    """Return the hours of each person in each ISO week: making, answering, looking in, all, and what there is."""
    rows = tuple(
        (
            f"{row.week:%G-W%V}",
            row.week,
            row.person,
            *(round(minutes / 60, 2) for minutes in (row.making, row.watching, row.monitoring, row.total)),
            "" if pd.isna(row.available) else row.available / 60,
            row.days,
        )
        for row in plan_workload(plan).itertuples(index=False)
    )
    columns = (
        (_("Week"), 10),
        (_("Monday"), 16),
        (_("Person"), 16),
        (_("Hours of making"), 13),
        (_("Hours of answering"), 13),
        (_("Hours of daily looks"), 13),
        (_("Hours in all"), 13),
        (_("Hours there are"), 13),
        (_("Days of the plan"), 13),
    )
    return Table(columns, rows)


def sources(plan: Plan, cards: Iterable[Card], _: Words) -> Table:
    """Return the sources of the cards; without cards, the studies that speak of the hours of the plan's platforms."""
    found = {source.key: source for card in cards for source in card.sources}
    if not found:
        windows = load_windows(plan.brief.studies)
        spoken = windows.loc[windows["platform"].isin(plan.platforms), "source"]
        found = {source.key: source for source in source_cards(spoken, load_table("sources"), _)}
    rows = tuple(
        (
            source.name,
            source.title,
            source.producer,
            source.when,
            source.measured,
            source.who,
            source.clock,
            source.grade,
            source.read_as,
            source.caution,
            source.url,
            source.key,
        )
        for source in found.values()
    )
    columns = (
        (_("Source"), 22),
        (_("Title"), 36),
        (_("Producer"), 18),
        (_("When"), 10),
        (_("Measured"), 30),
        (_("Who"), 34),
        (_("Clock"), 20),
        (_("Grade"), 7),
        (_("Read as"), 28),
        (_("Caution"), 40),
        (_("Address"), 36),
        (_("Key"), 20),
    )
    return Table(columns, rows)


def about(plan: Plan, written: dt.datetime | None, _: Words) -> Table:
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
    return Table(((_("What"), 22), (_("Of this plan"), 90)), rows)


def _wall(moment: dt.datetime) -> dt.datetime:
    return moment.replace(tzinfo=None)


def _iso(moment: dt.datetime) -> str:
    return moment.isoformat(timespec="minutes")
