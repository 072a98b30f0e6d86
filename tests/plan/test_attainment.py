"""Whether results reached a target: of whole months and weeks, never of a month that can still change."""

import datetime as dt

import pandas as pd
import pytest

from strategy_kit.evidence.load import load_table
from strategy_kit.model import KpiValue, Objective
from strategy_kit.plan.attainment import Attainment
from strategy_kit.plan.review import results_by_objective

FEBRUARY = dt.date(2027, 2, 1)  # a Monday: February 2027 has four whole weeks


def found(
    values: tuple[float | None, ...],
    by: str = "week",
    first: dt.date = FEBRUARY,
    today: dt.date | None = None,
    **changes: object,
) -> Attainment:
    objective = Objective.model_validate({"key": "lead-generation", "target": 20, "per": "month", **changes})
    days = [
        first + dt.timedelta(weeks=n) if by == "week" else first.replace(month=first.month + n)
        for n in range(len(values))
    ]
    results = [
        KpiValue.model_validate({"objective": objective.what, "per": by, "begins": day, "value": value})
        for day, value in zip(days, values, strict=True)
    ]
    (result,) = results_by_objective([objective], results, load_table("measures"), today)
    assert result.attainment is not None
    return result.attainment


def test_weeks_that_together_reach_a_target_by_month_reach_it() -> None:
    reached = found((5, 5, 5, 5))

    assert (reached.state, reached.amount, str(reached.period), reached.is_about) == ("reached", 20, "2027-02", False)


@pytest.mark.parametrize(
    ("due", "state"), [(None, "not yet"), ("2027-03-31", "not yet"), ("2027-02-28", "missed"), ("2027-01-31", "missed")]
)
def test_a_target_is_missed_only_once_a_period_to_its_date_is_known(due: str | None, state: str) -> None:
    assert found((5, 5, 5, 4), due=due).state == state


def test_a_month_that_is_not_whole_is_not_compared() -> None:
    waiting = found((5, 5, 5))

    assert (waiting.state, waiting.amount, waiting.weeks) == ("no whole month", 15, 3)
    assert waiting.expected == pytest.approx(20 * 3 * 84 / 365.25)


def test_a_month_that_is_not_whole_has_reached_what_its_weeks_cannot_lose() -> None:
    reached = found((10, 11))

    assert (reached.state, reached.is_so_far, reached.amount) == ("reached", True, 21)


def test_a_month_that_is_not_whole_is_no_baseline() -> None:
    reached = found((3, 4, 5, 6, 20, 20))

    assert (reached.is_so_far, reached.last_whole) == (True, (pd.Period("2027-02", freq="M"), 18))


def test_a_target_reached_before_and_lost_names_when_it_was_reached() -> None:
    lost = found((20, 21, 0), "month")

    assert (lost.state, str(lost.before), str(lost.period)) == ("not yet", "2027-03", "2027-04")


def test_months_are_compared_with_a_target_by_week_by_their_days() -> None:
    weekly = found((40,), "month", target=10, per="week")

    assert (weekly.state, weekly.amount) == ("reached", 10)


def test_a_rate_is_never_added_up() -> None:
    rate = found((30, 30, 30, 30), key="loyalty", target=40)

    assert (rate.state, rate.amount) == ("not yet", 30)


def test_comments_per_post_are_not_added_up() -> None:
    assert found((3, 3, 3, 3), key="engagement", measure="comments-per-post", target=5).amount == 3


def test_a_waiting_time_is_reached_from_above() -> None:
    assert found((20,), key="customer-service", measure="first-response-time", target=30).state == "reached"


def test_a_target_of_money_per_another_period_is_not_compared() -> None:
    objective = Objective(key="sales", measure="basket", target=30, per="month")
    values = [KpiValue(objective="sales", begins=FEBRUARY, value=40)]
    (result,) = results_by_objective([objective], values, load_table("measures"))

    assert result.attainment is None


@pytest.mark.parametrize(
    ("day", "state", "is_so_far"), [(3, "not yet", True), (7, "not yet", True), (8, "missed", False)]
)
def test_a_week_misses_its_target_only_once_it_is_over(day: int, state: str, is_so_far: bool) -> None:
    week = found((2,), today=dt.date(2027, 2, day), per="week", due="2027-02-07")

    assert (week.state, week.is_so_far) == (state, is_so_far)
    assert (week.last_whole is None) == is_so_far


def test_a_week_that_is_not_over_is_compared_only_where_it_reaches_the_target() -> None:
    on = dt.date(2027, 2, 10)
    waiting, reached = found((5, 2), today=on, per="week", due="2027-02-07"), found((5, 21), today=on, per="week")

    assert (waiting.state, waiting.amount) == ("missed", 5)
    assert (reached.state, reached.amount, reached.is_so_far) == ("reached", 21, True)
    assert reached.last_whole is not None
    assert reached.last_whole[1] == 5


def test_a_level_of_a_week_that_is_not_over_is_not_compared() -> None:
    assert found((30, 45), today=dt.date(2027, 2, 10), key="loyalty", target=40).amount == 30


@pytest.mark.parametrize(("today", "state"), [("2027-02-28", "no whole month"), ("2027-03-01", "not yet")])
def test_a_month_whose_last_week_is_not_over_is_not_whole(today: str, state: str) -> None:
    month = found((5, 5, 5, 4), today=dt.date.fromisoformat(today))

    assert (month.state, month.weeks, month.amount) == ((state, 3, 15) if state == "no whole month" else (state, 0, 19))


def test_an_objective_in_ones_own_words_is_compared_as_the_one_that_it_is_like() -> None:
    waiting = found((300,), by="month", key=None, name="Answer faster", like="customer-service", target=60)

    assert waiting.state == "not yet"
