"""Participants of a group: each one's weights or comparisons, ratings and touchpoints."""

from typing import Annotated

from pydantic import Field

from strategy_kit.model.audience import Touchpoint
from strategy_kit.model.criteria import PAIRS
from strategy_kit.model.platforms import Comparison, Rating, Weights
from strategy_kit.model.types import Name, Step
from strategy_kit.model.validation import Frozen, once_each

MOST_TOUCHPOINTS = 84


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
