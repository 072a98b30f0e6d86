"""
The calendar of some weeks as a mixed-integer programme: the most value, less `MISSING_COST` for what demands lack.

Columns: posts at candidates; posts made by week, platform, matched rules, pillar and owner; inbox checks;
shortfalls.
"""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Literal

import numpy as np
import numpy.typing as npt
import pandas as pd

from strategy_kit.calendar.candidates import MatchedRules
from strategy_kit.calendar.constraints import Constraints, available_people, matches_pillar_and_owner
from strategy_kit.calendar.demands import demands
from strategy_kit.calendar.monitoring import inbox_assignments
from strategy_kit.highs import Programme
from strategy_kit.model import BlackoutRule, Person, PinnedPost

SCALE = 10_000
"""Values count in whole ten-thousandths; what is below breaks ties."""

MISSING_COST = 100.0
"""Cost of each post or inbox check that a demand lacks, in units of value."""

STRICTLY = 0.001
"""How far below its slack a share stays: less than one post off, not one."""

MOST_DENSE, MANY_GROUPS = 100_000, 10_000
"""Entries of the rows of one spacing, and groups of posts of a week, above which rows are written over sums."""

PostGroup = tuple[dt.date, str, MatchedRules, str, str]
"""Posts of one week, platform and matched rules that have one pillar and one owner."""


class CalendarColumns:
    """The columns of the programme, by what they mean."""

    def __init__(
        self, programme: Programme, frame: pd.DataFrame, constraints: Constraints, weeks: Sequence[dt.date]
    ) -> None:
        ranks = _tie_order(frame) / (2.0 * len(frame) + 2) / 100
        values = frame["value"].to_numpy(float) * SCALE
        self.posts = [programme.column(round(value) - rank, 1) for value, rank in zip(values, ranks, strict=True)]
        self.made = {key: programme.column(0.0, 70) for key in _made(frame, constraints)}
        self.checks = {check: programme.column(0.0, 1) for check in inbox_assignments(constraints, weeks)}
        self.missing: dict[int, tuple[int, list[int]]] = {}


def formulation(
    frame: pd.DataFrame, constraints: Constraints, weeks: Sequence[dt.date]
) -> tuple[Programme, CalendarColumns]:
    """
    Return the programme of some weeks, and what its columns mean; parameters are those of `milp.solve`.

    Raises
    ------
    TooLargeError
        If the programme has more columns or entries than may be solved.
    """
    programme = Programme()
    columns = CalendarColumns(programme, frame, constraints, weeks)
    _demands(programme, frame, constraints, weeks, columns)
    _most(programme, frame, constraints)
    _spacing(programme, frame, constraints)
    _linked(programme, frame, constraints, columns)
    _hours(programme, frame, constraints, columns)
    _shares(programme, constraints, columns)
    return programme, columns


def _demands(
    programme: Programme,
    frame: pd.DataFrame,
    constraints: Constraints,
    weeks: Sequence[dt.date],
    columns: CalendarColumns,
) -> None:
    """Serve each demand or count it as missing; no inbox check is done twice."""
    groups = _positions(frame, ["week", "platform"])
    for demand in demands(constraints, weeks):
        whole = demand.whole
        if whole.kind == "least_posts":
            serving = list(groups.get((whole.day, whole.of), []))
        elif whole.kind == "monitoring":
            of = (demand.rule, whole.day)
            serving = [column for check, column in columns.checks.items() if (check.rule, check.day) == of]
            programme.at_most(1, serving)
        else:
            rule = constraints.grouping_rules[demand.rule]
            serving = [
                column
                for (_week, _platform, matched_rules, pillar, owner), column in columns.made.items()
                if demand.rule in matched_rules and matches_pillar_and_owner(rule, pillar, owner)
            ]
        short = programme.column(-MISSING_COST * SCALE, whole.count, start=whole.count)
        columns.missing[short] = whole.count, [int(column) for column in serving]
        programme.row(whole.count, np.inf, [*serving, short])


def _most(programme: Programme, frame: pd.DataFrame, constraints: Constraints) -> None:
    """Bound the posts of each week and day."""
    for period in ("week", "day"):
        for (_, platform), positions in _positions(frame, [period, "platform"]).items():
            programme.at_most(constraints.most_posts(platform)[period], positions)


def _spacing(programme: Programme, frame: pd.DataFrame, constraints: Constraints) -> None:
    """Allow one post of a platform in every span as long as its spacing; no two at one instant."""
    for (platform,), positions in _positions(frame, ["platform"]).items():
        _one_in_each(programme, frame, positions, constraints.spacing_minutes(platform))
    if constraints.spacing_across:
        _one_in_each(programme, frame, range(len(frame)), constraints.spacing_across * 60)


def _one_in_each(programme: Programme, frame: pd.DataFrame, positions: Sequence[int], span: float) -> None:
    at = frame["instant"].to_numpy()[positions]
    windows = _windows(at, span)
    instants, starts = np.unique(at, return_index=True)
    if 2 * len(instants) <= len(at) and sum(end - first for first, end in windows) > MOST_DENSE:
        positions = [programme.total(those) for those in np.split(positions, starts[1:])]
        windows = _windows(instants, span)
    for first, end in windows:
        programme.at_most(1, positions[first:end])


def _windows(at: npt.NDArray[np.int64], span: float) -> list[tuple[int, int]]:
    """Return the first and the end of each stretch of instants shorter than a span that no other holds."""
    ends = np.searchsorted(at, at + span, side="left")
    longer = np.diff(ends, prepend=-1) > 0
    return list(zip(np.searchsorted(at, at, side="left")[longer].tolist(), ends[longer].tolist(), strict=True))


def _linked(programme: Programme, frame: pd.DataFrame, constraints: Constraints, columns: CalendarColumns) -> None:
    """Make as many posts as are placed, each by the person who answers, unless `cover` allows another."""
    made: dict[tuple[object, ...], list[int]] = {}
    for (week, platform, matched_rules, _pillar, owner), column in columns.made.items():
        group = (week, platform, matched_rules)
        made.setdefault(group if constraints.cover else (*group, owner), []).append(column)
    for key, positions in _positions(frame, _grouping(constraints)).items():
        those = made.get(key, [])
        programme.row(0, 0, [*positions, *those], [1.0] * len(positions) + [-1.0] * len(those))


def _hours(programme: Programme, frame: pd.DataFrame, constraints: Constraints, columns: CalendarColumns) -> None:
    """Bound the minutes of work of each person and week."""
    minutes = work_columns(frame, constraints, columns)
    capacity = {person.name: person.hours_per_week * 60 for person in constraints.team}
    for (_, person), costs in minutes.items():
        programme.row(-np.inf, capacity[person], costs.keys(), costs.values())
    if not constraints.cover:
        _whole_posts(programme, frame, constraints, capacity)


def work_columns(
    frame: pd.DataFrame, constraints: Constraints, columns: CalendarColumns
) -> dict[tuple[dt.date, str], dict[int, float]]:
    """Return the minutes of work that one of each column is, by week and person: answering, making, inbox checks."""
    minutes: dict[tuple[dt.date, str], dict[int, float]] = {}
    answering = {platform: constraints.response_work(platform) for platform in constraints.platforms}
    for position, (week, person, platform) in enumerate(_keys(frame, ["week", "person", "platform"])):
        minutes.setdefault((week, person), {})[columns.posts[position]] = answering[platform]
    for (week, platform, _matched_rules, pillar, owner), column in columns.made.items():
        minutes.setdefault((week, owner), {})[column] = constraints.making[platform, pillar].minutes
    for check, column in columns.checks.items():
        minutes.setdefault((check.week, check.person), {})[column] = check.minutes
    return minutes


def _whole_posts(
    programme: Programme, frame: pd.DataFrame, constraints: Constraints, capacity: Mapping[str, float]
) -> None:
    """Bound the whole posts that fit a person's hours, a cut that proves a shortage at once."""
    quickest = {
        platform: constraints.response_work(platform)
        + min(making.minutes for making in constraints.making_for(platform).values())
        for platform in frame["platform"].unique()
    }
    platforms = frame["platform"].tolist()
    for (_, person), positions in _positions(frame, ["week", "person"]).items():
        least = min(quickest[platforms[position]] for position in positions)
        programme.at_most(int((capacity[person] + 1e-9) // least), positions)


def _shares(programme: Programme, constraints: Constraints, columns: CalendarColumns) -> None:
    """Keep each pillar near its share of the week, with `fair_share` each person too, promotion within the cap."""
    for week in dict.fromkeys(key[0] for key in columns.made):
        made = {key: column for key, column in columns.made.items() if key[0] == week}
        if len(made) > MANY_GROUPS:
            made = _totals(programme, made, constraints)
        fixed = [is_fixed(key, constraints, "pillar") for key in made]
        asking = [float(key[3] in constraints.asking) - constraints.promotion_cap for key in made]
        _no_more(programme, made, asking, 1e-9, [each and len(constraints.mondays) > 1 for each in fixed])
        for pillar in dict.fromkeys(key[3] for key in made):
            counts, slack = [key[3] == pillar for key in made], constraints.share_slack
            _near(programme, made, constraints.pillar_shares[pillar], slack, counts, fixed)
        if constraints.fair_share:
            team = [person for person in constraints.team if person.name in available_people(constraints, week)]
            fixed = [is_fixed(key, constraints, "owner") for key in made]
            for person, share in _fair(team).items():
                _near(programme, made, share, 1.0, [key[4] == person for key in made], fixed)


def is_fixed(group: PostGroup, constraints: Constraints, of: Literal["pillar", "owner"]) -> bool:
    """Whether the pillar or the owner of a group of posts was fixed by hand, and does not count against its week."""
    _week, _platform, matched, pillar, owner = group
    has = {"pillar": pillar, "owner": owner}[of]
    rules = (constraints.grouping_rules[number] for number in matched)
    return any(isinstance(rule, PinnedPost) and getattr(rule, of) == has for rule in rules)


def _totals(programme: Programme, made: dict[PostGroup, int], constraints: Constraints) -> dict[PostGroup, int]:
    """Return the posts of a week by matched pins, pillar and owner only."""
    rules = constraints.grouping_rules
    alike: dict[PostGroup, list[int]] = {}
    for (week, _platform, matched_rules, pillar, owner), column in made.items():
        pins = tuple(number for number in matched_rules if isinstance(rules[number], PinnedPost))
        alike.setdefault((week, "", pins, pillar, owner), []).append(column)
    return {key: programme.total(columns) for key, columns in alike.items()}


def _near(
    programme: Programme,
    made: dict[PostGroup, int],
    share: float,
    slack: float,
    counts: Sequence[bool],
    fixed: Sequence[bool],
) -> None:
    """Keep a number of posts less than `slack` posts from its share of all; those that are fixed count as they help."""
    factors = [counted - share for counted in counts]
    if not any(fixed):
        programme.row(STRICTLY - slack, slack - STRICTLY, made.values(), factors)
        return
    _no_more(programme, made, factors, slack - STRICTLY, fixed)
    _no_more(programme, made, [-factor for factor in factors], slack - STRICTLY, fixed)


def _no_more(
    programme: Programme, made: dict[PostGroup, int], factors: Sequence[float], most: float, fixed: Sequence[bool]
) -> None:
    """Bound a weighted number of posts from above; those that are fixed do not add to it."""
    weights = [min(factor, 0.0) if is_kept else factor for factor, is_kept in zip(factors, fixed, strict=True)]
    programme.row(-np.inf, most, made.values(), weights)


def _fair(team: Sequence[Person]) -> dict[str, float]:
    """Return each person's share of the hours of the team."""
    hours = sum(person.hours_per_week for person in team)
    return {person.name: person.hours_per_week / hours for person in team} if hours else {}


def most_groups(frame: pd.DataFrame, constraints: Constraints) -> int:
    """Return an upper bound of the groups of posts: pillars and owners for each platform and matched rules."""
    owners = len(constraints.team) if constraints.cover else 1
    return len(frame.drop_duplicates(_grouping(constraints))) * len(constraints.pillar_shares) * owners


def _made(frame: pd.DataFrame, constraints: Constraints) -> Iterator[PostGroup]:
    """Yield the pillars and owners that are possible for each week, platform and matched rules."""
    for week, platform, matched_rules, *person in dict.fromkeys(_keys(frame, _grouping(constraints))):
        owners = person if not constraints.cover else available_people(constraints, week)
        matched = [constraints.grouping_rules[number] for number in matched_rules]
        never = [rule for rule in matched if isinstance(rule, BlackoutRule)]
        for pillar in constraints.making_for(platform):
            for owner in owners:
                if not any(matches_pillar_and_owner(rule, pillar, owner) for rule in never):
                    yield week, platform, matched_rules, pillar, owner


def _grouping(constraints: Constraints) -> list[str]:
    """Return the columns of candidates that posts are counted by, before pillar and owner."""
    return ["week", "platform", "matched_rules", *([] if constraints.cover else ["person"])]


def _tie_order(frame: pd.DataFrame) -> npt.NDArray[np.intp]:
    """
    Rank the candidates for ties: more studies first, without any more people awake; then the earlier, platform by key,
    person as listed.
    """
    studies = frame["studies"].to_numpy(int)
    awake = np.where(studies, 0.0, frame["awake"].to_numpy(float))
    return np.argsort(np.lexsort((-awake, -studies)))


def _positions(frame: pd.DataFrame, alike: Sequence[str]) -> dict[tuple[Any, ...], list[int]]:
    """Group the candidates by the values of some columns, in order of these; return their row numbers."""
    groups: dict[tuple[Any, ...], list[int]] = {}
    for position, key in enumerate(_keys(frame, alike)):
        groups.setdefault(key, []).append(position)
    return {key: groups[key] for key in sorted(groups)}


def _keys(frame: pd.DataFrame, alike: Sequence[str]) -> Iterator[tuple[Any, ...]]:
    """Yield the values of some columns, row by row."""
    return zip(*(frame[name].tolist() for name in alike), strict=True)
