"""What the first screen shows of a plan: what is decided, in short, and one week of its calendar."""

from dataclasses import dataclass

from markupsafe import Markup

from strategy_kit.calendar.workload import example_week, fullest_week
from strategy_kit.figures.calendar.week import strip_drawing, week_strip
from strategy_kit.i18n import Words
from strategy_kit.labels.platforms import set_words
from strategy_kit.plan.workings import Workings
from strategy_kit.views.calendar import drawn_calendar
from strategy_kit.views.decision import answer_fact_view, decision_view
from strategy_kit.views.shared import platform_names


@dataclass(frozen=True)
class PlanInShort:
    """A plan in short: its decision, its facts (value, what it is), its week as a drawing."""

    title: str
    facts: tuple[tuple[str, str], ...]
    drawing: Markup


def plan_in_short(workings: Workings, _: Words) -> PlanInShort:
    """Return what the first screen shows of a plan."""
    schedule, plan = workings.schedule, workings.plan
    monday = example_week(schedule.slots, schedule.rounds, plan.start, plan.weeks)
    strip = week_strip(drawn_calendar(workings, _), monday, platform_names(workings), _)
    return PlanInShort(
        decision_view(workings, _),
        tuple(_facts(workings, _)),
        strip_drawing(strip, _) if strip else Markup(),
    )


def _facts(workings: Workings, _: Words) -> list[tuple[str, str]]:
    week, people = fullest_week(workings.schedule.hours), len(workings.brief.team)
    work = {"spent": _.hours(week["total"].sum()), "available": _.hours(week["available"].sum())}
    return [
        (set_words(workings.platforms, platform_names(workings), _), _("where to start")),
        (
            _("{spent} of {available}", **work),
            _.plural("in the busiest week, for one person", "in the busiest week, for {n} people", people),
        ),
        answer_fact_view(workings, _),
    ]
