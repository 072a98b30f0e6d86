"""One week as a strip: the same on the plan page and in the report."""

import datetime as dt
import re

import pytest

from strategy_kit.evidence.evidence import load_evidence
from strategy_kit.exports.html import to_html
from strategy_kit.figures.calendar.month import CalendarDays
from strategy_kit.figures.calendar.week import strip_drawing, week_card, week_strip
from strategy_kit.i18n import Words
from strategy_kit.model import Brief, Plan, ResponseWindow, Slot
from strategy_kit.plan.workings import Workings, scheduled_plan
from strategy_kit.views.calendar import drawn_calendar

MONDAY = dt.date(2027, 3, 1)
DAYS = tuple(MONDAY + dt.timedelta(days=n) for n in range(14))
EN = Words("en", "GB")
NAMES = {"facebook": "Facebook", "<b>": "<b>"}


def post(key: str, day: int = 0, hour: int = 10, platform: str = "facebook") -> Slot:
    return Slot(
        id=key, platform=platform, day=DAYS[day], time=dt.time(hour), zone="Europe/Paris", pillar="News", owner="Ann"
    )


def calendar(*slots: Slot, watches: tuple[ResponseWindow, ...] | None = None) -> CalendarDays:
    whole = tuple(
        ResponseWindow(slot=slot.id, person="Ann", day=slot.day, time=slot.time, zone=slot.zone, minutes=60)
        for slot in slots
    )
    watched = whole if watches is None else watches
    return CalendarDays(slots, watched, DAYS, "Europe/Paris", (dt.time(7), dt.time(21)), {"facebook": "FB"}, {}, {})


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_page_and_report_draw_the_same_week(lang: str) -> None:
    brief = Brief(name="Bakery", lang=lang, country="FR", team_zone="Europe/Paris")
    workings = Workings(Plan(brief=brief, start=MONDAY, weeks=2), load_evidence(), 2026)
    words = Words(lang, "FR")

    drawing = week_card(drawn_calendar(workings, words), NAMES, MONDAY, words).drawing
    report = re.findall(
        r"<svg class=\"week\".*?</svg>", to_html(scheduled_plan(workings.plan, workings), lang=lang).decode()
    )[0]

    assert drawing is not None
    windows, posts, _people = drawing["data"]
    assert len(posts["x"]) == 4
    assert [str(x) for x in posts["x"]] == re.findall(r'<circle[^>]* cx="([\d.]+)"', report)
    assert [str(x) for x in windows["base"]] == re.findall(r'<rect class="band" x="([\d.]+)"', report)
    assert [str(x) for x in windows["x"]] == re.findall(r'<rect class="band"[^>]* width="([\d.]+)"', report)


def test_posts_of_one_instant_stand_side_by_side() -> None:
    strip = week_strip(calendar(post("a"), post("b")), MONDAY, EN)

    assert strip is not None
    first, second = strip.days[0].marks
    assert second.x - first.x == 24


def test_the_week_drawn_is_the_one_that_begins_on_the_day_given() -> None:
    drawing = week_card(calendar(post("a", day=9)), NAMES, DAYS[7], EN).drawing

    assert drawing is not None
    assert drawing["data"][1]["y"] == [2]


def test_the_numbers_list_every_response_window_of_the_week() -> None:
    morning, evening = (
        ResponseWindow(slot="a", person=who, day=MONDAY, time=dt.time(hour), zone="Europe/Paris", minutes=60)
        for who, hour in (("Ann", 10), ("Bob", 18))
    )
    card = week_card(calendar(post("a"), post("b", day=8), watches=(morning, evening)), NAMES, MONDAY, EN)

    assert card.table is not None
    assert [row[4] for row in card.table.rows] == ["Ann", "Bob"]


def test_a_calendar_without_posts_has_no_drawing() -> None:
    card = week_card(calendar(), NAMES, MONDAY, EN)

    assert (card.title, card.drawing) == ("When: no post is placed yet", None)


def test_initials_of_a_platform_that_the_workbook_does_not_know_are_text() -> None:
    strip = week_strip(calendar(post("a").model_copy(update={"platform": "<b>"})), MONDAY, EN)

    assert strip is not None
    assert "&lt;B" in strip_drawing(strip)
