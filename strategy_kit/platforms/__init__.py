"""
Consideration 3, choosing sites: where your customers are and where you will truly take part.

`catalogue` says what there is to choose from; `platform_utilities` says how well each serves six criteria;
`priorities` makes weights of comparisons; `weighted_scores` and its kin turn all that into an order; `robustness`,
`smallest_change`, `nearest_weights` and `level_sets` say how solid the order is; `start_set` finds the one or two that
fit into the hours, `expansion` says when another may join; `group_decision` says what people's disagreement means.
"""

from strategy_kit.platforms.acceptability import Robustness, confidence_factors, rank_acceptability, robustness
from strategy_kit.platforms.catalogue import Catalogue, alternatives, catalogue
from strategy_kit.platforms.change import lead_bands, level_sets, nearest_weights, smallest_change
from strategy_kit.platforms.expansion import Expansion, expansion, is_over, posts_planned
from strategy_kit.platforms.group import Group, Votes, group_decision, votes_of
from strategy_kit.platforms.hours import people_hours, published_hours, team_hours, weekly_hours
from strategy_kit.platforms.pairwise import Priorities, comparisons_of, filled_in, judgements_of, priorities
from strategy_kit.platforms.reversal import left_out
from strategy_kit.platforms.scores import (
    contributions,
    leaders,
    opened,
    ranking,
    rivals,
    score_bounds,
    sure_contributions,
    weighted_scores,
)
from strategy_kit.platforms.start import StartSet, start_set
from strategy_kit.platforms.utilities import Utilities, platform_utilities
from strategy_kit.platforms.weighing import stated_weights
from strategy_kit.platforms.weights import Weighting, weight_shares
