"""
Baselines of a calendar: the studies' favourite hours, and a greedy choice of the best free hour.

A post takes the mean minutes of its platform, whatever its pillar; the first person on duty does an inbox check.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from statistics import fmean

import pandas as pd

from strategy_kit.calendar.candidates import candidates
from strategy_kit.calendar.constraints import Constraints, matches_placement, monday
from strategy_kit.calendar.demands import Demand, Placed, demands, inbox_assignments, inbox_check, is_served_by, missing
from strategy_kit.calendar.relaxations import without_kinds
from strategy_kit.calendar.schedule import Schedule
from strategy_kit.calendar.workload import Work, fullest_week, work_of, workload
from strategy_kit.duty import minute_of
from strategy_kit.frames import CandidateRow, rows_of
from strategy_kit.model import InboxCheck


@dataclass(frozen=True)
class BaselinePost:
    """A post of a calendar made without a solver; `person` is empty where no one is on duty to answer."""

    platform: str
    day: dt.date
    minute: int
    instant: int
    value: float
    person: str
    making: float
    owner: str
    pillar: str | None = None

    @property
    def week(self) -> dt.date:
        """The Monday of its ISO week."""
        return monday(self.day)

    @property
    def placed(self) -> Placed:
        """The post as far as demands go."""
        return Placed(self.platform, self.day, dt.time(*divmod(self.minute, 60)), self.pillar, self.owner)


@dataclass(frozen=True)
class Baseline:
    """A calendar to compare: its posts and inbox checks."""

    posts: Sequence[BaselinePost]
    rounds: Sequence[InboxCheck] = ()


def comparison(
    heat: pd.DataFrame, constraints: Constraints, reach: Mapping[str, float], schedule: Schedule
) -> pd.DataFrame:
    """
    Compare three ways to place posts under the same limits: favourite hours, greedy and the best calendar.

    Parameters
    ----------
    heat, constraints, reach
        Those of `schedule_posts`.
    schedule : Schedule
        What `schedule_posts` returns for them.

    Returns
    -------
    DataFrame, shape (3, 7), `frames.ComparisonRow`
    """
    free = candidates(heat, constraints, reach)
    calendars = {
        "favourite": Baseline(favourite(heat, constraints, reach), _first_on_duty(constraints)),
        "greedy": greedy(free, constraints),
        "best": Baseline(_posts_of(schedule, free), schedule.rounds),
    }
    rows = [_measured(calendar, constraints) for calendar in calendars.values()]
    return pd.DataFrame(rows, index=[*calendars]).rename_axis("way")


def favourite(heat: pd.DataFrame, constraints: Constraints, reach: Mapping[str, float]) -> list[BaselinePost]:
    """Post each week at the hours the studies favour most, as often as allowed, regardless of duty."""
    anywhere = without_kinds(
        constraints, ("closed_days", "posting_from", "posting_until", "never", "duty", "days_off", "watch")
    )
    anywhere = replace(anywhere, team=constraints.team[:1] and anywhere.team[:1], pinned=(), campaigns=())
    hours = candidates(heat, anywhere, reach)
    hours = hours[hours["minute"] % 60 == minute_of(anywhere.posting_from) % 60]
    favoured = hours[hours["value"] > 0].sort_values(["value", "studies", "instant"], ascending=[False, False, True])
    answering = _answering(candidates(heat, constraints, reach))
    return [
        _post(row, answering.get((row.platform, row.instant), ""), constraints)
        for (_, platform), rows in favoured.groupby(["week", "platform"], sort=True)
        for row in rows_of(rows.head(constraints.cadence[str(platform)].posts_per_week_high), CandidateRow)
    ]


def greedy(frame: pd.DataFrame, constraints: Constraints) -> Baseline:
    """Take the best free hour first, as long as it breaks no limit; poor hours only for open demands."""
    posts: list[BaselinePost] = []
    rounds = _first_on_duty(constraints, within_hours=True)
    spent: dict[tuple[dt.date, str], float] = defaultdict(float)
    for done in rounds:
        spent[monday(done.day), done.person] += done.minutes
    best_first = frame.sort_values(["value", "studies", "instant"], ascending=[False, False, True], kind="stable")
    open_demands = _OpenDemands(constraints)
    for row in rows_of(best_first, CandidateRow):
        post = _post(row, row.person, constraints)
        if (post.value > 0 or open_demands.include(post)) and _fits(post, posts, spent, constraints):
            posts.append(post)
            spent[post.week, post.person] += _work(post, constraints)
            open_demands.take(post)
    return Baseline(posts, rounds)


class _OpenDemands:
    """The posts each demand still needs, while posts are placed one by one."""

    def __init__(self, constraints: Constraints) -> None:
        self._limits = constraints
        needed = [demand for demand in demands(constraints, constraints.mondays) if demand.whole.kind != "monitoring"]
        self._open = {demand: demand.whole.count for demand in needed}
        self._least = {
            (demand.whole.day, demand.whole.of): demand for demand in needed if demand.whole.kind == "least_posts"
        }
        self._rules = [demand for demand in needed if demand.whole.kind != "least_posts"]

    def include(self, post: BaselinePost) -> bool:
        """Whether a demand needs such a post."""
        return any(self._open[demand] > 0 for demand in self._served(post))

    def take(self, post: BaselinePost) -> None:
        """Count a post towards every demand it serves."""
        for demand in self._served(post):
            self._open[demand] -= 1

    def _served(self, post: BaselinePost) -> Iterator[Demand]:
        least = self._least.get((post.week, post.platform))
        yield from [least] if least else []
        yield from (demand for demand in self._rules if is_served_by(demand, post.placed, self._limits))


def _first_on_duty(constraints: Constraints, *, within_hours: bool = False) -> list[InboxCheck]:
    """Assign each inbox check to the first person on duty, with `within_hours` to the first with time left."""
    left = {
        (week, person.name): person.hours_per_week * 60 for week in constraints.mondays for person in constraints.team
    }
    rounds: dict[tuple[int, dt.date], InboxCheck] = {}
    for check in inbox_assignments(constraints, constraints.mondays):
        if (check.rule, check.day) in rounds or (within_hours and left[check.week, check.person] < check.minutes):
            continue
        left[check.week, check.person] -= check.minutes
        rounds[check.rule, check.day] = inbox_check(check, constraints)
    return list(rounds.values())


def _fits(
    post: BaselinePost,
    posts: Sequence[BaselinePost],
    spent: Mapping[tuple[dt.date, str], float],
    constraints: Constraints,
) -> bool:
    hours = next(person.hours_per_week for person in constraints.team if person.name == post.person)
    if spent[post.week, post.person] + _work(post, constraints) > hours * 60 + 1e-9:
        return False
    return not any(_faults(post, [*posts, post], constraints))


def _measured(calendar: Baseline, constraints: Constraints) -> dict[str, float]:
    posts = calendar.posts
    work = [Work("making", post.day, post.owner, post.making) for post in posts]
    work += [Work("watching", post.day, post.person, constraints.response_work(post.platform)) for post in posts]
    work += work_of((), (), calendar.rounds)
    spent = workload(work, constraints.team, constraints.start, constraints.weeks)
    return {
        "posts": len(posts),
        "exposure": sum(post.value for post in posts),
        "fullest_week": float(fullest_week(spent)["total"].sum()),
        "overtime": float((spent["total"] - spent["available"].fillna(0.0)).clip(lower=0.0).sum()),
        "unanswered": sum(not post.person for post in posts),
        "broken": sum(any(_faults(post, posts, constraints)) for post in posts),
        "missing": sum(short.count for short in missing(constraints, [post.placed for post in posts], calendar.rounds)),
    }


def _faults(post: BaselinePost, posts: Sequence[BaselinePost], constraints: Constraints) -> Iterator[bool]:
    """Yield for each limit of a post, alone or among others, whether it is broken."""
    others = [other for other in posts if other is not post]
    mates = [other for other in others if other.platform == post.platform]
    yield not constraints.is_open(post.day, post.minute)
    for never in constraints.never:
        yield never.pillar is None and matches_placement(never, post.platform, post.day, post.minute)
    for period, most in constraints.most_posts(post.platform).items():
        yield sum(getattr(other, period) == getattr(post, period) for other in mates) >= most
    yield any(abs(other.instant - post.instant) < constraints.spacing_minutes(post.platform) for other in mates)
    yield any(abs(other.instant - post.instant) < constraints.spacing_across * 60 for other in others)


def _answering(frame: pd.DataFrame) -> dict[tuple[str, int], str]:
    """Return the person on duty to answer, the first as the team lists them, by platform and instant."""
    first = frame.drop_duplicates(["platform", "instant"])
    return {(row.platform, row.instant): row.person for row in rows_of(first, CandidateRow)}


def _posts_of(schedule: Schedule, frame: pd.DataFrame) -> list[BaselinePost]:
    values = {(row.platform, row.day, row.minute): row for row in rows_of(frame, CandidateRow)}
    answering = {watch.slot: watch.person for watch in schedule.watches}
    posts = []
    for slot in schedule.slots:
        row = values[slot.platform, slot.day, minute_of(slot.time)]
        person = answering.get(slot.id, slot.owner)
        where = (slot.platform, slot.day, row.minute, row.instant, row.value)
        posts.append(BaselinePost(*where, person, slot.minutes, slot.owner, slot.pillar))
    return posts


def _post(row: CandidateRow, person: str, constraints: Constraints) -> BaselinePost:
    making = fmean(making.minutes for making in constraints.making_for(row.platform).values())
    return BaselinePost(row.platform, row.day, row.minute, row.instant, row.value, person, making, owner=person)


def _work(post: BaselinePost, constraints: Constraints) -> float:
    return post.making + constraints.response_work(post.platform)
