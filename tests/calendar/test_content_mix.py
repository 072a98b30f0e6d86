"""Over the weeks, pillars keep to their shares and people to their part of the work; the hours found best stay."""

import datetime as dt
import itertools
from collections import Counter
from dataclasses import replace

import pytest
from calendars import MONDAY, broken, constraints_for, heat_from, person, ruled_cases
from hypothesis import given, settings
from hypothesis import strategies as st

from strategy_kit.calendar import decomposition
from strategy_kit.calendar.candidates import candidates
from strategy_kit.calendar.content_mix import MOST_PLACES, content_mix
from strategy_kit.calendar.decomposition import BUDGET, HURRIED, solve_weeks
from strategy_kit.calendar.milp import solve
from strategy_kit.calendar.schedule import schedule_posts
from strategy_kit.effort import Making
from strategy_kit.model import Campaign, PinnedPost

HEAT = heat_from({9: 0.5, 10: 1.0, 14: 0.75})


def weekly(posts, **more):
    """So many posts a week, one a day at most."""
    rule = {"posts_per_week_low": posts, "posts_per_week_high": posts, "posts_per_day": 1, "spacing_hours": 4}
    return constraints_for(rule=rule, **more)


def pillars_by_week(schedule):
    weeks = itertools.groupby(schedule.slots, key=lambda slot: slot.day.isocalendar().week)
    return [Counter(slot.pillar for slot in posts) for _week, posts in weeks]


def test_a_promotional_pillar_has_its_turn_where_one_week_has_too_few_posts_for_it():
    schedule = schedule_posts(HEAT, weekly(3, weeks=5))

    assert [week["offer"] for week in pillars_by_week(schedule)] == [0, 1, 0, 1, 1]  # 3, 6, 9, 12, 15 posts: a fifth


def test_pillars_with_equal_shares_take_turns():
    shares = {"help": 0.4, "news": 0.2, "questions": 0.2, "offer": 0.2}

    schedule = schedule_posts(HEAT, weekly(3, weeks=5, pillar_shares=shares))

    assert Counter(slot.pillar for slot in schedule.slots) == {"help": 6, "news": 3, "questions": 3, "offer": 3}


def test_each_platform_gets_its_part_of_a_pillar():
    both = ("facebook", "x")
    shares = {"help": 0.5, "news": 0.5}

    schedule = schedule_posts(heat_from({10: 1.0, 14: 0.75}, both), weekly(2, platforms=both, pillar_shares=shares))

    assert Counter((slot.platform, slot.pillar) for slot in schedule.slots) == dict.fromkeys(
        itertools.product(both, shares), 1
    )


def test_work_goes_to_people_by_their_hours_where_the_hours_of_posts_do_not_decide():
    team = (person("owner", hours=6), person("counter", hours=3))

    schedule = schedule_posts(HEAT, weekly(3, weeks=2, team=team))

    assert Counter(slot.owner for slot in schedule.slots) == {"owner": 4, "counter": 2}


def test_a_post_that_only_one_person_can_answer_stays_with_that_person():
    team = (person("owner", hours=6, weekdays=(1,)), person("counter", hours=6, start=18, end=19))

    schedule = schedule_posts(HEAT, weekly(1, weeks=2, team=team))

    assert {slot.owner for slot in schedule.slots} == {"owner"}


def test_a_campaign_and_a_fixed_post_keep_the_pillar_they_ask_for():
    pin = PinnedPost(platform="facebook", day=MONDAY, time="14:00", pillar="offer")
    campaign = Campaign(
        name="sale", first=MONDAY + dt.timedelta(8), last=MONDAY + dt.timedelta(17), posts=3, pillar="offer"
    )
    limits = weekly(4, weeks=3, pinned=(pin,), campaigns=(campaign,), promotion_cap=0.5)
    limits = replace(limits, pillar_shares={"help": 0.6, "offer": 0.4})

    schedule = schedule_posts(HEAT, limits)

    assert schedule.missing == ()
    assert broken(schedule, limits) == []


def fixed(day, pillar="offer"):
    return PinnedPost(platform="facebook", day=MONDAY + dt.timedelta(day), time="14:00", pillar=pillar)


@pytest.mark.parametrize("week", [0, 1, 3])
def test_a_fixed_promotional_post_takes_the_turn_of_the_others_in_all_weeks(week):
    limits = weekly(4, weeks=5, pinned=(fixed(7 * week),))  # a fifth of 20 posts; of 4 posts a week it is none

    schedule = schedule_posts(HEAT, limits)

    assert schedule.missing == ()
    assert schedule.proved
    assert pillars_by_week(schedule)[week]["offer"] == 1
    assert sum(slot.pillar == "offer" for slot in schedule.slots) <= 4
    assert broken(schedule, limits) == []


def test_the_other_posts_make_room_for_as_many_fixed_promotional_posts_as_the_whole_calendar_may_have():
    limits = weekly(4, weeks=5, pinned=tuple(fixed(day) for day in range(4)))

    schedule = schedule_posts(HEAT, limits)

    assert schedule.missing == ()
    assert [week["offer"] for week in pillars_by_week(schedule)] == [4, 0, 0, 0, 0]


@pytest.mark.parametrize(
    ("days", "weeks", "lost"), [((0, 1, 2), 2, (2,)), ((0, 1, 2, 3, 4), 4, (4,)), ((14, 8, 7, 1, 0), 4, (14,))]
)
def test_of_more_fixed_promotional_posts_than_the_whole_calendar_may_have_the_latest_are_left_out(days, weeks, lost):
    limits = weekly(5 if weeks == 4 else 4, weeks=weeks, pinned=tuple(fixed(day) for day in days))
    limits = replace(limits, promotion_cap=0.25 if weeks == 2 else 0.2)

    schedule = schedule_posts(HEAT, limits)

    assert [(lack.kind, lack.day, lack.count) for lack in schedule.missing] == [
        ("pinned", MONDAY + dt.timedelta(day), 1) for day in lost
    ]
    assert [pin.day for pin in schedule.left_out] == [lack.day for lack in schedule.missing]
    assert sum(slot.pillar == "offer" for slot in schedule.slots) == len(days) - len(lost)
    assert not schedule.proved
    assert broken(schedule, limits) == []


def test_fixed_posts_of_one_pillar_are_kept_though_a_week_has_more_than_its_share():
    limits = weekly(3, pinned=(fixed(0, "news"), fixed(1, "news")), pillar_shares={"help": 0.8, "news": 0.2})

    assert schedule_posts(HEAT, limits).missing == ()


def test_shares_that_some_platform_cannot_make_are_kept_as_far_as_the_others_can():
    both = ("facebook", "x")
    making = {("facebook", "help"): Making("text", 30.0), ("facebook", "offer"): Making("image", 30.0)}
    limits = weekly(2, weeks=3, platforms=both, promotion_cap=1.0, pillar_shares={"help": 0.5, "offer": 0.5})
    limits = replace(limits, making={**making, ("x", "help"): Making("text", 30.0)})

    schedule = schedule_posts(heat_from({10: 1.0, 14: 0.75}, both), limits)

    assert Counter(slot.pillar for slot in schedule.slots) == {"help": 6, "offer": 6}


@pytest.mark.slow
@settings(max_examples=100, deadline=None)
@given(ruled_cases(), st.booleans())
def test_the_mix_keeps_hours_value_and_demands_and_is_the_same_each_time(case, cover):
    heat, constraints = case
    constraints = replace(constraints, cover=cover)
    solved = solve_weeks(candidates(heat, constraints, {}), constraints)

    mixed = content_mix(solved, constraints)

    assert [after for _rows, after in content_mix(solved, constraints)] == [after for _rows, after in mixed]
    for (rows, before), (_rows, after) in zip(solved, mixed, strict=True):
        hours = [rows.loc[list(found.chosen), ["platform", "instant"]].values.tolist() for found in (before, after)]
        assert sorted(hours[0]) == sorted(hours[1])
        assert replace(before, chosen=(), made={}) == replace(after, chosen=(), made={})


@pytest.mark.slow
@settings(max_examples=60, deadline=None)
@given(
    st.integers(1, 6),
    st.lists(st.integers(1, 8), min_size=1, max_size=5),
    st.booleans(),
    st.sampled_from([0.1, 0.2, 0.25, 0.4]),
)
def test_over_the_weeks_each_pillar_ends_within_a_post_and_a_half_of_its_share(posts, parts, promotes, cap):
    names = [*(f"p{place}" for place in range(len(parts))), *(["offer"] if promotes else [])]
    sizes = [*parts, *([cap * sum(parts) / (1 - cap)] if promotes else [])]
    shares = {name: size / sum(sizes) for name, size in zip(names, sizes, strict=True)}

    schedule = schedule_posts(HEAT, weekly(posts if posts < 6 else 5, weeks=6, pillar_shares=shares, promotion_cap=cap))

    total = len(schedule.slots)
    counts = Counter(slot.pillar for slot in schedule.slots)
    assert total
    assert all(abs(counts[name] - share * total) < 1.5 for name, share in shares.items())
    assert counts["offer"] <= cap * total + 1e-9
    assert not promotes or counts["offer"] > cap * total - 1.5


def test_in_a_week_of_too_many_choices_each_post_keeps_its_person():
    team = tuple(person(f"p{number}", hours=20) for number in range(20))
    limits = weekly(5, team=team, pillar_shares={"help": 0.8, "offer": 0.2})
    solved = solve_weeks(candidates(HEAT, limits, {}), limits)

    mixed = content_mix(solved, limits)

    assert 5 * len(team) > MOST_PLACES
    assert [after.chosen for _rows, after in mixed] == [before.chosen for _rows, before in solved]


def test_the_calendar_without_surplus_fixed_posts_has_only_the_time_that_is_left(monkeypatch):
    given = []

    def slow(frame, constraints, weeks, ask, seconds):
        given.append(seconds)
        return replace(solve(frame, constraints, weeks, ask, seconds), seconds=BUDGET)

    monkeypatch.setattr(decomposition, "solve", slow)

    assert schedule_posts(HEAT, weekly(4, weeks=2, pinned=tuple(fixed(day) for day in range(3)))).left_out
    assert len(given) > 2
    assert set(given[1:]) == {HURRIED}
