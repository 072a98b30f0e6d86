"""Results from a file: columns guessed and assigned, gaps, duplicates, decimal commas."""

import pytest

from strategy_kit.errors import InputError
from strategy_kit.i18n import Words
from strategy_kit.model import KpiValue
from strategy_kit.storage.results_file import Assignment, guessed, kpi_values, merged
from strategy_kit.storage.text_table import TextTable, read_table

EN, FR = Words("en"), Words("fr")
HEADINGS = {"Leads": "lead-generation", "Prospects (leads)": "lead-generation", "Sales": "sales"}


def table(text: str) -> TextTable:
    return read_table(text.encode(), EN)


def values(text: str, words: Words = EN, **choices: object) -> dict[str, float | None]:
    read = table(text)
    columns = Assignment(0, {"sales": 1}, **choices)  # type: ignore[arg-type]
    return {value.begins.isoformat(): value.value for value in kpi_values(read, columns, words)}


def test_columns_are_guessed_by_their_headings_whatever_their_order() -> None:
    found = guessed(table("LEADS;Other;Week;sales\n12;x;2027-01-04;3"), HEADINGS)

    assert (found.day, dict(found.values)) == (2, {"lead-generation": 0, "sales": 3})


def test_the_only_other_column_is_that_of_the_only_objective() -> None:
    assert guessed(table("When;How many\n2027-01-04;3"), {"Sales": "sales"}) == Assignment(0, {"sales": 1})
    assert guessed(table("When;How many\n2027-01-04;3"), HEADINGS).values == {}


def test_a_gap_is_unknown_and_a_zero_is_zero() -> None:
    assert values("Week;Sales\n2027-01-04;\n2027-01-11;0\n2027-01-18;n/a") == {
        "2027-01-04": None,
        "2027-01-11": 0,
        "2027-01-18": None,
    }


def test_numbers_have_the_decimal_mark_and_the_signs_of_their_country() -> None:
    read = values("Semaine;Ventes\n04/01/2027;12,5 %\n25/01/2027;1 234,5 €", FR)

    assert list(read.values()) == [12.5, 1234.5]


def test_lines_in_another_order_give_the_same_results_in_order_of_time() -> None:
    forward = values("Week;Sales\n2027-01-04;1\n2027-01-11;2")
    backward = values("Week;Sales\n2027-01-11;2\n2027-01-04;1")

    assert list(forward.items()) == list(backward.items())


def test_a_line_that_stands_twice_counts_once_and_fills_a_gap() -> None:
    assert values("Week;Sales\n2027-01-04;1\n2027-01-04;1") == {"2027-01-04": 1}
    assert values("Week;Sales\n2027-01-04;\n2027-01-04;1\n2027-01-04;") == {"2027-01-04": 1}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("Week;Sales\n2027-01-04;1\n2027-01-04;2", "line 3: this week or month is already on line 2, with another"),
        ("Week;Sales\n2027-01-04;many", "line 2, Sales: found many. Write a number"),
        ("Week;Sales\n2027-01-04;1,234", "line 2, Sales: found 1,234, which could mean 1234 or 1.234"),
        ("Week;Sales\n;5\n2027-01-04;1", "line 2:  is not a date"),
        ("Week;Sales\n2027-01-04;99999999999", "value: found 99999999999"),
        ("Week;Sales\n0004-01-04;1", "."),
    ],
    ids=["two values", "text", "two readings", "no date", "too large", "year 4"],
)
def test_what_cannot_be_read_is_refused_with_its_line(text: str, message: str) -> None:
    with pytest.raises(InputError, match=message):
        values(text)


@pytest.mark.parametrize("columns", [Assignment(), Assignment(None, {"sales": 1}), Assignment(0, {})])
def test_without_a_column_of_dates_and_of_an_objective_nothing_is_read(columns: Assignment) -> None:
    with pytest.raises(InputError, match="choose the column"):
        kpi_values(table("Week;Sales\n2027-01-04;1"), columns, EN)


def test_new_results_replace_old_ones_but_a_gap_erases_nothing() -> None:
    old = [KpiValue(objective="sales", begins=day, value=1) for day in ("2027-01-04", "2027-01-11")]
    new = [KpiValue(objective="sales", begins="2027-01-04"), KpiValue(objective="sales", begins="2027-01-11", value=9)]

    assert [value.value for value in merged(old, new)] == [1, 9]
