"""Candidates: where no study favours an hour that fits, posts are placed while the audience is awake."""

import datetime as dt

import numpy as np
import pandas as pd
import pytest
from calendars import constraints_for, heat_from, person
from hypothesis import given
from hypothesis import strategies as st

from strategy_kit.calendar.candidates import candidates
from strategy_kit.calendar.schedule import schedule_posts

AWAKE = dict.fromkeys(range(9, 17), 1.0) | {8: 0.25, 17: 0.5}
ONE_POST = {"posts_per_week_low": 1, "posts_per_week_high": 5, "posts_per_day": 1, "spacing_hours": 4}
HOURS = st.integers(0, 23)


def awake_heat(support, awake, platforms=("facebook",)):
    """A heat of `heat_from`, with the share of the audience awake by hour; 0 where not given."""
    heat = heat_from(support, platforms)
    return heat.assign(awake=heat["hour"].map(awake).fillna(0.0))


def hours_of(frame):
    return sorted({minute // 60 for minute in frame["minute"]})


def test_a_platform_without_studies_has_the_hours_in_which_the_audience_is_awake():
    awake = {11: 1.0, 12: 0.5}

    found = candidates(awake_heat({}, awake), constraints_for(), {})

    assert hours_of(found) == [11, 12]
    assert set(found["value"]) == {0.0}
    assert found["support"].isna().all()
    assert set(zip(found["minute"] // 60, found["awake"], strict=True)) == {(11, 1.0), (12, 0.5)}


def test_without_knowing_when_the_audience_is_awake_hours_without_studies_stay_empty():
    assert len(candidates(heat_from({}), constraints_for(), {})) == 0


def test_hours_without_studies_are_kept_free_where_a_favoured_hour_fits():
    found = candidates(awake_heat({10: 0.5}, AWAKE), constraints_for(), {})

    assert hours_of(found) == [10]


@pytest.mark.parametrize(
    ("support", "changes"),
    [({7: 0.9}, {}), ({19: 0.9}, {}), ({10: -0.5}, {}), ({10: 0.9}, {"team": (person(start=14),)})],
    ids=["before posting hours", "after duty", "studies against", "nobody on duty then"],
)
def test_a_platform_whose_favoured_hours_do_not_fit_is_posted_while_the_audience_is_awake(support, changes):
    found = candidates(awake_heat(support, AWAKE), constraints_for(**changes), {})

    assert {12, 14} & set(hours_of(found[found["support"].isna()]))


def test_among_hours_without_studies_the_one_with_most_people_awake_is_taken():
    schedule = schedule_posts(awake_heat({}, {9: 0.25, 10: 0.5, 13: 0.75, 15: 0.5}), constraints_for(rule=ONE_POST))

    assert {slot.time for slot in schedule.slots} == {dt.time(13)}


def test_hours_with_equally_many_awake_take_the_earlier():
    schedule = schedule_posts(awake_heat({}, {12: 0.5, 14: 1.0, 16: 1.0}), constraints_for(rule=ONE_POST))

    assert {slot.time for slot in schedule.slots} == {dt.time(14)}


def test_how_many_are_awake_does_not_rank_hours_that_studies_cover():
    schedule = schedule_posts(awake_heat({10: 0.5, 15: 0.5}, {10: 0.1, 15: 1.0}), constraints_for(rule=ONE_POST))

    assert {slot.time for slot in schedule.slots} == {dt.time(10)}


@given(
    support=st.dictionaries(HOURS, st.floats(-1, 1), max_size=6),
    awake=st.dictionaries(HOURS, st.floats(0, 1), max_size=24),
)
def test_a_platform_with_a_favoured_hour_that_fits_has_the_candidates_it_had_without_awake(support, awake):
    support = {**support, 10: 0.5}

    with_awake = candidates(awake_heat(support, awake), constraints_for(), {})
    without = candidates(heat_from(support), constraints_for(), {})

    pd.testing.assert_frame_equal(with_awake.drop(columns="awake"), without.drop(columns="awake"))


@given(awake=st.dictionaries(HOURS, st.floats(0, 1), min_size=1, max_size=24))
def test_no_post_without_a_study_stands_while_nobody_is_awake(awake):
    found = candidates(awake_heat({}, awake), constraints_for(), {})

    assert np.all(found["awake"] > 0)
