"""The rules of the calendar beyond its rhythm: never, pinned, campaigns, rounds, days off, limits switched off."""

from collections.abc import Mapping, Sequence
from typing import Any

from strategy_kit.i18n import Words
from strategy_kit.labels.calendar import limit_kind_words
from strategy_kit.model import BlackoutRule, Brief, Campaign, DaysOff, MonitoringRule, PinnedPost
from strategy_kit.model.types import LIMIT_KINDS
from strategy_kit.model.validation import validated
from strategy_kit.pages.choices import choice_column, entries
from strategy_kit.session.session import Session
from strategy_kit.views.shared import platform_names
from strategy_kit.widgets.form import Group, boxed, explained, flag, slider, table
from strategy_kit.widgets.form_rows import Row, each, filled, given
from strategy_kit.widgets.lazy import Opened

EVERYBODY = ""
"""Who is away when the business is closed: no person has an empty name."""
WEEKDAYS = range(1, 8)


def together_group(session: Session) -> Group:
    """How the team shares posts and answers, and how far apart posts stand whatever their platform."""
    _ = session.words
    across = slider(
        session,
        _("Between two posts, whatever the platform (hours)"),
        lambda brief: brief.spacing_across_hours,
        lambda brief, value: {"spacing_across_hours": value},
        least=0.0,
        most=24.0,
        step=0.5,
    )
    cover = flag(
        session,
        _("Another than the owner may answer"),
        lambda brief: brief.cover,
        lambda brief, value: {"cover": value},
    )
    fair = flag(
        session,
        _("Share posts out as the hours are"),
        lambda brief: brief.fair_share,
        lambda brief, value: {"fair_share": value},
    )
    covered = _("Then posts made in time go out while their owner is away, and a colleague answers.")
    return Group(_("Together"), [across, *explained(cover, covered), fair])


def rules(session: Session) -> Opened:
    """Every further rule, in tables, when somebody opens them."""
    _ = session.words
    return Opened(
        _("Days off, pinned posts, campaigns and other rules"),
        lambda: [
            days_off_group(session),
            monitoring_group(session),
            never_group(session),
            pinned_group(session),
            campaigns_group(session),
            switched_off_group(session),
        ],
    )


def days_off_group(session: Session) -> Group:
    """Who is away, from when to when; everybody: the business is closed."""
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
    """When somebody looks at what came in, posts or not."""
    _ = session.words
    columns: list[dict[str, Any]] = [
        {"key": "start", "word": _("At"), "kind": "time"},
        {"key": "minutes", "word": _("Minutes"), "kind": "number"},
        *_weekday_columns(_),
    ]
    write = _written("monitoring", MonitoringRule)
    editor = table(session, columns, _rows("monitoring"), write, add=_("Add a look"), most=4)
    return boxed(
        _("A look at what came in, each day"),
        [editor],
        _("Somebody on duty does it; its minutes count as work. Closed days are left out."),
    )


def never_group(session: Session) -> Group:
    """When not to post, at all or on one platform or about one thing."""
    _ = session.words

    def columns() -> list[dict[str, Any]]:
        return [
            _platform_column(session, _("everywhere")),
            _pillar_column(session),
            {"key": "start", "word": _("From"), "kind": "time"},
            {"key": "end", "word": _("Until"), "kind": "time"},
            *_weekday_columns(_),
        ]

    editor = table(
        session, columns, _rows("never"), _written("never", BlackoutRule), add=_("Add a rule of never"), most=40
    )
    return boxed(_("Never"), [editor], _("Tick the days. Without hours the rule holds all day."))


def pinned_group(session: Session) -> Group:
    """Posts that must stand at a day and time."""
    _ = session.words

    def columns() -> list[dict[str, Any]]:
        people = {person.name: person.name for person in session.plan.brief.team}
        return [
            _platform_column(session),
            {"key": "day", "word": _("Day"), "kind": "date"},
            {"key": "time", "word": _("Time"), "kind": "time"},
            _pillar_column(session),
            choice_column("owner", _("Owner"), {None: _("anybody"), **people}),
        ]

    editor = table(session, columns, _rows("pinned"), _written("pinned", PinnedPost), add=_("Pin a post"), most=60)
    return boxed(_("Pinned posts"), [editor], _("The calendar is built around them, even at hours nobody has studied."))


def campaigns_group(session: Session) -> Group:
    """Spans of days in which so many posts must stand."""
    _ = session.words

    def columns() -> list[dict[str, Any]]:
        return [
            {"key": "name", "word": _("Campaign"), "kind": "text"},
            {"key": "first", "word": _("First day"), "kind": "date"},
            {"key": "last", "word": _("Last day"), "kind": "date"},
            {"key": "posts", "word": _("Posts at least"), "kind": "number"},
            _platform_column(session, _("any")),
            _pillar_column(session),
        ]

    write = _written("campaigns", Campaign)
    editor = table(session, columns, _rows("campaigns"), write, add=_("Add a campaign"), most=20)
    return boxed(_("Campaigns"), [editor], _("Posts between the two days, both included."))


def switched_off_group(session: Session) -> Group:
    """Limits the calendar need not keep."""
    _ = session.words
    column = choice_column("kind", _("Limit"), limit_kind_words(_))
    editor = table(
        session,
        [column],
        lambda brief: [{"kind": kind} for kind in brief.limits_off],
        lambda brief, rows: {"limits_off": tuple(dict.fromkeys(row["kind"] for row in filled(rows)))},
        add=_("Switch a limit off"),
        most=len(LIMIT_KINDS),
    )
    return boxed(_("Limits switched off"), [editor], _("To see what a limit costs. Remove the row to keep it again."))


def _platform_column(session: Session, every: str = "") -> dict[str, Any]:
    _, names = session.words, platform_names(session.workings)
    offered = {key: names[key] for key in session.workings.utilities.values.index}
    return choice_column("platform", _("Platform"), {**({"all": every} if every else {}), **offered}, names)


def _pillar_column(session: Session) -> dict[str, Any]:
    _ = session.words
    return choice_column("pillar", _("Pillar"), {None: _("any"), **entries(session.plan.brief, "pillars", _)})


def _weekday_columns(_: Words) -> list[dict[str, Any]]:
    return [{"key": f"d{day}", "word": _.weekday(day, "short"), "kind": "flag", "width": "34px"} for day in WEEKDAYS]


def _rows(field: str) -> Any:
    def read(brief: Brief) -> list[dict[str, Any]]:
        return [_row(rule) for rule in getattr(brief, field)]

    return read


def _row(rule: Any) -> dict[str, Any]:
    cells = rule.model_dump(mode="json")
    days = {f"d{day}": day in cells.get("weekdays", ()) for day in WEEKDAYS}
    times = {key: cells[key][:5] for key in ("start", "end", "time") if cells.get(key)}
    return {**cells, **days, **times}


def _written(field: str, kind: Any) -> Any:
    def write(brief: Brief, rows: Sequence[Row]) -> dict[str, object]:
        return {field: each(rows, lambda place, row: validated(kind, _told(row, kind), f"{field}.{place}"))}

    return write


def _told(row: Mapping[str, Any], kind: Any) -> dict[str, Any]:
    """Return what a row says; weekdays that are not ticked at all are every day."""
    told = {key: cell for key, cell in given(row).items() if key in kind.model_fields and cell != ""}
    days = tuple(day for day in WEEKDAYS if row.get(f"d{day}"))
    return {**told, "weekdays": days} if days and "weekdays" in kind.model_fields else told


def _days_off(brief: Brief) -> list[dict[str, Any]]:
    spans = [(EVERYBODY, span) for span in brief.blackouts]
    spans += [(person.name, span) for person in brief.team for span in person.days_off]
    return [{"who": who, **span.model_dump(mode="json")} for who, span in spans]


def _with_days_off(brief: Brief, rows: Sequence[Row]) -> dict[str, object]:
    def read(place: int, row: Row) -> tuple[str, DaysOff]:
        told = {key: cell for key, cell in given(row).items() if key != "who"}
        return row["who"] or EVERYBODY, validated(DaysOff, told, f"blackouts.{place}")

    spans = each(rows, read)
    team = [person.changed(days_off=[span for who, span in spans if who == person.name]) for person in brief.team]
    return {"blackouts": [span for who, span in spans if who == EVERYBODY], "team": team}
