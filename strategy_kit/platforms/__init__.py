"""Consideration 3, the platforms: which ones serve the audience and fit the team."""

from strategy_kit.platforms.acceptability import Robustness, confidence_factors, rank_acceptability, robustness
from strategy_kit.platforms.catalogue import Catalogue, alternatives, catalogue
from strategy_kit.platforms.change import lead_bands, left_out, level_sets, nearest_weights, smallest_change
from strategy_kit.platforms.expansion import Expansion, expansion, is_over, posts_planned, with_planned
from strategy_kit.platforms.group import Group, Votes, brief_weights, group_decision, votes_of
from strategy_kit.platforms.hours import check_loads, people_hours, published_hours, team_hours, weekly_hours
from strategy_kit.platforms.more_used import MoreUsed, more_used
from strategy_kit.platforms.pairwise import (
    Priorities,
    comparisons_of,
    complete_comparisons,
    judgements_of,
    pair_weights,
    priorities,
)
from strategy_kit.platforms.scores import (
    Weighting,
    contributions,
    imputed_bounds,
    leaders,
    ranking,
    rivals,
    score_bounds,
    sure_contributions,
    weight_shares,
    weighted_scores,
)
from strategy_kit.platforms.stability import Stability, one_swapped, start_stability
from strategy_kit.platforms.start import StartSet, start_set
from strategy_kit.platforms.utilities import Utilities, platform_utilities
