"""When the next platform may join: what was agreed, held against what happened."""

import datetime as dt
import json

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from strategy_kit.exports.html import to_html
from strategy_kit.i18n import Words
from strategy_kit.labels.platforms import written_trigger
from strategy_kit.model import Brief, Plan, Slot, Trigger, WeekFacts
from strategy_kit.platforms import expansion, posts_planned
from strategy_kit.views.report import Report

MONDAY = dt.date(2027, 1, 4)
AGREED = Trigger(weeks=3, posts_per_week=4, answered_in_time=0.8)
KEPT, MISSED, UNTOLD = (4, 10, 8), (3, 10, 10), (4, None, None)


def facts(*weeks, platform="x"):
    """Return facts of following weeks, each (posts, received, in time) or None."""
    return [
        WeekFacts(week=MONDAY + dt.timedelta(weeks=n), platform=platform, posts=posts, received=came, in_time=answered)
        for n, week in enumerate(weeks)
        if week is not None
        for posts, came, answered in [week]
    ]


@pytest.mark.parametrize(
    ("weeks", "run", "most", "ready"),
    [
        ((KEPT, KEPT, KEPT), 3, 3, True),
        ((MISSED, KEPT, KEPT, KEPT), 3, 3, True),
        ((KEPT, KEPT), 2, 2, False),
        ((KEPT, KEPT, KEPT, MISSED), 0, 0, False),
        ((KEPT, UNTOLD, KEPT), 1, 3, None),
        ((KEPT, None, KEPT), 1, 3, None),
        ((UNTOLD, KEPT, KEPT, KEPT), 3, 4, True),
        ((KEPT, KEPT, (4, 0, 0)), 3, 3, True),
        ((KEPT, KEPT, (4, 10, 7)), 0, 0, False),
        ((), 0, 0, False),
    ],
    ids=[
        *("enough", "after a miss", "too few", "broken at the end", "one untold", "a gap", "an old gap"),
        *("nothing came in", "answered too late", "nothing told"),
    ],
)
def test_the_trigger_asks_for_weeks_in_a_row_up_to_the_last(weeks, run, most, ready):
    found = expansion(AGREED, facts(*weeks), ["x"])

    assert (found.run, found.run_at_most, found.ready) == (run, most, ready)


def test_each_platform_has_to_keep_the_posts_and_answers_count_together():
    results = facts((4, 2, 0)) + facts((5, 18, 18), platform="facebook")

    found = expansion(AGREED, results, ["x", "facebook"]).weeks.iloc[0]

    assert (found["posts"], found["received"], found["in_time"], found["share"]) == (4, 20, 18, 0.9)
    assert found["kept"]


def test_too_few_posts_on_one_platform_break_the_week_whatever_the_other_did():
    found = expansion(AGREED, facts((3, None, None)), ["x", "facebook"]).weeks.iloc[0]

    assert found["kept"] is not pd.NA
    assert not found["kept"]


def test_facts_of_other_platforms_are_left_aside():
    found = expansion(AGREED, facts(KEPT) + facts(MISSED, platform="reddit"), ["x"])

    assert found.run == 1


outcomes = st.sampled_from([KEPT, MISSED, UNTOLD, None])


@given(st.lists(outcomes, max_size=8), st.randoms(use_true_random=False))
def test_facts_may_come_in_any_order(weeks, chance):
    results = facts(*weeks)
    mixed = chance.sample(results, len(results))

    assert expansion(AGREED, mixed, ["x"]).weeks.equals(expansion(AGREED, results, ["x"]).weeks)


@given(st.lists(outcomes, max_size=8), st.integers(0, 7))
def test_one_more_week_on_target_never_delays_the_trigger(weeks, place):
    better = [KEPT if n == place and week in (UNTOLD, MISSED) else week for n, week in enumerate(weeks)]
    order = {False: 0, None: 1, True: 2}

    before, after = (expansion(AGREED, facts(*results), ["x"]).ready for results in (weeks, better))

    assert order[after] >= order[before]


def test_posts_of_a_calendar_count_by_platform_and_week_once_the_week_is_over():
    def slot(number, day, platform="x", *, cancelled=False):
        placed = {"day": MONDAY + dt.timedelta(days=day), "time": dt.time(9), "zone": "Europe/Paris"}
        made = {"id": f"s{number}", "platform": platform, "pillar": "p", "owner": "o", "cancelled": cancelled}
        return Slot(**made, **placed)

    slots = [slot(1, 0), slot(2, 6), slot(3, 3, cancelled=True), slot(4, 7), slot(5, 14)]

    planned = posts_planned(slots, ["x", "facebook"], MONDAY + dt.timedelta(weeks=2))

    assert [(fact.week, fact.platform, fact.posts) for fact in planned] == [
        (MONDAY, "x", 2),
        (MONDAY, "facebook", 0),
        (MONDAY + dt.timedelta(weeks=1), "x", 1),
        (MONDAY + dt.timedelta(weeks=1), "facebook", 0),
    ]
    assert all(fact.received is None for fact in planned)


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_the_trigger_stands_in_the_report_in_words_until_somebody_writes_their_own(lang):
    brief = Brief(name="Shop", lang=lang, expand_when=Trigger(weeks=12, posts_per_week=4, answered_in_time=0.9))
    plan = Plan(id="p", brief=brief, start=MONDAY)

    results = written_trigger(plan, Words(lang))

    assert all(number in results for number in ("12", "4", "90"))
    assert results in to_html(plan, Report(), lang=lang).decode().replace("&nbsp;", "\u00a0")
    assert written_trigger(plan.changed(trigger="When we are ready"), Words(lang)) == "When we are ready"


def test_a_plan_without_a_trigger_writes_none():
    assert written_trigger(Plan(id="p", brief=Brief(name="Shop"), start=MONDAY), Words("en")) == ""


def test_what_happened_travels_with_the_plan():
    plan = Plan(id="p", brief=Brief(name="Shop", expand_when=AGREED), start=MONDAY, happened=tuple(facts(KEPT, UNTOLD)))

    assert Plan.from_json(plan.to_json()) == plan


def test_a_plan_saved_before_triggers_opens_without_one():
    saved = Plan(id="p", brief=Brief(name="Shop"), start=MONDAY).to_json()
    older = {key: value for key, value in json.loads(saved).items() if key != "happened"}
    for name in ("expand_when", "voices", "weighing", "comparisons", "curves", "own_values"):
        older["brief"].pop(name)

    assert Plan.from_json(json.dumps(older)) == Plan.from_json(saved)
