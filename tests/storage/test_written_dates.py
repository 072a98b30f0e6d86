"""Dates as people write them: each is read in one way, or the person is asked."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from strategy_kit.errors import InputError
from strategy_kit.storage.written_dates import is_date, read_periods

MONDAY = dt.date(2027, 1, 4)


def cells(*texts: str) -> list[tuple[int, str]]:
    return list(enumerate(texts, start=2))


@pytest.mark.parametrize(
    "text",
    [
        *("2027-01-25", "2027/01/25", "25/01/2027", "25.1.27", "01/25/2027", "2027-W04", "2027-01-25 00:00:00"),
        *("25 January 2027", "Jan 25, 2027", "January 25th, 2027", "25 janv. 2027", "25 janvier 2027"),
    ],
)
def test_a_monday_is_read_however_it_is_written(text: str) -> None:
    assert read_periods(cells(text)) == ("week", [dt.date(2027, 1, 25)])


@pytest.mark.parametrize("text", ["2027-02", "02/2027", "February 2027", "févr. 2027", "Feb 2027", "1er avril 2027"])
def test_a_month_is_read_however_it_is_written(text: str) -> None:
    per, (day,) = read_periods(cells(text))

    assert (per, day.day) == ("month", 1)


def test_one_date_that_has_one_reading_decides_the_order_of_all() -> None:
    assert read_periods(cells("04/01/2027", "25/01/2027"))[1] == [MONDAY, dt.date(2027, 1, 25)]
    assert read_periods(cells("01/04/2027", "01/25/2027"))[1] == [MONDAY, dt.date(2027, 1, 25)]


def test_the_order_in_which_all_dates_begin_weeks_is_taken() -> None:
    assert read_periods(cells("01/04/2027", "01/11/2027"), per="week")[1] == [MONDAY, dt.date(2027, 1, 11)]


@pytest.mark.parametrize(
    ("texts", "choice", "message"),
    [
        (("05/02/2027",), {}, "line 2: 05/02/2027 can be read with the day or the month first"),
        (("25/01/2027", "01/25/2027"), {}, "line 3: 01/25/2027 does not fit|line 2: 25/01/2027 does not fit"),
        (("25/01/2027",), {"order": "month-first"}, "line 2: 25/01/2027 does not fit"),
        (("2027-02-01",), {}, "file: 2027-02-01 can begin a week or a month"),
        (("2027-01-05",), {}, "line 2: 2027-01-05 is not a Monday"),
        (("2027-01-04", "2027-02"), {}, "line 2: 2027-01-04 is not the first day of a month"),
        (("2027-01-04", "soon"), {}, "line 3: soon is not a date"),
        (("2027-02-30",), {}, "line 2: 2027-02-30 is not a date"),
    ],
    ids=["both orders", "no order", "other order", "both periods", "weekday", "mixed", "text", "no day"],
)
def test_what_is_open_or_wrong_is_refused_with_its_line(
    texts: tuple[str, ...], choice: dict[str, str], message: str
) -> None:
    with pytest.raises(InputError, match=message):
        read_periods(cells(*texts), **choice)  # type: ignore[arg-type]


@given(st.lists(st.integers(0, 3000), min_size=1), st.sampled_from(["%d/%m/%Y", "%m/%d/%Y", "%Y-%m-%d"]))
def test_mondays_are_never_read_as_other_days_without_asking(weeks: list[int], form: str) -> None:
    mondays = [MONDAY + dt.timedelta(weeks=n) for n in weeks]
    try:
        _per, days = read_periods(cells(*(day.strftime(form) for day in mondays)), per="week")
    except InputError:
        return

    assert days == mondays


@given(st.text(max_size=50))
def test_any_text_is_a_date_or_none(text: str) -> None:
    assert is_date(text) in (True, False)
