"""Rules of the calendar: days off, inbox checks, blackouts, pinned posts, campaigns, limits switched off."""

from collections.abc import Sequence
from typing import Any

from strategy_kit.labels.calendar import constraint_kind_words
from strategy_kit.model import BlackoutRule, Brief, Campaign, DaysOff, MonitoringRule, PinnedPost
from strategy_kit.model.types import CONSTRAINT_KINDS
from strategy_kit.model.validation import validated
from strategy_kit.pages import choices
from strategy_kit.session.session import Session
from strategy_kit.widgets.choices import choice_column, column
from strategy_kit.widgets.form import Form, boxed, checkbox, field, list_field, slider, table, with_help
from strategy_kit.widgets.form_rows import Row, filled, given, read_rows
from strategy_kit.widgets.lazy import Disclosure

EVERYBODY = ""
"""Who is away when the business is closed: no person has an empty name."""


def coordination_form(session: Session) -> Form:
    """Spacing across platforms, cover and fair shares of the team."""
    _ = session.words
    label = _("Time between posts on any platform (hours)")
    across = slider(session, label, *field("spacing_across_hours"), least=0, most=24, step=0.5)
    cover = checkbox(session, _("A colleague may answer instead of the owner"), *field("cover"))
    fair = checkbox(session, _("Share posts in proportion to each person’s hours"), *field("fair_share"))
    covered = _("Posts prepared in advance can then be published while their owner is away; a colleague answers.")
    return Form(_("Overall"), [across, *with_help(cover, covered), fair])


def rules_section(session: Session) -> Disclosure:
    """Every further rule, in tables that open on demand."""
    _ = session.words
    forms = (days_off_form, monitoring_form, blackout_form, pinned_form, campaigns_form, switched_off_form)
    title = _("Days off, fixed posts, campaigns and other rules")
    return Disclosure(title, lambda: [form(session) for form in forms])


def days_off_form(session: Session) -> Form:
    """Days off of a person, or of everybody: the business is closed."""
    _ = session.words
    columns = [
        choice_column("who", _("Who"), lambda: {EVERYBODY: _("everyone: no posts"), **_people(session)}),
        column("first", _("First day"), "date"),
        column("last", _("Last day"), "date"),
        column("reason", _("Reason")),
    ]
    editor = table(session, columns, _days_off, _with_days_off, add=_("Add days off"), most=Brief.most("blackouts"))
    return boxed(_("Days off"), [editor], _("First and last day included. There is no need to enter public holidays."))


def monitoring_form(session: Session) -> Form:
    """Daily inbox checks, posts or not."""
    _ = session.words
    columns = [
        column("start", _("Time"), "time"),
        column("minutes", _("Minutes"), "number"),
        *choices.weekday_columns(_),
    ]
    editor = table(session, columns, **_rules("monitoring", MonitoringRule), add=_("Add an inbox check"))
    words = _("A team member reads and answers new messages; the minutes count as work. No inbox check on closed days.")
    return boxed(_("Daily inbox check"), [editor], words)


def blackout_form(session: Session) -> Form:
    """Blackouts: hours without posts, on all platforms or one, about all pillars or one."""
    _ = session.words
    columns = [
        choices.platform_column(session, choices.ALTERNATIVES, _("all platforms")),
        _pillar_column(session),
        column("start", _("From"), "time"),
        column("end", _("Until"), "time"),
        *choices.weekday_columns(_),
    ]
    editor = table(session, columns, **_rules("never", BlackoutRule), add=_("Add a blackout rule"))
    return boxed(
        _("Blackout rules"),
        [editor],
        _("Tick the days on which nothing is published. Leave the hours blank to block the whole day."),
    )


def pinned_form(session: Session) -> Form:
    """Posts pinned to a day and time."""
    _ = session.words
    columns = [
        choices.platform_column(session, choices.ALTERNATIVES),
        column("day", _("Day"), "date"),
        column("time", _("Time"), "time"),
        _pillar_column(session),
        choice_column("owner", _("Owner"), lambda: {None: _("anyone on the team"), **_people(session)}),
    ]
    editor = table(session, columns, **_rules("pinned", PinnedPost), add=_("Add a fixed post"))
    return boxed(
        _("Fixed posts"),
        [editor],
        _(
            "You set the date and time; the rest of the calendar is "
            "built around these posts, even at hours without data."
        ),
    )


def campaigns_form(session: Session) -> Form:
    """Campaigns: a least number of posts in a span of days."""
    _ = session.words
    columns = [
        column("name", _("Campaign")),
        column("first", _("First day"), "date"),
        column("last", _("Last day"), "date"),
        column("posts", _("Minimum posts"), "number"),
        choices.platform_column(session, choices.ALTERNATIVES, _("any")),
        _pillar_column(session),
    ]
    editor = table(session, columns, **_rules("campaigns", Campaign), add=_("Add a campaign"))
    return boxed(
        _("Campaigns"), [editor], _("The number of posts to publish between the first and last day, both included.")
    )


def switched_off_form(session: Session) -> Form:
    """Limits that are switched off."""
    _ = session.words
    columns = [choice_column("kind", _("Limit"), constraint_kind_words(_))]

    def read(brief: Brief) -> list[dict[str, str]]:
        return [{"kind": kind} for kind in brief.limits_off]

    def write(_brief: Brief, rows: Sequence[Row]) -> dict[str, object]:
        return {"limits_off": tuple(dict.fromkeys(row["kind"] for row in filled(rows)))}

    editor = table(session, columns, read, write, add=_("Turn off a limit"), most=len(CONSTRAINT_KINDS))
    return boxed(
        _("Limits turned off"),
        [editor],
        _("Turn a limit off to see what it costs you. Remove the row to apply it again."),
    )


def _people(session: Session) -> dict[str, str]:
    return {person.name: person.name for person in session.plan.brief.team}


def _pillar_column(session: Session) -> dict[str, Any]:
    _ = session.words
    return choice_column("pillar", _("Pillar"), lambda: {None: _("any"), **choices.entry_names(session, "pillars")})


def _rules(field: str, kind: Any) -> dict[str, Any]:
    """Return how a table reads and writes the rules of a field of the brief, and how many; no weekday is every day."""

    def rule(row: Row, place: str) -> Any:
        cells = {key: cell for key, cell in given(row).items() if key in kind.model_fields and cell != ""}
        days = choices.ticked_weekdays(row) if "weekdays" in kind.model_fields else ()
        return validated(kind, {**cells, "weekdays": days} if days else cells, place)

    read, write = list_field(field, _row, rule)
    return {"read": read, "write": write, "most": Brief.most(field)}


def _row(rule: Any) -> dict[str, Any]:
    cells = rule.model_dump(mode="json")
    times = {key: cells[key][:5] for key in ("start", "end", "time") if cells.get(key)}
    return {**cells, **choices.weekday_cells(cells.get("weekdays", ())), **times}


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
