"""Consideration 4: the heat of an hour, checked against clocks read one instant at a time."""

import datetime as dt
import functools
import itertools
import zoneinfo

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from strategy_kit.calendar.heat import (
    default_reading,
    evidence_weights,
    on_own_clock,
    posting_heatmap,
    published_opinions,
)
from strategy_kit.errors import InputError
from strategy_kit.evidence.load import load_table, load_windows

ORDINARY_WEEK = dt.date(2027, 1, 4)
US_CHANGE_WEEK = dt.date(2027, 3, 8)  # clocks go forward in New York on Sunday 14 March 2027
BETWEEN_WEEK = dt.date(2027, 3, 15)  # New York has changed, Paris has not
PARIS_CHANGE_WEEK = dt.date(2027, 3, 22)
NEW_YORK = {"America/New_York": 1.0}
ZONES = sorted(
    zone for zone in zoneinfo.available_timezones() if "/" in zone and not zone.startswith(("Etc/", "right/"))
)


def window(
    source="study", *, weekdays=(1,), start=13 * 60, end=15 * 60, zone="audience", strength="best", kind="range", **more
):
    row = {"source": source, "platform": "facebook", "weekdays": weekdays, "start_minute": start, "end_minute": end}
    return {**row, "zone": zone, "strength": strength, "kind": kind, "voice": source, "distance": 0, **more}


def heat_of(*windows, zones=None, week=ORDINARY_WEEK, clock="Europe/Paris", **options):
    return posting_heatmap(pd.DataFrame(windows), zones or {"Europe/Paris": 1.0}, week, clock=clock, **options)


def hour_at(heat, platform, weekday, hour):
    return heat[(heat["platform"] == platform) & (heat["weekday"] == weekday) & (heat["hour"] == hour)].iloc[0]


def spoken(heat, platform):
    rows = heat[(heat["platform"] == platform) & heat["support"].notna()]
    return {(int(row.weekday), int(row.hour)): row.support for row in rows.itertuples()}


@pytest.mark.parametrize(
    ("clock", "week", "facebook_monday"),
    [
        pytest.param("America/New_York", ORDINARY_WEEK, {(1, 13): 1, (1, 14): 1, (1, 15): 1}, id="New York"),
        pytest.param("Europe/Paris", ORDINARY_WEEK, {(1, 19): 1, (1, 20): 1, (1, 21): 1}, id="Paris in winter"),
        pytest.param("Europe/Paris", BETWEEN_WEEK, {(1, 18): 1, (1, 19): 1, (1, 20): 1}, id="Paris, New York ahead"),
        pytest.param(
            "Asia/Kolkata", ORDINARY_WEEK, {(1, 23): 0.5, (2, 0): 1, (2, 1): 1, (2, 2): 0.5}, id="half an hour"
        ),
        pytest.param(
            "Asia/Kolkata", BETWEEN_WEEK, {(1, 22): 0.5, (1, 23): 1, (2, 0): 1, (2, 1): 0.5}, id="Kolkata, later"
        ),
    ],
)
def test_posting_heatmap_shows_the_documents_facebook_window_at_its_instants(clock, week, facebook_monday):
    heat = posting_heatmap(load_windows(["document"]), NEW_YORK, week, clock=clock)

    hours = spoken(heat, "facebook")
    assert len(set(hours.values()) - {0.5, 1.0}) == 0
    assert {hour: hours[hour] for hour in sorted(hours)[: len(facebook_monday)]} == facebook_monday


def test_posting_heatmap_reads_the_documents_window_by_the_audiences_own_clock_when_asked():
    heat = posting_heatmap(
        load_windows(["document"]), {"Europe/Paris": 1}, ORDINARY_WEEK, clock="Europe/Paris", reading="audience"
    )

    assert set(spoken(heat, "x")) == {(day, hour) for day in range(1, 5) for hour in (13, 14)}


def test_posting_heatmap_leaves_an_hour_without_a_study_missing():
    heat = heat_of(window())

    assert np.isnan(hour_at(heat, "facebook", 1, 12)["support"])
    assert hour_at(heat, "facebook", 1, 12)["studies"] == 0


def test_posting_heatmap_keeps_a_platform_without_windows_unknown():
    heat = heat_of(window(), platforms=["threads"])

    assert len(heat) == 168
    assert heat["support"].isna().all()


def test_posting_heatmap_counts_part_of_an_hour_in_proportion():
    heat = heat_of(window(start=13 * 60 + 30, end=14 * 60 + 15))

    assert spoken(heat, "facebook") == {(1, 13): 0.5, (1, 14): 0.25}


def test_posting_heatmap_counts_part_of_the_audience_in_proportion():
    heat = heat_of(window(), zones={"Europe/Paris": 3, "America/New_York": 1})

    assert spoken(heat, "facebook") == {(1, 13): 0.75, (1, 14): 0.75, (1, 19): 0.25, (1, 20): 0.25}
    assert hour_at(heat, "facebook", 1, 13)["known_share"] == 0.75


def test_posting_heatmap_lets_the_narrower_statement_of_one_source_win():
    heat = heat_of(
        window(strength="avoid", start=0, end=1440, kind="day"),
        window(strength="good"),
        window(strength="best", start=14 * 60, end=15 * 60, kind="point"),
    )

    hours = spoken(heat, "facebook")
    assert (hours[1, 12], hours[1, 13], hours[1, 14]) == (-1, 0.5, 1)


def test_posting_heatmap_counts_studies_that_repeat_one_another_once():
    copy = window("copy", strength="avoid", voice="study", distance=1)
    heat = heat_of(window(), copy, window("other", strength="good"))

    row = hour_at(heat, "facebook", 1, 13)
    assert (row["support"], row["studies"]) == (0.75, 2)


def test_posting_heatmap_counts_sources_that_repeat_bitly_as_one_study():
    chorus = ["document", "bitly-2012", "surepayroll-2013", "smw-2014"]
    heat = posting_heatmap(load_windows(chorus), NEW_YORK, ORDINARY_WEEK, clock="America/New_York")

    assert heat.loc[heat["platform"] == "x", "studies"].max() == 1


def test_posting_heatmap_gives_weighted_mean_spread_and_count_of_the_studies():
    heat = heat_of(window(), window("other", strength="avoid"), weights={"study": 3.0, "other": 1.0})

    row = hour_at(heat, "facebook", 1, 13)
    assert (row["support"], row["studies"], row["favour"], row["against"]) == (0.5, 2, 1, 1)
    assert row["spread"] == pytest.approx(np.sqrt(0.75))  # mean of squares 1, less 0.5 squared
    assert row["contested"]


def test_posting_heatmap_calls_an_hour_contested_from_a_quarter_of_the_weight_only():
    heat = heat_of(window(), window("other", strength="avoid"), weights={"study": 3.1, "other": 1.0})

    assert not hour_at(heat, "facebook", 1, 13)["contested"]


@pytest.mark.parametrize(
    ("week", "hour", "minutes"),
    [(PARIS_CHANGE_WEEK, 2, 0), (dt.date(2027, 10, 25), 2, 120), (ORDINARY_WEEK, 2, 60)],
    ids=["hour that does not exist", "hour that comes twice", "ordinary hour"],
)
def test_posting_heatmap_knows_how_long_an_hour_lasts_where_clocks_change(week, hour, minutes):
    heat = heat_of(window(weekdays=(7,), start=0, end=1440), week=week)

    row = hour_at(heat, "facebook", 7, hour)
    assert row["minutes"] == minutes
    assert np.isnan(row["support"]) == (minutes == 0)


@pytest.mark.parametrize(
    ("options", "field"),
    [
        ({"week": dt.date(2027, 1, 5)}, "week"),
        ({"clock": "EST5EDT4"}, "clock"),
        ({"zones": {"Mars/Olympus": 1}}, "audience_zones"),
        ({"zones": {"Europe/Paris": 0.0}}, "audience_zones"),
        ({"zones": {"Europe/Paris": float("nan")}}, "audience_zones.Europe/Paris"),
    ],
    ids=["not a Monday", "unknown clock", "unknown zone", "no share", "share that is no number"],
)
def test_posting_heatmap_refuses_by_name(options, field):
    with pytest.raises(InputError) as refusal:
        heat_of(window(), **options)

    assert refusal.value.field == field


def slowly(windows, zone_of_study, zone, week, clock):
    """Read the clocks one quarter of an hour at a time, with zoneinfo alone."""
    hourly, quarters = {}, {}
    instant = dt.datetime.combine(week, dt.time(), zoneinfo.ZoneInfo(clock)).astimezone(dt.UTC)
    end = dt.datetime.combine(week + dt.timedelta(7), dt.time(), zoneinfo.ZoneInfo(clock)).astimezone(dt.UTC)
    while instant < end:
        shown, read = (
            instant.astimezone(zoneinfo.ZoneInfo(clock)),
            instant.astimezone(zoneinfo.ZoneInfo(zone_of_study or zone)),
        )
        cell = shown.isoweekday(), shown.hour
        minute = read.hour * 60 + read.minute
        value = next(
            (
                1.0
                for w in windows
                if read.isoweekday() in w["weekdays"] and w["start_minute"] <= minute < w["end_minute"]
            ),
            None,
        )
        quarters[cell] = quarters.get(cell, 0) + 1
        if value is not None:
            hourly[cell] = hourly.get(cell, 0.0) + value
        instant += dt.timedelta(minutes=15)
    return {cell: value / quarters[cell] for cell, value in hourly.items()}


@functools.cache
def change_weeks(zone):
    """The Mondays of the weeks 2024-2030 in which a zone changes its offset."""
    key, weeks, day = zoneinfo.ZoneInfo(zone), [], dt.datetime(2024, 1, 1, tzinfo=dt.UTC)
    while day.year < 2031:
        after = day + dt.timedelta(days=7)
        if day.astimezone(key).utcoffset() != after.astimezone(key).utcoffset():
            days = [day + dt.timedelta(days=n) for n in range(8)]
            change = next(
                b for a, b in itertools.pairwise(days) if a.astimezone(key).utcoffset() != b.astimezone(key).utcoffset()
            )
            local = change.astimezone(key).date()
            weeks.append(local - dt.timedelta(days=local.weekday()))
        day = after
    return tuple(weeks)


def behaviours():
    """One zone for each way of changing clocks between 2024 and 2030."""
    seen = {}
    for zone in ZONES:
        offsets = tuple(
            dt.datetime(year, month, 1, 12, tzinfo=dt.UTC).astimezone(zoneinfo.ZoneInfo(zone)).utcoffset()
            for year in (2024, 2027, 2030)
            for month in (1, 4, 7, 10)
        )
        seen.setdefault((change_weeks(zone), offsets), zone)
    return sorted(seen.values())


@pytest.mark.parametrize("zone", behaviours())
def test_posting_heatmap_agrees_with_clocks_read_one_by_one_in_every_week_of_change(zone):
    published = window(weekdays=(1, 7), start=60, end=225, zone="America/New_York")

    for week in (*change_weeks(zone), ORDINARY_WEEK):
        heat = heat_of(published, zones={zone: 1}, week=week, clock=zone)
        assert spoken(heat, "facebook") == pytest.approx(slowly([published], "America/New_York", zone, week, zone)), (
            week
        )


@settings(max_examples=60, deadline=None)
@given(
    zone=st.sampled_from(ZONES),
    clock=st.sampled_from(ZONES),
    monday=st.integers(0, 360).map(lambda n: dt.date(2024, 1, 1) + dt.timedelta(weeks=n)),
    start=st.integers(0, 90).map(lambda n: n * 15),
    length=st.integers(1, 5).map(lambda n: n * 15),
)
def test_posting_heatmap_agrees_with_clocks_read_one_by_one_for_any_zone_and_week(zone, clock, monday, start, length):
    published = window(weekdays=(2, 7), start=start, end=min(start + length, 1440))

    heat = heat_of(published, zones={zone: 1}, week=monday, clock=clock)

    assert spoken(heat, "facebook") == pytest.approx(slowly([published], None, zone, monday, clock))


@given(scale=st.floats(0.001, 1000), share=st.floats(0.01, 0.99))
def test_posting_heatmap_looks_only_at_proportions_of_shares_and_weights(scale, share):
    windows = [window(), window("other", strength="avoid", start=12 * 60)]
    zones = {"Europe/Paris": share, "America/New_York": 1 - share}
    plain = heat_of(*windows, zones=zones, weights={"study": 1.0, "other": 0.3})
    scaled = heat_of(
        *windows,
        zones={zone: part * scale for zone, part in zones.items()},
        weights={"study": scale, "other": 0.3 * scale},
    )

    pd.testing.assert_frame_equal(plain.drop(columns="weight"), scaled.drop(columns="weight"))


def test_published_opinions_names_a_study_group_after_its_member_nearest_to_the_origin():
    opinions = published_opinions(
        load_windows(["document", "surepayroll-2013"]), NEW_YORK, ORDINARY_WEEK, clock="America/New_York"
    )

    assert set(opinions.loc[opinions["platform"] == "facebook", "voice"]) == {"surepayroll-2013"}


def test_evidence_weights_halve_a_study_each_half_life_and_rank_grades_and_samples():
    assumptions = {
        "weight_grade_a": 1.0, "weight_grade_b": 0.8, "weight_grade_c": 0.4, "evidence_half_life_years": 6.0,
        "undated_age_years": 12.0, "large_sample_from": 1000.0,
        "weight_sample_small": 0.5, "weight_sample_unstated": 0.25,
    }  # fmt: skip
    sources = pd.DataFrame(
        {
            "key": ["new", "old", "small", "undated", "untraced"],
            "quality": ["A", "B", "A", "C", "D"],
            "year": pd.array([2027, 2021, 2027, None, 2027], "Int64"),
            "sample_n": pd.array([5000, 5000, 999, None, 5000], "Int64"),
        }
    )

    weights = evidence_weights(sources, assumptions, 2027)

    assert weights == pytest.approx(
        {"new": 1.0, "old": 0.4, "small": 0.5, "undated": 0.4 * 0.25 * 0.25, "untraced": 0.0}
    )


def test_evidence_weights_of_the_published_sources_lie_between_zero_and_one():
    from strategy_kit.evidence.load import assumption_values

    weights = evidence_weights(load_table("sources"), assumption_values(), 2027)

    assert all(0 <= weight <= 1 for weight in weights.values())


def test_a_study_of_one_country_does_not_change_how_those_of_another_are_read():
    windows = load_windows(["document", "agorapulse-fr-2023"])
    places = {"America/New_York": "US", "Europe/Paris": "FR"}
    clocks = {
        home: set(zip(found["source"], found["zone"], strict=True))
        for home, found in ((home, on_own_clock(windows, home.split(), places)) for home in ("FR", "US", "FR US"))
    }

    assert clocks == {
        "FR": {("document", "audience"), ("agorapulse-fr-2023", "Europe/Paris")},
        "US": {("document", "America/New_York"), ("agorapulse-fr-2023", "audience")},
        "FR US": {("document", "audience"), ("agorapulse-fr-2023", "audience")},
    }


def test_default_reading_converts_instants_only_where_the_whole_audience_lives_with_the_study():
    assert default_reading(["US"], ["US", "GB"]) == "instant"
    assert default_reading(["US", "FR"], ["US", "GB"]) == "audience"


def test_assumptions_that_are_not_given_are_those_of_the_data():
    published = load_table("assumptions").set_index("key")["value"]

    def heat_of(assumptions):
        return posting_heatmap(load_windows(), NEW_YORK, ORDINARY_WEEK, clock="Europe/Paris", assumptions=assumptions)

    pd.testing.assert_frame_equal(heat_of(None), heat_of(published.to_dict()))
    assert heat_of({"strength_avoid": -0.5})["support"].min() == -0.5


def test_with_no_study_at_all_every_hour_is_unknown():
    heat = posting_heatmap(
        load_windows([]), {"Europe/Paris": 1.0}, ORDINARY_WEEK, clock="Europe/Paris", platforms=["facebook"]
    )

    assert len(heat) == 168
    assert heat["support"].isna().all()
    assert not heat["studies"].any()
