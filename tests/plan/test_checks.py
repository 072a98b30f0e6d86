"""A brief that names what is not there is refused before anything is worked out."""

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from strategy_kit.errors import InputError
from strategy_kit.exports.html import to_html
from strategy_kit.exports.ics import to_ics
from strategy_kit.exports.schedulers import TARGETS, to_scheduler
from strategy_kit.exports.table import to_csv
from strategy_kit.exports.xlsx import to_xlsx
from strategy_kit.model import Brief, Plan
from strategy_kit.plan.checks import check_calendar, check_names, check_plan

DAY = {"day": "2027-01-04", "time": "09:00"}
NOW = dt.datetime(2027, 1, 1, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"never": [{"platform": "myspace"}]}, "never.0.platform: myspace is not in this plan"),
        ({"never": [{}, {"pillar": "Puns"}]}, "never.1.pillar: Puns is not in this plan.*How-to, News"),
        ({"followers": [{"platform": "myspace"}]}, "followers.0.platform: myspace is not in this plan"),
        (
            {"own_rates": [{"platform": "myspace", "metric": "organic reach", "percent": 8}]},
            "own_rates.0.platform: myspace is not in this plan",
        ),
        (
            {"pinned": [{"platform": "x", "owner": "Nobody", **DAY}]},
            "pinned.0.owner: Nobody is not in this plan.*Owner",
        ),
        (
            {"campaigns": [{"name": "launch", "first": "2027-01-04", "last": "2027-01-05", "pillar": "Puns"}]},
            "campaigns.0.pillar: Puns is not in this plan",
        ),
    ],
    ids=["platform", "pillar", "followers", "own rate", "owner", "campaign"],
)
def test_check_names_refuses_a_rule_about_what_the_plan_does_not_have(changes, words):
    with pytest.raises(InputError, match=words):
        check_names(Brief(name="Shop", **changes))


def test_check_names_takes_rules_about_what_the_plan_has():
    check_names(Brief(name="Shop", never=[{"pillar": "Offers", "weekdays": [7]}], pinned=[{"platform": "x", **DAY}]))


POST = {"id": "s1", "platform": "x", "pillar": "News", "owner": "Owner", "zone": "Europe/Paris", **DAY}
SKIPPED = {"day": "2027-03-28", "time": "02:30"}
WATCH = {"slot": "s1", "person": "Owner", "minutes": 30, "zone": "Europe/Paris", **DAY}
ROUND = {"person": "Owner", "minutes": 30, "zone": "Europe/Paris", **DAY}
SENSELESS = {
    "twin ids": ({"slots": [POST, POST]}, "slots: s1 appears twice."),
    "a response window of no post": ({"watches": [WATCH]}, "watches: found s1, but no post has that ID."),
    "a post at a time that clocks skip": ({"slots": [{**POST, **SKIPPED}]}, "slots.0.time: 2027-03-28 02:30 does not"),
    "a window at such a time": (
        {"slots": [POST], "watches": [WATCH, {**WATCH, **SKIPPED}]},
        "watches.1.time: 2027-03-28 02:30 does not",
    ),
    "a round at such a time": ({"rounds": [{**ROUND, **SKIPPED}]}, "rounds.0.time: 2027-03-28 02:30 does not"),
}
WRITERS = {
    "ics": lambda plan: to_ics(plan, now=NOW, lang="en"),
    "csv": to_csv,
    "xlsx": lambda plan: to_xlsx(plan, [], lang="en", now=NOW),
    "html": lambda plan: to_html(plan, lang="en"),
    **{key: lambda plan, key=key: to_scheduler(plan, key, OPTIONS.get(key), leave_out=True) for key in TARGETS},
}
OPTIONS = {"sprout": {"date_order": "dd/mm/yyyy"}, "postiz": {"channels": [{"platform": "x", "integration": "a"}]}}


def plan_of(**calendar):
    return Plan(id="p", brief=Brief(name="Shop"), start=dt.date(2027, 1, 4), **calendar)


def words_of(judge, plan):
    try:
        judge(plan)
    except InputError as error:
        return str(error)
    return ""


@pytest.mark.parametrize("case", SENSELESS)
@pytest.mark.parametrize("writer", WRITERS)
def test_a_calendar_that_makes_no_sense_is_refused_by_the_check_and_by_every_writer_in_the_same_words(case, writer):
    calendar, words = SENSELESS[case]
    plan = plan_of(**calendar)

    assert words_of(check_plan, plan).startswith(words)
    assert words_of(WRITERS[writer], plan) == words_of(check_plan, plan)


def test_every_fault_of_a_calendar_is_named():
    with pytest.raises(InputError) as refused:
        check_calendar(plan_of(slots=[{**POST, **SKIPPED}] * 2, watches=[{**WATCH, "slot": "s9"}]))

    assert [fault.field for fault in (refused.value, *refused.value.also)] == [
        "slots", "watches", "slots.0.time", "slots.1.time"
    ]  # fmt: skip


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.sampled_from(["s1", "s2", "s3"]), max_size=3),
    st.lists(st.sampled_from(["s1", "s2"]), max_size=2),
    st.sampled_from([dt.date(2027, 3, 28), dt.date(2027, 3, 29)]),
    st.sampled_from([dt.time(1, 45), dt.time(2, 30), dt.time(9)]),
    st.sampled_from(sorted(WRITERS)),
)
def test_the_check_calls_sound_what_a_writer_takes_and_nothing_else(ids, watched, day, time, writer):
    at = {"day": day, "time": time}
    plan = plan_of(
        slots=[{**POST, **at, "id": key} for key in ids], watches=[{**WATCH, **at, "slot": key} for key in watched]
    )

    assert words_of(check_plan, plan) == words_of(WRITERS[writer], plan)


def test_a_plan_that_names_what_is_not_there_is_refused_though_its_calendar_makes_sense():
    brief = Brief(name="Shop", never=[{"platform": "myspace"}])

    with pytest.raises(InputError, match=r"never\.0\.platform: myspace is not in this plan"):
        check_plan(plan_of(slots=[POST]).changed(brief=brief))


def test_a_pillar_that_serves_an_objective_the_brief_does_not_have_is_refused():
    brief = Brief(name="Shop", objectives=[{"key": "sales"}], pillars=[{"name": "Help", "serves": ["sales", "sale"]}])

    with pytest.raises(InputError, match=r"pillars\.0\.serves: no objective of this plan is called sale\. Use one of"):
        check_names(brief)
