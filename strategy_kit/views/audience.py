"""What consideration 1 shows: reach by platform and by segment, local figures, what surveys said of influence."""

from collections.abc import Iterator

import pandas as pd

from strategy_kit.audience import local_audiences, local_figures
from strategy_kit.cards import Card
from strategy_kit.figures.audience import grid_card, reach_card
from strategy_kit.figures.beside import influence_card, local_card
from strategy_kit.figures.together import together_card
from strategy_kit.i18n import Words
from strategy_kit.plan import Workings
from strategy_kit.together import reach_together
from strategy_kit.views.shared import platform_names


def reach_view(workings: Workings, _: Words) -> Card:
    """Show the share of the audience on each platform."""
    evidence = workings.evidence
    return reach_card(_living(workings, workings.reach), platform_names(workings), evidence.terms, evidence.sources, _)


def grid_views(workings: Workings, _: Words) -> Iterator[Card]:
    """Show each platform by each segment; one segment alone is the whole audience."""
    evidence, parts = workings.evidence, _living(workings, workings.segment_reach)
    if len(workings.brief.segments) > 1:
        yield grid_card(parts, platform_names(workings), evidence.terms, evidence.sources, _)


def together_view(workings: Workings, _: Words) -> Card:
    """Show what the widest platforms reach together, alone and in pairs."""
    mix = _living(workings, workings.reach)
    sets = reach_together(mix)
    combined = mix[mix["platform"].isin({key for members in sets["platforms"] for key in members})]
    asked = [key for joined in combined["source"] for key in str(joined).split(";")]
    return together_card(sets, platform_names(workings), asked, workings.evidence.sources, _)


def local_view(workings: Workings, _: Words) -> Card:
    """List what was measured in the customers' own countries in other ways."""
    evidence, segments = workings.evidence, workings.brief.segments
    return local_card(
        local_figures(evidence.reach, segments),
        local_audiences(evidence.audience_figures, segments),
        [segment.country for segment in segments],
        platform_names(workings),
        evidence.terms,
        evidence.sources,
        _,
    )


def influence_view(workings: Workings, _: Words) -> Card:
    """Show the document's 74% beside what the surveys said."""
    return influence_card(workings.evidence.influence, workings.evidence.claims, workings.evidence.sources, _)


def _living(workings: Workings, rows: pd.DataFrame) -> pd.DataFrame:
    """Leave out what the plan's edition does not know, or knows to be closed: nobody can be reached there."""
    known, platforms = workings.catalogue, workings.evidence.platforms
    asked_only = set(platforms.loc[platforms["scope"] == "reach-only", "key"]) if known.edition == "today" else set()
    return rows[rows["platform"].isin({*known.open.index, *asked_only})]
