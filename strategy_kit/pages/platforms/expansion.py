"""When to expand: the trigger people agree on, and what happened week by week."""

import datetime as dt
from collections.abc import Sequence
from functools import partial
from typing import Any

import ipywidgets

from strategy_kit.errors import InputError
from strategy_kit.model import Brief, Plan, Trigger
from strategy_kit.pages.choices import choice_column
from strategy_kit.platforms import is_over, posts_planned
from strategy_kit.session.session import Session
from strategy_kit.views.platforms import expansion_view
from strategy_kit.views.shared import platform_names
from strategy_kit.widgets.form import Group, Tie, boxed, flag, slider
from strategy_kit.widgets.form_rows import Row, filled, given
from strategy_kit.widgets.html import help_line
from strategy_kit.widgets.panel import Panel
from strategy_kit.widgets.prose import Prose
from strategy_kit.widgets.switch import Switch
from strategy_kit.widgets.table import TableEditor

MOST_FACTS, WEEKS_TOLD = 400, 60


def expansion_panel(session: Session) -> Panel:
    """Let people write down when the next platform may join, and what happened since."""
    return Panel(
        session, [trigger_group(session)], [expansion_view], editors=[facts_group(session)], settings=trigger_line
    )


def trigger_group(session: Session) -> Group:
    """The trigger, once it is written into the plan."""
    _ = session.words
    written = flag(
        session,
        _("Write a trigger into the plan"),
        lambda brief: brief.expand_when is not None,
        lambda brief, value: {"expand_when": Trigger() if value else None},
    )
    switch = Switch(session, lambda brief: brief.expand_when is not None, {True: lambda: _sliders(session)})
    return Group(
        _("When another may join"), [written, switch], _("Agree on it now, on a calm day, and hold yourselves to it.")
    )


def trigger_line(session: Session) -> str:
    """Say how the trigger is set, in one line."""
    _, trigger = session.words, session.plan.brief.expand_when
    return _("Set: {n} weeks", n=trigger.weeks) if trigger else _("Set: no trigger yet")


def _sliders(session: Session) -> list[ipywidgets.Widget]:
    _ = session.words
    share = slider(
        session,
        _("Answered in time, at least (%)"),
        lambda brief: round(100 * _trigger(brief).answered_in_time),
        lambda brief, value: _with(brief, answered_in_time=value / 100),
        least=0,
        most=100,
        step=5,
    )
    weeks = _count(session, _("Weeks in a row"), "weeks", 26)
    posts = _count(session, _("Posts a week, at least"), "posts_per_week", 14)
    return [weeks, posts, share]


def _count(session: Session, label: str, name: str, most: int) -> ipywidgets.Widget:
    def read(brief: Brief) -> int:
        return int(dict(_trigger(brief))[name])

    def write(brief: Brief, value: int) -> dict[str, object]:
        return _with(brief, **{name: value})

    return slider(session, label, read, write, least=1, most=most)


def _trigger(brief: Brief) -> Trigger:
    return brief.expand_when or Trigger()


def _with(brief: Brief, **values: float) -> dict[str, object]:
    return {"expand_when": _trigger(brief).changed(**values)}


def facts_group(session: Session) -> Group:
    """What happened, a row a week and platform."""
    _ = session.words
    editor = TableEditor(
        _columns(session), _rows(session.plan), session.words, add=_("Add a week"), max_rows=MOST_FACTS
    )
    session.on_change(lambda: editor.speak(_columns(session), session.words, add=_("Add a week")))
    Tie(session, editor, lambda plan: editor.held(_rows(plan)), partial(_happened, session), of_plan=True)
    fill, said = ipywidgets.Button(description=_("Enter the posts of the calendar")), Prose()
    fill.on_click(lambda _button: said.say(help_line(_entered(enter_planned(session), session))))
    return boxed(
        _("What happened"),
        [editor, fill, said],
        _("What came in: comments, messages, reviews. An empty cell is unknown, it is not zero."),
    )


def enter_planned(session: Session) -> int:
    """Enter the posts of the weeks that are over, as the calendar has them, where nothing is told; tell how many."""
    plan = session.plan
    slots = plan.slots or session.workings.schedule.slots
    told = {(fact.week, fact.platform) for fact in plan.happened}
    planned = posts_planned(slots, session.workings.platforms, session.today)
    new = [fact for fact in planned if (fact.week, fact.platform) not in told]
    if new:
        session.keep(plan.changed(happened=[*plan.happened, *new]))
    return len(new)


def _entered(rows: int, session: Session) -> str:
    """Say what the calendar gave, and why it gave nothing."""
    _, first = session.words, _first_week(session.plan)
    if rows:
        return _.plural("One row entered.", "{n} rows entered.", rows)
    if is_over(first, session.today):
        return _("Nothing to enter: every week of the calendar that is over is told already.")
    day = _.date(first + dt.timedelta(weeks=1))
    return _("Nothing to enter yet: no week of the calendar is over. The first can be told from {day} on.", day=day)


def _first_week(plan: Plan) -> dt.date:
    return plan.start - dt.timedelta(days=plan.start.weekday())


def _columns(session: Session) -> list[dict[str, Any]]:
    _ = session.words
    weeks = [_first_week(session.plan) + dt.timedelta(weeks=n) for n in range(WEEKS_TOLD)]
    over = [week for week in weeks if is_over(week, session.today)] or weeks[:1]
    weeks = sorted({*over, *(fact.week for fact in session.plan.happened)})
    names = platform_names(session.workings)
    shown = dict.fromkeys([*session.workings.platforms, *(fact.platform for fact in session.plan.happened)])
    return [
        choice_column("week", _("Week from"), {week.isoformat(): _.date(week, "medium") for week in weeks}),
        choice_column("platform", _("Platform"), {key: names.get(key, key) for key in shown}),
        {"key": "posts", "word": _("Posts"), "kind": "number"},
        {"key": "received", "word": _("Came in"), "kind": "number"},
        {"key": "in_time", "word": _("Answered in time"), "kind": "number"},
    ]


def _rows(plan: Plan) -> list[dict[str, Any]]:
    return [{**dict(fact), "week": fact.week.isoformat()} for fact in plan.happened]


def _happened(session: Session, _plan: Plan, rows: Sequence[Row]) -> dict[str, object]:
    """Take what happened; a week that is not over has not happened, unless the plan was handed it before."""
    told = [given(row) for row in filled(rows)]
    known = {fact.week.isoformat() for fact in session.plan.happened}
    for place, row in enumerate(told):
        week = row.get("week")
        if week and week not in known and not is_over(dt.date.fromisoformat(week), session.today):
            raise InputError(
                "{field}: this week is not over. Tell it from {day} on, or choose an earlier one.",
                field=f"happened.{place}.week",
                day=session.words.date(dt.date.fromisoformat(week) + dt.timedelta(weeks=1)),
            )
    return {"happened": told}
