"""What the first screen shows of a plan: what is decided, in short, and one week of its calendar."""

import datetime as dt
from dataclasses import dataclass
from typing import NamedTuple

from markupsafe import Markup

from strategy_kit.calendar.workload import example_week, fullest_week
from strategy_kit.figures.calendar.week import strip_drawing, week_strip
from strategy_kit.figures.shapes.palette import platform_token
from strategy_kit.i18n import Words
from strategy_kit.labels.platforms import set_words
from strategy_kit.plan.workings import Workings
from strategy_kit.views.calendar import drawn_calendar
from strategy_kit.views.plan import decision_view
from strategy_kit.views.shared import platform_names


class PostLine(NamedTuple):
    """One post of the week in words: when, where, and who answers until when."""

    day: str
    time: str
    platform: str
    colour: str
    answer: str


@dataclass(frozen=True)
class PlanInShort:
    """A plan in short: its decision, its facts (value, what it is), its week as a drawing and in words."""

    title: str
    facts: tuple[tuple[str, str], ...]
    drawing: Markup
    posts: tuple[PostLine, ...]


def plan_in_short(workings: Workings, _: Words) -> PlanInShort:
    """Return what the first screen shows of a plan."""
    schedule, plan = workings.schedule, workings.plan
    monday = example_week(schedule.slots, schedule.rounds, plan.start, plan.weeks)
    strip = week_strip(drawn_calendar(workings, _), monday, platform_names(workings), _)
    return PlanInShort(
        decision_view(workings, _),
        tuple(_facts(workings, _)),
        strip_drawing(strip, _) if strip else Markup(),
        tuple(_posts(workings, monday, _)),
    )


def _facts(workings: Workings, _: Words) -> list[tuple[str, str]]:
    week, people = fullest_week(workings.schedule.hours), len(workings.brief.team)
    work = {"spent": _.hours(week["total"].sum()), "available": _.hours(week["available"].sum())}
    return [
        (set_words(workings.platforms, platform_names(workings), _), _("where to start")),
        (
            _("{spent} of {available}", **work),
            _.plural("a week, for one person", "a week, for {n} people", people),
        ),
        (_("Within {time}", time=_.hours(workings.brief.reply_target_minutes)), _("an answer, in working hours")),
    ]


def _posts(workings: Workings, monday: dt.date, _: Words) -> list[PostLine]:
    """Return the posts of a week, in order, each with its response window."""
    names, schedule = platform_names(workings), workings.schedule
    windows = {watch.slot: watch for watch in schedule.watches}
    week = [slot for slot in schedule.slots if monday <= slot.day < monday + dt.timedelta(days=7)]
    lines = []
    for slot in sorted(week, key=lambda slot: (slot.day, slot.time)):
        watch = windows.get(slot.id)
        until = watch.starts_at + dt.timedelta(minutes=watch.minutes) if watch else None
        answer = _("{person} answers until {time}", person=watch.person, time=_.time(until)) if watch and until else ""
        colour = platform_token(slot.platform).removeprefix("@")
        when = _.capital(_.weekday(slot.day.isoweekday())), _.time(slot.time)
        lines.append(PostLine(*when, names[slot.platform], colour, answer))
    return lines
