"""Weeks begin on the day on which they begin in the country, wherever the days of a week stand."""

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import Any

import pytest

from strategy_kit.evidence.evidence import load_evidence
from strategy_kit.exports.report_plan import heat_tables
from strategy_kit.figures.card import Card
from strategy_kit.i18n import Words
from strategy_kit.model import Brief, Plan
from strategy_kit.plan.workings import Workings, scheduled_plan
from strategy_kit.views.calendar import heat_views
from strategy_kit.views.communication import replies_views
from strategy_kit.views.shared import platform_names

FIRST = {"US": "Sunday", "FR": "Monday"}
each_country = pytest.mark.parametrize("country", FIRST)


def worked(country: str) -> Workings:
    zone = {"US": "America/New_York", "FR": "Europe/Paris"}[country]
    segments = ({"name": "C", "country": country, "zone": zone},)
    brief = Brief(name="Shop", country=country, team_zone=zone, segments=segments, platforms=("facebook",))
    return Workings(Plan(id="p1", brief=brief, start=dt.date(2027, 1, 4)), load_evidence(), 2027)


def named(country: str) -> Words:
    return Words("en", country)


def bars(card: Card, across: str) -> Iterator[tuple[str, str]]:
    """Yield the day at which each bar stands, by the names along its axis, and what is said of it."""
    assert card.drawing is not None
    axis = card.drawing["layout"][f"{across}axis"]
    names = dict(zip(axis["tickvals"], axis["ticktext"], strict=True))
    for trace in card.drawing["data"]:
        if trace["type"] == "bar" and trace.get("hoverinfo") == "text":
            places = centres(trace) if across == "y" and "orientation" not in trace else trace[across]
            yield from zip((names[place] for place in places), trace["hovertext"], strict=True)


def centres(trace: dict[str, Any]) -> Sequence[float]:
    return [round(base + side / 2, 6) for base, side in zip(trace["base"], trace["y"], strict=True)]


@each_country
def test_the_heat_map_and_its_table_begin_with_the_first_day_and_each_hour_stands_on_its_day(country: str) -> None:
    (card,) = heat_views(worked(country), named(country))

    assert card.table is not None and card.drawing is not None
    assert card.table.columns[1] == FIRST[country][:3]
    assert card.drawing["layout"]["yaxis"]["ticktext"][0] == FIRST[country]
    assert len(found := list(bars(card, "y"))) == 168
    assert [(day, said) for day, said in found if not said.startswith(day)] == []


@each_country
def test_the_marked_posts_of_the_heat_map_are_those_of_the_calendar(country: str) -> None:
    workings, _ = worked(country), named(country)
    (card,) = heat_views(workings, _)
    assert card.drawing is not None
    (marks,) = [trace for trace in card.drawing["data"] if trace.get("marker", {}).get("symbol") == "diamond"]

    days = {_.week[int(place)] for place in marks["y"]}
    assert days == {slot.day.isoweekday() for slot in workings.schedule.slots}


@each_country
def test_the_hours_available_to_answer_begin_with_the_first_day(country: str) -> None:
    (card,) = [each for each in replies_views(worked(country), named(country)) if each.key == "duty"]

    assert card.drawing is not None
    assert card.drawing["layout"]["yaxis"]["ticktext"][0] == FIRST[country]
    assert (found := list(bars(card, "y")))
    assert [(day, said) for day, said in found if not said.startswith(day)] == []


@each_country
def test_the_report_begins_its_weeks_with_the_first_day(country: str) -> None:
    workings, _ = worked(country), named(country)
    plan = scheduled_plan(workings.plan, workings)
    ((_platform, table),) = heat_tables(workings.heat, plan, platform_names(workings), _)

    assert table.days[0][0] == FIRST[country]
    chosen = {name for name, cells in table.days if any(cell.chosen for cell in cells)}
    assert chosen == {_.weekday(slot.day.isoweekday()) for slot in workings.schedule.slots}
