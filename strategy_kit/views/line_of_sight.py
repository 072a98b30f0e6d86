"""From each objective to the posts of the calendar that serve it, and what serves none."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from strategy_kit.evidence.evidence import Evidence
from strategy_kit.figures.card import Card
from strategy_kit.figures.plan.line_of_sight import Sight, SightLink, SightObjective, line_of_sight_card, sight_table
from strategy_kit.i18n import Words
from strategy_kit.labels.objectives import objective_name, objective_words
from strategy_kit.model import Brief
from strategy_kit.plan.line_of_sight import LineOfSight, line_of_sight
from strategy_kit.plan.workings import Workings
from strategy_kit.views.objectives import kpi_of
from strategy_kit.views.shared import platform_names


def line_of_sight_views(workings: Workings, _: Words) -> Iterator[Card]:
    """Show which posts serve which objective; nothing without objectives."""
    brief = workings.brief
    if not brief.objectives:
        return
    sight = line_of_sight(brief, workings.schedule.slots)
    names = _names(workings, _)
    kpis = {each.what: kpi_of(each, workings.evidence, _) for each in brief.objectives}
    drawn = _drawn(sight, names, {what: kpi.name if kpi else "" for what, kpi in kpis.items()}, workings, _)
    rows = sight_rows(brief, sight, workings.evidence, platform_names(workings), _)
    table = sight_table(list(rows), _)
    yield line_of_sight_card(
        _title(sight, names, _), drawn, sight_lines(sight, _), _unserved(sight, names, _), table, _
    )


def _drawn(
    sight: LineOfSight, names: Mapping[str, str], kpis: Mapping[str, str], workings: Workings, _: Words
) -> Sight:
    """Return what is drawn, by places."""
    objectives, pillars, platforms = list(names), list(sight.pillars), list(sight.platforms)
    shown = platform_names(workings)
    parts = {what: sum(band.posts for band in sight.bands if band.objective == what) for what in objectives}
    return Sight(
        objectives=[
            SightObjective(names[what], kpis[what], _.plural("{n} post", "{n} posts", sight.posts[what]), parts[what])
            for what in objectives
        ],
        pillars=list(sight.pillars.items()),
        platforms=[(key, shown[key], posts) for key, posts in sight.platforms.items()],
        bands=[(objectives.index(band.objective), pillars.index(band.pillar), band.posts) for band in sight.bands],
        links=[
            SightLink(
                pillars.index(link.pillar),
                platforms.index(link.platform) if link.platform else -1,
                link.posts,
                bool(link.objectives),
            )
            for link in sight.links
        ],
        total=sight.total,
    )


class SightRow(NamedTuple):
    """A row of the line of sight, in words: posts of a pillar on a platform that serve an objective, or none."""

    objective: str
    kpi: str
    pillar: str
    platform: str
    posts: int


def sight_rows(
    brief: Brief, sight: LineOfSight, evidence: Evidence, platforms: Mapping[str, str], _: Words
) -> Iterator[SightRow]:
    """
    Yield a row per objective, pillar and platform; an objective that no pillar serves and other pillars have rows too.

    Parameters
    ----------
    platforms : mapping of key to name
    """
    names = objective_words(evidence, _)
    for objective in brief.objectives:
        kpi, name = kpi_of(objective, evidence, _), objective_name(objective, names)
        serving = [link for link in sight.links if objective.what in link.objectives]
        found = [(link.pillar, platforms.get(link.platform, ""), link.posts) for link in serving]
        for pillar, platform, posts in found or [(_("no pillar"), "", 0)]:
            yield SightRow(name, kpi.name if kpi else "", pillar, platform, posts)
    for link in sight.links:
        if not link.objectives:
            platform = platforms.get(link.platform, "")
            yield SightRow(_("none of your objectives"), "", link.pillar, platform, link.posts)


def _names(workings: Workings, _: Words) -> dict[str, str]:
    names = objective_words(workings.evidence, _)
    return {each.what: objective_name(each, names) for each in workings.brief.objectives}


def _title(sight: LineOfSight, names: Mapping[str, str], _: Words) -> str:
    """Say first which objectives no post serves, else how many posts serve one."""
    if not sight.total:
        return _("No posts are planned yet")
    if sight.unserved and sight.serving:
        return _("No post serves {objectives} yet", objectives=_unserved_names(sight, names, _))
    if sight.serving == sight.total:
        return _.plural("The only post serves your objectives", "All {n} posts serve your objectives", sight.total)
    if not sight.serving:
        return _("No post serves your objectives yet")
    return _.plural(
        "One of {total} posts serves your objectives",
        "{n} of {total} posts serve your objectives",
        sight.serving,
        total=sight.total,
    )


def _unserved_names(sight: LineOfSight, names: Mapping[str, str], _: Words) -> str:
    return _.all_of(_("“{name}”", name=names[what]) for what in sight.unserved)


def _unserved(sight: LineOfSight, names: Mapping[str, str], _: Words) -> str:
    """Name the objectives that no post serves."""
    if not sight.unserved or not sight.total:
        return ""
    named = _unserved_names(sight, names, _)
    return _("No post serves {objectives}. On Communication, tick it for a content pillar.", objectives=named)


def sight_lines(sight: LineOfSight, _: Words) -> list[str]:
    """Return sentences on what serves none, and on what counts twice."""
    lines = []
    if any(len(link.objectives) > 1 and link.posts for link in sight.links):
        lines.append(_("A post that serves two objectives counts for both; its band is divided."))
    if sight.idle:
        named = _.all_of(_("“{name}”", name=name) for name in sight.idle)
        lines.append(
            _.plural(
                "The pillar {names} serves none of your objectives.",
                "The pillars {names} serve none of your objectives.",
                len(sight.idle),
                names=named,
            )
        )
    return lines
