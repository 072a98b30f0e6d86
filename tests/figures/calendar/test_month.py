"""The calendar by days: one drawing for page, report and print."""

import datetime as dt
import re
from dataclasses import replace

import pytest

from strategy_kit.evidence.evidence import load_evidence
from strategy_kit.exports.html import to_html
from strategy_kit.figures.calendar.agenda import agenda, time_span
from strategy_kit.figures.calendar.month import CalendarDays, first_weeks, month_card, month_table, month_tables
from strategy_kit.figures.shapes.palette import calendar_style, platform_colours, platform_token
from strategy_kit.i18n import Words
from strategy_kit.model import Brief, InboxCheck, Plan, ResponseWindow, Slot
from strategy_kit.plan.workings import Workings, scheduled_plan
from strategy_kit.views.calendar import month_view
from strategy_kit.widgets import assets

MONDAY = dt.date(2027, 3, 1)
EN = Words("en", "GB")
POST = Slot(
    id="s1", platform="facebook", day=MONDAY, time=dt.time(10), zone="Europe/Paris", pillar="Bread", owner="Ann"
)


def window(person: str = "Ann", hour: int = 10, minutes: int = 60) -> ResponseWindow:
    return ResponseWindow(
        slot="s1", person=person, day=MONDAY, time=dt.time(hour), zone="Europe/Paris", minutes=minutes
    )


def calendar(**parts: object) -> CalendarDays:
    days = [MONDAY + dt.timedelta(days=n) for n in range(7)]
    whole = CalendarDays(
        (POST,), (window(),), days, "Europe/Paris", (dt.time(7), dt.time(21)), {"facebook": "FB"}, {}, {}
    )
    return replace(whole, **parts)  # type: ignore[arg-type]


def text_of(markup: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", markup)).strip()


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_page_and_report_draw_the_same_month(lang: str) -> None:
    brief = Brief(name="Bakery", lang=lang, country="FR", team_zone="Europe/Paris", closed_weekdays=(7,))
    workings = Workings(Plan(brief=brief, start=dt.date(2027, 3, 24), weeks=2), load_evidence(), 2026)
    words = Words(lang, "FR")

    page = month_view(workings, words).html
    report = to_html(scheduled_plan(workings.plan, workings), lang=lang).decode()

    assert page.count("<table") == 2
    assert [table for table in re.findall(r"<table.*?</table>", page, re.S) if table not in report] == []


def test_days_without_a_post_beside_a_month_are_in_its_table() -> None:
    days = [dt.date(2027, 3, 22) + dt.timedelta(days=n) for n in range(14)]
    month, *others = month_tables(calendar(days=days, slots=(POST.changed(day=days[7]),)), EN)

    assert (month.name, others) == ("March 2027", [])
    assert [day.label for day in month.weeks[-1]] == ["29", "30", "31", "1 Apr", "2 Apr", "3 Apr", "4 Apr"]
    assert {day.kind for week in month.weeks for day in week} == {""}


@pytest.mark.parametrize(
    ("posted", "named"),
    [([0, 12], ["March 2027", "April 2027"]), ([12], ["April 2027"]), ([], ["March 2027"])],
    ids=["in both months", "in the second alone", "none"],
)
def test_a_month_with_a_post_has_a_table_of_its_own(posted: list[int], named: list[str]) -> None:
    days = [dt.date(2027, 3, 22) + dt.timedelta(days=n) for n in range(14)]
    slots = tuple(POST.changed(id=f"s{n}", day=days[n]) for n in posted)

    assert [month.name for month in month_tables(calendar(days=days, slots=slots), EN)] == named


def test_weeks_after_the_first_ones_are_not_at_a_glance() -> None:
    days = [MONDAY + dt.timedelta(days=n) for n in range(14)]

    assert len(first_weeks(calendar(days=days, slots=(POST.changed(day=days[9]),)), 1, EN).weeks) == 1


@pytest.mark.parametrize(("posted", "lines"), [(0, 1), (6, 2)], ids=["Monday", "Sunday"])
def test_a_last_sunday_has_a_line_at_a_glance_if_a_post_is_on_it(posted: int, lines: int) -> None:
    days = [MONDAY + dt.timedelta(days=n) for n in range(7)]
    found = first_weeks(calendar(slots=(POST.changed(day=days[posted]),)), 1, Words("en", "US"))

    assert len(found.weeks) == lines
    assert sum(len(day.posts) for week in found.weeks for day in week) == 1


def test_a_first_day_without_a_post_is_in_the_table_of_the_next_month() -> None:
    days = [dt.date(2027, 5, 31) + dt.timedelta(days=n) for n in range(7)]
    (month,) = month_tables(calendar(days=days, slots=(POST.changed(day=days[2]),)), EN)

    assert month.name == "June 2027"
    assert month.weeks[0][0].label == "31 May"


def test_a_day_closed_without_a_reason_is_called_closed() -> None:
    closed = {MONDAY: "blackout", MONDAY + dt.timedelta(days=1): "weekday", MONDAY + dt.timedelta(days=2): "Fair"}
    days = month_tables(calendar(closed=closed), EN)[0].weeks[0]

    assert [(day.kind, day.why) for day in days[:4]] == [
        ("closed", "closed"),
        ("closed", "closed"),
        ("closed", "Fair"),
        ("", ""),
    ]


def test_a_day_on_which_clocks_change_says_so_in_the_month_and_at_a_glance() -> None:
    changing = calendar(changes={MONDAY: "clocks change"})

    assert (month_tables(changing, EN)[0].weeks[0][0].kind, first_weeks(changing, 4, EN).weeks[0][0].why) == (
        "flag",
        "clocks change",
    )


def test_who_prepares_a_post_and_every_response_window_is_shown() -> None:
    twice = calendar(watches=(window(), window("Bob", 18)))
    month = text_of(month_table(month_tables(twice, EN)[0]))

    assert "FB 10:00 Bread Prepared by Ann 10:00–11:00 Ann, 18:00–19:00 Bob" in month
    assert agenda(twice.slots, twice.watches, {"facebook": "Facebook"}, EN).rows[0][5:7] == (
        "Ann",
        "10:00–11:00 Ann, 18:00–19:00 Bob",
    )


def test_a_table_at_a_glance_shows_neither_pillar_nor_response_window() -> None:
    assert "Bread" not in month_table(first_weeks(calendar(), 1, EN), glance=True)


def test_words_of_people_are_text_in_the_table() -> None:
    harmful = "<img src=x onerror=alert(1)>"
    slots = (POST.changed(pillar=harmful),)
    card = month_card(calendar(slots=slots, closed={MONDAY: harmful}), {"facebook": "Facebook"}, EN)

    assert "<img" not in card.html
    assert card.html.count("&lt;img") == 2


def test_a_response_window_ends_after_its_minutes_also_where_clocks_change() -> None:
    night = {"day": "2027-03-28", "time": "01:30", "zone": "Europe/Paris", "person": "Ann", "minutes": 60}

    assert time_span(InboxCheck(**night), EN) == time_span(ResponseWindow(slot="s1", **night), EN) == "01:30–03:30"


def test_page_and_report_have_the_same_style_and_a_colour_for_each_platform() -> None:
    style, plan = calendar_style(), Plan(brief=Brief(name="Shop"), start=MONDAY)

    assert assets.STYLE_SPACE.sub(r"\1", style) in assets.style().decode()
    assert style in to_html(plan, lang="en").decode()
    for platform in (*platform_colours(), "my-forum"):
        token = platform_token(platform).removeprefix("@")
        assert f".p-{token}{{--p:var(--{token})}}" in style


def test_the_headline_names_the_platforms_without_data_on_posting_hours() -> None:
    names = {"facebook": "Facebook"}

    assert "no data yet" not in month_card(calendar(), names, EN).title
    assert month_card(calendar(), names, EN, without_data=["Threads", "Bluesky"]).title.endswith(
        "; no data yet on posting hours for Threads and Bluesky"
    )
