"""How long a message waits in a crisis until somebody can see it, or decide."""

import datetime as dt
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from strategy_kit.communication.crisis import CrisisReadiness, crisis_readiness, missing_parts
from strategy_kit.model import Brief, CrisisPlan, DutyHours, Person
from strategy_kit.model.types import CRISIS_PARTS

MONDAY = dt.date(2027, 1, 4)
OFFICE = Person(name="Office")
WEEKEND = Person(name="Weekend", duty=(DutyHours(weekdays=(6, 7), start=dt.time(10), end=dt.time(16)),))


def readiness(**fields: Any) -> CrisisReadiness:
    return crisis_readiness(Brief(name="Shop", team=(OFFICE, WEEKEND), **fields), MONDAY)


def test_somebody_sees_it_sooner_than_somebody_decides() -> None:
    found = readiness(crisis={"decides": "Weekend"})

    assert found.seen.minutes == 18 * 60  # Saturday 16:00 to Sunday 10:00
    assert found.decided.minutes == (8 + 5 * 24 + 10) * 60  # Sunday 16:00 to Saturday 10:00
    assert str(found.decided.begins) == "2027-01-10 16:00:00-05:00"
    assert found.hours == {"Weekend": 12.0}


def test_a_deputy_with_other_hours_shortens_the_wait_for_a_decision() -> None:
    alone = readiness(crisis={"decides": "Office"})
    both = readiness(crisis={"decides": "Office", "deputy": "Weekend"})

    assert alone.decided.minutes == 63 * 60
    assert both.decided == both.seen


def test_without_anybody_who_decides_no_decision_comes() -> None:
    found = readiness(crisis={"what": "Spoilt goods"})

    assert found.decided == (None, None)
    assert found.missing == ("decides", "deputy", "first_words", "told", "afterwards")


def test_who_left_the_team_is_named_and_decides_nothing() -> None:
    found = readiness(crisis={"decides": "Gone", "deputy": "Weekend"})

    assert found.absent == ("Gone",)
    assert found.hours == {"Weekend": 12.0}


def test_an_inbox_check_counts_only_where_somebody_is_there_on_an_open_day() -> None:
    rule = {"start": "09:00", "minutes": 15, "weekdays": [1, 3, 6]}

    assert readiness().checked is None
    assert readiness(monitoring=[rule], limits_off=["monitoring"]).checked is None
    assert readiness(monitoring=[rule]).checked.minutes == (5 * 24 - 0.25) * 60  # type: ignore[union-attr]
    closed = readiness(monitoring=[rule], closed_weekdays=(1,)).checked
    assert closed is not None
    assert closed.minutes == (7 * 24 - 0.25) * 60


def test_an_inbox_check_that_nobody_can_do_never_comes() -> None:
    assert readiness(monitoring=[{"start": "03:00"}]).checked == (None, None)


def test_one_person_alone_needs_no_deputy() -> None:
    assert missing_parts(CrisisPlan(), people=1) == tuple(part for part in CRISIS_PARTS if part != "deputy")


@pytest.mark.parametrize("deputy", [None, "Office"])
def test_who_decides_is_no_deputy(deputy: str | None) -> None:
    assert "deputy" in missing_parts(CrisisPlan(decides="Office", deputy=deputy), people=2)


@settings(max_examples=20)
@given(st.lists(st.integers(1, 7), min_size=1, unique=True), st.integers(0, 20), st.integers(1, 3))
def test_a_decision_never_comes_sooner_than_somebody_is_there(days: list[int], start: int, hours: int) -> None:
    duty = DutyHours(weekdays=tuple(days), start=dt.time(start), end=dt.time(start + hours))
    team = (OFFICE, Person(name="Boss", duty=(duty,)))
    found = crisis_readiness(Brief(name="Shop", team=team, crisis={"decides": "Boss"}), MONDAY)

    assert found.seen.minutes is not None
    assert found.decided.minutes is not None
    assert found.seen.minutes <= found.decided.minutes
    assert found.hours["Boss"] == len(days) * hours
