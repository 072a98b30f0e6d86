"""Consideration 4: when to post, and who answers."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from strategy_kit.evidence.findings import share_expecting_answer
from strategy_kit.model import Brief
from strategy_kit.pages.calendar.proof import explanation, proof_foot
from strategy_kit.pages.calendar.rules import rules, together_group
from strategy_kit.pages.choices import choice_column
from strategy_kit.session.session import Session
from strategy_kit.text import one_line
from strategy_kit.views.calendar import duty_roster_view, heat_views, month_view, slot_opinions_view, workload_view
from strategy_kit.views.shared import claims_view, platform_names
from strategy_kit.widgets.form import Group, boxed, choice, explained, flag, slider, span, table, toggle
from strategy_kit.widgets.panel import Panel

ALL_STUDIES = ("all",)
REPLY_TARGETS = (15, 30, 60, 120, 240, 480, 1440)


def heat_panel(session: Session) -> Panel:
    """Let people choose studies and how their clocks are read; show the heat."""
    return Panel(session, [reading_group(session)], [heat_views], settings=reading_line)


def calendar_panel(session: Session) -> Panel:
    """Let people set the rhythm and the team; show the calendar that is best under it."""
    return Panel(
        session,
        [rhythm_group(session), days_group(session), together_group(session)],
        [month_view, workload_view, duty_roster_view, slot_opinions_view],
        editors=[team_group(session), cadence_group(session), rules(session)],
        settings=rhythm_line,
        foot=proof_foot,
        below=[explanation(session)],
    )


def calendar_page(session: Session) -> Panel:
    """Return the whole consideration in one panel."""
    return Panel(
        session,
        [reading_group(session), rhythm_group(session), days_group(session), together_group(session)],
        [month_view, workload_view, duty_roster_view, heat_views, slot_opinions_view, claims_view(4)],
        settings=rhythm_line,
        foot=proof_foot,
        below=[explanation(session), team_group(session), cadence_group(session), rules(session)],
    )


def reading_group(session: Session) -> Group:
    """Whose clock, which studies."""
    _ = session.words
    reading = toggle(
        session,
        _("Clock of the studies"),
        lambda brief: brief.reading or session.workings.reading,
        lambda brief, value: {"reading": value},
        [(_("Audience’s"), "audience"), (_("Study’s"), "instant")],
    )
    studies = choice(
        session,
        _("Studies taken into account"),
        lambda brief: ALL_STUDIES if brief.studies is None else brief.studies,
        lambda brief, value: {"studies": None if value == ALL_STUDIES else value},
        _study_sets(session),
        lambda own: _("Your own choice: {n}", n=len(own)),
    )
    unknown = flag(
        session,
        _("Allow hours that no study speaks of"),
        lambda brief: brief.unknown_hours,
        lambda brief, value: {"unknown_hours": value},
    )
    clock_help = _(
        "Audience’s: 13:00 in a study means 13:00 where your customers live. "
        "Study’s: the very moment, converted to your clock."
    )
    count_help = _("Studies that repeat one another count once.")
    return Group(_("What we read"), [*explained(reading, clock_help), *explained(studies, count_help), unknown])


def rhythm_group(session: Session) -> Group:
    """Posts a week and a day, spacing, hours allowed."""
    _ = session.words
    weekly = span(
        session,
        _("Posts a week and platform, least and most"),
        lambda brief: (_rule(brief)["posts_per_week_low"], _rule(brief)["posts_per_week_high"]),
        lambda brief, value: _with_rule(brief, posts_per_week_low=value[0], posts_per_week_high=value[1]),
        least=0,
        most=21,
    )
    daily = slider(
        session,
        _("Posts a day and platform, at most"),
        lambda brief: _rule(brief)["posts_per_day"],
        lambda brief, value: _with_rule(brief, posts_per_day=value),
        least=1,
        most=5,
    )
    spacing = slider(
        session,
        _("Spacing on one platform (hours)"),
        lambda brief: _rule(brief)["spacing_hours"],
        lambda brief, value: _with_rule(brief, spacing_hours=value),
        least=0.0,
        most=72.0,
        step=1.0,
    )
    hours = span(
        session,
        _("Hours of posting, from and until"),
        _posting_hours,
        _with_posting_hours,
        least=0,
        most=24,
    )
    document = _("The document says 4 or 5 a week, and also 1 or 2 a day, which is 7 to 14: both cannot hold.")
    return Group(_("The rhythm"), [*explained(weekly, document), daily, spacing, hours])


def days_group(session: Session) -> Group:
    """Reply target, closed days, cap."""
    _ = session.words
    reply = choice(
        session,
        _("Answer within"),
        lambda brief: brief.reply_target_minutes,
        lambda brief, value: {"reply_target_minutes": value},
        [(_.hours(minutes), minutes) for minutes in REPLY_TARGETS],
        _.hours,
    )
    holidays = flag(
        session,
        _("No posts on public holidays"),
        lambda brief: brief.holidays_off,
        lambda brief, value: {"holidays_off": value},
    )
    closed = [
        flag(
            session,
            _("Closed on {day}", day=_.weekday(day)),
            lambda brief, day=day: day in brief.closed_weekdays,  # type: ignore[misc]
            lambda brief, value, day=day: {  # type: ignore[misc]
                "closed_weekdays": tuple(sorted(set(brief.closed_weekdays) ^ {day}))
            },
        )
        for day in range(1, 8)
    ]
    expected = _(
        "{share} of people who write to a brand on Twitter expect an answer within the hour (2013).",
        share=_.percent(share_expecting_answer(session.workings.evidence.response_times, within_minutes=60)),
    )
    return Group(_("Answers and days off"), [*explained(reply, expected), holidays, *closed])


def team_group(session: Session) -> Group:
    """Who, with which hours, on duty when."""
    _ = session.words
    days: list[dict[str, Any]] = [
        {"key": f"d{day}", "word": _.weekday(day, "short"), "kind": "flag", "width": "34px"} for day in range(1, 8)
    ]
    columns: list[dict[str, Any]] = [
        {"key": "name", "word": _("Who"), "kind": "text"},
        {"key": "hours_per_week", "word": _("Hours a week"), "kind": "number"},
        {"key": "start", "word": _("On duty from"), "kind": "time"},
        {"key": "end", "word": _("until"), "kind": "time"},
        *days,
    ]
    editor = table(session, columns, _team_rows, _team_of, add=_("Add a person or another duty"), least=1, most=40)
    return boxed(
        _("Who posts and answers, and when"),
        [editor],
        _("A role will do for a name. Two rows with the same name are two duties of one person."),
    )


def cadence_group(session: Session) -> Group:
    """A rhythm of its own for a platform."""
    _ = session.words

    def columns() -> list[dict[str, Any]]:
        names = platform_names(session.workings)
        offered = {key: names[key] for key in session.workings.utilities.values.index}
        return [choice_column("platform", _("Platform"), offered, names), *limits]

    limits: list[dict[str, Any]] = [
        {"key": "posts_per_week_low", "word": _("Least a week"), "kind": "number"},
        {"key": "posts_per_week_high", "word": _("Most a week"), "kind": "number"},
        {"key": "posts_per_day", "word": _("Most a day"), "kind": "number"},
        {"key": "spacing_hours", "word": _("Hours between"), "kind": "number"},
    ]
    editor = table(session, columns, _own_rules, _with_own_rules, add=_("Add a platform"))
    return boxed(
        _("A rhythm of its own"), [editor], _("Platforms listed here leave the general rhythm and follow their own.")
    )


def reading_line(session: Session) -> str:
    """Say how the reading is set, in one line."""
    _, workings, studies = session.words, session.workings, session.plan.brief.studies
    return _("Set: {n} studies", n=workings.windows["source"].nunique() if studies is None else len(studies))


def rhythm_line(session: Session) -> str:
    """Say how the rhythm is set, in one line."""
    _, brief = session.words, session.plan.brief
    rule = _rule(brief)
    return _(
        "Set: {low} to {high} a week, answers within {reply}",
        low=rule["posts_per_week_low"],
        high=rule["posts_per_week_high"],
        reply=_.hours(brief.reply_target_minutes),
    )


def _study_sets(session: Session) -> list[tuple[str, tuple[str, ...]]]:
    """All, the document alone, those of the last years, those read at their producer."""
    _, sources = session.words, session.workings.evidence.sources
    speaking = sources[sources["key"].isin(session.workings.evidence.windows["source"])]
    recent = speaking[speaking["year"].fillna(0) >= session.today.year - 5]
    first_hand = speaking[speaking["quality"] == "A"]
    sets: list[tuple[str, tuple[str, ...]]] = [
        (_("All {n} sources", n=len(speaking)), ALL_STUDIES),
        (_("The document alone"), ("document",)),
        (_("Of the last five years: {n}", n=len(recent)), tuple(recent["key"])),
        (_("Read at their producer: {n}", n=len(first_hand)), tuple(first_hand["key"])),
    ]
    return sets


def _rule(brief: Brief) -> dict[str, Any]:
    rules = {rule.platform: rule for rule in brief.cadence}
    return dict(rules.get("all", brief.cadence[0]))


def _with_rule(brief: Brief, **values: object) -> dict[str, object]:
    general = {**_rule(brief), **values, "platform": "all"}
    return {"cadence": [general, *(rule for rule in brief.cadence if rule.platform != "all")]}


def _own_rules(brief: Brief) -> list[dict[str, Any]]:
    return [dict(rule) for rule in brief.cadence if rule.platform != "all"]


def _with_own_rules(brief: Brief, rows: Sequence[dict[str, Any]]) -> dict[str, object]:
    general = _rule(brief)
    own = [
        {**general, **{key: value for key, value in row.items() if value is not None}}
        for row in rows
        if row["platform"]
    ]
    return {"cadence": [{**general, "platform": "all"}, *own]}


def _posting_hours(brief: Brief) -> tuple[int, int]:
    return brief.posting_from.hour, brief.posting_until.hour + bool(brief.posting_until.minute)


def _with_posting_hours(brief: Brief, hours: tuple[int, int]) -> dict[str, object]:
    """Take the end that was moved; the other keeps its quarters of an hour."""
    start, end = _posting_hours(brief)
    return {
        "posting_from": brief.posting_from if hours[0] == start else dt.time(hours[0]),
        "posting_until": brief.posting_until if hours[1] == end else _until(hours[1]),
    }


def _until(hour: int) -> dt.time:
    return dt.time(hour) if hour < 24 else dt.time(23, 45)


def _team_rows(brief: Brief) -> list[dict[str, Any]]:
    return [
        {
            "name": person.name,
            "hours_per_week": person.hours_per_week,
            "start": duty.start.isoformat("minutes"),
            "end": duty.end.isoformat("minutes"),
            **{f"d{day}": day in duty.weekdays for day in range(1, 8)},
        }
        for person in brief.team
        for duty in person.duty
    ]


def _team_of(brief: Brief, rows: Sequence[dict[str, Any]]) -> dict[str, object]:
    """Read the rows back: those with one name are one person, whose zone and days off are kept."""
    known = {person.name: person for person in brief.team}
    people: dict[str, dict[str, Any]] = {}
    for row in rows:
        name = one_line(row["name"])
        kept = known.get(name)
        person = people.setdefault(
            name,
            {
                "name": name,
                "hours_per_week": row["hours_per_week"] if row["hours_per_week"] is not None else 0.0,
                "zone": kept.zone if kept else None,
                "days_off": kept.days_off if kept else (),
                "duty": [],
            },
        )
        weekdays = [day for day in range(1, 8) if row[f"d{day}"]]
        person["duty"].append({"weekdays": weekdays, "start": row["start"] or "09:00", "end": row["end"] or "18:00"})
    return {"team": list(people.values())}
