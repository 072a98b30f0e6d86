"""What consideration 3 shows: scores, how solid they are, what would change them, and where to start."""

from strategy_kit.cards import Card
from strategy_kit.figures.platform_change import change_card
from strategy_kit.figures.platform_ranks import acceptability_card
from strategy_kit.figures.platform_start import closed_card, start_card, trade_card
from strategy_kit.figures.platforms import contributions_card
from strategy_kit.i18n import Words
from strategy_kit.plan import Workings
from strategy_kit.platforms import catalogue, known_contributions, lead_bands
from strategy_kit.platforms.acceptability import DRAWS
from strategy_kit.platforms.measures import trade_arguments
from strategy_kit.views.shared import platform_names


def contributions_view(workings: Workings, _: Words) -> Card:
    """Show what each criterion adds to each score."""
    utilities, weights = workings.utilities, workings.weights
    return contributions_card(
        utilities,
        known_contributions(utilities.values, weights, utilities.low),
        workings.scores,
        weights,
        platform_names(workings),
        _,
        sources=workings.evidence.sources,
        note=_lenders(workings, _),
    )


def acceptability_view(workings: Workings, _: Words) -> Card:
    """Show how often each platform takes each rank."""
    order = workings.scores.sort_values("middle", ascending=False, kind="stable").index
    return acceptability_card(
        workings.acceptability,
        list(order),
        platform_names(workings),
        _,
        draws=DRAWS,
        concentration=workings.assumptions["weight_concentration"],
    )


def change_view(workings: Workings, _: Words) -> Card:
    """Show how far each weight can move before the leader may lose first place."""
    utilities = workings.utilities
    bands = lead_bands(utilities.values, workings.weights, utilities.low, utilities.high)
    return change_card(workings.changes, bands, workings.scores, platform_names(workings), _)


def start_set_view(workings: Workings, _: Words) -> Card:
    """Show with which platforms to start, and which come later."""
    return start_card(workings.start_set, workings.scores, workings.hours_needed, platform_names(workings), _)


def trade_view(workings: Workings, _: Words) -> Card:
    """Show what speaks for each platform in the trade."""
    arguments = trade_arguments(workings.evidence.trade_fit, workings.brief.trade, workings.brief.edition)
    order = [str(key) for key in workings.utilities.values.index]
    return trade_card(arguments, order, platform_names(workings), _, sources=workings.evidence.sources)


def closed_view(workings: Workings, _: Words) -> Card:
    """Show the document's sites that have closed since, whatever the edition."""
    closed = catalogue(workings.evidence.platforms, "today").closed
    return closed_card(closed, _, sources=workings.evidence.sources)


def _lenders(workings: Workings, _: Words) -> str:
    """Say from where the reach of the platforms compared is borrowed; empty if it is not."""
    compared = workings.reach[workings.reach["platform"].isin(workings.utilities.values.index)]
    codes = sorted({code for joined in compared["borrowed_from"] for code in str(joined).split(";") if code})
    if not codes:
        return ""
    return _("Reach is borrowed from another country ({country}).", country=_.all_of(_.country(code) for code in codes))
