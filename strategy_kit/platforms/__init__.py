"""
Consideration 3, choosing sites: where your customers are and where you will truly take part.

`catalogue` says what there is to choose from; `platform_utilities` says how well each serves six criteria;
`weighted_scores` and its kin turn that into an order; `rank_acceptability` and `smallest_change` say how solid the
order is; `start_set` finds the one or two that fit into the hours.
"""

from strategy_kit.platforms.acceptability import (
    central_weights,
    lead_bands,
    rank_acceptability,
    smallest_change,
)
from strategy_kit.platforms.catalogue import Catalogue, alternatives, catalogue
from strategy_kit.platforms.hours import weekly_hours
from strategy_kit.platforms.scores import (
    contributions,
    known_contributions,
    leaders,
    ranking,
    rivals,
    score_bounds,
    weight_shares,
    weighted_scores,
)
from strategy_kit.platforms.start import StartSet, start_set
from strategy_kit.platforms.utilities import Utilities, platform_utilities

__all__ = [
    "Catalogue",
    "StartSet",
    "Utilities",
    "alternatives",
    "catalogue",
    "central_weights",
    "contributions",
    "known_contributions",
    "lead_bands",
    "leaders",
    "platform_utilities",
    "rank_acceptability",
    "ranking",
    "rivals",
    "score_bounds",
    "smallest_change",
    "start_set",
    "weekly_hours",
    "weight_shares",
    "weighted_scores",
]
