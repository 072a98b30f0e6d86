"""What consideration 2 shows: the document's contrast, permission by pillar, today beside the plan, pillar shares."""

import math

import pandas as pd

from strategy_kit.cards import Card
from strategy_kit.communication import (
    activity_table,
    capped_shares,
    give_to_ask,
    pillar_table,
    plan_permission,
    today_effort,
)
from strategy_kit.figures.communication import permission_card, shares_card
from strategy_kit.figures.today import contrast_card, today_card
from strategy_kit.i18n import Words
from strategy_kit.limits import cadence_of
from strategy_kit.plan import Workings


def contrast_view(workings: Workings, _: Words) -> Card:
    """Show the document's contrast of the social space and traditional marketing."""
    return contrast_card(workings.evidence.contrast, workings.evidence.sources, _)


def permission_view(workings: Workings, _: Words) -> Card:
    """Show the permission score of each pillar, and of the plan."""
    pillars = _pillars(workings)
    return permission_card(pillars, plan_permission(pillars, pillars.set_index("pillar")["share"]), _)


def today_view(workings: Workings, _: Words) -> Card:
    """Show how much of today's effort interrupts, beside the hours of the plan."""
    activities = workings.brief.activities
    hours = float(workings.hours_needed.loc[list(workings.platforms), "hours"].sum(skipna=False))
    known = None if math.isnan(hours) or not workings.platforms else hours
    return today_card(today_effort(activities), activity_table(activities), known, _)


def shares_view(workings: Workings, _: Words) -> Card:
    """Show what share of the posts each pillar takes under the promotion cap."""
    brief = workings.brief
    ratio = give_to_ask(capped_shares(brief.pillars, brief.promotion_cap), brief.pillars)
    return shares_card(_pillars(workings), brief.promotion_cap, ratio, _)


def _pillars(workings: Workings) -> pd.DataFrame:
    """Share out the least posts of a week on the platforms of the plan, or on one if there is none yet."""
    brief = workings.brief
    posts = sum(cadence_of(brief, key).posts_per_week_low for key in workings.platforms or ("all",))
    return pillar_table(brief.pillars, brief.promotion_cap, posts)
