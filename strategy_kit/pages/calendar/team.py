"""The team: its people, their hours a week, and when each can answer."""

from collections.abc import Sequence
from typing import Any

from strategy_kit.model import Brief
from strategy_kit.pages.choices import ticked_weekdays, weekday_cells, weekday_columns
from strategy_kit.pages.names import team_offers
from strategy_kit.session.session import Session
from strategy_kit.text import one_line
from strategy_kit.widgets.choices import column, hours_column
from strategy_kit.widgets.form import Form, boxed, table
from strategy_kit.widgets.form_rows import Row


def team_form(session: Session) -> Form:
    """The team: hours per week and duty hours."""
    _ = session.words
    columns = [
        column("name", _("Who")),
        hours_column("hours_per_week", _("Hours a week")),
        column("start", _("Available from"), "time"),
        column("end", _("until"), "time"),
        *weekday_columns(_),
    ]
    most = 2 * Brief.most("team")
    editor = table(session, columns, _team_rows, _with_team, add=_("Add a person or more hours"), least=1, most=most)
    words = _(
        "Hours when each person is available to answer. You can enter a role instead of a name. Two "
        "rows with the same name are two sets of hours for one person."
    )
    return boxed(_("Who posts and answers, and when"), [editor, team_offers(session)], words)


def _team_rows(brief: Brief) -> list[dict[str, Any]]:
    return [
        {
            "name": person.name,
            "hours_per_week": person.hours_per_week,
            "start": duty.start.isoformat("minutes"),
            "end": duty.end.isoformat("minutes"),
            **weekday_cells(duty.weekdays),
        }
        for person in brief.team
        for duty in person.duty
    ]


def _with_team(brief: Brief, rows: Sequence[Row]) -> dict[str, object]:
    """
    Return the team: rows with one name are one person, whose zone and days off stay.

    A person who gets another name in one row has it in all.
    """
    before = {person.name: {"zone": person.zone, "days_off": person.days_off} for person in brief.team}
    names = [one_line(row["name"]) for row in rows]
    known = [person.name for person in brief.team for _duty in person.duty]
    if len(names) == len(known):
        renamed = {old: new for old, new in zip(known, names, strict=True) if new not in (*known, "")}
        before |= {new: before[old] for old, new in renamed.items()}
        names = [renamed.get(old, new) if new == old else new for old, new in zip(known, names, strict=True)]
    people: dict[str, dict[str, Any]] = {}
    for row, name in zip(rows, names, strict=True):
        hours = row["hours_per_week"] or 0.0
        person = people.setdefault(name, {"name": name, "hours_per_week": hours, **before.get(name, {}), "duty": []})
        duty = {"weekdays": ticked_weekdays(row), "start": row["start"] or "09:00", "end": row["end"] or "18:00"}
        person["duty"].append(duty)
    return {"team": list(people.values())}
