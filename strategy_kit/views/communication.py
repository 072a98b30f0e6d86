"""What consideration 2 shows: permission and agreement, pillar shares, today, consent, answers, the contrast."""

from collections.abc import Iterator

import pandas as pd

from strategy_kit.calendar.workload import fullest_week
from strategy_kit.communication import permission as sums
from strategy_kit.communication.activities import activity_table, opted_in, today_effort
from strategy_kit.communication.consent import consent_needs
from strategy_kit.communication.rater_agreement import agreement, pillar_ratings, widest_disagreements
from strategy_kit.communication.replies import duty_coverage, duty_hours, reply_guide
from strategy_kit.evidence.findings import newest_year
from strategy_kit.figures.card import Card
from strategy_kit.figures.communication.activities import consent_card, contrast_card, current_activities_card
from strategy_kit.figures.communication.answer import communication_answer_card
from strategy_kit.figures.communication.content_plan import content_plan_card
from strategy_kit.figures.communication.permission import permission_card, pillar_shares_card
from strategy_kit.figures.communication.ratings import agreement_card, rating_anchors_card
from strategy_kit.figures.communication.replies import duty_coverage_card, replies_card
from strategy_kit.i18n import Words
from strategy_kit.plan.workings import Workings
from strategy_kit.views.shared import platform_names


def communication_answer_view(workings: Workings, _: Words) -> Card:
    """Show the answer so far: useful posts for each promotional one, and how welcome they are."""
    brief, pillars = workings.brief, pillar_rows(workings)
    useful = [pillar.name for pillar in brief.pillars if not pillar.promotional]
    permission = sums.plan_permission(pillars, pillars.set_index("pillar")["share"])
    return communication_answer_card(
        useful, _promised_ratio(workings), _totals(workings), permission, brief.promotion_cap, _
    )


def contrast_view(workings: Workings, _: Words) -> Card:
    """Show the document's contrast of the social space and traditional marketing."""
    return contrast_card(workings.evidence.contrast, workings.evidence.sources, _)


def rating_anchors_view(workings: Workings, _: Words) -> Card:
    """Show what each step of a rating looks like."""
    return rating_anchors_card(workings.evidence.rating_anchors, _)


def permission_view(workings: Workings, _: Words) -> Card:
    """Show the permission score of each pillar, and of the plan."""
    pillars = pillar_rows(workings)
    return permission_card(pillars, sums.plan_permission(pillars, pillars.set_index("pillar")["share"]), _)


def agreement_views(workings: Workings, _: Words) -> Iterator[Card]:
    """Show the agreement of the raters, once there are ratings."""
    text = _ratings(workings)
    if len(text):
        yield agreement_card(agreement(text), widest_disagreements(text), text, _)


def current_activities_view(workings: Workings, _: Words) -> Card:
    """Show how much of today's effort interrupts, beside the hours of the plan."""
    activities = workings.brief.activities
    week = fullest_week(workings.schedule.hours)
    planned_hours = float(week["total"].sum()) / 60 if workings.schedule.slots else None
    return current_activities_card(
        today_effort(activities), opted_in(activities), activity_table(activities), planned_hours, _
    )


def consent_view(workings: Workings, _: Words) -> Card:
    """Show what each activity and each platform needs of people, and how they leave."""
    brief, evidence = workings.brief, workings.evidence
    countries = [segment.country for segment in brief.segments]
    needs = consent_needs(brief.activities, workings.platforms, countries, evidence.consent)
    return consent_card(needs, platform_names(workings), evidence.sources, _)


def pillar_shares_view(workings: Workings, _: Words) -> Card:
    """Show what share of the posts each pillar takes under the promotion cap."""
    brief = workings.brief
    wanted = sums.promotional_share(brief.pillars, 1.0)
    ratio = _promised_ratio(workings)
    return pillar_shares_card(pillar_rows(workings), brief.promotion_cap, wanted, ratio, _totals(workings), _)


def content_plan_view(workings: Workings, _: Words) -> Card:
    """Show how many posts of each pillar stand in each week."""
    brief, posts = workings.brief, _content(workings)
    cap, short = brief.promotion_cap, sums.promotion_falls_short(posts, brief.pillars, brief.promotion_cap)
    least, table = sums.least_posts_to_promote(cap), pillar_rows(workings)
    return content_plan_card(posts, _totals(workings), table, cap, workings.plan.start, least, short, _)


def replies_views(workings: Workings, _: Words) -> Iterator[Card]:
    """Show how each kind of message is answered, and who is there when."""
    yield reply_guide_view(workings, _)
    yield availability_view(workings, _)


def reply_guide_view(workings: Workings, _: Words) -> Card:
    """Show how each kind of message is answered."""
    brief, evidence = workings.brief, workings.evidence
    rules = reply_guide(brief, evidence.reply_guide, workings.first_week)
    newest = newest_year(evidence.response_times, evidence.sources)
    return replies_card(rules, evidence.reply_guide, evidence.sources, _, newest=newest)


def availability_view(workings: Workings, _: Words) -> Card:
    """Show the hours of a week in which somebody can answer."""
    brief = workings.brief
    hours = duty_hours(brief.team, brief.team_zone, workings.first_week)
    return duty_coverage_card(hours, duty_coverage(hours), len(brief.team), brief.team_zone, _)


def _ratings(workings: Workings) -> pd.DataFrame:
    return pillar_ratings(workings.brief.voices, workings.brief.pillars)


def _content(workings: Workings) -> pd.DataFrame:
    plan = workings.plan
    return sums.content_plan(workings.schedule.slots, plan.brief.pillars, plan.start, plan.weeks)


def _totals(workings: Workings) -> sums.ContentTotals:
    return sums.content_totals(_content(workings), workings.brief.pillars)


def _promised_ratio(workings: Workings) -> float:
    """Return the useful posts for each promotional one, by the shares under the cap."""
    brief = workings.brief
    return sums.value_to_promotion_ratio(sums.capped_shares(brief.pillars, brief.promotion_cap), brief.pillars)


def pillar_rows(workings: Workings) -> pd.DataFrame:
    """Return the pillars of the plan: `frames.PillarRow`."""
    brief = workings.brief
    return sums.pillar_table(brief.pillars, brief.promotion_cap, _ratings(workings))
