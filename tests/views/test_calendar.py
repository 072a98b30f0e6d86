"""What the calendar says of hours that no study supports."""

import datetime as dt
from functools import cache

from strategy_kit.evidence.evidence import load_evidence
from strategy_kit.i18n import Words
from strategy_kit.model import Brief, DutyHours, Person, Plan
from strategy_kit.pages.calendar.calendar import proof_line
from strategy_kit.plan.workings import Workings
from strategy_kit.views.calendar import heat_views, hours_note, month_view, week_heat_card, workload_view
from strategy_kit.views.plan import open_questions, plan_week_view

EN = Words("en")
NO_DATA = "No data yet on posting hours for Threads."
HOW = "Posts there are scheduled while your audience is awake and your team can answer."


@cache
def shop(*platforms, **changes):
    brief = Brief(name="Shop", platforms=platforms, **changes)
    return Workings(Plan(brief=brief, start=dt.date(2027, 1, 4), weeks=1), load_evidence(), year=2027)


def test_a_platform_without_studies_is_named_wherever_the_calendar_is_shown():
    workings = shop("threads")

    assert hours_note(workings, EN) == (NO_DATA, HOW)
    assert month_view(workings, EN).title.endswith("; no data yet on posting hours for Threads")
    assert [card.title for card in heat_views(workings, EN)] == ["No data yet on posting hours for Threads"]
    assert NO_DATA in proof_line(workings, EN)
    assert "Best calendar possible" in proof_line(workings, EN)
    assert f"{NO_DATA} {HOW}" in open_questions(workings, EN)


def test_platforms_whose_hours_rest_on_studies_are_not_called_without_data():
    assert hours_note(shop("facebook"), EN) == ("", "")
    assert "no data" not in month_view(shop("facebook"), EN).title


def test_a_platform_that_could_not_be_posted_is_not_said_to_be_scheduled():
    workings = shop("threads", closed_weekdays=(1, 2, 3, 4, 5, 6, 7))

    assert workings.schedule.slots == ()
    assert hours_note(workings, EN) == ("", "")


def test_hours_without_data_that_were_allowed_are_not_called_waking_hours():
    assert hours_note(shop("threads", unknown_hours=True), EN)[1] == (
        "Posts there are scheduled while your team can answer."
    )


def test_a_platform_with_studies_of_other_hours_only_is_told_apart():
    duty = (DutyHours(weekdays=(1, 2, 3, 4, 5), start=dt.time(21), end=dt.time(23)),)
    workings = shop(
        "pinterest", team=(Person(name="Owner", duty=duty),), posting_from=dt.time(20), posting_until=dt.time(23)
    )

    assert hours_note(workings, EN) == ("The hours that studies recommend for Pinterest are outside yours.", HOW)


def test_wherever_response_windows_are_shown_their_part_that_is_work_is_said():
    workings = shop("facebook")
    shown = [view(workings, EN).how for view in (month_view, workload_view, plan_week_view)]

    assert all("20\u00a0min of each hour count as work on social media" in how for how in shown)


def test_hours_without_data_are_counted_only_where_there_are_some():
    heat = shop("facebook").heat.query("platform == 'facebook'")
    known = heat.assign(support=heat["support"].fillna(0.0))
    partly = heat.assign(support=known["support"].mask(heat["hour"] < 2))

    def subtitle(rows):
        return week_heat_card(rows, "facebook", "Facebook", EN, place="Paris", sources=()).subtitle

    assert subtitle(partly).endswith("Paris time; no data yet for 14 of 168 hours")
    assert subtitle(known).endswith("Paris time")
