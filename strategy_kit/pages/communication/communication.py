"""Consideration 2, communication: activities of today, content pillars, promotion cap."""

from collections.abc import Sequence
from typing import Any

from strategy_kit.labels.communication import (
    channel_words,
    direction_words,
    format_words,
    medium_descriptions,
    purpose_words,
    rating_step_words,
)
from strategy_kit.model import Brief
from strategy_kit.pages.choices import choice_column
from strategy_kit.pages.communication.replies import raters_group, replies_panel
from strategy_kit.session.session import Session
from strategy_kit.views.communication import (
    agreement_views,
    consent_view,
    content_plan_view,
    contrast_view,
    current_activities_view,
    permission_view,
    pillar_shares_view,
    rating_anchors_view,
)
from strategy_kit.views.shared import claims_view
from strategy_kit.widgets.form import Group, boxed, explained, list_field, slider, table
from strategy_kit.widgets.form_rows import Row, given, percent, read_rows, share
from strategy_kit.widgets.panel import Panel, Panels

MOST_ACTIVITIES, MOST_PILLARS = 40, 12


def activities_panel(session: Session) -> Panel:
    """Activities of today; how much of them interrupts, and the consent they need."""
    return Panel(session, [], [current_activities_view, consent_view], editors=[activities_group(session)])


def pillars_panel(session: Session) -> Panel:
    """Content pillars and their ratings; permission, agreement, posts by week."""
    return Panel(
        session,
        [cap_group(session)],
        [
            rating_anchors_view,
            permission_view,
            agreement_views,
            pillar_shares_view,
            content_plan_view,
        ],
        editors=[pillars_group(session), raters_group(session)],
        settings=cap_line,
    )


def communication_page(session: Session) -> Panels:
    """Return the whole consideration."""
    contrast = Panel(session, [], [contrast_view, claims_view(2)])
    return Panels([pillars_panel(session), activities_panel(session), replies_panel(session), contrast])


def cap_group(session: Session) -> Group:
    """The promotion cap."""
    _ = session.words
    cap = slider(
        session,
        _("Posts that ask, at most (%)"),
        lambda brief: round(percent(brief.promotion_cap)),
        lambda brief, value: {"promotion_cap": value / 100},
        least=0,
        most=100,
        step=5,
    )
    words = _("What exceeds it goes to the pillars that give. One in five is the workbook’s start, not a measurement.")
    return Group(_("How often you ask"), explained(cap, words))


def pillars_group(session: Session) -> Group:
    """Content pillars, each rated by Godin's three words."""
    _, anchors = session.words, session.workings.evidence.rating_anchors
    columns = [
        {"key": "name", "word": _("Pillar"), "kind": "text"},
        choice_column("purpose", _("Purpose"), purpose_words(_)),
        {"key": "share", "word": _("Share of posts, %"), "kind": "number"},
        choice_column("format", _("Made as"), format_words(_)),
        *(choice_column(key, word, steps) for key, (word, steps) in rating_step_words(anchors, _).items()),
    ]
    limits = {"least": 1, "most": MOST_PILLARS}
    editor = table(session, columns, _pillar_rows, _with_pillars, add=_("Add a pillar"), wide=True, **limits)
    words = _(
        "Rate each pillar by Godin’s three words. A rating left unknown leaves the score open, it is not zero. "
        "Only the proportions of the shares count."
    )
    return boxed(_("What you speak of"), [editor], words)


def activities_group(session: Session) -> Group:
    """Marketing activities of today."""
    _ = session.words
    columns = [
        {"key": "name", "word": _("Activity"), "kind": "text"},
        choice_column("channel", _("Channel"), {**channel_words(_), None: _("unknown")}),
        choice_column("medium", _("Medium"), medium_descriptions(_)),
        choice_column("direction", _("Direction"), {**direction_words(_), None: _("unknown")}),
        {"key": "hours_per_week", "word": _("Hours a week"), "kind": "number"},
        {"key": "cost_per_month", "word": _("Cost a month"), "kind": "number"},
        {"key": "opted_in_people", "word": _("How many signed up"), "kind": "number"},
        {"key": "way_out", "word": _("How they leave"), "kind": "text"},
        {"key": "opted_in", "word": _("They signed up for it"), "kind": "flag"},
    ]
    rows = list_field("activities")
    editor = table(session, columns, *rows, add=_("Add an activity"), most=MOST_ACTIVITIES, wide=True)
    words = _(
        "Leaflets, newsletter, fairs, advertisements, sites you keep. What you send out to people who did not sign "
        "up for it interrupts them. What is left empty is unknown, not zero."
    )
    return boxed(_("What you do today"), [editor], words)


def cap_line(session: Session) -> str:
    """Return the setting of the cap in one line."""
    _ = session.words
    return _("Set: {cap} of the posts may ask", cap=_.percent(session.plan.brief.promotion_cap))


def _pillar_rows(brief: Brief) -> list[dict[str, Any]]:
    return [{**dict(pillar), "share": percent(pillar.share)} for pillar in brief.pillars]


def _with_pillars(_brief: Brief, rows: Sequence[Row]) -> dict[str, object]:
    return {
        "pillars": read_rows(rows, lambda place, row: {**given(row), "share": share(row, f"pillars.{place}.share")})
    }
