"""The calendar as a list, the hours each person gives to it, and the duty roster: who answers when, and for whom."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import pandas as pd

from strategy_kit.calendar.workload import WORK
from strategy_kit.figures.card import Card, Drawing, Key, Names, Table, drawings, table_of
from strategy_kit.figures.shapes.template import clean_label, figure
from strategy_kit.frames import WorkloadRow, rows_of
from strategy_kit.i18n import Words
from strategy_kit.labels.calendar import work_share_words
from strategy_kit.labels.communication import format_words
from strategy_kit.model import InboxCheck, ResponseWindow, Slot

NAMED = 3
"""Of the people closest to their limit."""
WORK_TOKENS = {"making": "@q2", "watching": "@q4", "monitoring": "@q6"}


def time_span(placed: ResponseWindow | InboxCheck, _: Words) -> str:
    """
    Write from when to when somebody answers.

    >>> day = {"day": "2027-01-04", "time": "23:30", "zone": "Europe/Paris"}
    >>> window = ResponseWindow(slot="s1", person="Ann", minutes=60, **day)
    >>> time_span(window, Words("en"))
    '23:30–00:30'
    """
    return f"{_.time(placed.time)}–{_.time(placed.ends_at.time())}"


def answering(window: ResponseWindow, _: Words) -> str:
    """Write from when to when a person answers, and who."""
    return f"{time_span(window, _)} {window.person}"


def watches_by_post(watches: Iterable[ResponseWindow]) -> Mapping[str, Sequence[ResponseWindow]]:
    """Return the response windows of each post, by its id, in the order given."""
    found: dict[str, list[ResponseWindow]] = {}
    for watch in watches:
        found.setdefault(watch.slot, []).append(watch)
    return found


def agenda(
    slots: Sequence[Slot],
    watches: Sequence[ResponseWindow],
    names: Names,
    _: Words,
    campaigns: Mapping[str, Sequence[str]] | None = None,
) -> Table:
    """
    List the posts in order of time, with who prepares each, and who answers until when.

    Parameters
    ----------
    slots, watches, names, _
        Posts and response windows, names of platforms, words.
    campaigns : mapping of post to names, optional
        `campaign_posts.campaign_posts`; without any there is no such column.
    """
    windows, of = watches_by_post(watches), campaigns or {}
    campaign = (_("Campaign"), lambda slot: ", ".join(of.get(slot.id, ())))
    return table_of(
        [slot for slot in slots if not slot.cancelled],
        (_("Day"), lambda slot: _.date(slot.day, "yMMMEd")),
        (_("Time"), lambda slot: _.time(slot.time)),
        (_("Platform"), lambda slot: names[slot.platform]),
        (_("Pillar"), lambda slot: slot.pillar),
        *([campaign] if of else ()),
        (_("Format"), lambda slot: format_words(_)[slot.format]),
        (_("Who prepares"), lambda slot: slot.owner),
        (
            _("Who answers"),
            lambda slot: ", ".join(answering(w, _) for w in windows.get(slot.id, ())) or _("no one available"),
        ),
        (_("Studies"), lambda slot: _.number(slot.studies)),
        numeric=(8 if of else 7,),
    )


def workload_card(
    hours: pd.DataFrame, fullest: pd.DataFrame, spare: float, busiest: Sequence[str], work_share: float, _: Words
) -> Card:
    """
    Show what each person gives in the fullest week, beside what they have.

    Parameters
    ----------
    hours, fullest
        `frames.WorkloadRow`, of all weeks and of `workload.fullest_week`.
    spare, busiest
        `workload.spare_minutes` and `workload.busiest_people` of the fullest week.
    work_share : float
        Share of a response window that is work, in [0, 1].
    """
    rows = fullest.set_index("person")
    outline = _("The outline shows the hours each person has; the empty part is still free.")
    title = _("No working hours planned yet")
    if busiest:
        title = _("{spare} left for the team in its busiest week", spare=_.hours(spare))
        if len(busiest) < len(rows):
            who = _.all_of(busiest) if len(busiest) <= NAMED else _("{n} people", n=len(busiest))
            title = _("{left}; closest to the limit: {who}", left=title, who=who)
    return Card(
        key="hours",
        title=title,
        subtitle=_("Hours per person in the team’s busiest week, compared with the hours available"),
        **drawings(_hours, rows, _),
        legend=(
            Key(_("creating posts"), "@q2"),
            Key(_("answering"), "@q4"),
            *((Key(_("inbox checks"), "@q6"),) if rows["monitoring"].any() else ()),
            Key(_("still free"), "@line-control", "outline"),
        ),
        how=" ".join(filter(None, (outline, work_share_words(work_share, _)))),
        table=Table(
            (
                _("Week of"),
                _("Person"),
                _("Creating posts"),
                _("Answering"),
                _("Inbox checks"),
                _("Total"),
                _("Available"),
            ),
            tuple(
                (_week_words(row.week, row.days, _), row.person, *(_.hours(getattr(row, name)) for name in WORK))
                for row in rows_of(hours, WorkloadRow)
            ),
            (2, 3, 4, 5, 6),
        ),
    )


def _week_words(week: dt.date, days: int, _: Words) -> str:
    """Name a week by its Monday, and how many of its days the plan has if it cuts it."""
    monday = _.date(week, "yMMMd")
    return monday if days == 7 else _.plural("{week} (one day)", "{week} ({n} days)", days, week=monday)


def _hours(rows: pd.DataFrame, _: Words, *, wide: bool) -> Drawing:
    people = [clean_label(str(person)) for person in rows.index]
    ends = [
        _("{spent} of {available}", spent=_.hours(row.total), available=_.hours(row.available))
        for row in rows_of(rows, WorkloadRow)
    ]
    bar = {"type": "bar", "orientation": "h", "y": people, "hoverinfo": "skip"}
    outline = {"color": "rgba(0,0,0,0)", "line": {"width": 1, "color": "@line-control"}}
    widest = max([60.0, *rows["available"]]) / 60
    work = rows[list(WORK_TOKENS)] / 60
    starts = work.cumsum(axis=1).shift(axis=1, fill_value=0.0)
    traces: list[dict[str, Any]] = [
        *(
            {**bar, "x": work[name].tolist(), "marker": {"color": token}, "base": starts[name].tolist()}
            for name, token in WORK_TOKENS.items()
        ),
        {**bar, "x": (rows["available"] / 60).tolist(), "marker": outline, "base": 0},
        {
            "type": "scatter",
            "mode": "text",
            "x": [hours / 60 for hours in rows["available"]],
            "y": people,
            "text": [f"  {end}" for end in ends],
            "textposition": "middle right",
            "textfont": {"size": 12, "color": "@ink"},
            "hoverinfo": "skip",
        },
    ]
    return figure(
        traces,
        height=34 * max(len(rows), 1) + 12,
        barmode="overlay",
        xaxis={"visible": False, "showgrid": False, "range": [0, widest * (1.2 if wide else 1.75)]},
        yaxis={"showgrid": False, "autorange": "reversed", "tickfont": {"size": 13, "color": "@ink"}},
    )


def duty_roster_card(
    slots: Sequence[Slot], watches: Sequence[ResponseWindow], rounds: Sequence[InboxCheck], names: Names, _: Words
) -> Card:
    """List every watch and round of a calendar in order of time; who does not own the post stands in for its owner."""
    posts = {slot.id: slot for slot in slots}
    standing_in = [watch for watch in watches if watch.person != posts[watch.slot].owner]
    lines: list[tuple[ResponseWindow | InboxCheck, str, float]] = [
        (watch, _watching(posts[watch.slot], watch, names, _), watch.work_minutes) for watch in watches
    ]
    lines += [(done, _("inbox check"), float(done.minutes)) for done in rounds]
    lines.sort(key=lambda line: (line[0].starts_at.astimezone(dt.UTC), line[0].person))
    rows = tuple(
        (_.date(placed.day, "yMMMEd"), time_span(placed, _), placed.person, what, _.hours(minutes))
        for placed, what, minutes in lines
    )
    return Card(
        key="duty",
        title=_duty_title(rows, len(standing_in), _),
        subtitle=_(
            "Who answers when: response windows after posts, inbox checks in between, and the minutes "
            "that count as work"
        ),
        table=Table((_("Day"), _("From, until"), _("Who"), _("What"), _("Work")), rows, (4,)),
        folded=True,
    )


def _watching(slot: Slot, watch: ResponseWindow, names: Names, _: Words) -> str:
    platform = names.get(slot.platform, slot.platform)
    if watch.person != slot.owner:
        return _("answers on {platform} for {owner}", platform=platform, owner=slot.owner)
    return _("answers on {platform}", platform=platform)


def _duty_title(rows: Sequence[tuple[str, ...]], standing_in: int, _: Words) -> str:
    people = {row[2] for row in rows}
    if not rows:
        return _("No response windows planned yet")
    if standing_in:
        return _.plural(
            "Response rota: a colleague answers for the owner once",
            "Response rota: a colleague answers for the owner {n} times",
            standing_in,
        )
    return _.plural("Response rota: one person answers", "Response rota: {n} people take turns to answer", len(people))
