"""A week that loses posts because a public holiday or closing dates leave fewer days is told from a failure."""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import replace

import pytest

from strategy_kit.calendar.constraints import Constraints, constraints_of
from strategy_kit.calendar.demands import Missing
from strategy_kit.calendar.short_weeks import lost_days, short_weeks
from strategy_kit.evidence.load import assumption_values, load_table
from strategy_kit.model import Brief

CHRISTMAS, AFTER = dt.date(2026, 12, 21), dt.date(2027, 1, 4)
EVE = dt.date(2026, 12, 25)


def limits(**changes: object) -> Constraints:
    """Three weeks from Christmas on; the team works from Monday to Friday."""
    brief = Brief(name="Shop", country="FR", lang="en", team_zone="Europe/Paris").changed(**changes)
    return constraints_of(
        brief,
        CHRISTMAS,
        3,
        ["facebook"],
        pillar_shares={pillar.name: pillar.share for pillar in brief.pillars},
        formats=load_table("platform_formats"),
        half_lives=load_table("half_life"),
        assumptions=assumption_values(),
    )


def lacks(week: dt.date, count: int, of: str = "facebook") -> Missing:
    return Missing("least_posts", of, week, count)


def calendar_of(*missing: Missing) -> Callable[[Constraints], Sequence[Missing]]:
    """What the best calendar lacks, whatever the constraints."""
    return lambda _other: missing


def test_a_public_holiday_on_a_working_day_takes_a_day_of_its_week() -> None:
    assert lost_days(limits(), ()) == {CHRISTMAS: (EVE,), dt.date(2026, 12, 28): (dt.date(2027, 1, 1),)}


@pytest.mark.parametrize(
    ("closed", "changes"),
    [((5,), {}), ((), {"team": [{"name": "Ann", "duty": [{"weekdays": (1, 2)}]}]}), ((), {"holidays_off": False})],
    ids=["a weekday always closed", "a day on which no one works", "posts on public holidays"],
)
def test_a_day_on_which_nothing_would_go_out_is_not_lost(closed: tuple[int, ...], changes: dict[str, object]) -> None:
    assert lost_days(limits(**changes), closed) == {}


def test_the_posts_of_a_closed_day_are_no_failure() -> None:
    (week,) = short_weeks(limits(), [lacks(CHRISTMAS, 1)], (), calendar_of())

    assert (week.week, week.platforms, week.missing, week.days) == (CHRISTMAS, ("facebook",), 1, (EVE,))


def test_closing_dates_count_as_public_holidays_do() -> None:
    shut = limits(blackouts=[{"first": "2027-01-04", "last": "2027-01-06", "reason": "Stocktaking"}])

    assert [week.missing for week in short_weeks(shut, [lacks(AFTER, 3)], (), calendar_of())] == [3]


def test_an_ordinary_week_that_lacks_posts_makes_all_of_them_a_failure() -> None:
    assert short_weeks(limits(), [lacks(CHRISTMAS, 1), lacks(AFTER, 1)], (), calendar_of()) == ()


def test_more_posts_than_the_closed_day_holds_are_a_failure() -> None:
    one_a_day = limits(cadence=[{"posts_per_day": 1}])

    assert short_weeks(one_a_day, [lacks(CHRISTMAS, 2)], (), calendar_of()) == ()


def test_another_platform_that_fails_leaves_the_week_of_this_one_expected() -> None:
    both = limits()
    both = replace(both, cadence={**both.cadence, "x": both.cadence["facebook"]})
    weeks = short_weeks(both, [lacks(CHRISTMAS, 1), lacks(CHRISTMAS, 1, "x"), lacks(AFTER, 1, "x")], (), calendar_of())

    assert [week.platforms for week in weeks] == [("facebook",)]


def test_a_fixed_post_on_a_public_holiday_stays_a_failure() -> None:
    assert short_weeks(limits(), [Missing("pinned", "facebook", EVE, 1)], (), calendar_of()) == ()


def test_without_a_whole_ordinary_week_posts_that_lack_on_open_days_too_are_a_failure() -> None:
    two_weeks, short = replace(limits(), weeks=2), lacks(CHRISTMAS, 1)

    assert [week.week for week in short_weeks(two_weeks, [short], (), calendar_of())] == [CHRISTMAS]
    assert short_weeks(two_weeks, [short], (), calendar_of(short)) == ()
    assert short_weeks(limits(), [short], (), calendar_of(short)) != ()


def test_the_days_that_are_tried_as_open_are_those_that_are_lost() -> None:
    tried: list[Constraints] = []

    def solved(other: Constraints) -> tuple[Missing, ...]:
        tried.append(other)
        return ()

    shut = replace(limits(closed_weekdays=(6, 7)), weeks=1)
    short_weeks(shut, [lacks(CHRISTMAS, 1)], (6, 7), solved)

    assert [shut.closed.keys() - other.closed.keys() for other in tried] == [{EVE, dt.date(2027, 1, 1)}]
