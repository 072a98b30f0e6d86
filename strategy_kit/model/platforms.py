"""Weights, comparisons, ratings and value curves of the platform choice, each participant's as well; formats."""

import itertools
from typing import TYPE_CHECKING, Annotated, Self

from pydantic import Field, create_model, model_validator

from strategy_kit.model.audience import Touchpoint
from strategy_kit.model.criteria import CRITERIA, PAIRS
from strategy_kit.model.types import Criterion, Day, Format, Name, Platform, Share, Step, Weight
from strategy_kit.model.validation import Frozen, once_each

MOST_TOUCHPOINTS = 84


class _Weights(Frozen):
    """What matters when choosing platforms, one weight per criterion; only the proportions count."""

    @model_validator(mode="after")
    def _some(self) -> Self:
        if not any(dict(self).values()):
            raise ValueError("all weights are zero")
        return self


if TYPE_CHECKING:
    Weights = _Weights
else:
    Weights = create_model(
        "Weights",
        __base__=_Weights,
        __doc__=_Weights.__doc__,
        __module__=__name__,
        **{record.key: (Weight, record.weight) for record in CRITERIA.values()},
    )


class Rating(Frozen):
    """The group's own rating of the dialogue it can have on a platform: 0 none, 3 daily."""

    platform: Platform
    dialogue: Step | None = None


class Comparison(Frozen):
    """How many times more one criterion matters than another, on Saaty's scale: 1 the same, 9 far more."""

    criterion: Criterion
    over: Criterion
    times: Annotated[float, Field(ge=1 / 9, le=9, allow_inf_nan=False)] = 1.0

    @model_validator(mode="after")
    def _two(self) -> Self:
        if self.criterion == self.over:
            raise ValueError("a criterion is compared with itself")
        return self

    @property
    def pair(self) -> str:
        """The two criteria, in the same order whichever is named first."""
        return " / ".join(sorted((self.criterion, self.over)))


class Point(Frozen):
    """What a measure is worth at one place, from 0 to 1."""

    at: Annotated[float, Field(ge=0, le=1e6, allow_inf_nan=False)]
    value: Share


class Curve(Frozen):
    """
    What a criterion's measure is worth: straight lines between points, level before the first and after the last.

    Takes the place of the workbook's own curve.
    """

    criterion: Criterion
    points: Annotated[tuple[Point, ...], Field(min_length=2, max_length=12)]

    @model_validator(mode="after")
    def _rising(self) -> Self:
        places = [point.at for point in self.points]
        if any(after <= before for before, after in itertools.pairwise(places)):
            raise ValueError("points are not in order")
        return self


class OwnValue(Frozen):
    """What one platform is worth on one criterion by the group's own judgement, in the place of any figure."""

    platform: Platform
    criterion: Criterion
    value: Share

    @property
    def where(self) -> str:
        """What it speaks of: once."""
        return f"{self.platform}, {self.criterion}"


class Trigger(Frozen):
    """When the next platform may join: after so many weeks in a row of enough posts, answered in time."""

    weeks: Annotated[int, Field(ge=1, le=52)] = 12
    posts_per_week: Annotated[int, Field(ge=1, le=70)] = 4
    answered_in_time: Share = 0.8


class WeekFacts(Frozen):
    """
    What happened on one platform in the week that begins on a Monday; absent = not known.

    `planned` and `posts` count the posts planned and published, `moved` those of them published at another time than
    planned, `received` and `in_time` the messages and those answered in time.
    """

    week: Day
    platform: Platform
    planned: Annotated[int, Field(ge=0, le=1000)] | None = None
    posts: Annotated[int, Field(ge=0, le=1000)] | None = None
    moved: Annotated[int, Field(ge=0, le=1000)] | None = None
    received: Annotated[int, Field(ge=0, le=1_000_000)] | None = None
    in_time: Annotated[int, Field(ge=0, le=1_000_000)] | None = None

    @model_validator(mode="after")
    def _possible(self) -> Self:
        if self.week.isoweekday() != 1:
            raise ValueError("not a Monday")
        if self.received is not None and self.in_time is not None and self.in_time > self.received:
            raise ValueError("more answered than received")
        if self.posts is not None and self.moved is not None and self.moved > self.posts:
            raise ValueError("more moved than published")
        return self


class FormatEffort(Frozen):
    """A format the team can make, and its minutes a post; absent minutes = the workbook's assumption."""

    format: Format
    minutes: Annotated[float, Field(gt=0, le=10_000, allow_inf_nan=False)] | None = None


class PillarRating(Frozen):
    """One person's rating of a pillar by Godin's three words: 0 not at all, 3 fully; absent = not rated."""

    pillar: Name
    anticipated: Step | None = None
    personal: Step | None = None
    relevant: Step | None = None


class Participant(Frozen):
    """
    One person of the group, by name, role or initials: weights or comparisons, ratings, touchpoints.

    Without weights and comparisons, a person does not count in the weights; an absent rating does not count either.
    """

    name: Name
    weights: Weights | None = None
    comparisons: Annotated[tuple[Comparison, ...], Field(max_length=PAIRS)] = ()
    ratings: Annotated[tuple[Rating, ...], Field(max_length=40)] = ()
    pillars: Annotated[tuple[PillarRating, ...], Field(max_length=12)] = ()
    journey: Annotated[tuple[Touchpoint, ...], Field(max_length=MOST_TOUCHPOINTS)] = ()

    _once_each = once_each(ratings="platform", pillars="pillar", journey="where", comparisons="pair")
