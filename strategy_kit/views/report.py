"""The findings of a report: how sure the plan is, what could change it, and what it is based on."""

from collections.abc import Iterator
from dataclasses import dataclass, field

import pandas as pd

from strategy_kit.audience.journey import journey_marks
from strategy_kit.communication.permission import WORDS, permission_scores
from strategy_kit.communication.rater_agreement import pillar_ratings
from strategy_kit.figures.card import Card
from strategy_kit.frames import LaterRow, rows_of
from strategy_kit.i18n import Words
from strategy_kit.labels.calendar import left_out_words
from strategy_kit.plan.workings import Workings
from strategy_kit.views import audience, calendar, communication, objectives, plan, platforms, reach, review
from strategy_kit.views.failures import closed_days_words, failures
from strategy_kit.views.line_of_sight import line_of_sight_views
from strategy_kit.views.objectives import ObjectiveSummary
from strategy_kit.views.shared import View, assumptions_view, cards_of, organic_reach_view
from strategy_kit.views.strategy import PARTS, STRATEGY

MOST_LIMITS = 2
OBJECTIVES: tuple[View, ...] = (objectives.other_measures_views, reach.reach_views, reach.reach_changes_views)
AUDIENCE: tuple[View, ...] = (
    *(audience.reach_view, organic_reach_view, audience.combined_reach_view, audience.segment_reach_views),
    *(audience.trend_view, audience.journey_view, audience.influence_view, audience.waking_hours_view),
    audience.local_figures_view,
)
COMMUNICATION: tuple[View, ...] = (
    *(communication.permission_view, communication.agreement_views, communication.pillar_shares_view),
    *(communication.content_plan_view, communication.current_activities_view, communication.consent_view),
    communication.availability_view,
)
PLATFORMS: tuple[View, ...] = (
    *(platforms.start_set_view, platforms.contributions_view, platforms.acceptability_view),
    *(platforms.weight_stability_view, platforms.trade_fit_view, platforms.closed_platforms_view),
)
CALENDAR: tuple[View, ...] = (
    *(calendar.gains_view, calendar.conflict_views, calendar.workload_view, calendar.slot_opinions_view),
    calendar.heat_views,
)


@dataclass(frozen=True)
class ReportSection:
    """Cards that belong together, under one heading."""

    title: str
    cards: tuple[Card, ...]


@dataclass(frozen=True)
class Report:
    """
    The findings of a report.

    Parameters
    ----------
    objectives : tuple of ObjectiveSummary
        In the order of the plan.
    verdicts : tuple of str
        For each objective whether its target can be reached, or empty.
    failures : tuple of str
        What was asked for and does not fit.
    proof : str
        What was proved of the calendar.
    limits : tuple of (limit, what loosening it by one step brings)
        Those that hold it back, most first, in words.
    joins : dict of platform to words
        From when a later platform fits; one that is not there: unknown.
    changes : tuple of (what, then)
        What would change the decision, nearest first.
    unknowns : tuple of str
        What nobody has measured.
    unfilled : tuple of str
        Parts of the plan that are not filled in, and so have no card.
    strategy : tuple of ReportSection
        What was decided beside the calendar, and what came of it: shown and printed in full.
    sections : tuple of ReportSection
        The findings, each shown and printed by its title until it is opened.
    """

    objectives: tuple[ObjectiveSummary, ...] = ()
    verdicts: tuple[str, ...] = ()
    failures: tuple[str, ...] = ()
    proof: str = ""
    limits: tuple[tuple[str, str], ...] = ()
    joins: dict[str, str] = field(default_factory=dict)
    changes: tuple[tuple[str, str], ...] = ()
    unknowns: tuple[str, ...] = ()
    unfilled: tuple[str, ...] = ()
    strategy: tuple[ReportSection, ...] = ()
    sections: tuple[ReportSection, ...] = ()


def report_of(workings: Workings, _: Words) -> Report:
    """Return the findings of a plan's report."""
    gains = calendar.gains_view(workings, _).table
    unfilled = unfilled_views(workings, _)

    def sections(views: dict[str, tuple[View, ...]]) -> tuple[ReportSection, ...]:
        shown = {title: [view for view in group if view not in unfilled] for title, group in views.items()}
        made = (ReportSection(title, tuple(cards_of(group, workings, _))) for title, group in shown.items())
        return tuple(section for section in made if section.cards)

    return Report(
        objectives=objectives.objective_summaries(workings.brief, workings.evidence, _),
        verdicts=reach.known_verdicts(workings, _),
        failures=failures(workings, _),
        proof=proof_words(workings, _),
        limits=tuple(
            (_.capital(limit), _("{step}: {gain}", step=step, gain=gain))
            for limit, step, _agreement, gain in (gains.rows[:MOST_LIMITS] if gains else ())
        ),
        joins=dict(_joins(workings, _)),
        changes=plan.review_triggers(workings, _),
        unknowns=plan.open_questions(workings, _),
        unfilled=tuple(filter(None, unfilled.values())),
        strategy=sections(
            {
                _("From objectives to posts"): (line_of_sight_views, objectives.own_measures_views),
                _("Results"): (review.results_views,),
                _("Brand voice"): (STRATEGY["brand-voice"],),
                _("Answering messages"): (communication.reply_guide_view, STRATEGY["crisis"]),
                _("Profiles and peers"): (STRATEGY["profiles"], STRATEGY["peers"]),
                _("Budget"): (STRATEGY["budget"],),
            }
        ),
        sections=sections(
            {
                _("Objectives"): OBJECTIVES,
                _("What the plan is based on"): (plan.plan_sources_view,),
                _("1 Audience"): AUDIENCE,
                _("2 Communication"): COMMUNICATION,
                _("3 Platforms"): PLATFORMS,
                _("4 Calendar"): CALENDAR,
                _("Assumptions"): (assumptions_view,),
            }
        ),
    )


def unfilled_views(workings: Workings, _: Words) -> dict[View, str]:
    """Return the views of what is not filled in, each with the name of that part; empty: the one before names it."""
    brief = workings.brief
    scores = permission_scores(brief.pillars, pillar_ratings(brief.voices, brief.pillars))
    parts: tuple[tuple[bool, View, str], ...] = (
        (journey_marks(brief).empty, audience.journey_view, _("Customer journey")),
        (
            bool((scores["unrated"] == len(WORDS)).all()),
            communication.permission_view,
            _("Ratings of the content pillars"),
        ),
        (not brief.activities, communication.current_activities_view, _("Current activities and their consent")),
        (not brief.activities, communication.consent_view, ""),
        *((not part.is_filled(brief), STRATEGY[key], _(part.name)) for key, part in PARTS.items()),
    )
    return {view: name for is_empty, view, name in parts if is_empty}


def proof_words(workings: Workings, _: Words) -> str:
    """Describe the weeks that closed days shorten, then the proof of optimality of the calendar."""
    return f"{closed_days_words(workings, _)} {_proof(workings, _)}".strip()


def _proof(workings: Workings, _: Words) -> str:
    schedule, lacking = workings.schedule, workings.lacking
    if lacking and schedule.proof.gap:
        count = _.plural("One request does not fit.", "{n} requests do not fit.", lacking)
        stopped = _("The search stopped early: another calendar might fit more.")
        return f"{count} {stopped}"
    if lacking and schedule.left_out:
        count = _.plural("One request does not fit.", "{n} requests do not fit.", lacking)
        return f"{count} {left_out_words(len(schedule.left_out), _)}"
    if lacking:
        return _.plural(
            "One request does not fit. No better calendar exists under these rules.",
            "{n} requests do not fit. No better calendar exists under these rules.",
            lacking,
        )
    if not schedule.slots:
        return _("No post can be scheduled under these rules.")
    if schedule.proof.gap:
        return _(
            "A better calendar may exist: it could agree with the studies up to {gap} more.",
            gap=_.percent(schedule.proof.gap, 2),
        )
    return _("No better calendar exists under these rules: none agrees more with the studies.")


def _joins(workings: Workings, _: Words) -> Iterator[tuple[str, str]]:
    start = workings.start_set
    for row in rows_of(start.later.dropna(subset=["fits_from"]), LaterRow):
        if pd.isna(row.fits_now):
            yield row.platform, _("if your team can share the posts")
        elif row.fits_now:
            yield row.platform, _("once the first platforms are running well")
        elif start.suffices_in_total(row.fits_from):
            yield row.platform, _("once one person has enough hours for its posts")
        else:
            yield row.platform, _("once you have {hours} a week", hours=_.hours(row.fits_from * 60))
