"""What the first and the last page show: where the plan stands, and the plan on one page."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace

import pandas as pd

from strategy_kit.calendar.workload import example_week, week_minutes
from strategy_kit.communication.permission import capped_shares, permission_scores, plan_permission
from strategy_kit.communication.rater_agreement import pillar_ratings
from strategy_kit.evidence.findings import document_posts_per_week, share_expecting_answer, timing_gain_range
from strategy_kit.figures.calendar.answer import calendar_answer_card
from strategy_kit.figures.calendar.week import week_card
from strategy_kit.figures.card import Card, Table
from strategy_kit.figures.plan.answer import start_answer_card
from strategy_kit.figures.plan.one_page import plan_sources_card, review_triggers_card, week_roster_card
from strategy_kit.figures.shapes.template import source_cards
from strategy_kit.frames import ChangeRow, LaterRow, rows_of
from strategy_kit.i18n import Words
from strategy_kit.labels.calendar import left_out_words, window_words, work_share_words
from strategy_kit.labels.evidence import timing_gain_words
from strategy_kit.labels.objectives import objective_in_sentence, objective_words
from strategy_kit.labels.platforms import criterion_words, set_words, trade_words, written_trigger
from strategy_kit.model import InboxCheck, ResponseWindow
from strategy_kit.plan.workings import Workings
from strategy_kit.views.calendar import drawn_calendar, hours_note
from strategy_kit.views.communication import pillar_shares_view
from strategy_kit.views.decision import headline_view
from strategy_kit.views.failures import closed_days_words, failures
from strategy_kit.views.line_of_sight import line_of_sight_views
from strategy_kit.views.objectives import measured_names, measures_views, objective_summaries
from strategy_kit.views.platforms import platform_answer_view, start_set_view
from strategy_kit.views.reach import reach_views
from strategy_kit.views.review import review_answer_view
from strategy_kit.views.shared import cards_of, next_platform, platform_names, reach_words, region_names
from strategy_kit.views.strategy import STRATEGY

STEPS = ("audience", "communication", "platforms", "calendar", "plan", "review")
"""The pages of the steps, by their keys in the registry."""


def overview_view(workings: Workings, _: Words) -> Card:
    """Show the question of each consideration, and the plan's answer so far."""
    brief = workings.brief
    reached = workings.reach.dropna(subset=["reach"]).sort_values("reach", ascending=False)
    names, posts = platform_names(workings), len(workings.schedule.slots)
    widest = next((names[key] for key in reached["platform"] if key in names), _("unknown"))
    rows = (
        (
            _("1 Audience"),
            _("How do your customers use social media?"),
            _.plural(
                "One segment; most used: {name}", "{n} segments; most used: {name}", len(brief.segments), name=widest
            ),
        ),
        (
            _("2 Communication"),
            _("What makes people welcome your posts?"),
            _permission(workings, _),
        ),
        (
            _("3 Platforms"),
            _("Where should you be, with the hours you have?"),
            set_words(workings.platforms, names, _) or _("none fits yet"),
        ),
        (
            _("4 Calendar"),
            _("When to post, and who answers?"),
            _.plural("One post in {weeks} weeks", "{n} posts in {weeks} weeks", posts, weeks=workings.plan.weeks),
        ),
        (_("5 Plan"), _("Do you agree on this plan?"), headline_view(workings, _)),
        (_("6 Review"), _("What happened, and what do you change?"), review_answer_view(workings, _).title),
    )
    return Card(
        key="start",
        title=_("Your plan so far, step by step"),
        subtitle=_("Open any step at any time; your changes are saved at once"),
        how=_(
            "Where you have not answered yet, the workbook starts from the figures of a how-to guide of 2012. "
            "Every figure shows its source."
        ),
        table=Table((_("Step"), _("The question"), _("The answer so far")), rows, pages=STEPS),
    )


def start_views(workings: Workings, _: Words) -> Iterator[Card]:
    """Show whether each target can be reached, then where the plan stands."""
    reached = list(reach_views(workings, _))
    yield from reached
    overview = overview_view(workings, _)
    so_far = _.ended(headline_view(workings, _))
    yield replace(overview, folded=True, how="", subtitle=so_far) if reached else overview


def start_answer_view(workings: Workings, _: Words) -> Card:
    """Show the answer so far: who wants what from social media, where, and for how long."""
    brief, plan = workings.brief, workings.plan
    region = region_names(brief.country, _).get(brief.region, brief.region)
    place = ", ".join(filter(None, (region, _.country(brief.country))))
    names, objectives = objective_words(workings.evidence, _), objective_summaries(brief, workings.evidence, _)
    return start_answer_card(
        brief.name,
        place,
        [objective_in_sentence(objective, names, _) for objective in brief.objectives],
        measured_names(workings, _),
        [objective.sentence for objective in objectives if objective.sentence != objective.name],
        [trade_words(_)[key] for key in brief.trades],
        plan.start,
        plan.weeks,
        _,
    )


def plan_answer_view(workings: Workings, _: Words) -> Card:
    """Show the whole plan in one sentence, then what does not fit, and how sure it is."""
    sure = platform_answer_view(workings, _).subtitle
    if not sure:
        return calendar_answer_view(workings, _)
    return Card(
        key="answer", title=headline_view(workings, _), subtitle=f"{closed_days_words(workings, _)} {sure}".strip()
    )


def calendar_answer_view(workings: Workings, _: Words) -> Card:
    """Show the answer so far: the decision, what does not fit; how sure it is that no calendar does better."""
    short = bool(failures(workings, _))
    card = calendar_answer_card(headline_view(workings, _), workings.schedule.proof.gap, _, is_short=short)
    sure = left_out_words(len(workings.schedule.left_out), _) or card.subtitle
    return replace(card, subtitle=f"{closed_days_words(workings, _)} {sure}".strip())


def plan_views(workings: Workings, _: Words) -> Iterator[Card]:
    """Show the plan on one page."""
    yield from line_of_sight_views(workings, _)
    yield from measures_views(workings, _)
    yield plan_platforms_view(workings, _)
    yield plan_week_view(workings, _)
    yield pillar_shares_view(workings, _)
    yield review_triggers_view(workings, _)
    yield week_roster_view(workings, _)
    yield from cards_of(STRATEGY.values(), workings, _)
    yield plan_sources_view(workings, _)


def plan_platforms_view(workings: Workings, _: Words) -> Card:
    """Show where to start, and which platforms have closed."""
    return start_set_view(workings, _, with_closed=True)


def plan_week_view(workings: Workings, _: Words) -> Card:
    """Show a week of the calendar, all of it on paper, and how its response windows count."""
    card = week_card(drawn_calendar(workings, _), platform_names(workings), _shown_week(workings), _, prints_all=True)
    how = _(
        "After each post someone stays available until the time shown, and answers within {time}.",
        time=_.hours(workings.brief.reply_target_minutes),
    )
    counted = work_share_words(workings.assumptions["watch_work_share"], _)
    return replace(card, how=f"{how} {counted}".strip()) if workings.schedule.slots else card


def review_triggers_view(workings: Workings, _: Words) -> Card:
    """Show what would change the plan, and what is not measured."""
    return review_triggers_card(review_triggers(workings, _), open_questions(workings, _), _)


def week_roster_view(workings: Workings, _: Words) -> Card:
    """Show who answers when in the week shown."""
    schedule, monday = workings.schedule, _shown_week(workings)
    answering: list[ResponseWindow | InboxCheck] = [*schedule.watches, *schedule.rounds]
    minutes = week_minutes(schedule.hours, monday)
    return week_roster_card(answering, minutes, sum(minutes.values()), _, monday=monday)


def _shown_week(workings: Workings) -> dt.date:
    schedule, plan = workings.schedule, workings.plan
    return example_week(schedule.slots, schedule.rounds, plan.start, plan.weeks)


def _permission(workings: Workings, _: Words) -> str:
    """Count the pillars, with the permission score of the plan as far as they are rated."""
    brief = workings.brief
    scores = permission_scores(brief.pillars, pillar_ratings(brief.voices, brief.pillars))
    plan = plan_permission(scores, capped_shares(brief.pillars, brief.promotion_cap))
    if (plan.low, plan.high) == (0, 1):
        return _.plural("One pillar, not rated yet", "{n} pillars, not rated yet", len(brief.pillars))
    between = _("between {low} and {high}", low=_.number(plan.low, 2), high=_.number(plan.high, 2))
    return _.plural(
        "One pillar; permission score {score} of 1 (how welcome your posts are)",
        "{n} pillars; permission score {score} of 1 (how welcome your posts are)",
        len(brief.pillars),
        score=_.number(plan.score, 2) if pd.notna(plan.score) else between,
    )


def review_triggers(workings: Workings, _: Words) -> tuple[tuple[str, str], ...]:
    """Return what would change the plan, and what then: nearest weights, hours, the trigger that was agreed."""
    names, criteria = platform_names(workings), criterion_words(_)
    changes = workings.changes.dropna(subset=["lost_at"]).assign(far=lambda frame: frame["change"].abs())
    texts = []
    for change in rows_of(changes.sort_values("far").head(2), ChangeRow):
        digits = 0 if _.percent(change.lost_at) != _.percent(change.weight) else 1
        weights = {"lost": _.percent(change.lost_at, digits), "now": _.percent(change.weight, digits)}
        moved = _("“{criterion}” weighs {lost} instead of {now}.", criterion=criteria[change.criterion], **weights)
        texts.append((moved, _("Then {platform} comes first.", platform=names[change.lost_to])))
    later = workings.start_set.later
    for row in rows_of(later[later["fits_from"] > workings.start_set.hours_available].head(1), LaterRow):
        needed = _("The team has {hours} a week.", hours=_.hours(row.fits_from * 60))
        texts.append((needed, _("Then you can add {platform}.", platform=names[row.platform])))
    trigger, following = written_trigger(workings.plan, _), next_platform(workings)
    if trigger and following:
        texts.append((_.ended(trigger), _("Then you can add {platform}.", platform=names[following])))
    return tuple(texts)


def open_questions(workings: Workings, _: Words) -> tuple[str, ...]:
    """Return what no study has measured."""
    names, reach = platform_names(workings), workings.reach.set_index("platform")
    texts = [" ".join(hours_note(workings, _))]
    for platform in workings.platforms:
        row = reach.loc[platform]
        fields = {"platform": names[platform], "country": _.country(str(row["borrowed_from"]))}
        if pd.isna(row["reach"]):
            texts.append(_("How many of your customers use {platform}: no data yet.", **fields))
        elif row["borrowed"]:
            borrowed = _(
                "How many of your customers use {platform}: estimate from another country ({country}).", **fields
            )
            texts.append(borrowed)
    gain = timing_gain_range(workings.evidence.effects)[1]
    texts.append(
        _(
            "Your own best hours: even the largest effect found, {gain} more reactions on {platform}, takes about a "
            "year of {n} posts a week to detect.",
            n=document_posts_per_week(workings.evidence.frequencies)[1],
            gain=_.percent(gain.share),
            platform=names[gain.platform],
        )
    )
    return tuple(filter(str.strip, texts))


def _studies_for(workings: Workings) -> list[str]:
    """Return the studies that speak for a chosen hour, those of most hours first."""
    chosen = {(slot.platform, slot.day.isoweekday(), slot.time.hour) for slot in workings.schedule.slots}
    favour = workings.opinions[workings.opinions["value"] > 0]
    places = zip(favour["platform"], favour["weekday"], favour["hour"], favour["voice"], strict=True)
    studies = [study for *place, study in places if tuple(place) in chosen]
    return sorted(dict.fromkeys(studies), key=lambda study: (-studies.count(study), study))


def plan_sources_view(workings: Workings, _: Words) -> Card:
    """List what the plan rests on."""
    evidence = workings.evidence
    sources = evidence.sources.set_index("key")
    cited = workings.reach.loc[workings.reach["platform"].isin(workings.platforms), "source"]
    surveys = [key for joined in cited for key in joined.split(";")]
    low, high = document_posts_per_week(evidence.frequencies)
    gains = timing_gain_range(evidence.effects)
    words = timing_gain_words(*gains, platform_names(workings), _)
    answer = share_expecting_answer(evidence.response_times, within_minutes=60)
    quoted = {
        **{
            gain.source: _(
                "Choosing your posting hours brings at most {most} more reactions on {best}, {least} on {other}",
                **words,
            )
            for gain in reversed(gains)
        },
        answer.source: _(
            "{share} of those who expect an answer want it within the hour", share=_.percent(answer.share)
        ),
        "document": _("{low} or {high} posts a week; one or two sites to start with", low=low, high=high),
    }
    findings = quoted | dict.fromkeys(_studies_for(workings), _("Supports the hours chosen"))
    keys = [key for key in dict.fromkeys([*findings, *surveys]) if key in sources.index]
    rows = [
        (
            findings.get(key, _("Share of people who use each platform")),
            str(sources.loc[key, "short_name"]),
            str(_.localized(sources.loc[key], "metric")),
            str(sources.loc[key, "quality"]),
        )
        for key in keys
    ]
    used = workings.reach[workings.reach["platform"].isin(workings.platforms)]
    named = workings.windows[workings.windows["platform"].isin(workings.platforms)]
    says = window_words(named, platform_names(workings), _) | reach_words(workings, _).findings(used) | quoted
    return plan_sources_card(rows, source_cards(keys, evidence.sources, _, says), _)
