"""The settings that the search finds: controls and tables by the names they have on their pages."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from strategy_kit.i18n import N_, Words
from strategy_kit.views.search import Entry


class Setting(NamedTuple):
    """A control or a form by its name on the page, and other words that people search for; English messages."""

    name: str
    also: str = ""


SETTINGS: Mapping[str, tuple[Setting, ...]] = {
    "start": (
        Setting(N_("Name"), N_("name of the business, brand")),
        Setting(N_("Country"), N_("place, region, public holidays")),
        Setting(N_("Your trade: one or two"), N_("business, industry, sector")),
        Setting(N_("Your objectives: up to three"), N_("goals, aims, targets")),
        Setting(N_("First day"), N_("start date, when the plan begins")),
        Setting(N_("Weeks"), N_("length of the plan, period, duration")),
        Setting(N_("Your time zone"), N_("local time, hours")),
    ),
    "audience": (
        Setting(N_("Who your customers are"), N_("segments, ages, personas, target group, country")),
        Setting(N_("Where your customers look before they buy"), N_("customer journey, touchpoints, sources")),
    ),
    "communication": (
        Setting(N_("Promotional posts, at most (%)"), N_("limit, advertising, offers, sales")),
        Setting(N_("What your posts are about"), N_("content pillars, themes, topics, shares")),
        Setting(N_("Content pillars"), N_("themes, topics, formats, shares, purpose")),
        Setting(N_("Your current activities"), N_("newsletter, leaflets, ads, website, budget")),
        Setting(N_("How you answer messages"), N_("replies, comments, reviews, complaints, tone")),
        Setting(N_("Brand voice"), N_("tone, personality, style, wording")),
        Setting(N_("Crisis plan"), N_("emergency, complaints, bad buzz, who decides")),
    ),
    "platforms": (
        Setting(N_("What matters to you"), N_("criteria, weights, priorities")),
        Setting(N_("Choice of platforms"), N_("networks, Facebook, Instagram, add or leave out a platform")),
        Setting(N_("Formats you make"), N_("minutes to make a post, videos, photos, time")),
        Setting(N_("Where customers talk with you"), N_("dialogue, ratings, conversations")),
        Setting(N_("Your profile on each platform"), N_("checklist, picture, description, link, contact")),
        Setting(N_("Peers"), N_("competitors, comparable businesses, benchmark")),
        Setting(N_("Each person’s weights"), N_("group, votes, participants")),
        Setting(N_("Each person’s ratings"), N_("group, votes, participants")),
    ),
    "calendar": (
        Setting(N_("Posts a week per platform, minimum and maximum"), N_("frequency, how often, cadence")),
        Setting(N_("Posting hours, from and until"), N_("opening hours, times of day, schedule, when to post")),
        Setting(N_("Closed days"), N_("closing days, closure, opening hours, weekly day off")),
        Setting(N_("No posts on public holidays"), N_("bank holidays, closed, closure")),
        Setting(N_("Response time"), N_("answer, reply, delay, hours")),
        Setting(N_("Posts a day per platform, maximum"), N_("frequency, limit")),
        Setting(N_("A colleague may answer instead of the owner"), N_("cover, replacement, absence")),
        Setting(N_("Posting frequency by platform"), N_("posts a week, cadence")),
        Setting(N_("Days off"), N_("holidays, vacation, leave, absence, closure, closing days")),
        Setting(N_("Daily inbox check"), N_("messages, comments, monitoring, hours")),
        Setting(N_("Blackout rules"), N_("never post, blocked hours, quiet times")),
        Setting(N_("Fixed posts"), N_("set date, event, must be published")),
        Setting(N_("Campaigns"), N_("event, season, launch, promotion")),
        Setting(N_("Who posts and answers, and when"), N_("team, staff, working hours, hours a week, duty, rota")),
    ),
    "plan": (
        Setting(N_("Agreement on the plan"), N_("approve, sign off, who agreed, date")),
        Setting(N_("Texts of your posts"), N_("captions, wording, links, images")),
        Setting(N_("Budget"), N_("costs, money, price, boosts, tools")),
        Setting(N_("Your own assumptions"), N_("change a number, values, minutes")),
    ),
    "review": (
        Setting(N_("Your results"), N_("figures, KPI values, numbers, statistics, import")),
        Setting(N_("Possible causes"), N_("notes, events")),
        Setting(N_("Decisions for the next version"), N_("keep, change, stop, actions")),
        Setting(N_("Weekly results"), N_("messages received, answered in time, posts published")),
    ),
}
"""The settings of each page, by its key, in the order in which they stand there."""


def setting_entries(_: Words) -> Iterator[Entry]:
    """
    Yield the settings as entries of the search.

    >>> next(entry.page for entry in setting_entries(Words("en")) if entry.title == "Closed days")
    'calendar'
    """
    for page, settings in SETTINGS.items():
        yield from (Entry("setting", page, "", _(name), "", also=_(also)) for name, also in settings)
