"""The campaigns that each post of a calendar belongs to."""

from collections.abc import Iterable

from strategy_kit.calendar.constraints import concerns_day, matches_pillar_and_owner
from strategy_kit.model import Campaign, Slot


def campaigns_of(campaigns: Iterable[Campaign], slots: Iterable[Slot]) -> dict[str, tuple[str, ...]]:
    """
    Return the names of the campaigns that each post belongs to, by its id, in their order; posts of none are left out.

    A post belongs to a campaign that counts it: one on its day, of its platform and its pillar, or of any.

    >>> post = {"id": "a", "platform": "x", "pillar": "News", "owner": "Ann", "time": "09:00", "zone": "Europe/Paris"}
    >>> opening = Campaign(name="Opening", first="2027-01-04", last="2027-01-10", pillar="News")
    >>> slots = [Slot(**post, day="2027-01-05"), Slot(**{**post, "id": "b"}, day="2027-01-12")]
    >>> campaigns_of([opening], slots)
    {'a': ('Opening',)}
    """
    rules = list(campaigns)
    found = {
        slot.id: tuple(
            rule.name
            for rule in rules
            if concerns_day(rule, slot.platform, slot.day) and matches_pillar_and_owner(rule, slot.pillar, slot.owner)
        )
        for slot in slots
    }
    return {post: names for post, names in found.items() if names}
