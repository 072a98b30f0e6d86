"""The plan in words for the report's first page, and its heat map: a table per platform, a cell per hour."""

import datetime as dt
import zoneinfo
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from strategy_kit.calendar.workload import (
    answered_posts,
    example_week,
    fullest_week,
    is_cut,
    plan_workload,
    posts_per_week,
    usual_gap,
)
from strategy_kit.figures.calendar.agenda import time_span
from strategy_kit.figures.shapes.palette import platform_token
from strategy_kit.frames import HeatRow, rows_of
from strategy_kit.i18n import Words
from strategy_kit.labels.calendar import answer_fact, opinion_class, opinion_words
from strategy_kit.labels.communication import purpose_words
from strategy_kit.model import InboxCheck, Plan, ResponseWindow, live_slots, live_watches
from strategy_kit.views.decision import decision
from strategy_kit.views.failures import headline, no_post_words

MARKS = ("−−", "−", "±", "+", "++")


@dataclass(frozen=True)
class PillarLine:
    """One pillar: purpose, whether it asks, decided share of posts (in % too), posts planned."""

    name: str
    purpose: str
    promotional: bool
    share: str
    percent: int
    posts: str


def headline_of(plan: Plan, failed: Sequence[str], names: Mapping[str, str], _: Words) -> str:
    """Return the decision, then what does not fit, as far as it is known."""
    posted = {slot.platform for slot in live_slots(plan)}
    silent = [names[key] for key in plan.platforms if key not in posted]
    if silent and posted and not failed:
        failed = [no_post_words(silent, _)]
    platforms = [names[key] for key in plan.platforms if key in posted or not posted]
    posts = posts_per_week(plan.slots, plan.start, plan.weeks)
    answered, all_posts = answered_posts(plan.slots, plan.watches)
    minutes = plan.brief.reply_target_minutes if answered == all_posts else None
    decided = decision(platforms, posts, minutes, _) if posted or not failed else ""
    return headline(failed, decided, _)


def facts(plan: Plan, names: Mapping[str, str], _: Words) -> tuple[tuple[str, str], ...]:
    """Return the key figures, each with its description."""
    posts, people = len(live_slots(plan)), len(plan.brief.team)
    week = fullest_week(plan_workload(plan))
    weeks = _.plural("in one week", "in {n} weeks", plan.weeks)
    if is_cut(plan.start):
        weeks = _("{weeks}; weekly figures count whole weeks only, Monday to Sunday", weeks=weeks)
    return (
        (
            ", ".join(names[platform] for platform in plan.platforms) or _("none yet"),
            _("where to start"),
        ),
        (_.plural("One post", "{n} posts", posts), weeks),
        (
            _of(week["total"].sum(), week["available"].sum(), _),
            _.plural("in the busiest week, for one person", "in the busiest week, for {n} people", people),
        ),
        answer_fact(
            plan.brief.reply_target_minutes,
            answered_posts(plan.slots, plan.watches),
            usual_gap(live_watches(plan), plan.rounds),
            _,
        ),
    )


def platform_lines(plan: Plan, names: Mapping[str, str], _: Words) -> list[tuple[str, str, str]]:
    """Return the colour, name and posts a week of each chosen platform."""
    return [(_colour(platform), names[platform], _cadence(plan, platform, _)) for platform in plan.platforms]


def later_platform_lines(plan: Plan, names: Mapping[str, str], joins: Mapping[str, str]) -> list[tuple[str, str, str]]:
    """Return the colour and name of each later platform, the next first, with when it fits as far as known."""
    return [(_colour(platform), names[platform], joins.get(platform, "")) for platform in plan.later]


def pillar_lines(plan: Plan, _: Words) -> tuple[PillarLine, ...]:
    """Return the pillars in the order of the brief, then those of the calendar alone."""
    counts = Counter(slot.pillar for slot in live_slots(plan))
    planned = [
        PillarLine(
            pillar.name,
            purpose_words(_)[pillar.purpose],
            pillar.promotional,
            _.percent(pillar.share),
            round(100 * pillar.share),
            _.number(counts.pop(pillar.name, 0)),
        )
        for pillar in plan.brief.pillars
    ]
    unknown = _("unknown")
    return (*planned, *(PillarLine(name, unknown, False, unknown, 0, _.number(n)) for name, n in counts.items()))


def titles(plan: Plan, _: Words) -> dict[str, str]:
    """Return where, what, when and who in a line each."""
    slots = live_slots(plan)
    asking = {pillar.name for pillar in plan.brief.pillars if pillar.promotional}
    people = len({watch.person for watch in live_watches(plan)})
    return {
        "where": _.plural(
            "Where: one platform to start with", "Where: {n} platforms to start with", len(plan.platforms)
        )
        if plan.platforms
        else _("Where: no platform chosen yet"),
        "what": _(
            "What: {share} of the posts are promotional; the limit is {cap}",
            share=_.percent(sum(slot.pillar in asking for slot in slots) / len(slots)),
            cap=_.percent(plan.brief.promotion_cap),
        )
        if slots
        else _("What: no post planned yet"),
        "when": _("When: {days}", days=_.weekdays(slot.day.isoweekday() for slot in slots)),
        "who": _.plural("Who answers: one person", "Who answers: {n} people", people)
        if people
        else _("Who answers: not decided yet"),
    }


def duties(plan: Plan, _: Words) -> list[tuple[str, str, str, str]]:
    """Return each person, the posts they prepare, their response windows in the week shown, their fullest week."""
    people = plan_workload(plan).groupby("person", sort=False)[["total", "available"]].max()
    fullest, available = people["total"], people["available"].dropna().to_dict()
    posts = Counter(slot.owner for slot in live_slots(plan))
    windows = _spans(plan, live_watches(plan), _)
    checks = _spans(plan, plan.rounds, _)
    return [
        (
            person,
            _.number(posts[person]),
            _.apart([*windows[person], *(_("{span} for the inbox check", span=span) for span in checks[person])]),
            _of(minutes, available.get(person), _),
        )
        for person, minutes in zip(map(str, fullest.index), fullest.astype(float), strict=True)
    ]


def shown_week(plan: Plan) -> dt.date:
    """Return the Monday of the week that the report shows."""
    return example_week(plan.slots, plan.rounds, plan.start, plan.weeks)


def _spans(plan: Plan, items: Sequence[ResponseWindow | InboxCheck], _: Words) -> dict[str, list[str]]:
    """Return each person's response times in the week shown, days of one span joined."""
    monday = shown_week(plan)
    days: dict[str, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    for watch in items:
        if monday <= watch.day < monday + dt.timedelta(weeks=1):
            days[watch.person][time_span(watch, _)].append(watch.day.isoweekday())
    phrases: dict[str, list[str]] = defaultdict(list)
    for person, spans in days.items():
        phrases[person] = [_("{day} {span}", day=_.weekdays(which), span=span) for span, which in spans.items()]
    return phrases


def _of(spent: float, available: float | None, _: Words) -> str:
    if available is None:
        return _.hours(spent)
    return _("{spent} of {available}", spent=_.hours(spent), available=_.hours(available))


def _cadence(plan: Plan, platform: str, _: Words) -> str:
    slots = [slot for slot in live_slots(plan) if slot.platform == platform]
    if not slots:
        return _("No post planned yet")
    low, high = posts_per_week(slots, plan.start, plan.weeks)
    if low < high:
        return _("{low} to {high} posts a week", low=low, high=high)
    return _.plural("One post a week", "{n} posts a week", high)


def _colour(platform: str) -> str:
    return platform_token(platform).removeprefix("@")


@dataclass(frozen=True)
class HeatCell:
    """One hour: its class in the style sheet, mark and words; whether a post starts in it."""

    colour: str
    mark: str
    words: str
    chosen: bool


@dataclass(frozen=True)
class HeatTable:
    """The week of one platform: hours across, weekdays down."""

    name: str
    days: tuple[tuple[str, tuple[HeatCell, ...]], ...]


def heat_tables(heat: pd.DataFrame, plan: Plan, names: Mapping[str, str], _: Words) -> Iterator[tuple[str, HeatTable]]:
    """Yield each platform of the plan with its table; `heat` is `frames.HeatRow`, in the team's zone."""
    zone = zoneinfo.ZoneInfo(plan.brief.team_zone)
    starts = [(slot.platform, slot.starts_at.astimezone(zone)) for slot in live_slots(plan)]
    chosen = {(platform, start.isoweekday(), start.hour) for platform, start in starts}
    rows = {(row.platform, row.weekday, row.hour): row for row in rows_of(heat, HeatRow)}
    for platform in plan.platforms:
        if any(platform == row_platform for row_platform, _weekday, _hour in rows):
            week = {day: [(platform, day, hour) for hour in range(24)] for day in _.week}
            days = (
                (_.weekday(day), tuple(_cell(rows.get(hour), hour in chosen, _) for hour in hours))
                for day, hours in week.items()
            )
            yield platform, HeatTable(names[platform], tuple(days))


def legend(_: Words) -> tuple[tuple[str, str, str], ...]:
    """Return the classes from good to unknown: class of the style sheet, mark and word."""
    words = opinion_words(_)
    known = tuple((f"s{place + 1}", MARKS[place], words[place]) for place in (4, 3, 2, 1, 0))
    return (*known, ("unknown", "", _("no data yet")))


def _cell(row: HeatRow | None, chosen: bool, _: Words) -> HeatCell:
    if row is None or pd.isna(row.support):
        return HeatCell("unknown", "", _("unknown"), chosen)
    place = opinion_class(row.support)
    opinion = opinion_words(_)[place]
    words = _.plural("{opinion}, one study", "{opinion}, {n} studies", row.studies, opinion=opinion)
    return HeatCell(f"s{place + 1}", MARKS[place], words, chosen)
