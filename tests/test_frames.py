"""Frames that cross a layer have the columns, types and grain that their schema describes."""

import datetime as dt
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NamedTuple, get_origin, get_type_hints

import pandas as pd
import pytest
from pandas.api import types

from strategy_kit import frames
from strategy_kit.audience.journey import journey_grid, journey_marks
from strategy_kit.audience.overlap import reach_together
from strategy_kit.audience.waking_hours import audience_hours
from strategy_kit.calendar.candidates import candidates
from strategy_kit.calendar.clocks import wall_times
from strategy_kit.communication.activities import activity_table
from strategy_kit.communication.consent import consent_needs
from strategy_kit.communication.permission import pillar_table
from strategy_kit.communication.rater_agreement import pillar_ratings
from strategy_kit.communication.replies import duty_hours, reply_guide
from strategy_kit.evidence.evidence import load_evidence
from strategy_kit.model import Brief, Plan
from strategy_kit.objectives.forecast import Forecast, Posts, forecast, stages
from strategy_kit.objectives.rates import Known
from strategy_kit.objectives.target import changes, deciding
from strategy_kit.plan.results import Cache
from strategy_kit.plan.workings import Workings
from strategy_kit.platforms import (
    complete_comparisons,
    judgements_of,
    lead_bands,
    left_out,
    priorities,
    published_hours,
)
from strategy_kit.results.behaviour_chart import behaviour_chart
from strategy_kit.results.monthly_totals import monthly_totals

EXAMPLES = Path(__file__).parents[1] / "examples"
PEOPLE = [
    {"name": "baker", "weights": {"audience": 9, "trade": 1}, "ratings": [{"platform": "facebook", "dialogue": 1}]},
    {"name": "seller", "weights": {"effort": 1}, "ratings": [{"platform": "facebook", "dialogue": 3}]},
]
HAPPENED = [
    {"week": "2027-01-04", "platform": platform, "posts": 9, "received": 4, "in_time": 4}
    for platform in ("facebook", "linkedin", "tiktok")
]


def example(name: str) -> Workings:
    brief = Brief.from_json((EXAMPLES / f"{name}.json").read_bytes())
    ratings = [{"pillar": brief.pillars[0].name, "relevant": 2}]
    touched = [{"segment": brief.segments[0].name, "place": "search", "look": 2}]
    people = [{**person, "pillars": ratings, "journey": touched} for person in PEOPLE]
    plan = Plan(id=name, brief=brief.changed(voices=people, expand_when={"weeks": 1}), start="2027-01-04", weeks=1)
    return Workings(plan.changed(happened=HAPPENED), load_evidence(), year=2027, cache=Cache())


@pytest.fixture(scope="module", params=["lyon-bakery", "montreal-software", "online-shop"])
def workings(request: pytest.FixtureRequest) -> Workings:
    return example(request.param)


def pairs_of(workings: Workings) -> pd.DataFrame:
    weights = pd.Series({"audience": 0.5, "trade": 0.3, "effort": 0.2})
    return priorities(judgements_of(complete_comparisons(weights), weights.index)).odds


def chart_points(_: Workings) -> pd.DataFrame:
    weeks = pd.period_range("2027-01-04", periods=10, freq="W-SUN").delete(8)
    return behaviour_chart(pd.Series([12, 15, 11, 14, 13, 16, 12, 15, 14.0], index=weeks)).points


FUNNEL_POSTS = [Posts("facebook", 9, "image"), Posts("instagram", 4, "stories")]


def accounts(workings: Workings) -> Known:
    return Known({"facebook": 800}, workings.evidence.benchmarks)


def leads_of(workings: Workings) -> Forecast:
    return forecast("leads", FUNNEL_POSTS, accounts(workings))


def bands_of(workings: Workings) -> pd.DataFrame:
    found = workings.utilities
    return lead_bands(found.values, workings.weights, found.low, found.high)


def document_windows(workings: Workings) -> pd.DataFrame:
    return workings.windows[workings.windows["source"] == "document"]


def pillars_of(workings: Workings) -> pd.DataFrame:
    brief = workings.brief
    return pillar_table(brief.pillars, brief.promotion_cap, pillar_ratings(brief.voices, brief.pillars))


PRODUCED: Mapping[type, tuple[str, Callable[[Workings], pd.DataFrame]]] = {
    frames.ReachRow: ("platform", lambda workings: workings.reach),
    frames.TrendRow: ("platform survey_date source", lambda workings: workings.trend_points),
    frames.RatingRow: ("person pillar word", lambda of: pillar_ratings(of.brief.voices, of.brief.pillars)),
    frames.PillarRow: ("pillar", pillars_of),
    frames.HoursRow: ("platform", lambda workings: workings.hours_needed),
    frames.PublishedHoursRow: ("platform", lambda of: published_hours(of.hours_needed, of.evidence.frequencies)),
    frames.ScoreBoundsRow: ("platform", lambda workings: workings.scores),
    frames.ChangeRow: ("criterion", lambda workings: workings.changes),
    frames.BandRow: ("criterion start", bands_of),
    frames.LeftOutRow: ("platform", lambda of: left_out(of.middle, of.weights, of.start_set.sets)),
    frames.ComparedPairRow: ("criterion over", pairs_of),
    frames.StartRow: ("platforms", lambda workings: workings.start_set.sets),
    frames.LaterRow: ("platform", lambda workings: workings.start_set.later),
    frames.ParticipantRow: ("person", lambda workings: workings.group.people),
    frames.QuestionRow: ("kind about", lambda workings: workings.group.questions),
    frames.TriggerWeekRow: ("week", lambda workings: workings.expansion.weeks),
    frames.WindowRow: ("source platform weekdays start_minute end_minute", lambda workings: workings.windows),
    frames.OpinionRow: ("platform weekday hour voice", lambda workings: workings.opinions),
    frames.ReachTogetherRow: ("platforms", lambda workings: reach_together(workings.segment_reach)),
    frames.JourneyMarkRow: ("person segment place stage", lambda workings: journey_marks(workings.brief)),
    frames.JourneyRow: ("segment place stage", lambda workings: journey_grid(journey_marks(workings.brief))),
    frames.AudienceHourRow: ("hour zone", lambda of: audience_hours(of.zones, of.plan.start, of.brief.team_zone)),
    frames.ActivityRow: ("activity", lambda workings: activity_table(workings.brief.activities)),
    frames.ConsentRow: (
        "item kind region",
        lambda of: consent_needs(of.brief.activities, of.platforms, [of.brief.country], of.evidence.consent),
    ),
    frames.ReplyRow: ("kind", lambda of: reply_guide(of.brief, of.evidence.reply_guide, of.first_week)),
    frames.DutyRow: ("weekday minute", lambda of: duty_hours(of.brief.team, of.brief.team_zone, of.first_week)),
    frames.CatalogueRow: ("key", lambda workings: workings.catalogue.open),
    frames.ClosedPlatformRow: ("key", lambda workings: workings.catalogue.closed),
    frames.PointRow: ("at", lambda workings: workings.utilities.curves["standing"]),
    frames.MeasureRow: ("platform", lambda workings: workings.utilities.measured["audience"]),
    frames.WallTimeRow: (
        "platform source weekday clock starts_at ends_at",
        lambda of: wall_times(document_windows(of), of.first_week, ["Asia/Kolkata", of.brief.team_zone]),
    ),
    frames.HeatRow: ("platform weekday hour", lambda workings: workings.heat),
    frames.CandidateRow: (
        "platform day minute person",
        lambda workings: candidates(workings.heats, workings.constraints, workings.measured_reach),
    ),
    frames.WorkloadRow: ("week person", lambda workings: workings.schedule.hours),
    frames.ChartPointRow: ("period", chart_points),
    frames.MonthTotalRow: (
        "month",
        lambda workings: monthly_totals(chart_points(workings).set_index("period")["value"]),
    ),
    frames.PublishingRow: ("platform", lambda workings: workings.publishing),
    frames.FunnelRow: ("platform stage", lambda workings: stages(leads_of(workings))),
    frames.DecidingRow: ("platform name", lambda workings: deciding(leads_of(workings))),
    frames.PostsChangeRow: (
        "platform post_format",
        lambda workings: changes("leads", FUNNEL_POSTS, accounts(workings), [*FUNNEL_POSTS, Posts("x", 1)]),
    ),
    frames.ComparisonRow: ("way", lambda workings: workings.comparison),
}
"""Of each schema the columns that tell its rows apart, and a frame of it."""


def all_are(kind: type) -> Callable[[pd.Series], bool]:
    return lambda column: all(isinstance(value, kind) for value in column.dropna())


FITS: Mapping[object, Callable[[pd.Series], bool]] = {
    float: types.is_float_dtype,
    int: types.is_integer_dtype,
    bool: types.is_bool_dtype,
    str: all_are(str),
    tuple: all_are(tuple),
    str | None: all_are(str),
    dt.date: all_are(dt.date),
    dt.datetime: lambda column: all(moment.tzinfo is not None for moment in column.dropna()),
    pd.Timestamp: types.is_datetime64_dtype,
    pd.Period: lambda column: isinstance(column.dtype, pd.PeriodDtype),
    frames.Flag: lambda column: column.dtype == "boolean",
    frames.Count: lambda column: column.dtype == "Int64",
    float | frames.NAType: lambda column: column.dtype == "Float64",
}


def test_every_schema_is_checked():
    assert PRODUCED.keys() == {
        found for name, found in vars(frames).items() if name.endswith("Row") and isinstance(found, type)
    }


@pytest.mark.parametrize("schema", PRODUCED, ids=lambda schema: schema.__name__)
def test_a_frame_has_the_columns_types_and_grain_of_its_schema(workings: Workings, schema: type[NamedTuple]):
    key, produced = PRODUCED[schema]
    frame = produced(workings)
    table = frame.reset_index() if frame.index.name in schema._fields else frame
    unlike = {
        name: table[name].dtype
        for name, kind in get_type_hints(schema).items()
        if not FITS[get_origin(kind) if get_origin(kind) is tuple else kind](table[name])
    }

    assert len(table)
    assert not unlike
    assert not table.duplicated(key.split()).any()
    assert len(list(frames.rows_of(frame, schema))) == len(frame)


def test_a_frame_that_lacks_a_column_is_refused_by_its_name():
    frame = pd.DataFrame({"low": [0.2], "high": [0.7]}, index=pd.Index(["x"], name="platform"))

    with pytest.raises(KeyError, match="ScoreBoundsRow: the frame lacks middle"):
        frames.rows_of(frame, frames.ScoreBoundsRow)


def test_a_row_has_plain_values_and_missing_ones_stay_missing():
    first, *_others = frames.rows_of(example("lyon-bakery").expansion.weeks, frames.TriggerWeekRow)

    assert type(first.week) is dt.date
    assert first.posts is pd.NA
