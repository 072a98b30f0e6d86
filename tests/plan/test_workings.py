"""What is reused after a change equals what is computed anew, and what a change cannot touch is not computed again."""

import ast
import dataclasses
import datetime as dt
import inspect
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import strategy_kit
from strategy_kit.evidence.evidence import Evidence, load_evidence
from strategy_kit.model import Brief, Plan
from strategy_kit.model.criteria import CRITERIA
from strategy_kit.plan import audience, calendar, communication, platforms, reach_funnel, review
from strategy_kit.plan.results import Cache, Narrowed, Result
from strategy_kit.plan.workings import Workings

PACKAGE = Path(strategy_kit.__file__).parent
RESULTS = {name: made for name, made in vars(Workings).items() if isinstance(made, Result)}
SOLVED = {"schedule", "prices", "comparison", "conflicts"}
"""They take a second or more and rest on other results alone."""
DERIVED = {"platforms", "platforms_shown", "group", "expansion", "acceptability", "heat", "offset_weeks", "first_week"}
QUICK = sorted((RESULTS.keys() | DERIVED) - SOLVED - {"group_decision", "outlooks"})

FREE = {"first": "2027-01-05", "last": "2027-01-06"}
WEIGHED = {"name": "counter", "weights": {"audience": 9, "trade": 1}}
RATED = {"name": "baker", "ratings": [{"platform": "facebook", "dialogue": 2}]}
DUTY = {"weekdays": [1, 2, 3, 4, 5, 6], "start": "08:00", "end": "19:00"}
TEAM = [{"name": "Owner", "hours_per_week": 7, "duty": [DUTY]}, {"name": "Nina", "hours_per_week": 3, "duty": [DUTY]}]
PILLARS = [
    {"name": "Recipes", "purpose": "help", "share": 0.6, "format": "video"},
    {"name": "Offers", "purpose": "sell", "share": 0.4},
]
CHANGES: dict[str, Any] = {
    "name": "Bakery",
    "lang": "fr",
    "country": "FR",
    "region": "NY",
    "team_zone": "Europe/Paris",
    "trades": ("visual",),
    "objectives": [{"key": "website-traffic", "target": 40}],
    "followers": [{"platform": "facebook", "people": 800}],
    "own_rates": [{"platform": "facebook", "metric": "organic reach", "percent": 8}],
    "edition": "document",
    "segments": [
        {"name": "Locals", "share": 0.7, "age": ["18-29"], "sex": "women"},
        {"name": "Tourists", "share": 0.3, "country": "GB", "zone": "Europe/London"},
    ],
    "journey": [{"segment": "Customers", "place": "search", "need": 2}],
    "activities": [{"name": "Leaflets", "direction": "outbound"}],
    "pillars": PILLARS,
    "promotion_cap": 0.1,
    "replies": [{"kind": "praise", "minutes": 30}],
    "weights": {"audience": 5, "effort": 3},
    "weighing": "pairs",
    "comparisons": [{"criterion": "audience", "over": other, "times": 3} for other in CRITERIA if other != "audience"],
    "curves": [{"criterion": "dialogue", "points": [{"at": 0, "value": 0}, {"at": 3, "value": 0.5}]}],
    "own_values": [{"platform": "instagram", "criterion": "dialogue", "value": 0.9}],
    "ratings": [{"platform": "facebook", "dialogue": 3}],
    "formats": [{"format": "text", "minutes": 12}, {"format": "video"}, {"format": "image"}],
    "platforms": ["instagram", "linkedin"],
    "expand_when": {"weeks": 1},
    "voices": [WEIGHED, RATED],
    "team": TEAM,
    "cadence": [{"posts_per_week_low": 2, "posts_per_week_high": 3}],
    "posting_from": "09:30",
    "posting_until": "18:00",
    "closed_weekdays": [7],
    "holidays_off": False,
    "blackouts": [FREE],
    "spacing_across_hours": 2,
    "never": [{"weekdays": [3]}],
    "pinned": [{"platform": "facebook", "day": "2027-01-07", "time": "10:00"}],
    "campaigns": [{"name": "launch", **FREE, "posts": 1}],
    "monitoring": [{"minutes": 10}],
    "cover": True,
    "fair_share": True,
    "limits_off": ["spacing"],
    "reply_target_minutes": 240,
    "studies": ["sprout-2023", "imh-2021"],
    "reading": "audience",
    "unknown_hours": True,
    "brand_voice": [{"we_are": "warm"}],
    "crisis": {"decides": "Owner"},
    "profiles": [{"platform": "facebook", "done": ["name"]}],
    "peers": [{"name": "Baker", "platform": "facebook"}],
    "costs": [{"what": "Tool"}],
    "hourly_cost": 20,
    "assumptions": [{"key": "watch_half_lives", "value": 3}, {"key": "unasked_reach_most", "value": 0.4}],
}
"""Another value of each field of a brief than the one it has unless stated."""
OF_THE_PLAN = {
    "start": dt.date(2027, 3, 17),
    "weeks": 3,
    "happened": [{"week": "2027-01-04", "platform": "facebook", "posts": 9, "received": 4, "in_time": 4}],
}
FIRST = Plan(id="first", brief=Brief(name="Shop"), start=dt.date(2027, 1, 4), weeks=1)


def workings_of(plan: Plan, cache: Cache | None = None, **others: Any) -> Workings:
    return Workings(plan, load_evidence(), **{"year": 2027, "cache": cache or Cache(), **others})


def changed(plan: Plan, *names: str) -> Plan:
    brief = plan.brief.changed(**{name: CHANGES[name] for name in names if name in CHANGES})
    return plan.changed(brief=brief, **{name: OF_THE_PLAN[name] for name in names if name in OF_THE_PLAN})


def assert_equal(one: Any, other: Any, where: str) -> None:
    """Compare two results to the last digit, whatever they hold."""
    assert type(one) is type(other), where
    if isinstance(one, pd.DataFrame):
        pd.testing.assert_frame_equal(one, other, check_exact=True, obj=where)
    elif isinstance(one, pd.Series):
        pd.testing.assert_series_equal(one, other, check_exact=True, obj=where)
    elif isinstance(one, np.ndarray):
        np.testing.assert_array_equal(one, other, err_msg=where)
    elif dataclasses.is_dataclass(one):
        for field in dataclasses.fields(one):
            assert_equal(getattr(one, field.name), getattr(other, field.name), f"{where}.{field.name}")
    elif isinstance(one, Mapping):
        assert one.keys() == other.keys(), where
        for key in one:
            assert_equal(one[key], other[key], f"{where}[{key}]")
    elif isinstance(one, tuple):
        assert len(one) == len(other), where
        for place, pair in enumerate(zip(one, other, strict=True)):
            assert_equal(*pair, f"{where}[{place}]")
    else:
        assert one == other or one is other, where


def all_of(workings: Workings, names: list[str]) -> dict[str, Any]:
    return {name: getattr(workings, name) for name in names}


def test_every_field_of_a_brief_has_another_value_to_try() -> None:
    assert CHANGES.keys() == Brief.model_fields.keys()
    alike = [name for name in CHANGES if getattr(changed(FIRST, name).brief, name) == getattr(FIRST.brief, name)]
    assert alike == []


@pytest.mark.parametrize("name", [*CHANGES, *OF_THE_PLAN])
def test_after_any_change_what_is_reused_equals_what_is_computed_anew(name: str) -> None:
    before, plan = workings_of(FIRST, SHARED), changed(FIRST, name)
    all_of(before, QUICK)

    assert_equal(all_of(before.after(plan), QUICK), all_of(workings_of(plan), QUICK), name)


SHARED = Cache()


@settings(max_examples=6, deadline=None, derandomize=True)
@given(st.lists(st.sampled_from([*CHANGES, *OF_THE_PLAN]), min_size=1, max_size=4), st.data())
def test_a_result_does_not_depend_on_what_was_looked_at_before(names: list[str], data: st.DataObject) -> None:
    workings = workings_of(FIRST, SHARED)
    for place in range(len(names)):
        workings = workings.after(changed(FIRST, *names[: place + 1]))
        all_of(workings, data.draw(st.lists(st.sampled_from(QUICK), max_size=3)))

    assert_equal(all_of(workings, QUICK), all_of(workings_of(workings.plan), QUICK), ", ".join(names))


def test_the_results_that_take_long_rest_on_results_alone() -> None:
    assert {part for name in SOLVED for part in RESULTS[name].parts} <= {*RESULTS, "solve"}


@pytest.mark.parametrize(
    "names",
    [("studies",), ("pinned",), ("segments", "platforms"), ("start",), ("limits_off",)],
    ids=lambda names: ", ".join(names),
)
def test_the_calendar_after_a_change_is_the_calendar_of_the_changed_plan(names: tuple[str, ...]) -> None:
    before = workings_of(FIRST)
    assert before.schedule.slots
    plan = changed(FIRST, *names)

    assert before.after(plan).schedule.slots == workings_of(plan).schedule.slots != before.schedule.slots


@pytest.mark.parametrize("year", [2024, 2031])
def test_another_year_and_other_evidence_share_nothing_that_rests_on_them(year: int) -> None:
    cache = Cache()
    before, later = workings_of(FIRST, cache), workings_of(FIRST, cache, year=year)
    windows = load_evidence().windows.iloc[::2]
    other = Workings(FIRST, dataclasses.replace(load_evidence(), windows=windows), 2027, cache=cache)

    assert later.evidence_weights != before.evidence_weights
    assert other.windows is windows
    assert not other.heat.equals(before.heat)


def chosen_alike(*changes: Mapping[str, Any]) -> tuple[Workings, ...]:
    """Return the workings of a plan after each change in turn, the last two with the same platforms chosen."""
    made = [workings_of(FIRST)]
    for change in changes:
        _ = made[-1].heats, made[-1].constraints, made[-1].measured_reach, made[-1].hours_needed
        made.append(made[-1].after(made[-1].plan.changed(brief=made[-1].brief.changed(**change))))
    assert {workings.platforms for workings in made[-2:]} == {made[-1].platforms}
    return tuple(made)


MOVED = {"weights": {"audience": 3.1}}
KEPT = ["reach", "utilities", "hours_needed", "heats", "constraints", "measured_reach", "document_heat", "opinions"]


@pytest.mark.parametrize(
    "changes",
    [
        [MOVED],
        [{"voices": [WEIGHED], "weighing": "group"}, {"voices": [{**WEIGHED, "weights": {"audience": 8, "trade": 2}}]}],
        [{"name": "Bakery"}],
        [{"journey": CHANGES["journey"]}],
        [{"expand_when": {"weeks": 1}}],
    ],
    ids=["weight", "a person's weight", "name", "journey", "trigger"],
)
def test_a_change_that_moves_no_platform_leaves_reach_utilities_hours_and_heat(changes: list[dict[str, Any]]) -> None:
    *_, before, after = chosen_alike(*changes)

    assert [name for name in KEPT if getattr(after, name) is not getattr(before, name)] == []


def test_a_moved_weight_moves_the_scores_and_keeps_the_calendar() -> None:
    before, after = chosen_alike(MOVED)
    schedule = before.schedule

    assert not after.scores.equals(before.scores)
    assert after.schedule is schedule


def test_platforms_settled_on_change_no_utility() -> None:
    before = workings_of(FIRST)
    after = before.after(changed(FIRST, "platforms"))

    assert after.utilities is before.utilities
    assert after.platforms == ("instagram", "linkedin")


def test_plans_of_two_people_share_what_rests_on_equal_values_and_nothing_else() -> None:
    cache, theirs = Cache(), Plan(id="theirs", brief=Brief(name="Bar", trades=("visual",)), start=FIRST.start, weeks=1)
    mine, other = workings_of(FIRST, cache), workings_of(theirs, cache)

    assert mine.reach is other.reach
    assert not mine.utilities.values.equals(other.utilities.values)


def test_a_platform_that_cannot_be_chosen_is_refused_though_utilities_do_not_rest_on_the_choice() -> None:
    before = workings_of(FIRST)
    _ = before.utilities
    after = before.after(FIRST.changed(brief=FIRST.brief.changed(platforms=["myspace"])))

    with pytest.raises(strategy_kit.errors.InputError, match="myspace"):
        _ = after.utilities


class Recorder:
    """A record that notes which of its fields are read."""

    def __init__(self, record: Any, path: str, read: set[str]) -> None:
        self._record, self._path, self._read = record, path, read

    def __getattr__(self, name: str) -> Any:
        return recorded(getattr(self._record, name), f"{self._path}.{name}", self._read)

    def changed(self, **values: object) -> "Recorder":
        """Return the record with some values replaced; it goes on noting."""
        return Recorder(self._record.changed(**values), self._path, self._read)


class RecordedMapping(Mapping[str, Any]):
    """A mapping that notes which of its entries are read."""

    def __init__(self, mapping: Mapping[str, Any], path: str, read: set[str]) -> None:
        self._mapping, self._path, self._read = mapping, path, read

    def __getitem__(self, name: str) -> Any:
        self._read.add(f"{self._path}.{name}")
        return self._mapping[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._mapping)

    def __len__(self) -> int:
        return len(self._mapping)


def recorded(value: Any, path: str, read: set[str]) -> Any:
    read.add(path)
    if isinstance(value, Narrowed):
        return Recorder(value, path, read)
    if isinstance(value, tuple) and any(isinstance(each, Narrowed) for each in value):
        return tuple(Recorder(each, path, read) for each in value)
    return RecordedMapping(value, path, read) if path == "assumptions" else value


def leaves(parts: Mapping[str, Any], path: str = "") -> set[str]:
    """Name all that is declared, with its fields."""
    return {leaf for name, below in parts.items() for leaf in (leaves(below, f"{path}{name}.") or {f"{path}{name}"})}


def test_every_declared_field_is_read() -> None:
    grouped = [name for name in CHANGES if name not in ("region", "edition", "studies")]
    plans = [FIRST, changed(FIRST, "voices", "ratings").changed(weeks=2)]
    plans.append(changed(FIRST, *grouped))
    plans.append(FIRST.changed(brief=changed(FIRST, "voices").brief.changed(weighing="group")))
    read: dict[str, set[str]] = {name: set() for name in RESULTS}
    for plan in plans:
        workings = workings_of(plan)
        for name in RESULTS.keys() & {*QUICK, "outlooks"}:
            made, seen = RESULTS[name], read[name]
            made.compute(**{part: recorded(value, part, seen) for part, value in made.given(workings).items()})

    declared = {name: {leaf for leaf in leaves(RESULTS[name].parts) if "." in leaf} for name in RESULTS}
    unread = {name: sorted(fields - read[name]) for name, fields in declared.items() if fields - read[name]}
    assert unread == {}


def test_every_parameter_of_a_result_is_of_the_type_that_it_names() -> None:
    types = {"plan": Plan, "evidence": Evidence, "brief": Brief, "year": int}
    types_by_name = types | {name: inspect.signature(made.compute).return_annotation for name, made in RESULTS.items()}
    types_by_name["assumptions"] = Mapping[str, float]
    for name, made in RESULTS.items():
        for part, parameter in inspect.signature(made.compute).parameters.items():
            if part in types_by_name:
                assert parameter.annotation == types_by_name[part], f"{name}: {part}"
            else:
                assert hasattr(Workings, part), f"{name}: {part}"


def test_every_result_of_a_part_is_a_result_of_the_workings_under_its_name() -> None:
    parts = (audience, communication, platforms, calendar, reach_funnel, review)
    found = {name: made for part in parts for name, made in vars(part).items() if isinstance(made, Result)}

    assert found == RESULTS
    assert {name: made.name for name, made in found.items()} == {name: name for name in found}


def test_no_result_of_a_plan_is_stored_anywhere_else() -> None:
    folders = ("plan", "views", "figures", "exports", "pages", "session", "widgets")
    above = [path for folder in folders for path in (PACKAGE / folder).rglob("*.py")]

    assert len(above) > 100
    assert [f"{path.relative_to(PACKAGE)}: {name}" for path in above for name in stored(path)] == [EXAMPLE_OF_THE_DAY]


EXAMPLE_OF_THE_DAY = "pages/front/welcome.py: _example"
"""The example plan on the first screen is the same for every visitor, and no visitor's plan."""
PLAIN = {"str", "int", "tuple", "frozenset", "None"}


def stored(path: Path) -> list[str]:
    """Name the functions of a file whose values are stored, if they are of more than a name or a number."""
    functions = [node for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.FunctionDef)]
    return [
        node.name
        for node in functions
        if set(re.findall(r"\w+", " ".join(ast.unparse(each.annotation or node) for each in node.args.args))) - PLAIN
        and any(re.search(r"\b(cache|lru_cache|cached_property)\b", ast.unparse(mark)) for mark in node.decorator_list)
    ]
