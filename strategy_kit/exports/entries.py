"""The calendar of a plan as every file tells it: each post with its watches and its standing, in order of time."""

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass
from typing import Literal

from strategy_kit.evidence.load import load_table
from strategy_kit.i18n import Words
from strategy_kit.labels.calendar import opinion_class, opinion_words
from strategy_kit.model import Plan, ResponseWindow, Slot
from strategy_kit.plan.checks import check_calendar
from strategy_kit.platforms import catalogue

Standing = Literal["agreed", "draft", "cancelled"]


@dataclass(frozen=True)
class Entry:
    """One post, who answers after it, and whether it is agreed, a draft or cancelled."""

    slot: Slot
    watches: tuple[ResponseWindow, ...]
    standing: Standing

    @property
    def title(self) -> str:
        """The title somebody gave it, else the name of its pillar."""
        return self.slot.title or self.slot.pillar

    @property
    def answered_until(self) -> dt.datetime | None:
        """The end of its last response window, on the clock of the post; None if nobody answers."""
        ends = max((watch.ends_at.astimezone(dt.UTC) for watch in self.watches), default=None)
        return ends and ends.astimezone(self.slot.starts_at.tzinfo)


def entries(plan: Plan) -> tuple[Entry, ...]:
    """
    Return the posts of a plan in order of time.

    Raises
    ------
    InputError
        If the calendar makes no sense, see `plan.checks.check_calendar`.
    """
    check_calendar(plan)
    watches: dict[str, list[ResponseWindow]] = defaultdict(list)
    for watch in plan.watches:
        watches[watch.slot].append(watch)
    slots = sorted(plan.slots, key=lambda slot: (slot.starts_at.astimezone(dt.UTC), slot.id))
    return tuple(Entry(slot, tuple(watches[slot.id]), _standing(plan, slot)) for slot in slots)


def platform_names(plan: Plan) -> dict[str, str]:
    """
    Name the platforms of a plan as its edition does; one the workbook does not know keeps its key.

    >>> from strategy_kit.model import Brief
    >>> brief = Brief(name="Shop", edition="document")
    >>> platform_names(Plan(brief=brief, start="2027-01-04", platforms=("x", "my-forum")))
    {'x': 'Twitter', 'my-forum': 'my-forum'}
    """
    everywhere = load_table("platforms")
    known = dict(zip(everywhere["key"], everywhere["name"], strict=True))
    known |= catalogue(everywhere, plan.brief.edition).open["name"].to_dict()
    used = (*plan.platforms, *plan.later, *(slot.platform for slot in plan.slots))
    return {platform: known.get(platform, platform) for platform in used}


def standing_words(_: Words) -> dict[Standing, str]:
    """Name the standings of a post."""
    return {"agreed": _("agreed"), "draft": _("draft"), "cancelled": _("cancelled")}


def opinion(slot: Slot, _: Words) -> str:
    """
    Say what the studies think of a post's hour.

    >>> post = Slot(id="s1", platform="x", day="2027-01-04", time="09:00", zone="Europe/Paris", pillar="News",
    ...             owner="Owner", support=0.7, studies=2)
    >>> opinion(post, Words("en")), opinion(post.changed(support=None), Words("en"))
    ('Hour: good, 2 studies speak of it.', 'Hour: unknown, no study speaks of it.')
    """
    if slot.support is None:
        return _("Hour: unknown, no study speaks of it.")
    word = opinion_words(_)[opinion_class(slot.support)]
    return _.plural(
        "Hour: {opinion}, one study speaks of it.",
        "Hour: {opinion}, {n} studies speak of it.",
        slot.studies,
        opinion=word,
    )


def _standing(plan: Plan, slot: Slot) -> Standing:
    if slot.cancelled:
        return "cancelled"
    return "agreed" if plan.agreed_on else "draft"
