import datetime as dt

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from strategy_kit.calendar.clocks import wall_times
from strategy_kit.evidence.load import load_table, load_windows
from strategy_kit.figures.calendar.heat import wall_times_card
from strategy_kit.i18n import Words

CLOCKS = ["America/New_York", "Europe/Paris", "Asia/Kolkata"]
NAMES = {"x": "Twitter", "facebook": "Facebook"}


def starts(week: dt.date, clocks: list[str] = CLOCKS) -> list[str]:
    times = wall_times(load_windows(["document"]), week, clocks)
    return [moment.strftime("%a %H:%M") for moment in times.drop_duplicates(["clock"])["starts_at"]]


def test_in_january_13_00_in_new_york_is_19_00_in_paris_and_23_30_in_kolkata():
    assert starts(dt.date(2027, 1, 4)) == ["Mon 13:00", "Mon 19:00", "Mon 23:30"]


@pytest.mark.parametrize("monday", [dt.date(2027, 3, 15), dt.date(2027, 11, 1)], ids=["spring", "autumn"])
def test_between_the_two_clock_changes_paris_is_only_five_hours_ahead_of_new_york(monday: dt.date):
    assert starts(monday)[:2] == ["Mon 13:00", "Mon 18:00"]


def test_a_standard_time_kept_all_year_is_an_hour_off_new_york_in_summer():
    panama = load_windows(["document"]).assign(zone="America/Panama")
    times = wall_times(panama, dt.date(2027, 7, 5), ["America/Panama", "America/New_York"])

    assert times.drop_duplicates("clock")["starts_at"].map(lambda moment: moment.hour).tolist() == [13, 14]


def test_windows_on_the_audience_s_own_clock_have_no_instant_and_are_left_out():
    windows = load_windows(["document"]).assign(zone="audience")

    assert wall_times(windows, dt.date(2027, 1, 4), CLOCKS).empty


@given(st.integers(0, 500), st.sampled_from(CLOCKS))
def test_every_clock_tells_the_same_instants(weeks: int, clock: str):
    monday = dt.date(2024, 1, 1) + dt.timedelta(weeks=weeks)
    windows = load_windows(["document"])
    here, there = (wall_times(windows, monday, [zone]) for zone in ("America/New_York", clock))

    assert [a.timestamp() for a in here["starts_at"]] == [b.timestamp() for b in there["starts_at"]]
    assert [a.timestamp() for a in here["ends_at"]] == [b.timestamp() for b in there["ends_at"]]


def card(windows: pd.DataFrame, week: dt.date, clocks: list[str] = CLOCKS):
    return wall_times_card(wall_times(windows, week, clocks), NAMES, load_table("sources"), Words("en"))


def test_the_card_s_title_says_the_first_window_on_each_clock():
    assert card(load_windows(["document"]), dt.date(2027, 3, 15)).title == (
        "13:00 in New York is 18:00 in Paris and 22:30 in Kolkata"
    )


def test_the_card_says_when_a_window_ends_on_the_next_day():
    table = card(load_windows(["document"]), dt.date(2027, 1, 4)).table

    assert table is not None
    assert table.rows[0][3] == "Monday to Thursday, 23:30 to 01:30 of the next day"


def test_the_card_names_the_monday_of_the_week_it_shows():
    assert card(load_windows(["document"]), dt.date(2027, 3, 15)).subtitle.endswith("week of 15 March 2027")


def test_the_card_says_so_when_no_window_can_be_converted():
    windows = load_windows(["document"]).assign(zone="audience")

    assert card(windows, dt.date(2027, 1, 4)).title == "No published window gives a time zone that can be converted"
