"""Which posts of a calendar are for a campaign: as many as it asks for, of its days, platform and pillar."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence

from strategy_kit.calendar.constraints import concerns_day, matches_pillar_and_owner
from strategy_kit.model import Campaign, Slot


def posts_asked(campaign: Campaign, first: dt.date, last: dt.date) -> int:
    """
    Return the posts that a campaign asks for between two days, both included: its part if it reaches beyond them.

    >>> launch = Campaign(name="Launch", first=dt.date(2027, 1, 4), last=dt.date(2027, 1, 17), posts=6)
    >>> posts_asked(launch, dt.date(2027, 1, 4), dt.date(2027, 1, 10)), posts_asked(launch, launch.first, launch.last)
    (3, 6)
    """
    inside = (min(campaign.last, last) - max(campaign.first, first)).days + 1
    return campaign.posts * max(inside, 0) // ((campaign.last - campaign.first).days + 1)


def campaign_posts(
    slots: Iterable[Slot], campaigns: Iterable[Campaign], first: dt.date, last: dt.date
) -> Mapping[str, tuple[str, ...]]:
    """
    Return the names of the campaigns of each post that has any, by its id; cancelled posts have none.

    A campaign has as many posts as it asks for, fewer if the calendar has fewer: of those within its days, on its
    platform and of its pillar, evenly spread up to the last. The campaign with the fewest such posts chooses first; a
    post is for two campaigns only where one of them would lack posts otherwise.

    Parameters
    ----------
    slots : iterable of Slot
    campaigns : iterable of Campaign
    first, last : date
        Of the calendar.

    Examples
    --------
    >>> week = [dt.date(2027, 1, day) for day in (4, 5, 6, 7)]
    >>> post = {"platform": "x", "time": "09:00", "zone": "Europe/Paris", "owner": "Owner", "pillar": "News"}
    >>> slots = [Slot(id=f"post-{day.day}", day=day, **post) for day in week]
    >>> sale = Campaign(name="Sale", first=week[0], last=week[-1], posts=2)
    >>> campaign_posts(slots, [sale], week[0], week[-1])
    {'post-5': ('Sale',), 'post-7': ('Sale',)}
    """
    live = sorted((slot for slot in slots if not slot.cancelled), key=lambda slot: (slot.starts_at, slot.id))
    suited = {campaign: [slot for slot in live if _suits(slot, campaign)] for campaign in campaigns}
    found: dict[str, tuple[str, ...]] = {}
    for campaign, posts in sorted(suited.items(), key=lambda item: len(item[1])):
        asked = posts_asked(campaign, first, last)
        free = [slot for slot in posts if slot.id not in found]
        for slot in _spread(free if len(free) >= asked else posts, asked):
            found[slot.id] = (*found.get(slot.id, ()), campaign.name)
    return {slot.id: found[slot.id] for slot in live if slot.id in found}


def _suits(slot: Slot, campaign: Campaign) -> bool:
    return concerns_day(campaign, slot.platform, slot.day) and matches_pillar_and_owner(
        campaign, slot.pillar, slot.owner
    )


def _spread(posts: Sequence[Slot], number: int) -> list[Slot]:
    """Return so many of some posts, the last among them; all if there are fewer."""
    if number >= len(posts):
        return list(posts)
    return [posts[(place + 1) * len(posts) // number - 1] for place in range(number)]
