"""Campaigns for the occasions of the year in the period of a plan, as they are proposed."""

import datetime as dt
import math
from collections.abc import Hashable, Mapping
from dataclasses import dataclass

from strategy_kit.calendar.occasions import Occasion, occasions
from strategy_kit.i18n import Words
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
    Return a campaign for each occasion in the period of a plan that has none of its name yet, in order of time.

    A campaign begins some days before the occasion, or with the plan, and asks for a post in each week begun: our
    judgement. Its name is that of the occasion in the language of `words`.
    """
    plan, table = workings.plan, workings.evidence.occasions
    taken = {campaign.name for campaign in workings.brief.campaigns}
    found = []
    for occasion in occasions(table, workings.brief.country, plan.start, plan.end - dt.timedelta(days=1)):
        row = next(row for row in table.to_dict("records") if _is_of(row, occasion, workings.brief.country))
        name = str(words.localized(row, "name"))
        if name not in taken:
            found.append(ProposedCampaign(occasion, _campaign(occasion, name, plan.start), str(row["basis"])))
    return tuple(found)


def _is_of(row: Mapping[Hashable, object], occasion: Occasion, country: str) -> bool:
    return row["key"] == occasion.key and (row["countries"] == "001" or country in str(row["countries"]).split(";"))


def _campaign(occasion: Occasion, name: str, start: dt.date) -> Campaign:
    first = max(start, occasion.day - dt.timedelta(days=occasion.lead_days))
    posts = max(1, math.ceil((occasion.day - first).days / 7))
    return Campaign(name=name, first=first, last=occasion.day, posts=posts)
