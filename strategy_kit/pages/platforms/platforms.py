"""Consideration 3, platforms: weights, abilities, choice of platforms, expansion."""

from collections.abc import Sequence
from functools import partial
from operator import attrgetter

from strategy_kit.labels.communication import format_words
from strategy_kit.labels.platforms import dialogue_step_words
from strategy_kit.model import Brief
from strategy_kit.model.types import Edition
from strategy_kit.pages.choices import EDITION_PLATFORMS, platform_column
from strategy_kit.pages.platforms.expansion import expansion_panel
from strategy_kit.pages.platforms.group import group_panel
from strategy_kit.pages.platforms.weighting import curves_panel, pairs_editor, weights_form, weights_line
from strategy_kit.pages.trades import trade_dropdowns
from strategy_kit.plan.workings import Workings
from strategy_kit.platforms import catalogue
from strategy_kit.session.session import Session
from strategy_kit.views.platforms import (
    acceptability_view,
    central_weights_view,
    closed_platforms_view,
    contributions_view,
    frontier_view,
    left_out_view,
    nearest_weights_view,
    next_platform_view,
    pairwise_view,
    pairwise_wins_view,
    platform_hours_view,
    platform_order,
    start_set_view,
    trade_fit_view,
    weight_stability_view,
)
from strategy_kit.views.shared import View, claims_view
from strategy_kit.widgets.choices import choice_column, column
from strategy_kit.widgets.form import Form, boxed, list_field, table, toggle_buttons, with_help
from strategy_kit.widgets.form_rows import Row
from strategy_kit.widgets.panel import Panel, Panels, Section


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


def platforms_page(session: Session) -> Panels:
    """Return the whole consideration; what goes deeper opens on demand."""
    _ = session.words
    return Panels(
        [
            weights_panel(session),
            choice_panel(session),
            Section(session, _("how solid the order is"), robustness_panel),
            abilities_panel(session, [trade_fit_view, platform_hours_view, closed_platforms_view, claims_view(3)]),
            Section(session, _("what each measure is worth, and your own values"), curves_panel),
            Section(session, _("the group: who weighs what, and what to discuss"), group_panel),
            Section(session, _("when to expand, and what happened"), expansion_panel),
        ]
    )


def formats_form(session: Session) -> Form:
    """The formats the team can make, and how long one takes."""
    _ = session.words
    columns = [choice_column("format", _("Format"), format_words(_)), column("minutes", _("Minutes"), "number")]
    editor = table(session, columns, *list_field("formats"), add=_("Add a format"), most=Brief.most("formats"))
    words = _("Minutes to make one, answering apart. Left empty, ours count: see the assumptions.")
    return Form(_("What you can make"), [editor], words)


def catalogue_form(session: Session) -> Form:
    """Trades, and edition of the catalogue: today's or the document's."""
    _ = session.words
    edition = toggle_buttons(
        session,
        _("Edition"),
        attrgetter("edition"),
        partial(_with_edition, session),
        {"today": _("Today"), "document": _("The document, 2012")},
    )
    words = _("The document’s edition has its seven sites as it saw them; two have closed since.")
    return Form(_("Trade and catalogue"), [*trade_dropdowns(session), *with_help(edition, words)])


def ratings_form(session: Session) -> Form:
    """The group's own ratings of dialogue."""
    _ = session.words
    columns = [
        platform_column(session, EDITION_PLATFORMS),
        choice_column("dialogue", _("Dialogue you can have there"), dialogue_step_words(_)),
    ]

    def write(_brief: Brief, rows: Sequence[Row]) -> dict[str, object]:
        return {"ratings": [row for row in rows if row["platform"]]}

    read, _write = list_field("ratings")
    editor = table(session, columns, read, write, add=_("Rate a platform"), most=Brief.most("ratings"))
    words = _("No figure is published on this: it is your own rating. A platform you do not rate stays unknown.")
    return boxed(_("Where people talk with you"), [editor], words)


def platforms_form(session: Session) -> Form:
    """Choice of platforms, by the workbook or by hand."""
    _ = session.words
    who = toggle_buttons(
        session,
        _("Platforms of the calendar"),
        lambda brief: bool(brief.platforms),
        lambda brief, value: {"platforms": _chosen(session.workings) if value else ()},
        {False: _("Let the workbook choose"), True: _("We choose")},
    )
    editor = table(
        session,
        [platform_column(session, EDITION_PLATFORMS)],
        lambda brief: [{"platform": platform} for platform in brief.platforms],
        lambda brief, rows: {"platforms": [row["platform"] for row in rows if row["platform"]]},
        add=_("Add a platform"),
        most=Brief.most("platforms"),
    )
    words = _("The workbook takes the best one or two that fit into your hours. What you list yourselves, it keeps.")
    return boxed(_("Who chooses"), [who, editor], words)


def abilities_line(session: Session) -> str:
    """Return the formats of the team in one line."""
    _ = session.words
    formats = [format_words(_)[effort.format] for effort in session.plan.brief.formats]
    return _("Set: {formats}", formats=_.all_of(formats) or _("no format"))


def _with_edition(session: Session, brief: Brief, edition: Edition) -> dict[str, object]:
    """Change the edition; chosen platforms that it does not have are removed."""
    offered = catalogue(session.workings.evidence.platforms, edition).open.index
    return {"edition": edition, "platforms": [key for key in brief.platforms if key in offered]}


def _chosen(workings: Workings) -> tuple[str, ...]:
    """Return the platforms of the plan, else the one that scores best."""
    return workings.platforms or (platform_order(workings)[0],)
