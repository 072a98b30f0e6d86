"""Weights of a brief: of its sliders, of comparisons by pairs, or of each person of the group."""

from strategy_kit.model import Brief
from strategy_kit.model.criteria import CRITERIA
from strategy_kit.platforms.group import votes_of
from strategy_kit.platforms.pairwise import pair_weights
from strategy_kit.platforms.weights import Weighting


def brief_weights(brief: Brief) -> Weighting:
    """
    Return the weights of a brief, by its way of weighing; plain weights until a comparison or a person's weights exist.

    Comparisons that leave some criteria apart from the others are an InputError.

    >>> people = [{"name": "baker", "weights": {"audience": 9}}, {"name": "counter"}]
    >>> brief_weights(Brief(name="Shop", weighing="group", voices=people)).index.to_list()
    ['baker']
    """
    if brief.weighing == "pairs" and brief.comparisons:
        return {str(key): float(share) for key, share in pair_weights(brief.comparisons).weights.items()}
    if brief.weighing == "group":
        people = votes_of(brief.voices, CRITERIA, ()).weights.dropna(how="all")
        return dict(brief.weights) if people.empty else people
    return dict(brief.weights)
