"""
Considerations one and three run in order: from who the customers are to which platforms reach them within the hours.

`Choosing` computes each result when it is first asked for; plans that share what a result rests on share the result.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

import numpy as np
import pandas as pd

from strategy_kit.audience.reach import mixed_reach, segment_reach
from strategy_kit.evidence import load
from strategy_kit.evidence.evidence import Evidence
from strategy_kit.model import Assumption, Brief, Plan, Segment, Weights
from strategy_kit.model.types import Edition
from strategy_kit.platforms import (
    Catalogue,
    Expansion,
    Group,
    Robustness,
    StartSet,
    Utilities,
    Votes,
    Weighting,
    alternatives,
    catalogue,
    confidence_factors,
    expansion,
    group_decision,
    leaders,
    level_sets,
    opened,
    people_hours,
    platform_utilities,
    robustness,
    score_bounds,
    smallest_change,
    start_set,
    stated_weights,
    votes_of,
    weekly_hours,
    weight_shares,
)

SEED = 2012
SILENT = {"weights": None, "comparisons": (), "pillars": ()}
UNWEIGHTED = {
    "weights": Weights(),
    "weighing": "sliders",
    "comparisons": (),
    "platforms": (),
    "pillars": (),
    "promotion_cap": 0,
    "expand_when": None,
}


@dataclass(frozen=True, eq=False)
class Choosing:
    """
    What a plan's brief says of its platforms.

    Examples
    --------
    >>> import datetime as dt
    >>> from strategy_kit.evidence.evidence import load_evidence
    >>> plan = Plan(id="p", brief=Brief(name="Shop"), start=dt.date(2027, 1, 4), weeks=1)
    >>> Choosing(plan, load_evidence(), year=2027).scores["middle"].idxmax()
    '...'
    """

    plan: Plan
    evidence: Evidence
    year: int

    @property
    def brief(self) -> Brief:
        """What the business told."""
        return self.plan.brief

    @cached_property
    def assumptions(self) -> dict[str, float]:
        """The workbook's assumptions, the person's own in their place."""
        return load.assumption_values(self.brief.assumptions)

    @cached_property
    def segment_reach(self) -> pd.DataFrame:
        """Share of each segment on each platform."""
        return _segment_reach(self.evidence, self.brief.segments, self.brief.assumptions, self.year)

    @cached_property
    def reach(self) -> pd.DataFrame:
        """Share of the whole audience on each platform."""
        return _reach(self.evidence, self.brief.segments, self.brief.assumptions, self.year)

    @cached_property
    def catalogue(self) -> Catalogue:
        """The platforms of the edition."""
        return _catalogue(self.evidence, self.brief.edition)

    @cached_property
    def utilities(self) -> Utilities:
        """How well each platform serves each criterion."""
        alternatives(self.brief, self.evidence.platforms)  # refuses a choice that cannot be made
        return _utilities(self.evidence, self._unweighted, self.year)

    @cached_property
    def weighting(self) -> Weighting:
        """What matters, by criterion; of a group that weighs one by one, a row per person."""
        return stated_weights(self.brief)

    @cached_property
    def weights(self) -> dict[str, float]:
        """What matters, by criterion; of a group, the mean."""
        stated = self.weighting
        return dict(stated) if isinstance(stated, Mapping) else weight_shares(self.utilities.values, stated).to_dict()

    @cached_property
    def scores(self) -> pd.DataFrame:
        """Low, middle and high score of each platform."""
        return score_bounds(self.utilities.values, self.weights, self.utilities.low, self.utilities.high)

    @cached_property
    def robustness(self) -> Robustness:
        """How the platforms rank, meet in pairs and are preferred, over plausible weights and performances."""
        return robustness(
            self.utilities.values,
            self.weighting,
            concentration=self.assumptions["weight_concentration"],
            seed=SEED,
            low=self.utilities.low,
            high=self.utilities.high,
        )

    @property
    def acceptability(self) -> pd.DataFrame:
        """Share of plausible weights and performances that gives each platform each rank."""
        return self.robustness.ranks

    @cached_property
    def confidence(self) -> pd.Series:
        """How often each platform is first for somebody who holds its own central weights."""
        return confidence_factors(
            self.utilities.values,
            self.robustness.central_weights,
            seed=SEED,
            low=self.utilities.low,
            high=self.utilities.high,
        )

    @cached_property
    def changes(self) -> pd.DataFrame:
        """How far each weight can move before the leader may lose its place."""
        return smallest_change(self.utilities.values, self.weights, self.utilities.low, self.utilities.high)

    @cached_property
    def hours_needed(self) -> pd.DataFrame:
        """Hours a week that each platform needs."""
        return _hours_needed(self.evidence, self._unweighted)

    @property
    def _unweighted(self) -> Brief:
        """The brief without what utilities and hours do not rest on, so that moving a weight recomputes neither."""
        raters = tuple(voice.model_copy(update=SILENT) for voice in self.brief.voices)
        return self.brief.model_copy(update=UNWEIGHTED | {"voices": raters})

    @cached_property
    def level(self) -> tuple[str, ...]:
        """The platforms that too little weight parts from the leader to call it first; the leader is not among them."""
        best_first = self.scores.sort_values("middle", ascending=False, kind="stable").index
        leader = leaders(self.scores["middle"])[0]
        return tuple(member for (member,) in self._level_with((leader,), [(str(key),) for key in best_first]))

    @cached_property
    def start_set(self) -> StartSet:
        """The platforms to start with: those the business settled on, else the best one or two."""
        needed = self.hours_needed
        return start_set(
            self.scores["middle"],
            needed["hours"],
            people_hours(self.brief),
            self.reach,
            posts=needed["posts"],
            settled=self.brief.platforms,
            unasked_most=self.assumptions["unasked_reach_most"],
        )

    @cached_property
    def level_starts(self) -> tuple[tuple[str, ...], ...]:
        """The other starts that fit and that too little weight parts from the best, highest sum of scores first."""
        return self._level_with(self.start_set.best, self._fitting) if self.start_set.best else ()

    def _level_with(self, chosen: Sequence[str], sets: Sequence[Sequence[str]]) -> tuple[tuple[str, ...], ...]:
        told, share = self.utilities, self.assumptions["level_weight_share"]
        return level_sets(told.values, self.weights, chosen, sets, told.low, told.high, share=share)

    @property
    def _fitting(self) -> list[tuple[str, ...]]:
        """The sets of platforms that fit into the hours, best first."""
        tried = self.start_set.tried
        return list(tried.loc[tried["fits"].fillna(False).to_numpy(bool), "platforms"])

    @cached_property
    def group(self) -> Group | None:
        """What the people of the group decide together and apart; None as long as nobody has spoken."""
        utilities = self.utilities
        votes = votes_of(self.brief.voices, utilities.values.columns, utilities.values.index)
        spoken = votes.weights.notna().any(axis=1) | votes.rated.notna().any(axis=1)
        if not spoken.any():
            return None
        votes = Votes(votes.weights[spoken], self._open_ratings(votes.rated[spoken]))
        sets = self._fitting or [(str(key),) for key in utilities.values.index]
        return group_decision(self.middle, votes, sets)

    @property
    def middle(self) -> pd.DataFrame:
        """Every utility known or in the middle of its bounds."""
        least, most = opened(self.utilities.values, self.utilities.low, self.utilities.high)
        return (least + most) / 2

    def _open_ratings(self, rated: pd.DataFrame) -> pd.DataFrame:
        """Read people's ratings off the curve of dialogue; where the group agreed on one, theirs no longer count."""
        curve = self.utilities.curves["dialogue"]
        agreed = {rating.platform for rating in self.brief.ratings if rating.dialogue is not None}
        agreed |= {own.platform for own in self.brief.own_values if own.criterion == "dialogue"}
        worths = np.interp(3 * rated, curve["at"], curve["value"])
        seen = pd.DataFrame(worths, index=rated.index, columns=rated.columns).where(rated.notna())
        return seen.assign(**dict.fromkeys(agreed & set(seen.columns), np.nan))

    @cached_property
    def expansion(self) -> Expansion | None:
        """How far the trigger for another platform is kept; None as long as none is agreed."""
        trigger = self.brief.expand_when
        return expansion(trigger, self.plan.happened, self.platforms) if trigger else None

    @property
    def platforms(self) -> tuple[str, ...]:
        """The platforms of the calendar: the ones the business settled on, else the start set."""
        return self.brief.platforms or self.start_set.chosen


@lru_cache(maxsize=64)
def _segment_reach(
    evidence: Evidence, segments: tuple[Segment, ...], own: tuple[Assumption, ...], year: int
) -> pd.DataFrame:
    keys = list(evidence.platforms["key"])
    return segment_reach(evidence.reach, segments, keys, year=year, assumptions=load.assumption_values(own))


@lru_cache(maxsize=64)
def _reach(evidence: Evidence, segments: tuple[Segment, ...], own: tuple[Assumption, ...], year: int) -> pd.DataFrame:
    return mixed_reach(_segment_reach(evidence, segments, own, year))


@lru_cache(maxsize=8)
def _catalogue(evidence: Evidence, edition: Edition) -> Catalogue:
    return catalogue(evidence.platforms, edition)


@lru_cache(maxsize=64)
def _utilities(evidence: Evidence, brief: Brief, year: int) -> Utilities:
    return platform_utilities(
        brief,
        platforms=evidence.platforms,
        formats=evidence.formats,
        half_lives=evidence.half_lives,
        trade_fit=evidence.trade_fit,
        reach=_reach(evidence, brief.segments, brief.assumptions, year),
        assumptions=load.assumption_values(brief.assumptions),
        year=year,
    )


@lru_cache(maxsize=64)
def _hours_needed(evidence: Evidence, brief: Brief) -> pd.DataFrame:
    return weekly_hours(
        brief,
        list(_catalogue(evidence, brief.edition).open.index),
        formats=evidence.formats,
        half_lives=evidence.half_lives,
        assumptions=load.assumption_values(brief.assumptions),
    )
