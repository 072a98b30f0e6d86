"""Which weights count: those of the sliders, those comparisons by pairs give, or those of the people one by one."""

from strategy_kit.model import Brief
from strategy_kit.model.criteria import CRITERIA
from strategy_kit.platforms.group import votes_of
from strategy_kit.platforms.pairwise import judgements_of, priorities
from strategy_kit.platforms.weights import Weighting


def stated_weights(brief: Brief) -> Weighting:
    """
    Return the weights of a brief, by the way of weighing that it names.

    Weighing by pairs or as a group takes the plain weights as long as nobody has compared or weighed anything.

    Raises
    ------
    InputError
        If comparisons leave some criteria apart from the others.

    Examples
    --------
    >>> people = [{"name": "baker", "weights": {"audience": 9}}, {"name": "counter"}]
    >>> stated_weights(Brief(name="Shop", weighing="group", voices=people)).index.to_list()
    ['baker']
    """
    if brief.weighing == "pairs" and brief.comparisons:
        return {str(key): float(w) for key, w in priorities(judgements_of(brief.comparisons, CRITERIA)).weights.items()}
    if brief.weighing == "group":
        people = votes_of(brief.voices, CRITERIA, ()).weights.dropna(how="all")
        return dict(brief.weights) if people.empty else people
    return dict(brief.weights)
