"""Rules of the calendar: days off, inbox checks, blackouts, pinned posts, campaigns, limits switched off."""

from collections.abc import Sequence
from typing import Any

from strategy_kit.labels.calendar import constraint_kind_words
from strategy_kit.model import BlackoutRule, Brief, Campaign, DaysOff, MonitoringRule, PinnedPost
from strategy_kit.model.types import CONSTRAINT_KINDS
from strategy_kit.model.validation import validated
from strategy_kit.pages.choices import (
    choice_column,
    name_options,
    platform_column,
    ticked_weekdays,
    weekday_cells,
    weekday_columns,
)
from strategy_kit.session.session import Session
from strategy_kit.widgets.form import Group, Read, Write, boxed, explained, field, flag, slider, table
from strategy_kit.widgets.form_rows import Row, filled, given, read_rows
from strategy_kit.widgets.lazy import Disclosure

EVERYBODY = ""
"""Who is away when the business is closed: no person has an empty name."""


def coordination_group(session: Session) -> Group:
    """Spacing across platforms, cover and fair shares of the team."""
    _ = session.words
    label = _("Between two posts, whatever the platform (hours)")
    across = slider(session, label, *field("spacing_across_hours"), least=0, most=24, step=0.5)
    cover = flag(session, _("Another than the owner may answer"), *field("cover"))
    fair = flag(session, _("Share posts out as the hours are"), *field("fair_share"))
    covered = _("Then posts made in time go out while their owner is away, and a colleague answers.")
    return Group(_("Together"), [across, *explained(cover, covered), fair])


def rules_section(session: Session) -> Disclosure:
    """Every further rule, in tables that open on demand."""
    _ = session.words
    return Disclosure(
        _("Days off, pinned posts, campaigns and other rules"),
        lambda: [
            days_off_group(session),
            monitoring_group(session),
            blackout_group(session),
            pinned_group(session),
            campaigns_group(session),
            switched_off_group(session),
        ],
    )


def days_off_group(session: Session) -> Group:
    """Days off of a person, or of everybody: the business is closed."""
    _ = session.words

    def columns() -> list[dict[str, Any]]:
        people = {person.name: person.name for person in session.plan.brief.team}
        return [
            choice_column("who", _("Who"), {EVERYBODY: _("everybody: no posts"), **people}),
            {"key": "first", "word": _("First day"), "kind": "date"},
            {"key": "last", "word": _("Last day"), "kind": "date"},
            {"key": "reason", "word": _("Reason"), "kind": "text"},
        ]

    editor = table(session, columns, _days_off, _with_days_off, add=_("Add days off"), most=60)
    return boxed(_("Days off"), [editor], _("Both days are included. Public holidays are known already."))


def monitoring_group(session: Session) -> Group:
    """Daily inbox checks, posts or not."""
    _ = session.words
    columns: list[dict[str, Any]] = [
        {"key": "start", "word": _("At"), "kind": "time"},
        {"key": "minutes", "word": _("Minutes"), "kind": "number"},
        *weekday_columns(_),
    ]
    editor = table(session, columns, *_rules("monitoring", MonitoringRule), add=_("Add a look"), most=4)
    words = _("Somebody on duty does it; its minutes count as work. Closed days are left out.")
    return boxed(_("A look at what came in, each day"), [editor], words)


def blackout_group(session: Session) -> Group:
    """Blackouts: hours without posts, on all platforms or one, about all pillars or one."""
    _ = session.words

    def columns() -> list[dict[str, Any]]:
        return [
            _platforms(session, _("everywhere")),
            _pillar_column(session),
            {"key": "start", "word": _("From"), "kind": "time"},
            {"key": "end", "word": _("Until"), "kind": "time"},
            *weekday_columns(_),
        ]

    editor = table(session, columns, *_rules("never", BlackoutRule), add=_("Add a rule of never"), most=40)
    return boxed(_("Never"), [editor], _("Tick the days. Without hours the rule holds all day."))


def pinned_group(session: Session) -> Group:
    """Posts pinned to a day and time."""
    _ = session.words

    def columns() -> list[dict[str, Any]]:
        people = {person.name: person.name for person in session.plan.brief.team}
        return [
            _platforms(session),
            {"key": "day", "word": _("Day"), "kind": "date"},
            {"key": "time", "word": _("Time"), "kind": "time"},
            _pillar_column(session),
            choice_column("owner", _("Owner"), {None: _("anybody"), **people}),
        ]

    editor = table(session, columns, *_rules("pinned", PinnedPost), add=_("Pin a post"), most=60)
    return boxed(_("Pinned posts"), [editor], _("The calendar is built around them, even at hours nobody has studied."))


def campaigns_group(session: Session) -> Group:
    """Campaigns: a least number of posts in a span of days."""
    _ = session.words

    def columns() -> list[dict[str, Any]]:
        return [
            {"key": "name", "word": _("Campaign"), "kind": "text"},
            {"key": "first", "word": _("First day"), "kind": "date"},
            {"key": "last", "word": _("Last day"), "kind": "date"},
            {"key": "posts", "word": _("Posts at least"), "kind": "number"},
            _platforms(session, _("any")),
            _pillar_column(session),
        ]

    editor = table(session, columns, *_rules("campaigns", Campaign), add=_("Add a campaign"), most=20)
    return boxed(_("Campaigns"), [editor], _("Posts between the two days, both included."))


def switched_off_group(session: Session) -> Group:
    """Limits that are switched off."""
    _ = session.words
    column = choice_column("kind", _("Limit"), constraint_kind_words(_))

    def read(brief: Brief) -> list[dict[str, str]]:
        return [{"kind": kind} for kind in brief.limits_off]

    def write(_brief: Brief, rows: Sequence[Row]) -> dict[str, object]:
        return {"limits_off": tuple(dict.fromkeys(row["kind"] for row in filled(rows)))}

    editor = table(session, [column], read, write, add=_("Switch a limit off"), most=len(CONSTRAINT_KINDS))
    return boxed(_("Limits switched off"), [editor], _("To see what a limit costs. Remove the row to keep it again."))


def _platforms(session: Session, every: str = "") -> dict[str, Any]:
    return platform_column(session, session.workings.utilities.values.index, every)


def _pillar_column(session: Session) -> dict[str, Any]:
    _ = session.words
    return choice_column("pillar", _("Pillar"), {None: _("any"), **name_options(session.plan.brief, "pillars", _)})


def _rules(field: str, kind: Any) -> tuple[Read, Write]:
    """Return how a table reads and writes the rules of a field of the brief; no weekday ticked is every day."""

    def cells(row: Row) -> dict[str, Any]:
        own = {key: cell for key, cell in given(row).items() if key in kind.model_fields and cell != ""}
        days = ticked_weekdays(row) if "weekdays" in kind.model_fields else ()
        return {**own, "weekdays": days} if days else own

    def write(_brief: Brief, rows: Sequence[Row]) -> dict[str, object]:
        return {field: read_rows(rows, lambda place, row: validated(kind, cells(row), f"{field}.{place}"))}

    return lambda brief: [_row(rule) for rule in getattr(brief, field)], write


def _row(rule: Any) -> dict[str, Any]:
    cells = rule.model_dump(mode="json")
    times = {key: cells[key][:5] for key in ("start", "end", "time") if cells.get(key)}
    return {**cells, **weekday_cells(cells.get("weekdays", ())), **times}


def _days_off(brief: Brief) -> list[dict[str, Any]]:
    spans = [(EVERYBODY, span) for span in brief.blackouts]
    spans += [(person.name, span) for person in brief.team for span in person.days_off]
    return [{"who": who, **span.model_dump(mode="json")} for who, span in spans]


def _with_days_off(brief: Brief, rows: Sequence[Row]) -> dict[str, object]:
    def read(place: int, row: Row) -> tuple[str, DaysOff]:
        cells = {key: cell for key, cell in given(row).items() if key != "who"}
        return row["who"] or EVERYBODY, validated(DaysOff, cells, f"blackouts.{place}")

    spans = read_rows(rows, read)
    team = [person.changed(days_off=[span for who, span in spans if who == person.name]) for person in brief.team]
    return {"blackouts": [span for who, span in spans if who == EVERYBODY], "team": team}
