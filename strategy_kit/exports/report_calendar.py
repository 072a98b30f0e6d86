"""The calendar of a plan for the report's drawings."""

import datetime as dt

from strategy_kit.calendar.constraints import closed_days
from strategy_kit.evidence.load import load_table
from strategy_kit.figures.calendar.month import Calendar
from strategy_kit.i18n import Words
from strategy_kit.model import Plan, live_slots, live_watches
from strategy_kit.territories import clock_changes


def calendar_of(plan: Plan, _: Words) -> Calendar:
    """Return the calendar of a plan without its cancelled posts."""
    days = [plan.start + dt.timedelta(days=n) for n in range(7 * plan.weeks)]
    platforms = load_table("platforms")
    brief = plan.brief.model_copy(update={"lang": _.lang})
    return Calendar(
        slots=live_slots(plan),
        watches=live_watches(plan),
        days=days,
        zone=plan.brief.team_zone,
        posting=(brief.posting_from, brief.posting_until),
        initials=dict(zip(platforms["key"], platforms["initials"], strict=True)),
        closed=closed_days(brief, plan.start, plan.end),
        changes={day: _("clocks change") for day in clock_changes(plan.brief.team_zone, days)},
    )
