"""Campaigns for the occasions of the year in the period of a plan, as they are proposed."""

import datetime as dt
import math
from dataclasses import dataclass

from strategy_kit.calendar.occasions import Occasion, occasions
from strategy_kit.i18n import Words
from strategy_kit.languages import COMPLETE
from strategy_kit.model import Campaign
from strategy_kit.plan.workings import Workings


@dataclass(frozen=True)
class ProposedCampaign:
    """An occasion within the plan, the campaign that is proposed for it, and the source keys of its date."""

    occasion: Occasion
    campaign: Campaign
    basis: str


def proposed_campaigns(workings: Workings, words: Words) -> tuple[ProposedCampaign, ...]:
    """
    Return a campaign for each occasion to come in the period of a plan that has none of its name, in order of time.

    A campaign begins some days before the occasion, today or with the plan, and asks for a post in each week begun: our
    judgement. Its name is that of the occasion in the language of `words`; it has one under its name in any.
    """
    plan, table = workings.plan, workings.evidence.occasions
    taken = {campaign.name for campaign in workings.brief.campaigns}
    found = []
    first = max(plan.start, workings.today or plan.start)
    for occasion in occasions(table, workings.brief.country, first, plan.end - dt.timedelta(days=1)):
        row = table.iloc[occasion.row]
        if taken.isdisjoint(Words(lang).localized(row, "name") for lang in COMPLETE):
            campaign = _campaign(occasion, str(words.localized(row, "name")), first)
            found.append(ProposedCampaign(occasion, campaign, str(row["basis"])))
    return tuple(found)


def _campaign(occasion: Occasion, name: str, start: dt.date) -> Campaign:
    first = max(start, occasion.day - dt.timedelta(days=occasion.lead_days))
    posts = max(1, math.ceil((occasion.day - first).days / 7))
    return Campaign(name=name, first=first, last=occasion.day, posts=posts)
