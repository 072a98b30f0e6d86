"""The block of days and hours that a finding names: of clearly good hours, else of rather good ones."""

import pandas as pd
import pytest

from strategy_kit.calendar.best_window import best_block, favoured_block


def heat(*blocks):
    """Return a week of one platform, nobody for or against, with blocks of (day, hours, support, studies for)."""
    rows = pd.DataFrame([(day, hour) for day in range(1, 8) for hour in range(24)], columns=["weekday", "hour"])
    rows = rows.assign(platform="x", support=0.0, favour=0, against=0)
    for day, hours, support, favour in blocks:
        rows.loc[(rows["weekday"] == day) & rows["hour"].isin(hours), ["support", "favour"]] = support, favour
    return rows


def test_clearly_good_hours_come_before_more_studies_for_rather_good_ones():
    found = favoured_block(heat((1, range(9, 11), 0.7, 1), (2, range(9, 17), 0.3, 5)), "x")

    assert (found.first_day, found.start, found.end, found.favour) == (1, 9, 11, 1)


def test_where_no_hour_is_clearly_good_the_rather_good_ones_are_named():
    found = favoured_block(heat((2, range(9, 17), 0.3, 5)), "x")

    assert (found.first_day, found.start, found.end, found.favour) == (2, 9, 17, 5)


@pytest.mark.parametrize("support", [0.0, 0.19, float("nan")])
def test_hours_that_studies_do_not_favour_make_no_block(support):
    assert favoured_block(heat((2, range(9, 17), support, 5)), "x") is None


def test_a_block_covers_the_days_that_share_its_hours():
    found = best_block(heat((1, range(9, 12), 0.7, 2), (2, range(9, 12), 0.7, 2)), "x")

    assert (found.first_day, found.last_day, found.start, found.end) == (1, 2, 9, 12)
