"""What the plan shows of brand voice, crisis plan, profiles, peers and budget."""

import datetime as dt
from collections.abc import Callable, Iterator, Sequence

from strategy_kit.calendar.workload import posts_per_week
from strategy_kit.communication.crisis import crisis_readiness
from strategy_kit.figures.card import Card
from strategy_kit.figures.communication.brand_voice import brand_voice_card
from strategy_kit.figures.communication.crisis import crisis_card
from strategy_kit.figures.plan.budget import budget_card
from strategy_kit.figures.platforms.peers import peers_card
from strategy_kit.figures.platforms.profiles import profiles_card
from strategy_kit.i18n import Words
from strategy_kit.model import Brief
from strategy_kit.plan.budget import budget_of
from strategy_kit.plan.workings import Workings
from strategy_kit.platforms.peers import PlannedPosts, peer_rows
from strategy_kit.platforms.profiles import overdue, profile_states
from strategy_kit.views.shared import View, platform_names


def brand_voice_view(workings: Workings, _: Words) -> Card:
    """Show the brand voice."""
    return brand_voice_card(workings.brief.brand_voice, _)


def crisis_view(workings: Workings, _: Words) -> Card:
    """Show the crisis plan beside the hours in which somebody is there."""
    brief = workings.brief
    return crisis_card(brief.crisis, crisis_readiness(brief, workings.first_week), _)


def profiles_view(workings: Workings, _: Words) -> Card:
    """Show what the profile on each platform of the plan still lacks."""
    states = profile_states(workings.brief.profiles, workings.platforms, workings.plan.start)
    return profiles_card(states, platform_names(workings), _)


def overdue_profiles(workings: Workings, platforms: Sequence[str], today: dt.date) -> list[tuple[str, dt.date]]:
    """Return the names of those platforms whose profile is not complete although its date is past, with that date."""
    states = profile_states(workings.brief.profiles, platforms, workings.plan.start)
    names = platform_names(workings)
    return [(names[state.platform], state.by) for state in overdue(states, today) if state.by is not None]


def peers_view(workings: Workings, _: Words) -> Card:
    """Show what comparable businesses do, beside the plan."""
    rows = peer_rows(workings.brief.peers, planned_posts(workings), workings.plan.start)
    return peers_card(rows, platform_names(workings), _)


def planned_posts(workings: Workings) -> dict[str, PlannedPosts]:
    """Return posts a week and formats of each platform of the plan."""
    plan = workings.plan
    found = {}
    for platform in workings.platforms:
        slots = [slot for slot in workings.schedule.slots if slot.platform == platform]
        low, high = posts_per_week(slots, plan.start, plan.weeks)
        found[platform] = PlannedPosts(low, high, tuple(dict.fromkeys(slot.format for slot in slots)))
    return found


def budget_view(workings: Workings, _: Words) -> Card:
    """Show the hours and the costs of the plan."""
    plan = workings.plan
    budget = budget_of(plan.brief, workings.schedule.hours, workings.platforms, plan.weeks)
    return budget_card(budget, platform_names(workings), _)


def _once(is_filled: Callable[[Brief], bool], view: Callable[[Workings, Words], Card]) -> View:
    """Return a view that shows its card once that part of the plan is filled in."""

    def views(workings: Workings, _: Words) -> Iterator[Card]:
        if is_filled(workings.brief):
            yield view(workings, _)

    return views


brand_voice_views = _once(lambda brief: bool(brief.brand_voice), brand_voice_view)
crisis_views = _once(lambda brief: not brief.crisis.is_empty, crisis_view)
profiles_views = _once(lambda brief: bool(brief.profiles), profiles_view)
peers_views = _once(lambda brief: bool(brief.peers), peers_view)
budget_views = _once(lambda brief: bool(brief.costs) or brief.hourly_cost is not None, budget_view)
STRATEGY: tuple[View, ...] = (brand_voice_views, profiles_views, peers_views, crisis_views, budget_views)
"""Those that the plan shows, in its order, each once it is filled in."""
