"""Results of consideration 3: how well each platform serves the business, how sure that is, and which to start with."""

import datetime as dt
from collections.abc import Mapping

import numpy as np
import pandas as pd

from strategy_kit import platforms as sums
from strategy_kit.evidence.evidence import Evidence
from strategy_kit.model import Brief
from strategy_kit.plan.results import result

SEED = 2012


@result(evidence="platforms", brief="edition")
def catalogue(evidence: Evidence, brief: Brief) -> sums.Catalogue:
    """The platforms of the edition."""
    return sums.catalogue(evidence.platforms, brief.edition)


@result(evidence="platforms", brief="edition platforms ratings own_values voices.ratings cadence")
def platforms_checked(evidence: Evidence, brief: Brief) -> bool:
    """Whether each platform that the brief names can be chosen; if not, an `InputError` names it."""
    return not sums.alternatives(brief, evidence.platforms).empty


@result(
    evidence="platforms formats half_lives trade_fit",
    brief="edition trades curves own_values ratings voices.ratings formats pillars team cadence reply_target_minutes",
)
def utilities(
    evidence: Evidence,
    reach: pd.DataFrame,
    year: int,
    brief: Brief,
    pillar_shares: dict[str, float],
    assumptions: Mapping[str, float],
    platforms_checked: bool,  # a platform that cannot be chosen is refused before
) -> sums.Utilities:
    """Utilities of every platform of the edition, whichever the business settled on."""
    return sums.platform_utilities(
        brief.changed(platforms=()),
        pillar_shares=pillar_shares,
        platforms=evidence.platforms,
        formats=evidence.formats,
        half_lives=evidence.half_lives,
        trade_fit=evidence.trade_fit,
        reach=reach,
        assumptions=assumptions,
        year=year,
    )


@result()
def middle(utilities: sums.Utilities) -> pd.DataFrame:
    """Every utility, an unknown one in the middle of its bounds."""
    least, most = sums.imputed_bounds(utilities.values, utilities.low, utilities.high)
    return (least + most) / 2


@result(brief="weighing weights comparisons voices.name voices.weights voices.comparisons voices.ratings")
def weighting(brief: Brief) -> sums.Weighting:
    """What matters, by criterion; of a group that weighs one by one, a row per person."""
    return sums.brief_weights(brief)


@result()
def weights(weighting: sums.Weighting, utilities: sums.Utilities) -> dict[str, float]:
    """What matters, by criterion; of a group, the mean."""
    if isinstance(weighting, Mapping):
        return dict(weighting)
    shares = sums.weight_shares(utilities.values, weighting)
    return {str(criterion): float(share) for criterion, share in shares.items()}


@result()
def scores(utilities: sums.Utilities, weights: dict[str, float]) -> pd.DataFrame:
    """Low, middle and high score of each platform."""
    return sums.score_bounds(utilities.values, weights, utilities.low, utilities.high)


@result(assumptions="weight_concentration")
def robustness(
    utilities: sums.Utilities, weighting: sums.Weighting, assumptions: Mapping[str, float]
) -> sums.Robustness:
    """How the platforms rank, meet in pairs and are preferred, over plausible weights and performances."""
    return sums.robustness(
        utilities.values,
        weighting,
        concentration=assumptions["weight_concentration"],
        seed=SEED,
        low=utilities.low,
        high=utilities.high,
    )


@result()
def confidence(utilities: sums.Utilities, robustness: sums.Robustness) -> pd.Series:
    """How often each platform is first under its own central weights."""
    central = robustness.central_weights
    return sums.confidence_factors(utilities.values, central, seed=SEED, low=utilities.low, high=utilities.high)


@result()
def changes(utilities: sums.Utilities, weights: dict[str, float]) -> pd.DataFrame:
    """How far each weight can move before the leader may lose its place."""
    return sums.smallest_change(utilities.values, weights, utilities.low, utilities.high)


@result(assumptions="level_weight_share")
def level(
    scores: pd.DataFrame, utilities: sums.Utilities, weights: dict[str, float], assumptions: Mapping[str, float]
) -> tuple[str, ...]:
    """The platforms that too small a change of weight separates from the leader; the leader is not among them."""
    middles = scores["middle"]
    best_first = middles.sort_values(ascending=False, kind="stable").index
    leader, others = (sums.leaders(middles)[0],), [(str(key),) for key in best_first]
    share = assumptions["level_weight_share"]
    sets = sums.level_sets(utilities.values, weights, leader, others, utilities.low, utilities.high, share=share)
    return tuple(member for (member,) in sets)


@result(evidence="formats half_lives", brief="cadence reply_target_minutes formats pillars")
def hours_needed(
    catalogue: sums.Catalogue,
    evidence: Evidence,
    pillar_shares: dict[str, float],
    assumptions: Mapping[str, float],
    brief: Brief,
) -> pd.DataFrame:
    """Hours a week that each platform needs."""
    tables = {"formats": evidence.formats, "half_lives": evidence.half_lives}
    keys = list(catalogue.open.index)
    return sums.weekly_hours(brief, keys, pillar_shares=pillar_shares, **tables, assumptions=assumptions)


@result(brief="team team_zone platforms monitoring closed_weekdays", assumptions="unasked_reach_most")
def start_set(
    scores: pd.DataFrame,
    hours_needed: pd.DataFrame,
    reach: pd.DataFrame,
    first_week: dt.date,
    brief: Brief,
    assumptions: Mapping[str, float],
) -> sums.StartSet:
    """The platforms to start with: those the business settled on, else the best one or two."""
    return sums.start_set(
        scores["middle"],
        hours_needed["hours"],
        sums.people_hours(brief),
        reach,
        posts=hours_needed["posts"],
        quickest=(hours_needed["least_minutes"] + hours_needed["response_work_minutes"]) / 60,
        checks=sums.check_loads(brief, first_week),
        fixed=brief.platforms,
        unasked_most=assumptions["unasked_reach_most"],
    )


@result()
def more_used(
    reach: pd.DataFrame, start_set: sums.StartSet, middle: pd.DataFrame, weighting: sums.Weighting
) -> tuple[sums.MoreUsed, ...]:
    """The platforms that more customers use than those to start with, and what decides against each."""
    return sums.more_used(reach, start_set.chosen, middle, weighting)


@result()
def fitting(start_set: sums.StartSet) -> tuple[tuple[str, ...], ...]:
    """The sets of platforms that fit into the hours, best first."""
    sets = start_set.sets
    return tuple(sets.loc[sets["fits"].fillna(False).to_numpy(bool), "platforms"])


@result(assumptions="level_weight_share")
def level_starts(
    start_set: sums.StartSet,
    fitting: tuple[tuple[str, ...], ...],
    utilities: sums.Utilities,
    weights: dict[str, float],
    assumptions: Mapping[str, float],
) -> tuple[tuple[str, ...], ...]:
    """The other starts that fit and that too small a change of weight separates from the best, best first."""
    best, share = start_set.best, assumptions["level_weight_share"]
    if not best:
        return ()
    return sums.level_sets(utilities.values, weights, best, fitting, utilities.low, utilities.high, share=share)


@result(assumptions="weight_concentration")
def start_stability(
    middle: pd.DataFrame,
    weighting: sums.Weighting,
    utilities: sums.Utilities,
    start_set: sums.StartSet,
    fitting: tuple[tuple[str, ...], ...],
    assumptions: Mapping[str, float],
) -> sums.Stability:
    """
    How often plausible weights and performances keep the platforms chosen.

    Among the sets that fit, so that to settle on the choice of the workbook changes nothing. If they do not fit:
    among sets as large of platforms whose weekly hours are known; the rest are no alternative.
    """
    rated = list(map(str, middle.index))
    chosen = [key for key in start_set.chosen if key in rated]
    possible = [key for key in rated if key in chosen or key in start_set.later["hours"].dropna()]
    as_large = [members for members in fitting if len(members) == len(chosen)]
    fits = set(chosen) in map(set, as_large)
    return sums.start_stability(
        middle,
        weighting,
        chosen,
        as_large if fits else sums.one_swapped(chosen, possible),
        concentration=assumptions["weight_concentration"],
        seed=SEED,
        low=utilities.low,
        high=utilities.high,
    )


@result(brief="ratings own_values voices.name voices.weights voices.comparisons voices.ratings")
def votes(utilities: sums.Utilities, brief: Brief) -> sums.Votes:
    """Weights and ratings of the people who gave any; ratings that the group agreed on are left out."""
    given = sums.votes_of(brief.voices, list(utilities.values.columns), list(utilities.values.index))
    voted = given.weights.notna().any(axis=1) | given.ratings.notna().any(axis=1)
    curve = utilities.curves["dialogue"]
    agreed = {rating.platform for rating in brief.ratings if rating.dialogue is not None}
    agreed |= {own.platform for own in brief.own_values if own.criterion == "dialogue"}
    rated = given.ratings[voted]
    worths = pd.DataFrame(np.interp(3 * rated, curve["at"], curve["value"]), index=rated.index, columns=rated.columns)
    open_ratings = worths.where(rated.notna()).assign(**dict.fromkeys(agreed & set(rated.columns), np.nan))
    return sums.Votes(given.weights[voted], open_ratings)


@result()
def group_decision(votes: sums.Votes, fitting: tuple[tuple[str, ...], ...], middle: pd.DataFrame) -> sums.Group:
    """What the people of the group decide together and apart."""
    sets = list(fitting) or [(str(key),) for key in middle.index]
    return sums.group_decision(middle, votes, sets)
