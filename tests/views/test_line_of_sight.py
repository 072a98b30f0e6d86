"""The card of the line of sight: how many posts serve the objectives, and what serves nothing."""

import datetime as dt
import itertools
from dataclasses import replace
from typing import Any

import pytest

from strategy_kit.evidence.evidence import load_evidence
from strategy_kit.figures.card import Card
from strategy_kit.i18n import Words
from strategy_kit.model import Brief, Objective, Pillar, Plan
from strategy_kit.plan.workings import Workings
from strategy_kit.views.line_of_sight import line_of_sight_views

EN = Words("en")
OBJECTIVES = (Objective(key="sales"), Objective(name="Fill the <hall>"))
PILLARS = (
    Pillar(name="Help", purpose="help", share=0.5, serves=("sales", "Fill the <hall>")),
    Pillar(name="News", share=0.5),
)


def workings_of(objectives: tuple[Objective, ...] = OBJECTIVES, pillars: tuple[Pillar, ...] = PILLARS) -> Workings:
    brief = Brief(name="Shop", objectives=objectives, pillars=pillars, platforms=("facebook",))
    return Workings(Plan(id="p", brief=brief, start=dt.date(2027, 1, 4), weeks=1), load_evidence(), 2027)


def card(**fields: Any) -> Card:
    (found,) = line_of_sight_views(workings_of(**fields), EN)
    return found


def test_without_objectives_there_is_nothing_to_show() -> None:
    assert list(line_of_sight_views(workings_of(objectives=()), EN)) == []


def test_the_title_counts_the_posts_that_serve_an_objective_and_the_pillar_that_serves_none_is_named() -> None:
    shown = card()

    assert shown.title == "2 of 4 posts serve your objectives"
    assert "The pillar “News” serves none of your objectives." in shown.how
    assert "A post that serves two objectives counts for both" in shown.how
    assert shown.alert == ""
    assert shown.table is not None
    assert shown.table.rows == (
        ("Sell", "Orders from social media", "Help", "Facebook", "2"),
        ("Fill the <hall>", "", "Help", "Facebook", "2"),
        ("none of your objectives", "", "News", "Facebook", "2"),
    )


def test_an_objective_that_no_post_serves_is_an_alert_with_what_to_do() -> None:
    shown = card(pillars=(PILLARS[0].changed(serves=("sales",)),))

    assert shown.title == "No post serves “Fill the <hall>” yet"
    assert shown.alert == ("No post serves “Fill the <hall>”. On Communication, tick it for a content pillar.")


@pytest.mark.parametrize("wide", [True, False])
def test_bars_and_bands_of_a_column_do_not_overlap_and_all_posts_reach_a_platform(wide: bool) -> None:
    shown = card()
    drawing = shown.drawing if wide else shown.narrow
    assert drawing is not None
    shapes = drawing["layout"]["shapes"]
    by_column: dict[float, list[tuple[float, float]]] = {}
    for shape in shapes:
        by_column.setdefault(shape["x0"], []).append((shape["y0"], shape["y1"]))

    assert [len(bars) for bars in by_column.values()] == [2, 2, 1]
    for bars in by_column.values():
        assert all(before[1] < after[0] for before, after in itertools.pairwise(bars))
        assert 0 < bars[0][0] < bars[-1][1] < drawing["layout"]["height"]
    assert len(drawing["data"]) == 4
    assert "<hall>" not in str(drawing)


def test_a_plan_without_posts_has_no_drawing() -> None:
    workings = workings_of()
    vars(workings)["schedule"] = replace(workings.schedule, slots=())
    (shown,) = line_of_sight_views(workings, EN)

    assert (shown.title, shown.drawing, shown.alert) == ("No posts are planned yet", None, "")
