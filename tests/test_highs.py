"""Integer programmes: limits of size, finite bounds, and feasibility that is certain or unknown."""

import math

import pytest

from strategy_kit import highs
from strategy_kit.highs import Programme, TooLargeError


def knapsack(columns: int) -> Programme:
    programme = Programme()
    those = [programme.column(1.0 + number % 7, 1) for number in range(columns)]
    programme.row(-math.inf, columns, those, [3.0 + number % 5 for number in range(columns)])
    return programme


def test_a_search_that_ends_before_any_bound_is_found_states_the_sum_of_all_values_as_its_bound():
    answer = knapsack(40).maximized(seconds=0.0)

    assert answer.objective <= answer.bound <= sum(1.0 + number % 7 for number in range(40))


def test_a_programme_of_too_many_columns_or_entries_is_refused_while_it_is_written(monkeypatch):
    monkeypatch.setattr(highs, "MOST_COLUMNS", 10)
    with pytest.raises(TooLargeError, match="10 columns"):
        knapsack(11)
    monkeypatch.setattr(highs, "MOST_ENTRIES", 9)
    with pytest.raises(TooLargeError, match="9 matrix entries"):
        knapsack(10)


@pytest.mark.parametrize(("amount", "feasible"), [(6.0, True), (7.0, False), (6.0000001, False)])
def test_feasibility_is_exact_beyond_the_tolerance_of_the_solver(amount, feasible):
    programme = Programme()
    programme.row(amount, amount, [programme.column(0.0, 5)], [2.0])

    assert (programme.feasible(10) is True) is feasible


def test_a_total_equals_the_sum_of_its_columns():
    programme = Programme()
    those = [programme.column(1.0, 3), programme.column(2.0, 4)]
    total = programme.total(those)
    programme.row(-math.inf, 5, [total])

    assert programme.maximized().values.tolist() == [1, 4, 5]


def test_a_programme_without_columns_is_feasible_where_its_rows_hold():
    empty, unmet = Programme(), Programme()
    empty.row(-math.inf, 1, [])
    unmet.row(1, 1, [])

    assert empty.feasible(1) is True
    assert unmet.feasible(1) is False
