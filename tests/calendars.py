"""Calendars to be made in tests: briefs and heat one can check by eye, at random, and a checker of its own."""

import datetime as dt
import itertools
import zoneinfo
from dataclasses import replace

import numpy as np
import pandas as pd
from hypothesis import strategies as st

from strategy_kit.calendar.constraints import Constraints
from strategy_kit.effort import Making
from strategy_kit.model import (
    BlackoutRule,
    CadenceRule,
    Campaign,
    DaysOff,
    DutyHours,
    MonitoringRule,
    Person,
    PinnedPost,
)

MONDAY = dt.date(2027, 1, 4)
SPRING_WEEK = dt.date(2027, 3, 22)  # clocks go forward in Paris on Sunday 28 March 2027


def person(name="owner", *, hours=40.0, weekdays=(1, 2, 3, 4, 5), start=9, end=18, zone="Europe/Paris", **more):
    duty = (DutyHours(weekdays=weekdays, start=dt.time(start), end=dt.time(end)),)
    return Person(name=name, hours_per_week=hours, zone=zone, duty=duty, **more)


def constraints_for(platforms=("facebook",), **changes):
    pillars = changes.pop("pillar_shares", {"help": 0.8, "offer": 0.2})
    rule = changes.pop(
        "rule", {"posts_per_week_low": 0, "posts_per_week_high": 5, "posts_per_day": 2, "spacing_hours": 4}
    )
    values = {
        "start": MONDAY,
        "weeks": 1,
        "zone": "Europe/Paris",
        "platforms": platforms,
        "cadence": {platform: CadenceRule(platform=platform, **rule) for platform in platforms},
        "posting_from": dt.time(8),
        "posting_until": dt.time(20),
        "closed": {},
        "team": (person(),),
        "pillar_shares": pillars,
        "asking": frozenset({"offer"}),
        "promotion_cap": 0.2,
        "making": {(platform, pillar): Making("text", 30.0) for platform in platforms for pillar in pillars},
        "response_minutes": dict.fromkeys(platforms, 60),
        "work_share": 0.5,
        "unknown_hours": False,
    }
    return Constraints(**{**values, **changes})


def heat_from(support, platforms=("facebook",)):
    """A heat in which every weekday has the same 24 supports; missing where not given."""
    rows = [
        {
            "platform": platform,
            "weekday": day,
            "hour": hour,
            "support": support.get(hour, np.nan),
            "studies": int(hour in support),
        }
        for platform in platforms
        for day in range(1, 8)
        for hour in range(24)
    ]
    return pd.DataFrame(rows)


def instant(placed):
    return dt.datetime.combine(placed.day, placed.time, zoneinfo.ZoneInfo(placed.zone)).timestamp()


def week_of(placed):
    return placed.day.isocalendar()[:2]


def on_duty(who, placed, minutes):
    """Whether somebody is there, by their own clock, from an instant on for so long."""
    zone = zoneinfo.ZoneInfo(who.zone)
    begins, ends = (dt.datetime.fromtimestamp(instant(placed) + later * 60, zone) for later in (0, minutes))
    there = any(
        begins.isoweekday() in duty.weekdays and duty.start <= begins.time() and ends.time() <= duty.end
        for duty in who.duty
    )
    away = any(off.first <= begins.date() <= off.last for off in who.days_off)
    return there and begins.date() == ends.date() and not away


def broken(schedule, constraints):
    """Name the limits a calendar breaks: written from the words of the limits, sharing no code with the model."""
    return [
        *broken_by_a_post(schedule, constraints),
        *broken_by_people(schedule, constraints),
        *broken_by_a_week(schedule, constraints),
        *broken_rules(schedule, constraints),
        *wrongly_missing(schedule, constraints),
    ]


def broken_by_a_post(schedule, constraints):
    for slot in schedule.slots:
        rule = constraints.cadence[slot.platform]
        others = [other for other in schedule.slots if other.id != slot.id]
        mates = [other for other in others if other.platform == slot.platform]
        if 1 + sum(week_of(other) == week_of(slot) for other in mates) > rule.posts_per_week_high:
            yield "posts a week"
        if 1 + sum(other.day == slot.day for other in mates) > rule.posts_per_day:
            yield "posts a day"
        if any(abs(instant(slot) - instant(other)) < max(rule.spacing_hours * 3600, 1) for other in mates):
            yield "spacing"
        if any(abs(instant(slot) - instant(other)) < constraints.spacing_across * 3600 for other in others):
            yield "spacing across platforms"
        if not constraints.posting_from <= slot.time < constraints.posting_until or slot.day in constraints.closed:
            yield "hours or days of posting"
        if (slot.platform, slot.pillar) not in constraints.making:
            yield "a pillar that cannot be made"


def broken_by_people(schedule, constraints):
    team = {who.name: who for who in constraints.team}
    work = {}
    for slot in schedule.slots:
        work[week_of(slot), slot.owner] = work.get((week_of(slot), slot.owner), 0.0) + slot.minutes
    for watch in schedule.watches:
        if not on_duty(team[watch.person], watch, watch.minutes):
            yield "duty"
        share = watch.minutes * constraints.work_share
        work[week_of(watch), watch.person] = work.get((week_of(watch), watch.person), 0.0) + share
    for done in schedule.rounds:
        if not on_duty(team[done.person], done, done.minutes):
            yield "duty of a round"
        work[week_of(done), done.person] = work.get((week_of(done), done.person), 0.0) + done.minutes
    for (_, name), minutes in work.items():
        if minutes > team[name].hours_per_week * 60 + 1e-6:
            yield "hours"
    watched = {watch.slot: watch for watch in schedule.watches}
    for slot in schedule.slots:
        if slot.id not in watched or instant(watched[slot.id]) != instant(slot):
            yield "a post nobody watches"
        elif not constraints.cover and watched[slot.id].person != slot.owner:
            yield "the person who posts also answers"


def broken_by_a_week(schedule, constraints):
    so_far = []
    for _, week in itertools.groupby(schedule.slots, key=week_of):
        posts = list(week)
        so_far += posts
        fixed = {slot.id for slot in posts if pinned_to(slot, constraints, "pillar")}
        promotes = [slot for slot in so_far if slot.pillar in constraints.asking]
        of_all = (
            len(schedule.slots) if any(pinned_to(slot, constraints, "pillar") for slot in promotes) else len(so_far)
        )
        if len(promotes) > constraints.promotion_cap * of_all + 1e-9:
            yield "promotion cap"
        slack = 1 + sum(
            pinned_to(slot, constraints, "pillar") for slot in schedule.slots if slot.pillar in constraints.asking
        )
        for pillar, share in constraints.pillar_shares.items():
            if away_from(share, [(slot.pillar == pillar, slot.id in fixed) for slot in posts]) >= slack:
                yield "pillar share"
        monday = posts[0].day - dt.timedelta(posts[0].day.weekday())
        days = [monday + dt.timedelta(n) for n in range(7)]
        here = [
            who
            for who in constraints.team
            if any(not any(o.first <= day <= o.last for o in who.days_off) for day in days)
        ]
        hours = sum(who.hours_per_week for who in here)
        for who in here if constraints.fair_share and hours else []:
            counts = [(slot.owner == who.name, pinned_to(slot, constraints, "owner")) for slot in posts]
            if away_from(who.hours_per_week / hours, counts) >= 1:
                yield "fair share"


def pinned_to(slot, constraints, of):
    """Whether the pillar or the owner of a post was fixed by hand."""
    placed = (slot.platform, slot.day, slot.time)
    return any(
        (pin.platform, pin.day, pin.time) == placed and getattr(pin, of) == getattr(slot, of)
        for pin in constraints.pinned
    )


def away_from(share, counts):
    """How many posts a number is from its share of all; fixed posts (the second of each pair) do not add to that."""
    factors = [(counted - share, fixed) for counted, fixed in counts]
    more = sum(min(factor, 0) if fixed else factor for factor, fixed in factors)
    fewer = sum(min(-factor, 0) if fixed else -factor for factor, fixed in factors)
    return max(more, fewer)


def broken_rules(schedule, constraints):
    for slot in schedule.slots:
        for rule in constraints.never:
            named = rule.platform in ("all", slot.platform) and rule.pillar in (None, slot.pillar)
            since, until = rule.start or dt.time(0), rule.end or dt.time.max
            if named and slot.day.isoweekday() in rule.weekdays and since <= slot.time < until:
                yield "never"


def wrongly_missing(schedule, constraints):
    """What was asked for and is neither there nor counted as missing."""

    def short(wanted, there, kind, of, day):
        counted = sum(lack.count for lack in schedule.missing if (lack.kind, lack.of, lack.day) == (kind, of, day))
        if there + counted < wanted:
            yield f"missing without a word: {kind}"

    days = [constraints.start + dt.timedelta(n) for n in range(7 * constraints.weeks)]
    for monday in sorted({day - dt.timedelta(day.weekday()) for day in days}):
        inside = sum(monday <= day < monday + dt.timedelta(7) for day in days)
        for platform, rule in constraints.cadence.items():
            there = sum(
                slot.platform == platform and monday <= slot.day < monday + dt.timedelta(7) for slot in schedule.slots
            )
            yield from short(rule.posts_per_week_low * inside // 7, there, "least_posts", platform, monday)
    for pin in constraints.pinned:
        there = sum(
            (slot.platform, slot.day, slot.time) == (pin.platform, pin.day, pin.time)
            and pin.pillar in (None, slot.pillar)
            and pin.owner in (None, slot.owner)
            for slot in schedule.slots
        )
        yield from short(1, there, "pinned", pin.platform, pin.day)
    for campaign in constraints.campaigns:
        span = (campaign.last - campaign.first).days + 1
        inside = sum(campaign.first <= day <= campaign.last for day in days)
        there = sum(
            campaign.first <= slot.day <= campaign.last
            and campaign.platform in ("all", slot.platform)
            and campaign.pillar in (None, slot.pillar)
            for slot in schedule.slots
        )
        yield from short(campaign.posts * inside // span, there, "campaign", campaign.name, campaign.first)
    for number, rule in enumerate(constraints.monitoring):
        for day in days:
            if day.isoweekday() in rule.weekdays and day not in constraints.closed:
                there = sum((done.day, done.time) == (day, rule.start) for done in schedule.rounds)
                yield from short(1, there, "monitoring", str(number), day)


@st.composite
def large_cases(draw):
    platforms = draw(st.sampled_from([("facebook",), ("facebook", "x"), ("linkedin", "x", "instagram")]))
    low = draw(st.integers(0, 5))
    rule = {
        "posts_per_week_low": low,
        "posts_per_week_high": low + draw(st.integers(0, 4)),
        "posts_per_day": draw(st.integers(1, 3)),
        "spacing_hours": draw(st.sampled_from([0, 0.5, 4, 20, 36])),
    }
    support = draw(st.dictionaries(st.integers(0, 23), st.floats(-1, 1).map(lambda x: round(x, 2)), max_size=24))
    away = (DaysOff(first=MONDAY + dt.timedelta(2), last=MONDAY + dt.timedelta(3)),) if draw(st.booleans()) else ()
    team = tuple(
        person(
            f"role {n}",
            hours=draw(st.sampled_from([0.0, 1.5, 4.0, 12.0])),
            start=draw(st.integers(6, 11)),
            end=draw(st.integers(12, 20)),
            weekdays=draw(st.sampled_from([(1, 2, 3), (1, 2, 3, 4, 5), tuple(range(1, 8))])),
            zone=draw(st.sampled_from(["Europe/Paris", "America/Toronto", "Asia/Kolkata"])),
            days_off=away,
        )
        for n in range(draw(st.integers(1, 3)))
    )
    start = draw(st.sampled_from([MONDAY, SPRING_WEEK, dt.date(2027, 10, 25), MONDAY + dt.timedelta(2)]))
    closed = {start + dt.timedelta(draw(st.integers(0, 6))): "closed"}
    return heat_from(support, platforms), constraints_for(
        platforms,
        rule=rule,
        start=start,
        weeks=draw(st.integers(1, 2)),
        team=team,
        closed=closed,
        unknown_hours=draw(st.booleans()),
        pillar_shares=draw(st.sampled_from([{"help": 0.8, "offer": 0.2}, {"help": 0.5, "news": 0.3, "offer": 0.2}])),
    )


@st.composite
def ruled_cases(draw):
    """Cases as large, with rules of every kind on top."""
    heat, constraints = draw(large_cases())
    pillars, platforms = list(constraints.pillar_shares), st.sampled_from([*constraints.platforms])
    day = st.integers(0, 7 * constraints.weeks - 1).map(lambda n: constraints.start + dt.timedelta(n))
    pillar = st.none() | st.sampled_from(pillars)
    never = st.builds(
        BlackoutRule,
        weekdays=st.sampled_from([(7,), (1, 2), (3, 4, 5)]),
        start=st.sampled_from([None, dt.time(12)]),
        end=st.sampled_from([None, dt.time(14)]),
        platform=st.just("all") | platforms,
        pillar=pillar,
    )
    pin = st.builds(
        PinnedPost,
        platform=platforms,
        day=day,
        time=st.sampled_from([dt.time(9), dt.time(10, 15), dt.time(15, 30)]),
        pillar=pillar,
        owner=st.none() | st.sampled_from([who.name for who in constraints.team]),
    )
    campaign = st.builds(
        lambda first, length, posts, platform, pillar: Campaign(
            name="launch", first=first, last=first + dt.timedelta(length), posts=posts, platform=platform, pillar=pillar
        ),
        day,
        st.integers(0, 9),
        st.integers(1, 4),
        st.just("all") | platforms,
        pillar,
    )
    monitoring = st.builds(MonitoringRule, start=st.sampled_from([dt.time(9), dt.time(16, 45)]), minutes=st.just(20))
    few = {"max_size": 2, "unique_by": str}
    return heat, replace(
        constraints,
        spacing_across=draw(st.sampled_from([0, 0.5, 3])),
        never=tuple(draw(st.lists(never, **few))),
        pinned=tuple(draw(st.lists(pin, **few))),
        campaigns=tuple(draw(st.lists(campaign, max_size=1))),
        monitoring=tuple(draw(st.lists(monitoring, max_size=1))),
        cover=draw(st.booleans()),
        fair_share=draw(st.booleans()),
    )
