"""Dates of occasions by rule, as published for single years."""

import datetime as dt

import pytest

from strategy_kit.calendar.occasions import date_of, occasions
from strategy_kit.evidence.load import load_table

TABLE = load_table("occasions")
JUNE = dt.date(2027, 1, 1), dt.date(2027, 12, 31)


@pytest.mark.parametrize(
    ("year", "day"),
    [(2024, "2024-03-31"), (2025, "2025-04-20"), (2026, "2026-04-05"), (2038, "2038-04-25"), (2285, "2285-03-22")],
)
def test_easter_is_as_tables_have_it(year: int, day: str) -> None:
    assert str(date_of("easter+0", year)) == day


@pytest.mark.parametrize(
    ("country", "day"), [("FR", "2027-05-30"), ("GB", "2027-03-07"), ("US", "2027-05-09"), ("ES", "2027-05-02")]
)
def test_mothers_day_is_that_of_the_country(country: str, day: str) -> None:
    found = [str(each.day) for each in occasions(TABLE, country, *JUNE) if each.key == "mothers-day"]

    assert found == [day]


@pytest.mark.parametrize("country", sorted({key for keys in TABLE["countries"] for key in keys.split(";")} - {"001"}))
def test_no_country_has_an_occasion_twice_in_a_year(country: str) -> None:
    keys = [each.key for each in occasions(TABLE, country, *JUNE)]

    assert len(keys) == len(set(keys))


def test_both_ends_of_a_period_belong_to_it_and_a_new_year_is_crossed() -> None:
    found = occasions(TABLE, "FR", dt.date(2026, 12, 25), dt.date(2027, 1, 6))

    assert [each.key for each in found] == ["christmas", "new-years-eve", "epiphany"]


def test_what_is_no_rule_is_an_error() -> None:
    with pytest.raises(ValueError, match="no rule of a date: 13th"):
        date_of("13th", 2027)
