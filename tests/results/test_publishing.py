"""Posts and answers added up: what no one recorded stays unknown."""

import pandas as pd

from strategy_kit.model import WeekFacts
from strategy_kit.results.publishing import publishing_totals


def week(day: str, platform: str = "x", **counts: int) -> WeekFacts:
    return WeekFacts(week=day, platform=platform, **counts)


def test_messages_count_only_where_both_numbers_are_known() -> None:
    facts = [week("2027-01-04", received=10, in_time=8), week("2027-01-11", received=90)]
    row = publishing_totals(facts).iloc[0]

    assert (row["received"], row["in_time"]) == (10, 8)


def test_a_week_whose_posts_are_not_known_adds_none_that_were_planned() -> None:
    row = publishing_totals([week("2027-01-04", planned=4, posts=3), week("2027-01-11", planned=4)]).iloc[0]

    assert (row["planned"], row["posts"]) == (4, 3)


def test_what_was_never_recorded_is_missing_and_not_zero() -> None:
    row = publishing_totals([week("2027-01-04", posts=3)]).iloc[0]

    assert row[["planned", "moved", "received", "in_time"]].isna().all()


def test_the_last_record_of_a_week_and_platform_counts_and_the_platforms_of_the_plan_come_first() -> None:
    facts = [
        week("2027-01-04", "x", posts=1),
        week("2027-01-04", "x", posts=2),
        week("2027-01-04", "facebook", posts=5),
    ]
    totals = publishing_totals(facts, ["facebook"])

    assert dict(zip(totals["platform"], totals["posts"], strict=True)) == {"facebook": 5, "x": 2}
    assert list(totals["platform"]) == ["facebook", "x"]


def test_without_records_there_is_no_row() -> None:
    assert isinstance(publishing_totals([]), pd.DataFrame)
    assert publishing_totals([]).empty
