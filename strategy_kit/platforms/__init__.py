"""
Consideration 3, choosing sites: where your customers are and where you will truly take part.

`catalogue` says what there is to choose from; `platform_utilities` says how well each serves six criteria;
`weighted_scores` and its kin turn that into an order; `rank_acceptability` and `smallest_change` say how solid the
order is; `start_set` finds the one or two that fit into the hours.
"""

from strategy_kit.platforms.acceptability import Robustness, confidence_factors, rank_acceptability, robustness
from strategy_kit.platforms.catalogue import Catalogue, alternatives, catalogue
from strategy_kit.platforms.change import lead_bands, nearest_weights, smallest_change
from strategy_kit.platforms.hours import weekly_hours
from strategy_kit.platforms.pairwise import Priorities, comparisons_of, judgements_of, priorities
from strategy_kit.platforms.scores import (
    contributions,
    known_contributions,
    leaders,
    ranking,
    rivals,
    score_bounds,
    weighted_scores,
)
from strategy_kit.platforms.start import StartSet, start_set
from strategy_kit.platforms.utilities import Utilities, platform_utilities
from strategy_kit.platforms.weights import Weighting, weight_shares

__all__ = [
    "Catalogue",
    "Priorities",
    "Robustness",
    "StartSet",
    "Utilities",
    "Weighting",
    "alternatives",
    "catalogue",
    "comparisons_of",
    "confidence_factors",
    "contributions",
    "judgements_of",
    "known_contributions",
    "lead_bands",
    "leaders",
    "nearest_weights",
    "platform_utilities",
    "priorities",
    "rank_acceptability",
    "ranking",
    "rivals",
    "robustness",
    "score_bounds",
    "smallest_change",
    "start_set",
    "weekly_hours",
    "weight_shares",
    "weighted_scores",
]
