"""Expansion to another platform: the trigger, and the results of each week."""

import datetime as dt
from collections.abc import Sequence
from functools import partial
from operator import itemgetter
from typing import Any

import ipywidgets

from strategy_kit.errors import InputError
from strategy_kit.model import Brief, Plan, Trigger
from strategy_kit.pages.choices import platforms_used
from strategy_kit.platforms import is_over, posts_planned
from strategy_kit.session.session import Session
from strategy_kit.views.platforms import expansion_view
from strategy_kit.views.shared import platform_names
from strategy_kit.widgets.choices import choice_column, column
from strategy_kit.widgets.form import Form, Read, Write, boxed, button, checkbox, percent_slider, slider, table
from strategy_kit.widgets.form_rows import Row, filled, given
from strategy_kit.widgets.html import help_line, refusal_line
from strategy_kit.widgets.lazy import Switch
from strategy_kit.widgets.panel import Panel
from strategy_kit.widgets.prose import Prose

MOST_WEEKS = 60


def expansion_panel(session: Session) -> Panel:
    """Trigger of the next platform, and the results of each week."""
    forms, editors = [trigger_form(session)], [results_form(session)]
    return Panel(session, [expansion_view], forms=forms, editors=editors, summary=trigger_line)


def trigger_form(session: Session) -> Form:
    """The trigger, if the plan has one."""
    _ = session.words
    written = checkbox(
        session,
        _("Set a condition in the plan"),
        lambda brief: brief.expand_when is not None,
        lambda brief, value: {"expand_when": Trigger() if value else None},
    )
    switch = Switch(session, lambda brief: brief.expand_when is not None, {True: lambda: _sliders(session)})
    words = _("Agree on it now, before the results come in, and keep to it.")
    return Form(_("When to add a platform"), [written, switch], words)


def trigger_line(session: Session) -> str:
    """Return the setting of the trigger in one line."""
    _, trigger = session.words, session.plan.brief.expand_when
    return _("Settings: {n} weeks in a row", n=trigger.weeks) if trigger else _("Settings: no condition yet")


def _sliders(session: Session) -> list[ipywidgets.Widget]:
    _ = session.words
    return [
        slider(session, _("Weeks in a row"), *_trigger_field("weeks"), least=1, most=26),
        slider(session, _("Minimum posts a week"), *_trigger_field("posts_per_week"), least=1, most=14),
        percent_slider(session, _("Minimum answered in time (%)"), *_trigger_field("answered_in_time")),
    ]


def _trigger_field(name: str) -> tuple[Read, Write]:
    def trigger(brief: Brief) -> Trigger:
        return brief.expand_when or Trigger()

    return (
        lambda brief: getattr(trigger(brief), name),
        lambda brief, value: {"expand_when": trigger(brief).changed(**{name: value})},
    )


def results_form(session: Session) -> Form:
    """Results: posts and answers by week and platform."""
    _ = session.words
    write = partial(_with_results, session)
    editor = table(
        session,
        _columns(session),
        _rows,
        write,
        add=_("Add a week"),
        most=Plan.most("happened"),
        of_plan=True,
        identity=itemgetter("week", "platform"),
    )
    answer = Prose()

    def enter() -> None:
        try:
            answer.show(help_line(_entered_line(enter_planned(session), session)))
        except InputError as error:
            answer.show(refusal_line(session.error_text(error)))

    fill = button(_("Fill in posts from the calendar"), enter)
    words = _(
        "Messages received: comments, private messages and reviews. Leave a cell empty if you have no "
        "figure: empty does not mean zero."
    )
    return boxed(_("Weekly results"), [editor, fill, answer], words)


def enter_planned(session: Session) -> int:
    """Enter the planned posts of past weeks that have no results yet; return how many rows."""
    plan = session.plan
    slots = plan.slots or session.workings.schedule.slots
    entered = {(result.week, result.platform) for result in plan.happened}
    planned = posts_planned(slots, session.workings.platforms, session.today)
    new = [result for result in planned if (result.week, result.platform) not in entered]
    if new:
        session.replace_plan(plan.changed(happened=[*plan.happened, *new]))
    return len(new)


def _entered_line(rows: int, session: Session) -> str:
    """Say how many rows were entered, or why none."""
    _, first = session.words, _first_week(session.plan)
    if rows:
        return _.plural("One row added.", "{n} rows added.", rows)
    if is_over(first, session.today):
        return _("Nothing to add: every finished week of the calendar is already recorded.")
    day = _.date(first + dt.timedelta(weeks=1))
    return _("Nothing to add yet: no week of the calendar is over. You can record the first one from {day}.", day=day)


def _first_week(plan: Plan) -> dt.date:
    return plan.start - dt.timedelta(days=plan.start.weekday())


def _columns(session: Session) -> list[dict[str, Any]]:
    _ = session.words

    def weeks() -> dict[str, str]:
        weeks = [_first_week(session.plan) + dt.timedelta(weeks=n) for n in range(MOST_WEEKS)]
        over = [week for week in weeks if is_over(week, session.today)] or weeks[:1]
        shown = sorted({*over, *(result.week for result in session.plan.happened)})
        return {week.isoformat(): _.date(week, "medium") for week in shown}

    def platforms() -> dict[str, str]:
        names = platform_names(session.workings)
        shown = [*platforms_used(session), *(result.platform for result in session.plan.happened)]
        return {key: names.get(key, key) for key in shown}

    return [
        choice_column("week", _("Week from"), weeks),
        choice_column("platform", _("Platform"), platforms),
        column("planned", _("Planned"), "number"),
        column("posts", _("Published"), "number"),
        column("moved", _("Moved"), "number"),
        column("received", _("Messages received"), "number"),
        column("in_time", _("Answered in time"), "number"),
    ]


def _rows(plan: Plan) -> list[dict[str, Any]]:
    return [{**dict(result), "week": result.week.isoformat()} for result in plan.happened]


def _with_results(session: Session, _plan: Plan, rows: Sequence[Row]) -> dict[str, object]:
    """Return the results of the rows; a week that is not over has none, unless the plan holds it already."""
    results = [given(row) for row in filled(rows)]
    present = {result.week.isoformat() for result in session.plan.happened}
    for place, row in enumerate(results):
        week = row.get("week")
        if week and week not in present and not is_over(dt.date.fromisoformat(week), session.today):
            raise InputError(
                "{field}: this week is not over yet. Record it from {day}, or choose an earlier week.",
                field=f"happened.{place}.week",
                day=session.words.date(dt.date.fromisoformat(week) + dt.timedelta(weeks=1)),
            )
    return {"happened": results}
