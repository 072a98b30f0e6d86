"""What the plan shows of brand voice, crisis plan, profiles, peers and budget."""

import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

from strategy_kit.calendar.workload import posts_per_week
from strategy_kit.communication.crisis import crisis_readiness
from strategy_kit.figures.card import Card
from strategy_kit.figures.communication.brand_voice import brand_voice_card
from strategy_kit.figures.communication.crisis import crisis_card
from strategy_kit.figures.plan.budget import budget_card
from strategy_kit.figures.platforms.peers import peers_card
from strategy_kit.figures.platforms.profiles import profiles_card
from strategy_kit.i18n import N_, Words
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


class StrategyPart(NamedTuple):
    """A part of the strategy: its name as an English message, whether a brief has it, and its card."""

    name: str
    is_filled: Callable[[Brief], bool]
    view: Callable[[Workings, Words], Card]


PARTS: Mapping[str, StrategyPart] = {
    "brand-voice": StrategyPart(N_("Brand voice"), lambda brief: bool(brief.brand_voice), brand_voice_view),
    "profiles": StrategyPart(N_("Profiles on your platforms"), lambda brief: bool(brief.profiles), profiles_view),
    "peers": StrategyPart(N_("Peers"), lambda brief: bool(brief.peers), peers_view),
    "crisis": StrategyPart(N_("Crisis plan"), lambda brief: not brief.crisis.is_empty, crisis_view),
    "budget": StrategyPart(N_("Budget"), lambda brief: bool(brief.costs) or brief.hourly_cost is not None, budget_view),
}
"""The parts of a strategy beside platforms and calendar, in the order of the plan."""


def _once_filled(part: StrategyPart) -> View:
    """Return a view that shows the card of a part once it is filled in."""

    def views(workings: Workings, _: Words) -> Iterator[Card]:
        if part.is_filled(workings.brief):
            yield part.view(workings, _)

    return views


STRATEGY: Mapping[str, View] = {key: _once_filled(part) for key, part in PARTS.items()}
"""A view for each part, which shows its card once it is filled in."""


def strategy_line(brief: Brief, _: Words) -> str:
    """
    Name the parts that are filled in, and those that are not.

    >>> strategy_line(Brief(name="Shop", hourly_cost=25), Words("en"))
    'Filled in: budget. Not yet: brand voice, profiles on your platforms, peers, crisis plan'
    """
    filled, missing = (
        ", ".join(_.in_sentence(_(part.name)) for part in PARTS.values() if part.is_filled(brief) is state)
        for state in (True, False)
    )
    if not missing:
        return _("Filled in: {list}", list=filled)
    if not filled:
        return _("Not yet filled in: {list}", list=missing)
    return _("Filled in: {filled}. Not yet: {missing}", filled=filled, missing=missing)
