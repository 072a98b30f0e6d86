"""Consideration 1, the customer journey: the touchpoints of each segment before it buys."""

from collections.abc import Sequence
from typing import Any, get_args

from strategy_kit.labels.audience import basis_words, look_step_words, place_words, stage_words
from strategy_kit.model import Brief, Touchpoint
from strategy_kit.model.types import Stage
from strategy_kit.model.validation import validated
from strategy_kit.pages.choices import entry_names
from strategy_kit.pages.group_rows import ParticipantEntry, participant_rows, with_participant_entries
from strategy_kit.session.session import Session
from strategy_kit.text import one_line
from strategy_kit.views.audience import influence_view, journey_view
from strategy_kit.widgets.choices import choice_column, column
from strategy_kit.widgets.form import Form, boxed, table
from strategy_kit.widgets.form_rows import Row, given, only, read_rows
from strategy_kit.widgets.panel import Panel

MOST_ROWS = Brief.most("journey") * (Brief.most("voices") + 1)
"""All that the plan can hold: a row beyond would be lost with the next change."""


def journey_panel(session: Session) -> Panel:
    """Touchpoints before a purchase, and those that surveys found."""
    return Panel(session, [journey_view, influence_view], editors=[journey_form(session)])


def journey_form(session: Session) -> Form:
    """Touchpoints of each segment before it buys."""
    _ = session.words
    stages, steps = stage_words(_), look_step_words(_)
    columns = [
        choice_column("segment", _("Segment"), lambda: entry_names(session, "segments")),
        choice_column("place", _("Place"), place_words(_)),
        *(choice_column(stage, _.capital(stages[stage]), steps) for stage in get_args(Stage)),
        choice_column("basis", _("How do you know?"), basis_words(_)),
        column("person", _("Who says so (empty: all of you)")),
    ]
    editor = table(session, columns, _rows, _with_journey, add=_("Add a place"), most=MOST_ROWS, wide=True)
    words = _(
        "One row for a segment and a place: how many look there at each stage. Leave a stage unknown rather than "
        "guess. With a name or initials in the last field it is that person’s view; empty, it is what you all "
        "agreed on, which counts first."
    )
    return boxed(_("Where they look before they buy"), [editor], words)


def _rows(brief: Brief) -> list[dict[str, Any]]:
    return participant_rows(brief.journey, brief, "journey")


def _with_journey(brief: Brief, rows: Sequence[Row]) -> dict[str, object]:
    touchpoints = read_rows(rows, lambda place, row: _touchpoint(brief, row, f"journey.{place}"))
    agreed = [touchpoint for person, touchpoint in touchpoints if not person]
    return {"journey": agreed, "voices": with_participant_entries(brief, "journey", touchpoints)}


def _touchpoint(brief: Brief, row: Row, field: str) -> ParticipantEntry:
    """Read a row; the only segment is its default."""
    cells = {key: cell for key, cell in given(row).items() if key in Touchpoint.model_fields}
    return one_line(row["person"]), validated(Touchpoint, {**only("segment", brief.segments), **cells}, field)
