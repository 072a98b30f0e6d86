"""The occasions of the year in the period of a plan, in words: each with the campaign that is proposed for it."""

from collections.abc import Iterator
from typing import NamedTuple

from strategy_kit.i18n import Words
from strategy_kit.model import Campaign
from strategy_kit.plan.occasions import proposed_campaigns
from strategy_kit.plan.workings import Workings


class OccasionLine(NamedTuple):
    """An occasion: its name and day, the campaign proposed in words, where its date comes from; and the campaign."""

    title: str
    text: str
    date: str
    campaign: Campaign


def occasion_lines(workings: Workings, _: Words) -> Iterator[OccasionLine]:
    """Yield the occasions to come in the period of the plan that have no campaign yet, in order of time."""
    sources = workings.evidence.sources.set_index("key")["short_name"]
    for proposed in proposed_campaigns(workings, _):
        campaign = proposed.campaign
        title = _("{name}, {day}", name=campaign.name, day=_.date(campaign.last, "full"))
        text = _.plural(
            "Campaign: at least one post, {span}.",
            "Campaign: at least {n} posts, {span}.",
            campaign.posts,
            span=_.interval(campaign.first, campaign.last),
        )
        keys = [key for key in proposed.basis.split(";") if key in sources.index]
        date = (
            _(
                "Source of the date: {sources}. When the campaign begins is our judgement.",
                sources=_.all_of(sources[keys]),
            )
            if keys
            else _("The date is customary; when the campaign begins is our judgement.")
        )
        yield OccasionLine(title, text, date, campaign)


def occasions_line(workings: Workings, _: Words) -> str:
    """Name the occasions to come that have no campaign yet; say that all have one, or that there is none."""
    names = [line.campaign.name for line in occasion_lines(workings, _)]
    if names:
        return _("In your period: {names}", names=_.all_of(names))
    return _("Every important date in your period has its campaign, or there is none")
