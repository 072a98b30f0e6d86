"""One week as a strip: the same on the plan page and in the report."""

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest

from strategy_kit.evidence.evidence import load_evidence
from strategy_kit.exports.html import to_html
from strategy_kit.figures.calendar.month import CalendarDays
from strategy_kit.figures.calendar.week import Strip, strip_drawing, week_card, week_strip
from strategy_kit.i18n import Words
from strategy_kit.model import Brief, Plan, ResponseWindow, Slot
from strategy_kit.plan.workings import Workings, scheduled_plan
from strategy_kit.views.calendar import drawn_calendar
from strategy_kit.views.shared import platform_names

MONDAY = dt.date(2027, 3, 1)
DAYS = tuple(MONDAY + dt.timedelta(days=n) for n in range(14))
EN = Words("en", "GB")
NAMES = {"facebook": "Facebook", "<b>": "<b>"}


def post(key: str, day: int = 0, hour: int = 10, platform: str = "facebook") -> Slot:
    return Slot(
        id=key, platform=platform, day=DAYS[day], time=dt.time(hour), zone="Europe/Paris", pillar="News", owner="Ann"
    )


def calendar(
    *slots: Slot,
    watches: tuple[ResponseWindow, ...] | None = None,
    duty: Mapping[dt.date, tuple[tuple[int, int], ...]] | None = None,
    closed: Mapping[dt.date, str] | None = None,
) -> CalendarDays:
    whole = tuple(
        ResponseWindow(slot=slot.id, person="Ann", day=slot.day, time=slot.time, zone=slot.zone, minutes=60)
        for slot in slots
    )
    watched = whole if watches is None else watches
    return CalendarDays(
        slots=slots,
        watches=watched,
        days=DAYS,
        zone="Europe/Paris",
        posting=(dt.time(7), dt.time(21)),
        initials={"facebook": "FB"},
        closed=closed or {},
        changes={},
        duty=duty or {},
    )


def strip_of(*slots: Slot, monday: dt.date = MONDAY, words: Words = EN, **parts: Any) -> Strip:
    strip = week_strip(calendar(*slots, **parts), monday, NAMES, words)
    assert strip is not None
    return strip


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_page_and_report_draw_the_same_week(lang: str) -> None:
    brief = Brief(name="Bakery", lang=lang, country="FR", team_zone="Europe/Paris")
    workings = Workings(Plan(brief=brief, start=MONDAY, weeks=2), load_evidence(), 2026)
    words = Words(lang, "FR")

    card = week_card(drawn_calendar(workings, words), platform_names(workings), MONDAY, words)
    report = to_html(scheduled_plan(workings.plan, workings), lang=lang).decode()

    assert card.html.count("<circle") == 4
    assert card.html.count("<li>") == 4
    assert card.html in report


def test_posts_of_one_instant_stand_side_by_side() -> None:
    first, second = strip_of(post("a"), post("b")).days[0].marks

    assert second.x - first.x == pytest.approx(3.6)


def test_the_week_drawn_is_the_one_that_begins_on_the_day_given() -> None:
    strip = strip_of(post("a", day=9), monday=DAYS[7])

    assert [len(day.marks) for day in strip.days] == [0, 0, 1, 0, 0, 0, 0]


def test_a_week_begins_on_the_first_weekday_of_the_country_and_holds_all_its_posts() -> None:
    strip = strip_of(post("a"), post("b", day=6), words=Words("en", "US"))

    assert [day.short for day in strip.days] == ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
    assert [len(day.marks) for day in strip.days] == [1, 1, 0, 0, 0, 0, 0]


def test_the_hours_in_which_the_team_is_there_are_drawn_and_decide_how_far_the_strip_reaches() -> None:
    strip = strip_of(post("a", hour=10), duty={MONDAY: ((540, 720), (840, 1080))})
    places = {hour: x for x, hour in strip.hours}

    assert list(places) == ["09:00", "12:00", "15:00", "18:00"]
    (morning, afternoon), windows = strip.days[0].grounds, strip.days[0].bands
    assert morning == (places["09:00"], pytest.approx(places["12:00"] - places["09:00"]))
    assert afternoon[0] + afternoon[1] == pytest.approx(places["18:00"], abs=0.1)
    assert windows == ((strip.days[0].marks[0].x, pytest.approx((places["12:00"] - places["09:00"]) / 3, abs=0.1)),)
    assert [day.grounds for day in strip.days[1:]] == [()] * 6


def test_a_closed_day_says_why_and_has_no_working_hours() -> None:
    strip = strip_of(post("a"), duty=dict.fromkeys(DAYS, ((540, 1080),)), closed={DAYS[1]: "weekday", DAYS[2]: "Holi"})

    assert [day.closed for day in strip.days[:4]] == ["", "closed", "Holi", ""]
    assert [bool(day.grounds) for day in strip.days[:4]] == [True, False, False, True]
    assert ">Holi</text>" in strip_drawing(strip, EN)


def test_who_answers_is_written_beside_the_last_window_and_before_it_where_the_day_ends() -> None:
    window = ResponseWindow(slot="a", person="Annabelle", day=MONDAY, time="09:00", zone="Europe/Paris", minutes=60)
    drawn = [
        strip_drawing(
            strip_of(
                post("a", hour=hour),
                watches=(window.changed(time=dt.time(hour)),),
                duty={MONDAY: ((540, 1260),)},
            ),
            EN,
        )
        for hour in (9, 20)
    ]
    name = r'<text x="([\d.]+)%" y="\d+" text-anchor="(\w+)">Annabelle</text>'
    early, late = (re.findall(name, each) for each in drawn)

    assert len(early) == len(late) == 1
    assert float(early[0][0]) > 18 and early[0][1] == "start"
    assert float(late[0][0]) < 89 and late[0][1] == "end"


def test_the_drawing_names_every_post_and_lists_it_for_a_phone() -> None:
    drawn = strip_drawing(strip_of(post("a"), post("b", day=3, hour=14)), EN)

    assert 'aria-label="Monday, 10:00, Facebook, Prepared by Ann, Ann answers until 11:00; Thursday, 14:00,' in drawn
    assert re.findall(r"<li><span><b>(\w+)</b> ([\d:]+)", drawn) == [("Monday", "10:00"), ("Thursday", "14:00")]
    assert "<small>Prepared by Ann, Ann answers until 15:00</small>" in drawn


def test_the_numbers_list_the_posts_of_the_week_with_who_prepares_and_who_answers() -> None:
    morning, evening = (
        ResponseWindow(slot="a", person=who, day=MONDAY, time=dt.time(hour), zone="Europe/Paris", minutes=60)
        for who, hour in (("Ann", 10), ("Bob", 18))
    )
    card = week_card(calendar(post("a"), post("b", day=8), watches=(morning, evening)), NAMES, MONDAY, EN)

    assert card.table is not None
    assert [row[5:7] for row in card.table.rows] == [("Ann", "10:00–11:00 Ann, 18:00–19:00 Bob")]


def test_a_week_that_prints_all_is_followed_by_every_post_of_the_calendar_on_paper_alone() -> None:
    days = calendar(post("a"), post("b", day=8))
    alone, all_of_it = (week_card(days, NAMES, MONDAY, EN, prints_all=prints).html for prints in (False, True))
    on_paper = str(all_of_it).removeprefix(str(alone))

    assert on_paper.startswith('<div class="paper">')
    assert on_paper.count("Prepared by Ann") == 2


@pytest.mark.parametrize(
    ("watches", "title"),
    [
        (None, "2 posts, each with a response window: Monday and Tuesday"),
        ((), "2 posts: Monday and Tuesday"),
    ],
    ids=["answered", "not answered"],
)
def test_the_title_says_that_each_post_has_a_response_window_only_if_each_has(
    watches: tuple[ResponseWindow, ...] | None, title: str
) -> None:
    card = week_card(calendar(post("a"), post("b", day=1), watches=watches), NAMES, MONDAY, EN)

    assert card.title == title


def test_a_calendar_without_posts_has_no_drawing() -> None:
    card = week_card(calendar(), NAMES, MONDAY, EN)

    assert (card.title, card.html) == ("No post is scheduled yet", "")


def test_initials_and_names_of_a_platform_that_the_workbook_does_not_know_are_text() -> None:
    drawn = strip_drawing(strip_of(post("a").model_copy(update={"platform": "<b>"})), EN)

    assert "&lt;B" in drawn
    assert "<b><b>" not in drawn


def test_a_post_of_a_campaign_names_it_in_the_week_and_the_list_has_a_column_for_it():
    named = replace(calendar(post("a"), post("b", day=1)), campaigns={"a": ("Spring fair",)})
    with_one, without = (week_card(each, NAMES, MONDAY, EN) for each in (named, calendar(post("a"))))

    assert with_one.html.count("Spring fair") == 2  # in the words of the drawing, and in the list
    assert [row[with_one.table.columns.index("Campaign")] for row in with_one.table.rows] == ["Spring fair", ""]
    assert "Campaign" not in without.table.columns
