"""Consideration 3: what matters, what the team can do, on which platforms to start, and when to expand."""

from collections.abc import Sequence
from typing import Any, get_args

from strategy_kit.labels.communication import format_words
from strategy_kit.labels.platforms import dialogue_step_words, trade_words
from strategy_kit.model import Brief
from strategy_kit.model.types import Edition, Format
from strategy_kit.pages.choices import choice_column
from strategy_kit.pages.platforms.curves import curves_panel
from strategy_kit.pages.platforms.expansion import expansion_panel
from strategy_kit.pages.platforms.group import group_panel
from strategy_kit.pages.platforms.weighting import pairs_editor, weights_group, weights_line
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
    start_set_view,
    trade_fit_view,
    weight_stability_view,
)
from strategy_kit.views.shared import View, claims_view, platform_names
from strategy_kit.widgets.form import Group, boxed, choice, explained, table, toggle
from strategy_kit.widgets.form_rows import filled, given
from strategy_kit.widgets.panel import Panel
from strategy_kit.widgets.panels import Panels
from strategy_kit.widgets.section import Section

FORMATS: tuple[Format, ...] = get_args(Format)
MOST_PLATFORMS, MOST_RATINGS = 12, 40


def weights_panel(session: Session) -> Panel:
    """Let people say what matters; show who scores highest, how solid that is and what would change it."""
    return Panel(
        session,
        [weights_group(session)],
        [pairwise_view, contributions_view, acceptability_view, weight_stability_view],
        editors=[pairs_editor(session)],
        settings=weights_line,
    )


def robustness_panel(session: Session) -> Panel:
    """Show how the leader fares against each other, who would prefer another, and what leaving one out changes."""
    return Panel(session, [], [pairwise_wins_view, central_weights_view, nearest_weights_view, left_out_view])


def abilities_panel(session: Session) -> Panel:
    """Let people say what they make and where they talk with people; show what speaks for each platform."""
    return _abilities(session, [contributions_view, trade_fit_view, platform_hours_view])


def _abilities(session: Session, views: Sequence[View]) -> Panel:
    return Panel(
        session,
        [formats_group(session), catalogue_group(session)],
        views,
        editors=[ratings_group(session)],
        settings=abilities_line,
    )


def choice_panel(session: Session) -> Panel:
    """Let people settle on platforms, or leave it to the workbook; show where to start and what comes later."""
    return Panel(session, [], [start_set_view, frontier_view, next_platform_view], editors=[settled_group(session)])


def platforms_page(session: Session) -> Panels:
    """Return the whole consideration, each editor beside what it gives; what goes deeper opens on demand."""
    _ = session.words
    return Panels(
        [
            weights_panel(session),
            choice_panel(session),
            Section(session, _("how solid the order is"), robustness_panel),
            _abilities(session, [trade_fit_view, platform_hours_view, closed_platforms_view, claims_view(3)]),
            Section(session, _("what each measure is worth, and your own values"), curves_panel),
            Section(session, _("the group: who weighs what, and what to discuss"), group_panel),
            Section(session, _("when to expand, and what happened"), expansion_panel),
        ]
    )


def formats_group(session: Session) -> Group:
    """The formats the team can make, and how long one takes."""
    _ = session.words
    columns = [
        choice_column("format", _("Format"), format_words(_)),
        {"key": "minutes", "word": _("Minutes"), "kind": "number"},
    ]
    editor = table(
        session,
        columns,
        lambda brief: [dict(effort) for effort in brief.formats],
        lambda brief, rows: {"formats": [given(row) for row in filled(rows)]},
        add=_("Add a format"),
        most=len(FORMATS),
    )
    return Group(
        _("What you can make"),
        [editor],
        _("Minutes to make one, answering apart. Left empty, ours count: see the assumptions."),
    )


def catalogue_group(session: Session) -> Group:
    """The trade, and whose platforms: today's or the document's."""
    _ = session.words
    trade = choice(
        session,
        _("Your trade"),
        lambda brief: brief.trade,
        lambda brief, value: {"trade": value},
        [(word, key) for key, word in trade_words(_).items()],
    )
    edition = toggle(
        session,
        _("Edition"),
        lambda brief: brief.edition,
        lambda brief, value: _with_edition(session, brief, value),
        [(_("Today"), "today"), (_("The document, 2012"), "document")],
    )
    words = _("The document’s edition has its seven sites as it saw them; two have closed since.")
    return Group(_("Trade and catalogue"), [trade, *explained(edition, words)])


def ratings_group(session: Session) -> Group:
    """The group's own ratings of dialogue."""
    _ = session.words

    def columns() -> list[dict[str, Any]]:
        dialogue = choice_column("dialogue", _("Dialogue you can have there"), dialogue_step_words(_))
        return [_platform_column(session), dialogue]

    editor = table(
        session,
        columns,
        lambda brief: [dict(rating) for rating in brief.ratings],
        lambda brief, rows: {"ratings": [row for row in rows if row["platform"]]},
        add=_("Rate a platform"),
        most=MOST_RATINGS,
    )
    return boxed(
        _("Where people talk with you"),
        [editor],
        _("No figure is published on this: it is your own rating. A platform you do not rate stays unknown."),
    )


def settled_group(session: Session) -> Group:
    """Who chooses the platforms, and which ones were chosen by hand."""
    _ = session.words
    who = toggle(
        session,
        _("Platforms of the calendar"),
        lambda brief: bool(brief.platforms),
        lambda brief, value: {"platforms": _chosen(session.workings) if value else ()},
        [(_("Let the workbook choose"), False), (_("We choose"), True)],
    )
    editor = table(
        session,
        lambda: [_platform_column(session)],
        lambda brief: [{"platform": platform} for platform in brief.platforms],
        lambda brief, rows: {"platforms": [row["platform"] for row in rows if row["platform"]]},
        add=_("Add a platform"),
        most=MOST_PLATFORMS,
    )
    return boxed(
        _("Who chooses"),
        [who, editor],
        _("The workbook takes the best one or two that fit into your hours. What you list yourselves, it keeps."),
    )


def abilities_line(session: Session) -> str:
    """Say what the team makes, in one line."""
    _ = session.words
    formats = [format_words(_)[effort.format] for effort in session.plan.brief.formats]
    return _("Set: {formats}", formats=_.all_of(formats) or _("no format"))


def _with_edition(session: Session, brief: Brief, edition: Edition) -> dict[str, object]:
    """Change the edition; platforms settled on that it does not have are let go."""
    known = catalogue(session.workings.evidence.platforms, edition).open.index
    return {"edition": edition, "platforms": [key for key in brief.platforms if key in known]}


def _platform_column(session: Session) -> dict[str, Any]:
    _, names = session.words, platform_names(session.workings)
    offered = {key: names[key] for key in session.workings.catalogue.open.index}
    return choice_column("platform", _("Platform"), offered, names)


def _chosen(workings: Workings) -> tuple[str, ...]:
    """Return the platforms of the plan, else the one that scores best."""
    return workings.platforms or (str(workings.scores["middle"].idxmax()),)
