"""The calendar of a plan for exports: each post with its response windows and its status, in order of time."""

import datetime as dt
from dataclasses import dataclass
from typing import Literal

from strategy_kit.calendar.campaign_posts import campaign_posts
from strategy_kit.evidence.load import load_table
from strategy_kit.figures.calendar.agenda import watches_by_post
from strategy_kit.i18n import Words
from strategy_kit.labels.calendar import opinion_class, opinion_words
from strategy_kit.model import Plan, ResponseWindow, Slot
from strategy_kit.model.differences import is_agreed
from strategy_kit.plan.checks import check_calendar
from strategy_kit.platforms import catalogue

PostStatus = Literal["agreed", "draft", "cancelled"]


@dataclass(frozen=True)
class CalendarEntry:
    """One post, its response windows, its status and the names of its campaigns."""

    slot: Slot
    watches: tuple[ResponseWindow, ...]
    status: PostStatus
    campaigns: tuple[str, ...] = ()

    @property
    def title(self) -> str:
        """The post's title, else the name of its pillar."""
        return self.slot.title or self.slot.pillar

    @property
    def answered_until(self) -> dt.datetime | None:
        """The end of its last response window, in the zone of the post; None without one."""
        ends = max((watch.ends_at.astimezone(dt.UTC) for watch in self.watches), default=None)
        return ends and ends.astimezone(self.slot.starts_at.tzinfo)


def calendar_entries(plan: Plan) -> tuple[CalendarEntry, ...]:
    """Return the posts of a plan in order of time; refuse an invalid calendar (`plan.checks.check_calendar`)."""
    check_calendar(plan)
    watches = watches_by_post(plan.watches)
    slots = sorted(plan.slots, key=lambda slot: (slot.starts_at.astimezone(dt.UTC), slot.id))
    campaigns = campaign_posts(slots, plan.brief.campaigns, plan.start, plan.end - dt.timedelta(days=1))
    return tuple(
        CalendarEntry(slot, tuple(watches.get(slot.id, ())), _status(plan, slot), campaigns.get(slot.id, ()))
        for slot in slots
    )


def platform_names(plan: Plan) -> dict[str, str]:
    """
    Return the names of platforms in a plan's edition; one unknown to the workbook keeps its key.

    >>> from strategy_kit.model import Brief
    >>> brief = Brief(name="Shop", edition="document")
    >>> names = platform_names(Plan(brief=brief, start="2027-01-04", platforms=("x", "my-forum")))
    >>> names["x"], names["my-forum"]
    ('Twitter', 'my-forum')
    """
    return catalogue(load_table("platforms"), plan.brief.edition).names_in(plan)


def status_words(_: Words) -> dict[PostStatus, str]:
    """Return the names of the statuses of a post."""
    return {"agreed": _("agreed"), "draft": _("draft"), "cancelled": _("cancelled")}


def opinion(slot: Slot, _: Words) -> str:
    """
    Return the studies' opinion of a post's hour, in words.

    >>> post = Slot(id="s1", platform="x", day="2027-01-04", time="09:00", zone="Europe/Paris", pillar="News",
    ...             owner="Owner", support=0.7, studies=2)
    >>> opinion(post, Words("en")), opinion(post.changed(support=None), Words("en"))
    ('Hour: good, according to 2 studies.', 'Hour: no data yet from any study.')
    """
    if slot.support is None:
        return _("Hour: no data yet from any study.")
    word = opinion_words(_)[opinion_class(slot.support)]
    return _.plural(
        "Hour: {opinion}, according to one study.",
        "Hour: {opinion}, according to {n} studies.",
        slot.studies,
        opinion=word,
    )


def _status(plan: Plan, slot: Slot) -> PostStatus:
    if slot.cancelled:
        return "cancelled"
    return "agreed" if is_agreed(plan) else "draft"
