"""The process behaviour chart: limits, rings and lines where the numbers say, and nothing where they say nothing."""

import datetime as dt
import itertools

import pytest

from strategy_kit.evidence.load import load_table
from strategy_kit.figures.card import Card
from strategy_kit.figures.review.behaviour import behaviour_card
from strategy_kit.i18n import Words
from strategy_kit.model import KpiValue, Note, Objective
from strategy_kit.plan.review import results_by_objective

MONDAY = dt.date(2027, 1, 4)
LEADS = (12, 15, 11, 14, 13, 16, 12, 15, 14, 11, 15, 12)


def card_of(values: tuple[float | None, ...], notes: tuple[Note, ...] = (), **changes: object) -> Card:
    objective = Objective.model_validate({"key": "lead-generation", "target": 20, "per": "week", **changes})
    results = [
        KpiValue(objective="lead-generation", begins=MONDAY + dt.timedelta(weeks=n), value=value)
        for n, value in enumerate(values)
    ]
    (result,) = results_by_objective([objective], results, load_table("measures"))
    return behaviour_card(result, "Leads", notes, Words("en"))


def rings(card: Card) -> list[int]:
    assert card.drawing is not None
    found = [trace["x"] for trace in card.drawing["data"] if trace.get("marker", {}).get("symbol") == "circle-open"]
    return found[0] if found else []


def test_the_title_gives_the_newest_value_and_what_chance_explains() -> None:
    limits = 2.66 * sum(abs(b - a) for a, b in itertools.pairwise(LEADS)) / 11
    low, high = round(sum(LEADS) / 12 - limits, 1), round(sum(LEADS) / 12 + limits, 1)

    assert card_of(LEADS).title == f"Leads: 12, within the usual range of {low:g} to {high:g}"
    assert card_of((*LEADS, 40)).title == f"Leads: 40, above the usual range of {low:g} to {high:g}"


def test_a_value_beyond_the_limits_is_ringed_and_no_other() -> None:
    assert rings(card_of((*LEADS, 40, 13))) == [12]
    assert rings(card_of(LEADS)) == []


def test_a_run_is_ringed_where_it_was_seen() -> None:
    assert rings(card_of((*LEADS, 14, 14, 15, 14, 15, 14, 15, 14))) == [19]


def test_two_values_have_no_limits_and_no_ring() -> None:
    card = card_of((1, 100))

    assert card.title == "Leads: 2 results so far"
    assert rings(card) == []
    assert card.table is not None
    assert {row[2] for row in card.table.rows} == {"not yet"}


def test_a_gap_is_drawn_as_a_gap_and_told_as_unknown() -> None:
    card = card_of((*LEADS, None, 13))
    assert card.drawing is not None and card.table is not None
    line = next(trace for trace in card.drawing["data"] if trace.get("yaxis") == "y" and "+" in trace["mode"])

    assert line["y"][12] is None
    assert card.table.rows[12][1] == "unknown"


def test_without_results_there_is_no_drawing() -> None:
    assert card_of(()).drawing is None
    assert card_of((None, None)).drawing is None


def test_the_target_has_a_line_only_where_there_is_one() -> None:
    def targets(card: Card) -> list[float]:
        assert card.drawing is not None
        return [each["y0"] for each in card.drawing["layout"]["shapes"] if each["line"]["color"] == "@accent"]

    assert targets(card_of(LEADS)) == [20]
    assert targets(card_of(LEADS, target=None)) == []


def test_what_changed_is_marked_in_its_week_and_outside_the_chart_nowhere() -> None:
    notes = tuple(Note(day=day, text="Radio") for day in ("2027-01-13", "2026-01-01"))
    card = card_of(LEADS, notes)
    assert card.drawing is not None

    assert [each["x0"] for each in card.drawing["layout"]["shapes"] if each["line"].get("dash") == "dot"] == [1]


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("wide", [True, False])
def test_the_chart_is_a_figure_of_plotly(theme: str, wide: bool) -> None:
    figure = card_of((*LEADS, 40)).figure(theme, wide=wide)  # type: ignore[arg-type]

    assert [trace.name for trace in figure.data if trace.showlegend] == ["usual range", "a signal", "target"]
