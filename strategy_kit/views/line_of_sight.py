"""From each objective to the posts of the calendar that serve it, and what serves none."""

from collections.abc import Iterator

from strategy_kit.figures.card import Card
from strategy_kit.figures.plan.line_of_sight import SightObjective, SightRow, line_of_sight_card
from strategy_kit.i18n import Words
from strategy_kit.labels.objectives import objective_name, objective_words
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
    places = {each.what: place for place, each in enumerate(brief.objectives)}
    kpis = [kpi_of(each, workings.evidence, _) for each in brief.objectives]
    objectives = [
        SightObjective(
            names[each.what], kpi.name if kpi else "", _.plural("{n} post", "{n} posts", sight.posts[each.what])
        )
        for each, kpi in zip(brief.objectives, kpis, strict=True)
    ]
    rows = [
        SightRow(tuple(places[what] for what in link.objectives), link.pillar, link.platform, link.posts)
        for link in sight.links
    ]
    shown = platform_names(workings)
    platforms = {row.platform: shown[row.platform] for row in rows if row.platform}
    yield line_of_sight_card(
        _title(sight, _), objectives, rows, platforms, sight_lines(sight, _), _unserved(sight, names, _), _
    )


def _names(workings: Workings, _: Words) -> dict[str, str]:
    names = objective_words(workings.evidence, _)
    return {each.what: objective_name(each, names) for each in workings.brief.objectives}


def _title(sight: LineOfSight, _: Words) -> str:
    serving = sum(link.posts for link in sight.links if link.objectives)
    if not sight.total:
        return _("No posts are planned yet")
    if serving == sight.total:
        return _.plural("The only post serves your objectives", "All {n} posts serve your objectives", sight.total)
    if not serving:
        return _("No post serves your objectives yet")
    return _.plural(
        "One of {total} posts serves your objectives",
        "{n} of {total} posts serve your objectives",
        serving,
        total=sight.total,
    )


def _unserved(sight: LineOfSight, names: dict[str, str], _: Words) -> str:
    """Name the objectives that no post serves."""
    if not sight.unserved or not sight.total:
        return ""
    named = _.all_of(_("“{name}”", name=names[what]) for what in sight.unserved)
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
