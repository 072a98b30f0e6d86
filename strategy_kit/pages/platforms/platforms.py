"""Consideration 3, platforms: weights, abilities, choice of platforms, expansion."""

from collections.abc import Sequence
from functools import partial
from operator import attrgetter

import ipywidgets

from strategy_kit.i18n import N_
from strategy_kit.labels.communication import format_words
from strategy_kit.labels.platforms import criterion_words, dialogue_step_words
from strategy_kit.model import Brief
from strategy_kit.model.types import Edition
from strategy_kit.pages.choices import EDITION_PLATFORMS, platform_column
from strategy_kit.pages.decision import Decision, DecisionPage, Detail, side_by_side
from strategy_kit.pages.platforms.expansion import expansion_panel
from strategy_kit.pages.platforms.group import group_panel
from strategy_kit.pages.platforms.peers import peers_panel
from strategy_kit.pages.platforms.profiles import profiles_panel
from strategy_kit.pages.platforms.weighting import (
    criteria_form,
    curves_panel,
    pairs_editor,
    weighing_form,
    weights_form,
    weights_line,
)
from strategy_kit.pages.suggestions import Suggestions
from strategy_kit.pages.trades import trade_chips
from strategy_kit.plan.workings import Workings
from strategy_kit.platforms import catalogue
from strategy_kit.session.session import Session
from strategy_kit.views import suggestions
from strategy_kit.views.platforms import (
    acceptability_view,
    central_weights_view,
    closed_platforms_view,
    contributions_view,
    frontier_view,
    heaviest_criterion,
    left_out_view,
    nearest_weights_view,
    next_platform_view,
    pairwise_view,
    pairwise_wins_view,
    platform_answer_view,
    platform_hours_view,
    platform_order,
    score_sources,
    start_set_view,
    trade_fit_view,
    weight_stability_view,
)
from strategy_kit.views.shared import View, claims_view, organic_reach_view
from strategy_kit.widgets.choices import choice_column, column
from strategy_kit.widgets.form import (
    Form,
    Read,
    Write,
    boxed,
    list_field,
    live_prose,
    slider,
    table,
    toggle_buttons,
    with_help,
)
from strategy_kit.widgets.form_rows import Row
from strategy_kit.widgets.html import help_line
from strategy_kit.widgets.lazy import Switch
from strategy_kit.widgets.panel import Panel, Section
from strategy_kit.widgets.table import TableEditor

MOST_HOURS = 40.0
"""Where the slider of the hours ends; the plan may hold more."""


def weights_panel(session: Session) -> Panel:
    """Weights of the criteria; scores, their robustness and what would change them."""
    answers = (pairwise_view, contributions_view, acceptability_view, weight_stability_view)
    forms, editors = [weights_form(session)], [pairs_editor(session)]
    return Panel(session, answers, forms=forms, editors=editors, summary=weights_line)


def robustness_panel(session: Session) -> Panel:
    """Robustness of the order: duels, supporters, nearest weights, criteria left out."""
    return Panel(session, [pairwise_wins_view, central_weights_view, nearest_weights_view, left_out_view])


def abilities_panel(
    session: Session, views: Sequence[View] = (contributions_view, trade_fit_view, platform_hours_view)
) -> Panel:
    """Formats and dialogue of the team; contributions, trade fit and hours of each platform."""
    forms, editors = [formats_form(session), catalogue_form(session)], [ratings_form(session)]
    return Panel(session, views, forms=forms, editors=editors, summary=abilities_line)


def choice_panel(session: Session) -> Panel:
    """Choice of platforms, by hand or by the workbook; the start set and what comes later."""
    return Panel(session, [start_set_view, frontier_view, next_platform_view], editors=[platforms_form(session)])


def platforms_page(session: Session) -> DecisionPage:
    """Return the whole consideration."""
    decision = Decision(
        answer=platform_answer_view,
        figure=contributions_view,
        controls=lambda session: [criteria_form(session), hours_form(session), choice_form(session)],
        summary=settings_line,
        why=Detail(_why_line, _why),
        tune=Detail(_tune_line, _tune),
        group=Detail(_group_line, lambda session: [group_panel(session)]),
        below=lambda session: [Suggestions(session, suggestions.PLATFORMS)],
    )
    return DecisionPage(session, "platforms", decision)


def _why_line(session: Session) -> str:
    _ = session.words
    return _.plural(
        "One source, every possible start compared, how sure the ranking is, and common advice checked",
        "{n} sources, every possible start compared, how sure the ranking is, and common advice checked",
        score_sources(session.workings),
    )


def _why(session: Session) -> list[Panel | Section]:
    _ = session.words
    order = (start_set_view, frontier_view, next_platform_view, acceptability_view, weight_stability_view)
    evidence = (organic_reach_view, trade_fit_view, platform_hours_view, closed_platforms_view, claims_view(3))
    return [
        Panel(session, order),
        Section(session, _("how sure the ranking is"), robustness_panel),
        Panel(session, evidence),
    ]


def _tune_line(session: Session) -> str:
    return session.words(
        N_(
            "Ways of weighting, your formats and ratings, value curves, when to add a platform, your profiles, and "
            "comparable businesses"
        )
    )


def _tune(session: Session) -> list[ipywidgets.Widget]:
    _ = session.words
    forms = (weighing_form, formats_form, ratings_form, catalogue_form)
    return [
        side_by_side([form(session) for form in forms]),
        Panel(session, [pairwise_view], editors=[pairs_editor(session)]),
        Section(session, _("the value of each measure, and your own values"), curves_panel),
        Section(session, _("when to add a platform, and weekly results"), expansion_panel),
        Section(session, _("your profile on each platform"), profiles_panel),
        Section(session, _("peers: what comparable businesses do"), peers_panel),
    ]


def _group_line(session: Session) -> str:
    _, people = session.words, len(session.plan.brief.voices)
    if not people:
        return _("No votes yet: each person votes alone, then you compare")
    return _.plural("One person’s vote so far", "{n} people: each one’s weights, and what to discuss", people)


def hours_form(session: Session) -> Form:
    """Hours of a team of one; of a larger team, where they are."""
    _ = session.words

    def own() -> list[ipywidgets.Widget]:
        read, write = _hours_of_one()
        return [slider(session, _("Hours a week"), read, write, least=0.0, most=MOST_HOURS, step=0.5)]

    def shared() -> list[ipywidgets.Widget]:
        return [live_prose(session, lambda: help_line(_team_hours_line(session)))]

    return Form(_("Your time"), [Switch(session, lambda brief: len(brief.team) == 1, {True: own, False: shared})])


def _hours_of_one() -> tuple[Read, Write]:
    return (
        lambda brief: brief.team[0].hours_per_week,
        lambda brief, hours: {"team": [brief.team[0].changed(hours_per_week=hours), *brief.team[1:]]},
    )


def _team_hours_line(session: Session) -> str:
    _ = session.words
    hours = _.hours(60 * session.workings.start_set.hours_available)
    return _("Your team has {hours} a week; change this for each person under “Calendar”.", hours=hours)


def choice_form(session: Session) -> Form:
    """Choice of platforms, by the workbook or by hand; the list of one's own only where it counts."""
    _ = session.words
    own = Switch(session, lambda brief: bool(brief.platforms), {True: lambda: [_platform_table(session)]})
    return Form(_("Choice of platforms"), [_chooser(session), own])


def settings_line(session: Session) -> str:
    """Return the weightiest criterion and the hours in one line."""
    _, (first, share) = session.words, heaviest_criterion(session.workings)
    return _(
        "Settings: “{criterion}” weighs {share}, {hours} a week",
        criterion=criterion_words(_)[first],
        share=_.percent(share),
        hours=_.hours(60 * session.workings.start_set.hours_available),
    )


def formats_form(session: Session) -> Form:
    """The formats the team can make, and how long one takes."""
    _ = session.words
    columns = [choice_column("format", _("Format"), format_words(_)), column("minutes", _("Minutes"), "number")]
    editor = table(session, columns, *list_field("formats"), add=_("Add a format"), most=Brief.most("formats"))
    words = _("Minutes to make one post, without answering. If left empty, our assumption is used.")
    return Form(_("Formats you make"), [editor], words)


def catalogue_form(session: Session) -> Form:
    """Trades, and edition of the catalogue: today's or the document's."""
    _ = session.words
    edition = toggle_buttons(
        session,
        _("Edition"),
        attrgetter("edition"),
        partial(_with_edition, session),
        {"today": _("Today’s edition"), "document": _("The 2012 edition")},
    )
    words = _(
        "The 2012 edition has the seven sites that a how-to guide of about 2012 names, as they were then; two have "
        "closed since."
    )
    return Form(_("Trade and list of platforms"), [trade_chips(session), *with_help(edition, words)])


def ratings_form(session: Session) -> Form:
    """The group's own ratings of dialogue."""
    _ = session.words
    columns = [
        platform_column(session, EDITION_PLATFORMS),
        choice_column("dialogue", _("Dialogue on this platform"), dialogue_step_words(_)),
    ]

    def write(_brief: Brief, rows: Sequence[Row]) -> dict[str, object]:
        return {"ratings": [row for row in rows if row["platform"]]}

    read, _write = list_field("ratings")
    editor = table(session, columns, read, write, add=_("Rate a platform"), most=Brief.most("ratings"))
    words = _(
        "None of the studies here measures this, so it is your own rating. A platform you do not rate "
        "counts as “no data yet”."
    )
    return boxed(_("Where customers talk with you"), [editor], words)


def platforms_form(session: Session) -> Form:
    """Choice of platforms, by the workbook or by hand."""
    _ = session.words
    words = _(
        "The workbook picks the best one or two platforms that fit into your hours. If you list your "
        "own, it uses those."
    )
    return boxed(_("Choice of platforms"), [_chooser(session), _platform_table(session)], words)


def _chooser(session: Session) -> ipywidgets.Widget:
    _ = session.words
    return toggle_buttons(
        session,
        _("Platforms in the calendar"),
        lambda brief: bool(brief.platforms),
        lambda brief, value: {"platforms": _chosen(session.workings) if value else ()},
        {False: _("Let the workbook choose"), True: _("Choose ourselves")},
    )


def _platform_table(session: Session) -> TableEditor:
    _ = session.words
    editor: TableEditor = table(
        session,
        [platform_column(session, EDITION_PLATFORMS)],
        lambda brief: [{"platform": platform} for platform in brief.platforms],
        lambda brief, rows: {"platforms": [row["platform"] for row in rows if row["platform"]]},
        add=_("Add a platform"),
        most=Brief.most("platforms"),
    )
    editor.entitle(_("Choice of platforms"))
    return editor


def abilities_line(session: Session) -> str:
    """Return the formats of the team in one line."""
    _ = session.words
    formats = [format_words(_)[effort.format] for effort in session.plan.brief.formats]
    return _("Settings: {formats}", formats=_.all_of(formats) or _("no format"))


def _with_edition(session: Session, brief: Brief, edition: Edition) -> dict[str, object]:
    """Change the edition; chosen platforms that it does not have are removed."""
    offered = catalogue(session.workings.evidence.platforms, edition).open.index
    return {"edition": edition, "platforms": [key for key in brief.platforms if key in offered]}


def _chosen(workings: Workings) -> tuple[str, ...]:
    """Return the platforms of the plan, else the one that scores best."""
    return workings.platforms or (platform_order(workings)[0],)
