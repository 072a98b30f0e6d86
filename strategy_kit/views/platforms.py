"""What consideration 3 shows: scores, how solid they are, what would change them, and where to start."""

from collections.abc import Iterator

import pandas as pd

from strategy_kit import platforms as sums
from strategy_kit.apportionment import largest_remainder
from strategy_kit.figures.card import Card
from strategy_kit.figures.platforms.acceptability import acceptability_card
from strategy_kit.figures.platforms.answer import Case, platform_answer_card
from strategy_kit.figures.platforms.change import weight_stability_card
from strategy_kit.figures.platforms.curves import curve_card
from strategy_kit.figures.platforms.frontier import frontier_card, next_platform_card, platform_hours_card
from strategy_kit.figures.platforms.group import empty_group_card, group_cards, pairwise_card
from strategy_kit.figures.platforms.robustness import (
    central_weights_card,
    left_out_card,
    nearest_weights_card,
    pairwise_wins_card,
)
from strategy_kit.figures.platforms.scores import contributions_card, reason_keys
from strategy_kit.figures.platforms.start import (
    closed_platforms_card,
    expansion_card,
    start_set_card,
)
from strategy_kit.figures.platforms.trade_fit import trade_fit_card
from strategy_kit.figures.shapes.template import RANK_TOKENS
from strategy_kit.i18n import Words
from strategy_kit.labels.platforms import more_used_words, passed_over_words
from strategy_kit.model import Comparison
from strategy_kit.model.criteria import CRITERIA
from strategy_kit.model.types import Criterion
from strategy_kit.plan.workings import Workings
from strategy_kit.platforms import acceptability
from strategy_kit.platforms.measures import trade_arguments
from strategy_kit.platforms.pairwise import most_moved
from strategy_kit.platforms.utilities import off_curve
from strategy_kit.views.shared import View, next_platform, platform_names, reach_words

NAMED = 4
"""Sets of platforms that are named with the cases in which they are the best choice, the chosen one among them."""


def heaviest_criterion(workings: Workings) -> tuple[Criterion, float]:
    """Return the criterion of most weight, the first of equals, and its share of all weight."""
    shares = sums.weight_shares(workings.utilities.values, workings.weighting)
    return max(((criterion, float(shares[criterion])) for criterion in CRITERIA), key=lambda pair: pair[1])


def platform_answer_view(workings: Workings, _: Words) -> Card:
    """Show the answer so far: where to start, and how sure that is."""
    start = workings.start_set
    cases = start_cases(workings) if start.chosen else []
    return platform_answer_card(start, cases, platform_names(workings), _, level=workings.level_starts)


def start_cases(workings: Workings) -> list[Case]:
    """Return in how many of 100 plausible cases the platforms to start with are the best choice, and what else is."""
    found = workings.start_stability
    counts = largest_remainder(pd.Series([found.kept, *found.others.values()]), 100)
    cases: list[Case] = list(zip([workings.start_set.chosen, *found.others], counts.tolist(), strict=True))
    left = int(counts[NAMED:].sum())
    named = [cases[0], *(case for case in cases[1:NAMED] if case[1])]
    return [*named, ((), left)] if left else named


def score_sources(workings: Workings) -> int:
    """Count the sources that the scores rest on."""
    return len(reason_keys(workings.utilities.reasons))


def contributions_view(workings: Workings, _: Words) -> Card:
    """Show what each criterion adds to each score."""
    utilities, weights, first = workings.utilities, workings.weights, sums.leaders(workings.scores["middle"])
    return contributions_card(
        utilities,
        sums.sure_contributions(utilities.values, weights, utilities.low),
        workings.scores,
        sums.weight_shares(utilities.values, weights),
        platform_names(workings),
        _,
        sources=workings.evidence.sources,
        first=first,
        able=sums.rivals(workings.scores, first[0]),
        note=_lenders(workings, _),
        level=workings.level,
        findings=reach_words(workings, _).findings(workings.reach),
        passed_over=" ".join(filter(None, (_passed_over(workings, _), more_used_view(workings, _)))),
    )


def _passed_over(workings: Workings, _: Words) -> str:
    return passed_over_words(workings.start_set, workings.hours_needed, platform_names(workings), _)


def more_used_view(workings: Workings, _: Words) -> str:
    """Say what decides against the platforms that more customers use than those to start with; empty if none."""
    names, start = platform_names(workings), workings.start_set
    return more_used_words(workings.more_used, start, workings.hours_needed, names, _)


def acceptability_view(workings: Workings, _: Words) -> Card:
    """Show how often each platform takes each rank."""
    ranks = workings.acceptability.loc[platform_order(workings)]
    return acceptability_card(
        acceptability.first_ranks(ranks, len(RANK_TOKENS)),
        acceptability.likely_places(ranks),
        platform_names(workings),
        _,
        draws=acceptability.DRAWS,
        concentration=workings.assumptions["weight_concentration"],
    )


def weight_stability_view(workings: Workings, _: Words) -> Card:
    """Show how far each weight can move before the leader may lose first place."""
    utilities = workings.utilities
    bands = sums.lead_bands(utilities.values, workings.weights, utilities.low, utilities.high)
    first = sums.leaders(workings.scores["middle"])
    return weight_stability_card(workings.changes, bands, first, platform_names(workings), _, level=workings.level)


def pairwise_wins_view(workings: Workings, _: Words) -> Card:
    """Show how often the leader is ahead of each other platform."""
    names, wins, order = platform_names(workings), workings.robustness.wins, platform_order(workings)
    closest = acceptability.closest_rival(wins, order)
    return pairwise_wins_card(wins, order, closest, names, _, draws=acceptability.DRAWS, level=workings.level)


def central_weights_view(workings: Workings, _: Words) -> Card:
    """Show the central weights of each platform."""
    central, first, middle = workings.robustness.central_weights, workings.acceptability[1], workings.middle
    listed, shares = acceptability.often_first(first), sums.weight_shares(middle, workings.weights)
    apart = acceptability.parting_criterion(central, middle, listed[0], listed[1]) if len(listed) > 1 else None
    names, sure = platform_names(workings), workings.confidence
    return central_weights_card(central, first, sure, shares, names, _, listed=listed, apart=apart)


def nearest_weights_view(workings: Workings, _: Words) -> Card:
    """Show the smallest change of all weights together that puts another platform level."""
    utilities, leader = workings.utilities, sums.leaders(workings.scores["middle"])[0]
    nearest = sums.nearest_weights(utilities.values, workings.weights, utilities.low, utilities.high)
    moves = nearest[list(CRITERIA)] - sums.weight_shares(utilities.values, workings.weights)
    share = workings.assumptions["level_weight_share"]
    return nearest_weights_card(nearest, moves, leader, platform_names(workings), _, level_share=share)


def left_out_view(workings: Workings, _: Words) -> Card:
    """Show what becomes of the order when one platform is left out."""
    left = sums.left_out(workings.middle, workings.weights, workings.start_set.sets)
    reversals, scaled = map(int, left[["reversals", "reversals_if_scaled"]].sum())
    return left_out_card(left, reversals, scaled, platform_names(workings), _)


def pairwise_view(workings: Workings, _: Words) -> Iterator[Card]:
    """Show what comparisons by pairs come to, where weights come from them."""
    brief = workings.brief
    if brief.weighing == "pairs" and brief.comparisons:
        weights = pd.Series(dict(brief.weights), dtype=float)
        untouched = set(map(_sides, brief.comparisons)) == set(map(_sides, sums.complete_comparisons(weights)))
        found, before = sums.pair_weights(brief.comparisons), weights / weights.sum() if untouched else None
        moved = None if before is None else most_moved(before, found.weights)
        yield pairwise_card(found, _, starting_weights=before, moved=moved)


def _sides(pair: Comparison) -> tuple[str, str, float]:
    return pair.criterion, pair.over, round(pair.times, 6)


def curve_view(criterion: Criterion) -> View:
    """Return the view of one criterion's curve."""

    def view(workings: Workings, _: Words) -> Card:
        utilities, names = workings.utilities, platform_names(workings)
        measures, values = utilities.measured[criterion]["value"], utilities.values[criterion]
        own_valued = off_curve(utilities.curves[criterion], measures, values)
        return curve_card(utilities, criterion, own_valued, names, _, sources=workings.evidence.sources)

    return view


def frontier_view(workings: Workings, _: Words) -> Card:
    """Show every choice of one or two platforms by score and hours."""
    return frontier_card(workings.start_set, platform_names(workings), _, level=workings.level_starts)


def next_platform_view(workings: Workings, _: Words) -> Card:
    """Show what one more platform would bring and cost."""
    return next_platform_card(workings.start_set, platform_names(workings), _)


def platform_hours_view(workings: Workings, _: Words) -> Card:
    """Show where the hours of each platform come from."""
    needed, evidence = workings.hours_needed, workings.evidence
    published = sums.published_hours(needed, evidence.frequencies)
    order = [key for key in platform_order(workings) if key in needed.index]
    return platform_hours_card(needed, published, order, platform_names(workings), evidence.sources, _)


def expansion_view(workings: Workings, _: Words) -> Card:
    """Show when the next platform may join, and how far that is kept."""
    brief, following = workings.brief, next_platform(workings)
    name = platform_names(workings)[following] if following else None
    return expansion_card(brief.expand_when, workings.expansion, name, _, reply_minutes=brief.reply_target_minutes)


def group_views(workings: Workings, _: Words) -> Iterator[Card]:
    """Show how the people of the group agree with its decision; a hint while there are no ratings."""
    if workings.group is None:
        yield empty_group_card(_)
    else:
        ranks = acceptability.first_ranks(workings.group.ranks.loc[platform_order(workings)], len(RANK_TOKENS))
        yield from group_cards(workings.group, ranks, platform_names(workings), _)


def platform_order(workings: Workings) -> list[str]:
    """Return the platforms compared, best score first."""
    return [str(key) for key in workings.scores.sort_values("middle", ascending=False, kind="stable").index]


def start_set_view(workings: Workings, _: Words, *, with_closed: bool = False) -> Card:
    """Show with which platforms to start, which come later, and which of the plan's edition have closed."""
    start, level, names = workings.start_set, workings.level_starts, platform_names(workings)
    closed = workings.catalogue.closed if with_closed else None
    return start_set_card(start, workings.scores, workings.hours_needed, names, _, closed=closed, level=level)


def trade_fit_view(workings: Workings, _: Words) -> Card:
    """Show how each platform fits the trade."""
    arguments = trade_arguments(workings.evidence.trade_fit, workings.brief.trades, workings.brief.edition)
    fit = workings.utilities.measured["trade"]
    return trade_fit_card(arguments, fit, platform_names(workings), _, sources=workings.evidence.sources)


def closed_platforms_view(workings: Workings, _: Words) -> Card:
    """Show the document's sites that have closed since, whatever the edition."""
    closed = sums.catalogue(workings.evidence.platforms, "today").closed
    return closed_platforms_card(closed, _, sources=workings.evidence.sources)


def _lenders(workings: Workings, _: Words) -> str:
    """Name the countries the reach of the platforms compared is borrowed from; empty if none."""
    compared = workings.reach[workings.reach["platform"].isin(workings.utilities.values.index)]
    lenders = reach_words(workings, _).lenders(compared)
    return _("Used by: estimate from another country ({country}).", country=lenders) if lenders else ""
