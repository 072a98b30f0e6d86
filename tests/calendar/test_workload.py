"""Work and posts of a calendar by ISO week, the same wherever they are shown."""

import datetime as dt

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from strategy_kit.calendar.workload import (
    Work,
    busiest_people,
    days_by_week,
    example_week,
    fullest_week,
    plan_workload,
    posts_per_week,
    spare_minutes,
    usual_gap,
    week_minutes,
    workload,
)
from strategy_kit.commands.plan import decision as printed_decision
from strategy_kit.evidence.evidence import load_evidence
from strategy_kit.exports import report_plan
from strategy_kit.exports.calendar_entries import platform_names
from strategy_kit.exports.xlsx import hours_sheet
from strategy_kit.figures.calendar.agenda import workload_card
from strategy_kit.figures.plan.one_page import week_roster_card
from strategy_kit.i18n import Words
from strategy_kit.model import Brief, CadenceRule, InboxCheck, MonitoringRule, Person, Plan, ResponseWindow, Slot
from strategy_kit.plan.workings import Workings, scheduled_plan
from strategy_kit.views.calendar import workload_view
from strategy_kit.views.decision import decision_view, plan_facts
from strategy_kit.views.plan import plan_views

EN, MONDAY, LATER = Words("en"), dt.date(2027, 1, 4), dt.date(2027, 1, 11)
ZONE = "Europe/Paris"
BRIEF = Brief(
    name="Shop",
    platforms=("facebook",),
    team=(Person(name="Owner", hours_per_week=5), Person(name="Aid", hours_per_week=2)),
    cadence=(CadenceRule(posts_per_week_low=3, posts_per_week_high=4),),
    monitoring=(MonitoringRule(),),
    cover=True,
)


def post(number, day, minutes=30, **values):
    place = {"platform": "facebook", "day": day, "time": dt.time(10), "zone": ZONE, "pillar": "News", "owner": "Owner"}
    return Slot(id=f"s{number}", minutes=minutes, **{**place, **values})


def watch(slot, person="Owner", work_minutes=20):
    return ResponseWindow(
        slot=slot.id, person=person, day=slot.day, time=slot.time, zone=ZONE, minutes=60, work_minutes=work_minutes
    )


@pytest.fixture(scope="module", params=range(7), ids=["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"])
def worked(request):
    """A plan that starts on each weekday, with its workings."""
    start = MONDAY + dt.timedelta(days=request.param)
    workings = Workings(Plan(id="p", brief=BRIEF, start=start, weeks=3), load_evidence(), year=2027)
    return scheduled_plan(workings.plan, workings), workings


def by_hand(plan):
    """The minutes of each ISO week, each person's in whole minutes, added up without the function under test."""
    minutes = {}
    for day, person, spent in (
        *((slot.day, slot.owner, slot.minutes) for slot in plan.slots),
        *((watch.day, watch.person, watch.work_minutes) for watch in plan.watches),
        *((done.day, done.person, done.minutes) for done in plan.rounds),
    ):
        place = (day.isocalendar()[:2], person)
        minutes[place] = minutes.get(place, 0.0) + spent
    weeks = {}
    for (week, _person), spent in minutes.items():
        weeks[week] = weeks.get(week, 0) + round(spent)
    return weeks


def test_page_report_sheet_and_command_line_give_the_same_hours_of_the_fullest_week(worked):
    plan, workings = worked
    fullest = EN.hours(max(by_hand(plan).values()))
    of_team = f"{fullest} of {EN.hours(7 * 60)}"
    sheet = {}
    for week, _monday, _person, *spent, _available, _days in hours_sheet(plan, EN).rows:
        sheet[week] = sheet.get(week, dt.timedelta()) + spent[-1]

    assert plan_facts(workings, EN)[2][0] == of_team
    assert report_plan.facts(plan, platform_names(plan), EN)[2][0] == of_team
    assert f"takes {fullest} of the team’s {EN.hours(7 * 60)}" in list(printed_decision(plan, workings, EN))[1]
    assert max(sheet.values()).total_seconds() / 60 == pytest.approx(max(by_hand(plan).values()), abs=1)


def test_page_and_report_say_the_same_posts_a_week_those_of_whole_weeks(worked):
    plan, workings = worked
    whole = [MONDAY + dt.timedelta(weeks=n) for n in range(4)]
    whole = [week for week in whole if plan.start <= week and week + dt.timedelta(6) < plan.end]
    counts = [sum(week <= slot.day < week + dt.timedelta(7) for slot in plan.slots) for week in whole]

    low, high = min(counts), max(counts)
    assert posts_per_week(plan.slots, plan.start, plan.weeks) == (low, high)
    assert decision_view(workings, EN) == report_plan.headline_of(plan, (), platform_names(plan), EN)
    assert decision_view(workings, EN).startswith(f"{low} to {high} posts" if low < high else f"{high} posts")
    assert plan_facts(workings, EN)[1][0] == (f"{low} to {high} a week" if low < high else f"{high} a week")


def test_a_plan_that_cuts_weeks_says_that_posts_a_week_are_those_of_whole_ones(worked):
    plan, workings = worked
    cuts = plan.start.isoweekday() != 1

    assert ("full week" in plan_facts(workings, EN)[1][1]) == cuts
    assert ("whole weeks" in report_plan.facts(plan, platform_names(plan), EN)[1][1]) == cuts
    assert ("(" in workload_view(workings, EN).table.rows[0][0]) == cuts


def test_page_and_report_show_the_same_whole_week_of_the_roster(worked):
    plan, workings = worked
    roster = next(card for card in plan_views(workings, EN) if card.key == "roster")
    monday = report_plan.shown_week(plan)

    assert plan.start <= monday < plan.end - dt.timedelta(days=6)
    assert EN.date(monday) in roster.subtitle
    assert roster.table.rows[-1][2] == EN.hours(by_hand(plan)[monday.isocalendar()[:2]])


def test_cancelled_posts_and_what_follows_them_are_no_work_and_no_posts():
    there, gone = post(1, MONDAY), post(2, MONDAY + dt.timedelta(1), cancelled=True)
    plan = Plan(
        id="p", brief=BRIEF, start=MONDAY, weeks=1, platforms=("facebook",), slots=(there, gone),
        watches=(watch(there), watch(gone)),
    )  # fmt: skip

    assert plan_workload(plan)["total"].tolist() == [50.0, 0.0]
    assert posts_per_week(plan.slots, plan.start, plan.weeks) == (1, 1)


def test_work_of_somebody_who_left_the_team_is_counted_beside_hours_nobody_knows():
    slot = post(1, MONDAY, owner="Gone")
    plan = Plan(id="p", brief=BRIEF, start=MONDAY, weeks=1, platforms=("facebook",), slots=(slot,))
    frame = plan_workload(plan).set_index("person")

    assert frame.loc["Gone", "total"] == 30
    assert frame["available"].isna().to_dict() == {"Owner": False, "Aid": False, "Gone": True}


def test_the_fullest_week_may_be_one_that_the_plan_cuts():
    wednesday = MONDAY + dt.timedelta(2)
    slots = (post(1, wednesday, minutes=90), post(2, MONDAY + dt.timedelta(8), minutes=60))
    frame = plan_workload(Plan(id="p", brief=BRIEF, start=wednesday, weeks=2, slots=slots))

    assert fullest_week(frame)["week"].unique().tolist() == [MONDAY]
    assert fullest_week(frame)["days"].unique().tolist() == [5]


def test_a_week_without_a_whole_one_counts_its_seven_days():
    wednesday = MONDAY + dt.timedelta(2)

    assert posts_per_week([post(1, wednesday), post(2, MONDAY + dt.timedelta(8))], wednesday, 1) == (2, 2)


def test_without_posts_the_week_shown_is_one_with_rounds():
    look = InboxCheck(person="Owner", minutes=15, day=MONDAY + dt.timedelta(8), time=dt.time(9), zone=ZONE)

    assert example_week((), (look,), MONDAY, 2) == MONDAY + dt.timedelta(7)
    assert example_week((), (), MONDAY + dt.timedelta(2), 2) == MONDAY


@given(st.dates(dt.date(2000, 1, 1), dt.date(2100, 12, 31)), st.integers(1, 13))
def test_the_days_of_the_weeks_are_those_of_the_horizon(start, weeks):
    days = days_by_week(start, weeks)

    assert sum(days.values()) == 7 * weeks
    assert {week.isoweekday() for week in days} == {1}
    assert list(days.values())[1:-1] == [7] * (len(days) - 2)
    assert workload((), BRIEF.team, start, weeks)["days"].tolist() == [n for n in days.values() for _ in BRIEF.team]


def week_of(**people):
    """Return the rows of a week: what each works, and what they have."""
    rows = [(MONDAY, person, total, available) for person, (total, available) in people.items()]
    return pd.DataFrame(rows, columns=["week", "person", "total", "available"])


def test_the_busiest_works_the_largest_share_of_their_own_time():
    assert busiest_people(week_of(owner=(200.0, 400.0), aid=(90.0, 120.0))) == ["aid"]
    assert busiest_people(week_of(owner=(60.0, 120.0), aid=(30.0, 60.0))) == ["owner", "aid"]
    assert busiest_people(week_of(owner=(30.0, 120.0), volunteer=(60.0, 0.0))) == ["owner"]


@pytest.mark.parametrize("people", [{}, {"owner": (0.0, 120.0)}, {"guest": (60.0, float("nan"))}])
def test_without_work_in_anybody_s_own_time_nobody_is_busiest(people):
    assert busiest_people(week_of(**people)) == []


def test_overtime_of_one_is_taken_off_what_the_others_have_to_spare():
    assert spare_minutes(week_of(owner=(60.0, 300.0), aid=(150.0, 120.0), guest=(60.0, float("nan")))) == 210


def test_the_minutes_of_a_week_are_all_work_of_those_who_work_in_it_and_of_no_other_week():
    frame = pd.concat(
        [
            week_of(owner=(60.0, 300.0), aid=(30.0, 120.0), guest=(0.0, 60.0)),
            week_of(owner=(90.0, 300.0), guest=(15.0, 60.0)).assign(week=LATER),
        ]
    )

    assert week_minutes(frame, MONDAY) == {"owner": 60.0, "aid": 30.0}


def test_the_rota_lists_whoever_works_in_its_week_and_adds_up_to_all_of_it():
    card = week_roster_card([watch(post(1, MONDAY))], {"Owner": 60.0, "Aid": 30.0}, 90.0, EN, monday=MONDAY)

    assert card.title == "Response rota of the week: one person answers"
    assert [(row[0], row[2]) for row in card.table.rows] == [
        ("Owner", EN.hours(60)),
        ("Aid", EN.hours(30)),
        ("Overall", EN.hours(90)),
    ]


def test_the_hours_written_for_each_person_add_up_to_the_exact_hours_of_the_week():
    """Five people of 45 min and 19.6 min each, 5 h 23 together: three are written 1 h 05, two 1 h 04."""
    work = [
        Work(kind, MONDAY, name, minutes) for name in "abcde" for kind, minutes in (("making", 45), ("watching", 19.6))
    ]
    team = [Person(name=name, hours_per_week=1.5) for name in "abcde"]

    minutes = week_minutes(workload(work, team, MONDAY, 1), MONDAY)
    card = week_roster_card([], minutes, sum(minutes.values()), EN, monday=MONDAY)

    assert [row[2] for row in card.table.rows] == [*[EN.hours(65)] * 3, *[EN.hours(64)] * 2, EN.hours(323)]


@pytest.mark.parametrize(
    ("totals", "title"),
    [
        ((60, 60, 60), f"{EN.hours(90)} left for the team in its busiest week"),
        ((60, 60, 30), f"{EN.hours(120)} left for the team in its busiest week; closest to the limit: a and b"),
        (
            (60, 60, 60, 60, 30),
            f"{EN.hours(180)} left for the team in its busiest week; closest to the limit: 4 people",
        ),
    ],
    ids=["all alike", "two", "four"],
)
def test_people_who_are_as_close_to_their_limit_are_named_together(totals, title):
    work = [Work("making", MONDAY, name, minutes) for name, minutes in zip("abcde", totals, strict=False)]
    team = [Person(name=name, hours_per_week=1.5) for name, _minutes in zip("abcde", totals, strict=False)]
    frame = workload(work, team, MONDAY, 1)

    card = workload_card(frame, frame, spare_minutes(frame), busiest_people(frame), 0.33, EN)

    assert card.title == title


def test_a_week_of_holidays_does_not_make_the_usual_wait_longer():
    days = [MONDAY + dt.timedelta(days=7 * week + day) for week in range(4) for day in (0, 2, 4)]
    of_the_holidays = days[4:6]
    windows = [
        ResponseWindow(slot="a", person="Ada", day=day, time="10:00", zone="Europe/Paris", minutes=60, work_minutes=20)
        for day in days
        if day not in of_the_holidays
    ]

    assert usual_gap(windows, ()) == 3 * 24 * 60 - 60
