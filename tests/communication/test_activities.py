"""Today's activities: what interrupts, and how many people asked to hear from the business."""

import math

import pytest

from strategy_kit.communication.activities import OptedIn, activity_table, opted_in, today_effort
from strategy_kit.model import Activity


@pytest.mark.parametrize(
    ("direction", "opted_in", "interrupts"),
    [("outbound", False, True), ("outbound", True, False), ("inbound", False, False), ("inbound", True, False)],
)
def test_only_what_is_sent_to_people_who_did_not_ask_interrupts(direction, opted_in, interrupts):
    (found,) = activity_table([Activity(name="A", direction=direction, opted_in=opted_in)])["interrupts"]

    assert found == interrupts


def test_hours_and_money_are_shared_out_by_whether_they_interrupt():
    effort = today_effort(
        [
            Activity(name="Leaflets", direction="outbound", hours_per_week=3, cost_per_month=300),
            Activity(name="Newsletter", opted_in=True, hours_per_week=1, cost_per_month=100),
        ]
    )

    assert (effort.hours_share, effort.money_share) == (0.75, 0.75)
    assert (effort.hours_interrupting, effort.money_inviting) == (3, 100)


def test_an_unknown_cost_is_counted_as_unknown_not_as_nothing():
    effort = today_effort(
        [Activity(name="Leaflets", direction="outbound", cost_per_month=300), Activity(name="Market stall")]
    )

    assert (effort.activities, effort.cost_unknown) == (2, 1)
    assert effort.money_share == 1


def test_money_nobody_knows_has_no_share():
    effort = today_effort([Activity(name="Leaflets", direction="outbound", hours_per_week=2)])

    assert math.isnan(effort.money_share)
    assert math.isnan(today_effort([]).hours_share)


def test_unknown_hours_are_counted_as_unknown_not_as_nothing():
    effort = today_effort([Activity(name="Leaflets", direction="outbound", hours_per_week=2), Activity(name="Fairs")])

    assert (effort.hours_unknown, effort.hours_share) == (1, 1)


def test_a_direction_nobody_gave_is_not_counted_as_interrupting_and_leaves_the_least_share():
    outbound = Activity(name="Leaflets", direction="outbound", hours_per_week=1)
    effort = today_effort([outbound, Activity(name="Fairs", hours_per_week=3)])

    assert (effort.hours_interrupting, effort.hours_inviting, effort.hours_unclassified) == (1, 0, 3)
    assert (effort.direction_unknown, effort.hours_share) == (1, 0.25)
    assert math.isnan(today_effort([Activity(name="Fairs", hours_per_week=3)]).hours_share)


def letter(name, people):
    return Activity(name=name, opted_in=True, opted_in_people=people)


def test_lists_that_may_overlap_are_bounded_by_the_longest_and_the_sum():
    assert opted_in([letter("Post", 400), letter("Text", 150)]) == OptedIn(400, 550, 2, 0)


def test_a_list_of_unknown_length_leaves_the_most_open():
    found = opted_in([letter("Post", 400), letter("Text", None)])

    assert (found.low, found.unknown) == (400, 1)
    assert math.isnan(found.high)


def test_people_who_did_not_ask_are_not_counted():
    leaflets = Activity(name="Leaflets", direction="outbound", opted_in_people=9000)

    assert opted_in([leaflets]) == OptedIn(0, 0, 0, 0)


def test_the_parts_of_todays_hours_are_of_all_hours_those_without_a_direction_too():
    hours = today_effort(
        [
            Activity(name="Leaflets", direction="outbound", hours_per_week=3),
            Activity(name="Letter", opted_in=True, hours_per_week=1),
            Activity(name="Fairs", hours_per_week=4),
        ]
    ).hours

    assert (hours.total, hours.interrupting, hours.unclassified) == (8, 0.375, 0.5)


def test_without_any_figure_the_parts_are_unknown_not_zero():
    money = today_effort([Activity(name="Leaflets", direction="outbound")]).money

    assert money.total == 0
    assert math.isnan(money.interrupting) and math.isnan(money.unclassified)
