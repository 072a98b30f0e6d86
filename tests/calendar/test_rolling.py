"""Linked weeks solved one after the other: no limit is broken, and the bound holds."""

import datetime as dt
import itertools
import subprocess
import sys
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.sizes import ALL_WEEK, DAY_AND_NIGHT, largest_plan
from strategy_kit import highs
from strategy_kit.calendar import decomposition, formulation, restriction
from strategy_kit.calendar.candidates import candidates
from strategy_kit.calendar.schedule import Schedule, schedule_posts
from strategy_kit.errors import InputError
from strategy_kit.evidence.evidence import load_evidence
from strategy_kit.i18n import Words
from strategy_kit.plan.workings import Workings

COST = formulation.MISSING_COST


def workings_of(**sizes: object) -> Workings:
    return Workings(largest_plan(**sizes), load_evidence(), 2027)


def solved(workings: Workings) -> Schedule:
    return schedule_posts(workings.heats, workings.constraints, workings.measured_reach)


def campaign(posts: int, first: int, days: int, pillar: str | None = None) -> dict[str, object]:
    begin = dt.date(2027, 1, 4) + dt.timedelta(first)
    span = {"first": begin.isoformat(), "last": (begin + dt.timedelta(days)).isoformat()}
    return {"name": f"{first} {days}", "posts": posts, **span, **({"pillar": pillar} if pillar else {})}


@given(
    st.lists(
        st.builds(campaign, st.integers(1, 14), st.integers(0, 9), st.integers(7, 20), st.sampled_from([None, "News"])),
        min_size=1,
        max_size=2,
        unique_by=lambda drawn: drawn["name"],
    ),
    st.sampled_from([4.0, 30.0, 100.0]),
    st.sampled_from([0.0, 20.0]),
    st.sampled_from([1, 2]),
)
@settings(max_examples=12, deadline=None)
def test_weeks_one_after_another_keep_every_limit_and_their_bound_is_above_the_best(campaigns, spacing, across, people):
    cadence = [{"posts_per_week_low": 2, "posts_per_week_high": 4, "spacing_hours": spacing}]
    workings = workings_of(
        platforms=2, people=people, hours=6, weeks=3, campaigns=campaigns, cadence=cadence, spacing_across_hours=across
    )
    together = solved(workings)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(decomposition._Solver, "_joint", lambda *_: None)
        apart = solved(workings)

    assert together.proof.gap == 0
    assert net(apart) <= net(together) + 1e-3
    assert apart.proof.bound - COST * apart.lacking >= net(together) - 1e-3
    for one, other in itertools.combinations(apart.slots, 2):
        hours = abs(one.starts_at - other.starts_at) / dt.timedelta(hours=1)
        assert hours >= across
        assert one.platform != other.platform or hours >= spacing
    assert (apart.hours["total"] <= apart.hours["available"] + 1e-6).all()


def net(schedule: Schedule) -> float:
    """Return the value of a calendar less the cost of what it lacks."""
    return schedule.proof.objective - COST * schedule.lacking


def test_a_programme_too_large_to_build_is_solved_week_by_week_with_its_gap(monkeypatch):
    workings = workings_of(platforms=2, weeks=3, campaigns=[campaign(6, 0, 20)])
    together = solved(workings)
    width = max(len(rows) for _week, rows in candidates(workings.heats, workings.constraints, {}).groupby("week"))
    monkeypatch.setattr(highs, "MOST_COLUMNS", width + 100)

    apart = solved(workings)

    assert not apart.missing
    assert len(apart.slots) == len(together.slots)
    assert 0 <= apart.proof.gap < 0.05


LINKED = """
import resource
from strategy_kit.calendar import decomposition
from tests.calendar.test_rolling import campaign, solved, workings_of
resource.setrlimit(resource.RLIMIT_AS, (2 * 2**30,) * 2)
decomposition.SECONDS = 5.0
schedule = solved(workings_of(people=20, weeks={weeks}, campaigns=[campaign(60, 0, 7 * {weeks} - 1)]))
print(len(schedule.slots), schedule.lacking, schedule.proof.gap)
"""


def test_the_largest_team_and_a_campaign_over_all_weeks_have_a_calendar_with_its_gap_within_two_gigabytes():
    done = subprocess.run([sys.executable, "-c", LINKED.format(weeks=4)], capture_output=True, text=True)

    assert done.returncode == 0, done.stderr[-500:]
    posts, lacking, gap = done.stdout.split()
    assert int(posts) >= 4 * 12 * 3
    assert int(lacking) < 20
    assert 0 <= float(gap) < 0.2


def rules_of_one_pillar(count: int) -> list[dict[str, object]]:
    """Return so many blackout rules, each at its own hours."""
    times = [dt.time(*divmod(30 * number, 60)) for number in range(count + 1)]
    return [
        {"start": start.isoformat(), "end": end.isoformat(), "pillar": "News"}
        for start, end in itertools.pairwise(times)
    ]


@pytest.mark.parametrize(("lang", "words"), [("en", "too many to compare"), ("fr", "trop pour les comparer")])
def test_a_week_of_more_choices_than_can_be_searched_is_refused_before_any_is_solved(monkeypatch, lang, words):
    workings = workings_of(platforms=2, people=2, weeks=3, never=rules_of_one_pillar(40), **DAY_AND_NIGHT)
    monkeypatch.setattr(decomposition, "MOST_CHOICES", 500)
    monkeypatch.setattr(decomposition, "solve", lambda *_: pytest.fail("solved"))

    with pytest.raises(InputError) as refused:
        solved(workings)

    text = Words(lang).error(refused.value)
    assert words in text
    assert "500" in text
    assert "2027-01-04" in text


REFUSED = """
import resource
from strategy_kit.errors import InputError
from tests.calendar.test_rolling import *
resource.setrlimit(resource.RLIMIT_AS, (2 * 2**30,) * 2)
pillars = [dict(name="News", share=0.5)] + [dict(name=str(n), share=0.5) for n in range(11)]
never = rules_of_one_pillar(40)
sizes = dict(people=20, weeks=13, pillars=pillars, never=never, cover=True, **DAY_AND_NIGHT)
try:
    solved(workings_of(**sizes))
except InputError as error:
    print(error.field)
"""


def test_the_largest_brief_in_every_dimension_is_refused_within_two_gigabytes():
    done = subprocess.run([sys.executable, "-c", REFUSED], capture_output=True, text=True)

    assert (done.stdout.strip(), done.returncode) == ("never", 0), done.stderr[-500:]


def test_rows_over_sums_give_the_same_calendar(monkeypatch):
    pinned = [{"platform": "x", "day": "2027-01-05", "time": "09:00", "pillar": "News", "owner": "p1"}]
    workings = workings_of(platforms=2, people=3, hours=5, duty=[ALL_WEEK], pinned=pinned, fair_share=True)
    plain = solved(workings)
    monkeypatch.setattr(formulation, "MOST_DENSE", 0)
    monkeypatch.setattr(formulation, "MANY_GROUPS", 0)

    summed = solved(workings)

    assert summed.proof.gap == plain.proof.gap == 0
    assert summed.proof.objective == pytest.approx(plain.proof.objective, abs=1e-4)
    assert summed.lacking == plain.lacking


def test_a_week_that_is_not_proved_takes_the_best_of_its_best_hours_and_keeps_its_pins(monkeypatch):
    pinned = [{"platform": "x", "day": "2027-01-05", "time": "09:15"}]
    workings = workings_of(platforms=3, people=2, hours=9, pinned=pinned)
    best = solved(workings)
    monkeypatch.setattr(restriction, "LEAST", 0)
    solve = decomposition.solve

    def empty_unless_few(part, *given):
        found = solve(part, *given)
        whole = len(part) > 1000
        nothing = {"chosen": (), "made": {}, "checks": (), "objective": 0.0, "bound": found.net_bound + COST * 99}
        return replace(found, **nothing, missing=99) if whole else found

    monkeypatch.setattr(decomposition, "solve", empty_unless_few)

    restricted = solved(workings)

    assert not restricted.missing
    assert dt.time(9, 15) in [slot.time for slot in restricted.slots]
    assert 0 < restricted.proof.objective <= best.proof.objective + 1e-6
    assert restricted.proof.bound >= best.proof.objective - 1e-6
