"""The plan on one page, in words: its sentence, its facts, where, what and who answers."""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from strategy_kit.figures.calendar.spans import time_span
from strategy_kit.figures.shapes.palette import platform_token
from strategy_kit.i18n import Words
from strategy_kit.labels.communication import purpose_words
from strategy_kit.model import Plan, Round, Slot, Watch, live_slots, live_watches


@dataclass(frozen=True)
class Fact:
    """A number in large type and what it is."""

    value: str
    words: str


@dataclass(frozen=True)
class Place:
    """One platform: the name of its colour, its name and what is said of it."""

    colour: str
    name: str
    words: str


@dataclass(frozen=True)
class PillarLine:
    """One pillar: what it is for, whether it asks, its share of posts as decided (in % too) and its posts planned."""

    name: str
    purpose: str
    asks: bool
    share: str
    percent: int
    posts: str


@dataclass(frozen=True)
class Duty:
    """One person: when they answer in the first week with posts, and their work in their fullest week."""

    person: str
    spans: str
    work: str


def headline(plan: Plan, names: Mapping[str, str], _: Words) -> str:
    """Say the decision in one sentence."""
    if not plan.platforms:
        return _("No platform is chosen yet")
    platforms = _.all_of(names[platform] for platform in plan.platforms)
    low, high = _posts_a_week(plan, live_slots(plan))
    if not high:
        return _("{platforms}: no post is planned yet", platforms=platforms)
    within = _.hours(plan.brief.reply_target_minutes)
    if low < high:
        return _(
            "{low} to {high} posts a week on {platforms}, and an answer within {time}",
            low=low,
            high=high,
            platforms=platforms,
            time=within,
        )
    return _.plural(
        "One post a week on {platforms}, and an answer within {time}",
        "{n} posts a week on {platforms}, and an answer within {time}",
        high,
        platforms=platforms,
        time=within,
    )


def facts(plan: Plan, names: Mapping[str, str], _: Words) -> tuple[Fact, ...]:
    """Return what the page says in large type."""
    posts, people = len(live_slots(plan)), len(plan.brief.team)
    spent = max((sum(work.values()) for work in _work_by_week(plan).values()), default=0.0)
    available = 60 * sum(person.hours_per_week for person in plan.brief.team)
    return (
        Fact(
            ", ".join(names[platform] for platform in plan.platforms) or _("none yet"),
            _.plural("now; one more later", "now; {n} more later", len(plan.later)) if plan.later else _("now"),
        ),
        Fact(
            _.plural("One post", "{n} posts", posts),
            _.plural("in one week", "in {n} weeks", plan.weeks),
        ),
        Fact(
            _of(spent, available, _),
            _.plural("in the fullest week, by one person", "in the fullest week, by {n} people", people),
        ),
        Fact(_.hours(plan.brief.reply_target_minutes), _("to answer, while somebody watches")),
    )


def places_now(plan: Plan, names: Mapping[str, str], _: Words) -> tuple[Place, ...]:
    """Say of each chosen platform how often it is used."""
    return tuple(_place_now(plan, platform, names[platform], _) for platform in plan.platforms)


def places_later(plan: Plan, names: Mapping[str, str], joins: Mapping[str, str]) -> tuple[Place, ...]:
    """Name the platforms that come later, the next one first, and say from when each fits, where that is known."""
    return tuple(Place(_colour(platform), names[platform], joins.get(platform, "")) for platform in plan.later)


def pillar_lines(plan: Plan, _: Words) -> tuple[PillarLine, ...]:
    """Return the pillars in the order of the brief, then those only the calendar knows."""
    counts = Counter(slot.pillar for slot in live_slots(plan))
    known = [
        PillarLine(
            pillar.name,
            purpose_words(_)[pillar.purpose],
            pillar.asks,
            _.percent(pillar.share),
            round(100 * pillar.share),
            _.number(counts.pop(pillar.name, 0)),
        )
        for pillar in plan.brief.pillars
    ]
    unknown = _("unknown")
    return (*known, *(PillarLine(name, unknown, False, unknown, 0, _.number(n)) for name, n in counts.items()))


def titles(plan: Plan, _: Words) -> dict[str, str]:
    """Say where, what, when and who in a line each."""
    slots = live_slots(plan)
    asking = {pillar.name for pillar in plan.brief.pillars if pillar.asks}
    people = len({watch.person for watch in live_watches(plan)})
    return {
        "where": _.plural(
            "Where: one platform to start with", "Where: {n} platforms to start with", len(plan.platforms)
        )
        if plan.platforms
        else _("Where: no platform is chosen yet"),
        "what": _(
            "What: {share} of the posts ask for something, the cap is {cap}",
            share=_.percent(sum(slot.pillar in asking for slot in slots) / len(slots)),
            cap=_.percent(plan.brief.promotion_cap),
        )
        if slots
        else _("What: no post is planned yet"),
        "when": _("When: {days}", days=_.weekdays(slot.day.isoweekday() for slot in slots)),
        "who": _.plural("Who answers: one person", "Who answers: {n} people", people)
        if people
        else _("Who answers: nobody yet"),
    }


def duties(plan: Plan, _: Words) -> tuple[Duty, ...]:
    """Return who answers and when, in the order of the team."""
    work = _work_by_week(plan)
    fullest: dict[str, float] = defaultdict(float)
    for week in work.values():
        for person, minutes in week.items():
            fullest[person] = max(fullest[person], minutes)
    hours = {person.name: person.hours_per_week * 60 for person in plan.brief.team}
    answers = _spans(plan, live_watches(plan), _)
    looks = _spans(plan, plan.rounds, _)
    return tuple(
        Duty(
            person,
            _.apart([*answers[person], *(_("{span} for what came in", span=span) for span in looks[person])]),
            _of(fullest[person], hours.get(person), _),
        )
        for person in dict.fromkeys([*hours, *fullest])
    )


def _spans(plan: Plan, timed: Sequence[Watch | Round], _: Words) -> dict[str, list[str]]:
    """Say for each person when they answer in the first week that has any of these, days of one span together."""
    first = min((_week(plan, watch.day) for watch in timed), default=None)
    days: dict[str, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    for watch in timed:
        if _week(plan, watch.day) == first:
            days[watch.person][time_span(watch, _)].append(watch.day.isoweekday())
    said: dict[str, list[str]] = defaultdict(list)
    for person, spans in days.items():
        said[person] = [_("{day} {span}", day=_.weekdays(which), span=span) for span, which in spans.items()]
    return said


def _of(spent: float, available: float | None, _: Words) -> str:
    if available is None:
        return _.hours(spent)
    return _("{spent} of {available}", spent=_.hours(spent), available=_.hours(available))


def _place_now(plan: Plan, platform: str, name: str, _: Words) -> Place:
    slots = [slot for slot in live_slots(plan) if slot.platform == platform]
    if not slots:
        return Place(_colour(platform), name, _("No post is planned yet"))
    low, high = _posts_a_week(plan, slots)
    words = (
        _("{low} to {high} posts a week", low=low, high=high)
        if low < high
        else _.plural("One post a week", "{n} posts a week", high)
    )
    return Place(_colour(platform), name, words)


def _colour(platform: str) -> str:
    return platform_token(platform).removeprefix("@")


def _week(plan: Plan, day: dt.date) -> int:
    return (day - plan.start).days // 7


def _posts_a_week(plan: Plan, slots: Iterable[Slot]) -> tuple[int, int]:
    """Return how many posts the emptiest and the fullest week have."""
    counts = Counter(_week(plan, slot.day) for slot in slots)
    weeks = [counts[week] for week in range(plan.weeks)]
    return min(weeks), max(weeks)


def _work_by_week(plan: Plan) -> dict[int, dict[str, float]]:
    work: dict[int, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    for slot in live_slots(plan):
        work[_week(plan, slot.day)][slot.owner] += slot.minutes
    for watch in live_watches(plan):
        work[_week(plan, watch.day)][watch.person] += watch.work_minutes
    for done in plan.rounds:
        work[_week(plan, done.day)][done.person] += done.minutes
    return work
