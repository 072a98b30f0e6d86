"""What people tell travels as JSON and comes back the same; what cannot be is refused by name."""

import datetime as dt
import json
import zoneinfo
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from strategy_kit.errors import InputError
from strategy_kit.evidence.load import load_table
from strategy_kit.model import (
    Brief,
    CadenceRule,
    DutyHours,
    Objective,
    Person,
    Pillar,
    Plan,
    Rating,
    ResponseWindow,
    Segment,
    Slot,
    Weights,
)
from strategy_kit.model.criteria import CRITERIA
from strategy_kit.model.types import ObjectiveKey, Trade
from strategy_kit.territories import known_zones

ZONES = sorted(zone for zone in known_zones() if "/" in zone)
names = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Zl", "Zp"]), min_size=1, max_size=40
).filter(lambda text: text.strip())
quarters = st.integers(0, 94).map(lambda n: dt.time(*divmod(15 * n, 60)))
shares = st.floats(0.01, 1.0, allow_nan=False)
ages = st.sampled_from([(), ("18-29",), ("50-64", "65+")])
steps = st.none() | st.integers(0, 3)


@st.composite
def briefs(draw):
    start, end = sorted(draw(st.lists(quarters, min_size=2, max_size=2, unique=True)))
    duty = DutyHours(weekdays=(1, 5), start=start, end=end)
    pillars = draw(st.lists(names.map(str.strip), min_size=1, max_size=4, unique=True))
    return Brief(
        name=draw(names),
        lang=draw(st.sampled_from(["en", "fr"])),
        team_zone=draw(st.sampled_from(ZONES)),
        segments=(Segment(name=draw(names), share=draw(shares), age=draw(ages)),),
        pillars=tuple(Pillar(name=name, share=draw(shares), anticipated=draw(steps)) for name in pillars),
        weights=Weights(**{criterion: draw(st.floats(0.1, 5)) for criterion in CRITERIA}),
        ratings=(Rating(platform="facebook", dialogue=draw(steps)),),
        team=(Person(name=draw(names), duty=(duty,), zone=draw(st.none() | st.sampled_from(ZONES))),),
        cadence=(CadenceRule(posts_per_week_low=draw(st.integers(0, 3)), posts_per_week_high=draw(st.integers(3, 9))),),
        studies=draw(st.none() | st.just(("document",))),
        reading=draw(st.sampled_from([None, "instant", "audience"])),
    )


@given(briefs())
def test_a_brief_survives_a_json_round_trip(brief):
    assert Brief.from_json(brief.to_json()) == brief


@settings(max_examples=50)
@given(briefs(), st.dates(dt.date(2024, 1, 1), dt.date(2030, 12, 31)), quarters, st.integers(1, 13))
def test_a_plan_with_its_calendar_survives_a_json_round_trip(brief, day, time, weeks):
    slot = Slot(id="x-1", platform="x", day=day, time=time, zone=brief.team_zone, pillar="p", owner="o", support=0.25)
    watch = ResponseWindow(slot="x-1", person="o", day=day, time=time, zone=brief.team_zone, minutes=45)
    plan = Plan(brief=brief, start=day, weeks=weeks, slots=(slot,), watches=(watch,), agreed_on=day)

    assert Plan.from_json(plan.to_json()) == plan
    assert Plan.from_json(plan.to_json()).to_json() == plan.to_json()


def test_a_response_window_lasts_its_minutes_through_a_change_of_clocks():
    watch = ResponseWindow(
        slot="x-1", person="o", day=dt.date(2027, 3, 28), time=dt.time(1, 30), zone="Europe/Paris", minutes=60
    )

    assert watch.ends_at == dt.datetime(2027, 3, 28, 3, 30, tzinfo=zoneinfo.ZoneInfo("Europe/Paris"))


def test_a_text_loses_its_controls_and_keeps_its_spaces_and_joiners():
    family = "\U0001f469\u200d\U0001f467 10\u202f% \x07\u2028"

    assert Brief(name=family).name == "\U0001f469\u200d\U0001f467 10\u202f%"


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"segments": [{"name": "a"}, {"name": "a"}]}, "segments"),
        ({"posting_from": dt.time(20), "posting_until": dt.time(8)}, "posting_from"),
        ({"weights": dict.fromkeys(CRITERIA, 0.0)}, "weights"),
        ({"team": [{"name": "o", "duty": [{"start": "18:00", "end": "09:00"}]}]}, "team.0.duty.0"),
        ({"cadence": [{"posts_per_week_low": 5, "posts_per_week_high": 4}]}, "cadence.0"),
    ],
    ids=["twin names", "posting hours reversed", "no weight", "duty reversed", "least above most"],
)
def test_contradicting_fields_are_refused_by_the_name_of_the_field(values, field):
    with pytest.raises(InputError) as refusal:
        Brief(name="Shop").changed(**values)

    assert field in str(refusal.value)


def test_a_plan_of_a_newer_workbook_is_refused_in_words():
    with pytest.raises(InputError, match="newer version of the workbook"):
        Plan.from_json('{"format_version": 3}')


@given(st.sampled_from(get_args(Trade)))
def test_a_brief_or_plan_of_one_trade_is_read_as_before(trade):
    brief = Brief.from_json(json.dumps({"name": "Shop", "trade": trade}))
    plan = Plan.from_json(json.dumps({"brief": {"name": "Shop", "trade": trade}, "start": "2027-01-04"}))

    assert brief == plan.brief == Brief(name="Shop", trades=(trade,))
    assert json.loads(brief.to_json())["trades"] == [trade]
    assert "trade" not in json.loads(brief.to_json())


@pytest.mark.parametrize(
    ("trades", "words"),
    [
        ({"trades": []}, "trades: too few entries"),
        ({"trades": ["visual", "b2b", "how-to"]}, "A business has at most 2 trades"),
        ({"trades": ["visual", "visual"]}, "trades: visual appears twice"),
        ({"trade": None}, "trade: found null"),
        ({"trade": "bakery"}, "trade.0: found bakery. Use one of these: general"),
        ({"trade": "visual", "trades": ["b2b"]}, "trade: the workbook has no field of this name"),
    ],
    ids=["none", "three", "twice", "null", "no trade", "both"],
)
def test_trades_are_one_or_two_and_each_once(trades, words):
    with pytest.raises(InputError, match=words):
        Brief.from_json(json.dumps({"name": "Shop", **trades}))


def test_the_objectives_of_a_brief_are_those_of_the_published_table():
    assert list(get_args(ObjectiveKey)) == list(load_table("objectives")["key"])


def test_a_brief_has_at_most_three_objectives_each_once_and_keeps_their_order():
    brief = Brief.from_json('{"name": "Shop", "objectives": ["store-visits", "brand-awareness"]}')

    assert brief.objectives == (Objective(key="store-visits"), Objective(key="brand-awareness"))
    assert Brief.from_json(brief.to_json()) == brief
    assert Brief(name="Shop").objectives == ()
    for wrong in (["sales"] * 2, list(get_args(ObjectiveKey))[:4], ["fame"]):
        with pytest.raises(InputError, match="objectives"):
            Brief.from_json(json.dumps({"name": "Shop", "objectives": wrong}))
