"""Peers: what comparable businesses do on each platform, as a person saw it on a day."""

from collections.abc import Mapping
from typing import Any

from strategy_kit.labels.communication import format_words
from strategy_kit.model import Brief, Peer
from strategy_kit.pages.choices import EDITION_PLATFORMS, platform_column
from strategy_kit.session.session import Session
from strategy_kit.views.strategy import peers_view
from strategy_kit.widgets.choices import choice_column, column
from strategy_kit.widgets.form import Form, boxed, list_field, table
from strategy_kit.widgets.form_rows import Row, given
from strategy_kit.widgets.panel import Panel

FORMATS = ("first_format", "second_format")


def peers_panel(session: Session) -> Panel:
    """Peers as entered, and beside the plan."""
    return Panel(session, [peers_view], editors=[peers_form(session)])


def peers_form(session: Session) -> Form:
    """A row for each peer and platform."""
    _ = session.words
    formats: Mapping[Any, str] = {None: _("unknown"), **format_words(_)}
    columns = [
        column("name", _("Peer")),
        platform_column(session, EDITION_PLATFORMS),
        column("seen", _("Seen on"), "date"),
        column("posts_per_week", _("Posts a week"), "number"),
        choice_column("first_format", _("Format they use most"), formats),
        choice_column("second_format", _("Second format"), formats),
    ]
    rows, most = list_field("peers", _row, _peer), Brief.most("peers")
    editor = table(session, columns, *rows, add=_("Add a peer or a platform"), most=most, wide=True)
    words = _(
        "Up to five comparable businesses, one row per platform. Count the posts of the last four weeks and divide by "
        "four. An empty field means not known, not zero."
    )
    return boxed(_("Peers"), [editor], words)


def _row(peer: Peer) -> dict[str, Any]:
    held = dict(zip(FORMATS, (*peer.formats, None, None), strict=False))
    seen = peer.seen.isoformat() if peer.seen else None
    return {**dict(peer), "seen": seen, **held}


def _peer(row: Row, _place: str) -> dict[str, Any]:
    formats = dict.fromkeys(row[key] for key in FORMATS if row[key])
    return {**{key: cell for key, cell in given(row).items() if key not in FORMATS}, "formats": tuple(formats)}
