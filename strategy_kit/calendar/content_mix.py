"""
Content mix: who makes which pillar, of the hours found best, so that shares hold over the weeks and not only in each.

Whole posts a week cannot keep a share of a fifth of three posts: week by week the same pillar would never have its
turn. The hours, and with them the value proved, stay as they are.
"""

import datetime as dt
import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

import numpy as np
import pandas as pd

from strategy_kit.calendar.constraints import Constraints
from strategy_kit.calendar.decomposition import Solved
from strategy_kit.calendar.formulation import CalendarColumns, PostGroup, formulation, is_fixed, work_columns
from strategy_kit.calendar.milp import Solution, solution_of
from strategy_kit.calendar.rolling import campaigns_as_served
from strategy_kit.highs import Programme
from strategy_kit.model import PinnedPost

BY_PLATFORM = 0.1
"""Cost of a post that a pillar has more or less than its share of one platform; of all platforms it costs 1."""
BY_PERSON = 0.1
"""Cost of an hour of work that a person has more or less than their part of the team's hours."""
BEYOND_CAP = 100.0
"""Cost of a promotional post more than fixed ones leave to the others: more than any distance."""
NODES = 20
"""Nodes of branch and bound for a week; the best by then counts, the same on every machine."""
MOST_PLACES = 60
"""Posts of a week times the people who could answer after each; of more, each keeps the person it has."""
FARTHEST = 1e6
"""Most posts or hours that a distance can be."""


def content_mix(solved: Iterable[Solved], constraints: Constraints) -> list[Solved]:
    """
    Return solutions with the same hours, whose pillars and people come nearest to their shares of the weeks so far.

    Parameters
    ----------
    solved : iterable of (DataFrame, Solution)
        Candidates of each block of weeks, indexed from 0, and those chosen; in order of time.
    constraints : Constraints
        Of the posts up to the end of each week at most `promotion_cap` promote, and those fixed by hand leave so many
        fewer to the other weeks. In every week a pillar may miss its share by one post more for each of these; every
        other limit holds as before.

    Notes
    -----
    Week by week, the least sum of distances: of each pillar from its share of the posts so far, of each pillar from its
    share of each platform's posts (times `BY_PLATFORM`), and of each person's hours of work from their part of the
    team's hours (times `BY_PERSON`).
    """
    solved = list(solved)
    made: Counter[PostGroup] = Counter()
    for _rows, solution in solved:
        made.update(solution.made)
    so_far = _SoFar(total=made.total(), fixed=_fixed_promotion(made, constraints))
    return [(rows, _of_block(rows, solution, constraints, so_far)) for rows, solution in solved]


def surplus_pins(solved: Iterable[Solved], constraints: Constraints) -> tuple[PinnedPost, ...]:
    """Return the promotional posts fixed by hand that are too many for the cap of all posts of a calendar: the last."""
    made: Counter[PostGroup] = Counter()
    for _rows, solution in solved:
        made.update(solution.made)
    asking = sum(count for key, count in made.items() if key[3] in constraints.asking)
    excess = max(0, asking - math.floor(constraints.promotion_cap * made.total() + 1e-9))
    placed = {
        rule
        for key, count in made.items()
        for rule in (constraints.grouping_rules[number] for number in key[2])
        if count and isinstance(rule, PinnedPost) and rule.pillar == key[3] and key[3] in constraints.asking
    }
    by_time = sorted(placed, key=lambda pin: (pin.day, pin.time, constraints.platforms.index(pin.platform)))
    return tuple(by_time[max(0, len(by_time) - excess) :])


def _fixed_promotion(made: Mapping[PostGroup, int], constraints: Constraints) -> Counter[dt.date]:
    """Count the promotional posts fixed by hand in each week."""
    fixed: Counter[dt.date] = Counter()
    for key, count in made.items():
        if count and key[3] in constraints.asking and is_fixed(key, constraints, "pillar"):
            fixed[key[0]] += count
    return fixed


@dataclass
class _SoFar:
    """
    Posts by platform and pillar, and minutes of work by person, of the weeks before.

    `total` counts the posts of the calendar, `fixed` the promotional posts fixed by hand in weeks still to come.
    """

    total: int
    fixed: Counter[dt.date]
    posts: Counter[tuple[str, str]] = field(default_factory=Counter)
    minutes: defaultdict[str, float] = field(default_factory=lambda: defaultdict(float))


def _of_block(rows: pd.DataFrame, solution: Solution, constraints: Constraints, so_far: _SoFar) -> Solution:
    placed = pd.MultiIndex.from_frame(rows[["platform", "instant"]])
    taken = placed.isin(placed[list(solution.chosen)])
    if np.count_nonzero(taken) > MOST_PLACES * rows.loc[taken, "week"].nunique():
        taken = np.isin(np.arange(len(rows)), solution.chosen)
    places: list[int] = []
    made: dict[PostGroup, int] = {}
    for week in dict.fromkeys(rows.loc[taken, "week"].tolist()):
        here = np.flatnonzero(taken & (rows["week"] == week).to_numpy(bool))
        chosen = np.flatnonzero(np.isin(here, solution.chosen))
        found = _of_week(rows.loc[here].reset_index(drop=True), chosen, solution, constraints, week, so_far)
        places += here[list(found.chosen)].tolist()
        made |= found.made
    return replace(solution, chosen=tuple(sorted(places)), made=made)


def _of_week(
    frame: pd.DataFrame,
    chosen: Iterable[int],
    solution: Solution,
    constraints: Constraints,
    week: dt.date,
    so_far: _SoFar,
) -> Solution:
    """Choose pillars and people of a week's posts anew, and count them; `chosen` are the rows of those at present."""
    slack = constraints.share_slack + so_far.fixed.total()
    limits = replace(campaigns_as_served(constraints, solution, week), promotion_cap=1.0, share_slack=slack)
    programme, columns = formulation(frame, limits, (week,))
    for positions in frame.groupby(["platform", "instant"]).indices.values():
        programme.row(1, 1, [columns.posts[position] for position in positions])
    for check, column in columns.checks.items():
        programme.upper[column] = float(check in solution.checks)
    _start(programme, columns, chosen, solution)
    work = {person: costs for (_week, person), costs in work_columns(frame, limits, columns).items()}
    _promotion(programme, columns, constraints, week, so_far)
    _distances(programme, columns, constraints, work, so_far)
    answer = programme.maximized(nodes=NODES)
    for (_week, platform, _matched, pillar, _owner), column in columns.made.items():
        so_far.posts[platform, pillar] += int(answer.values[column])
    for person, costs in work.items():
        so_far.minutes[person] += sum(minutes * int(answer.values[column]) for column, minutes in costs.items())
    return solution_of(answer, columns, frame, limits)


def _start(programme: Programme, columns: CalendarColumns, chosen: Iterable[int], solution: Solution) -> None:
    """Start the search from the solution as it is."""
    start = {columns.posts[position]: 1 for position in chosen}
    start |= {column: 1 for check, column in columns.checks.items() if check in solution.checks}
    start |= {column: solution.made[group] for group, column in columns.made.items() if group in solution.made}
    for short, (count, serving) in columns.missing.items():
        start[short] = max(0, count - sum(start.get(column, 0) for column in serving))
    programme.start = {column: float(value) for column, value in start.items()}


def _promotion(
    programme: Programme, columns: CalendarColumns, constraints: Constraints, week: dt.date, so_far: _SoFar
) -> None:
    """Keep the promotional posts up to the end of the week within the cap, and within what fixed ones leave of it."""
    cap = constraints.promotion_cap
    spare = sum(count * (cap - (pillar in constraints.asking)) for (_of, pillar), count in so_far.posts.items())
    factors = [float(key[3] in constraints.asking) - cap for key in columns.made]
    if not so_far.fixed:
        programme.row(-np.inf, spare + 1e-9, columns.made.values(), factors)
        return
    posts = sum(int(programme.start.get(column, 0)) for column in columns.made.values())
    before = sum(count for (_of, pillar), count in so_far.posts.items() if pillar in constraints.asking)
    to_come = sum(count for other, count in so_far.fixed.items() if other > week)
    left = min(spare + cap * posts, cap * so_far.total - before - to_come) - so_far.fixed[week]
    free = [
        column
        for key, column in columns.made.items()
        if key[3] in constraints.asking and not is_fixed(key, constraints, "pillar")
    ]
    most = max(0, math.floor(left + 1e-9))
    beyond = programme.column(
        -BEYOND_CAP, posts, start=max(0, sum(programme.start.get(column, 0) for column in free) - most)
    )
    programme.row(-np.inf, most, [*free, beyond], [*(1.0 for _ in free), -1.0])


def _distances(
    programme: Programme,
    columns: CalendarColumns,
    constraints: Constraints,
    work: Mapping[str, Mapping[int, float]],
    so_far: _SoFar,
) -> None:
    """Charge for every distance of pillars and people from their shares."""
    made = columns.made
    platforms = tuple(dict.fromkeys(key[1] for key in made))
    groups = [(1.0, constraints.platforms), *((BY_PLATFORM, (platform,)) for platform in platforms)]
    for pillar in dict.fromkeys(key[3] for key in made):
        share = constraints.pillar_shares[pillar]
        for cost, among in groups:
            before = {key: count for key, count in so_far.posts.items() if key[0] in among}
            ahead = sum(count * ((of == pillar) - share) for (_platform, of), count in before.items())
            factors = {column: (key[3] == pillar) - share for key, column in made.items() if key[1] in among}
            _distance(programme, factors, ahead, cost)
    team = {person.name: person.hours_per_week for person in constraints.team}
    for name, hours in team.items():
        part = hours / sum(team.values())
        ahead = so_far.minutes[name] - part * sum(so_far.minutes.values())
        factors = {
            column: ((person == name) - part) * minutes / 60
            for person, costs in work.items()
            for column, minutes in costs.items()
        }
        _distance(programme, factors, ahead / 60, BY_PERSON)


def _distance(programme: Programme, factors: Mapping[int, float], ahead: float, cost: float) -> None:
    """Charge for each unit that a weighted sum of columns, and what it was ahead before, is away from 0."""
    start = ahead + sum(factor * programme.start.get(column, 0.0) for column, factor in factors.items())
    away = programme.column(-cost, FARTHEST, start=abs(start), whole=False)
    columns = [*factors, away]
    programme.row(-np.inf, -ahead, columns, [*factors.values(), -1.0])
    programme.row(-ahead, np.inf, columns, [*factors.values(), 1.0])
