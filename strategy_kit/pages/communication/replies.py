"""Consideration 2, replies: ratings of the pillars by each participant, and rules for answering messages."""

from collections.abc import Sequence
from typing import Any

from strategy_kit.errors import InputError
from strategy_kit.labels.communication import message_words, rating_step_words
from strategy_kit.model import Brief, Participant, PillarRating
from strategy_kit.model.validation import validated
from strategy_kit.pages.choices import entry_names
from strategy_kit.pages.group_rows import ParticipantEntry, participant_rows, with_participant_entries
from strategy_kit.session.session import Session
from strategy_kit.text import one_line
from strategy_kit.views.communication import replies_views
from strategy_kit.widgets.choices import choice_column, column
from strategy_kit.widgets.form import Form, boxed, list_field, table
from strategy_kit.widgets.form_rows import Row, given, only, read_rows
from strategy_kit.widgets.panel import Panel


def replies_panel(session: Session) -> Panel:
    """Rules for answering messages; the guide, and who is on duty when."""
    return Panel(session, [replies_views], editors=[replies_form(session)])


def raters_form(session: Session) -> Form:
    """Ratings of each pillar by each participant."""
    _, anchors = session.words, session.workings.evidence.rating_anchors
    columns = [
        column("person", _("Who rates")),
        choice_column("pillar", _("Pillar"), lambda: entry_names(session, "pillars")),
        *(choice_column(key, word, steps) for key, (word, steps) in rating_step_words(anchors, _).items()),
    ]
    most = Brief.most("voices") * Participant.most("pillars")
    editor = table(session, columns, _rating_rows, _with_ratings, add=_("Add a rating"), most=most)
    words = _(
        "One row for a person and a pillar; a role or initials will do for a name. Rate alone first, then compare. "
        "Where the table above leaves a rating unknown, the mean of these stands in."
    )
    return boxed(_("What each of you rates"), [editor], words)


def replies_form(session: Session) -> Form:
    """Rules for kinds of messages that depart from the guide."""
    _, rows = session.words, list_field("replies")
    columns = [
        choice_column("kind", _("Message"), message_words(_)),
        column("minutes", _("Answer within, minutes"), "number"),
        choice_column("who", _("Who answers"), lambda: {None: _("whoever is on duty"), **entry_names(session, "team")}),
        column("tone", _("How")),
    ]
    editor = table(session, columns, *rows, add=_("Set a rule of your own"), most=Brief.most("replies"), wide=True)
    words = _(
        "The guide below holds until you set a rule of your own for a kind of message. What you leave empty stays."
    )
    return boxed(_("How you answer"), [editor], words)


def _rating_rows(brief: Brief) -> list[dict[str, Any]]:
    return participant_rows((), brief, "pillars")


def _with_ratings(brief: Brief, rows: Sequence[Row]) -> dict[str, object]:
    ratings = read_rows(rows, lambda place, row: _rating(brief, row, f"voices.{place}"))
    return {"voices": with_participant_entries(brief, "pillars", ratings)}


def _rating(brief: Brief, row: Row, field: str) -> ParticipantEntry:
    """Read a row; the only pillar is its default."""
    cells = {key: cell for key, cell in given(row).items() if key != "person"}
    person = one_line(row["person"])
    if not person:
        raise InputError("{field}: is empty. Say who rates: a role or initials will do.", field=f"{field}.person")
    return person, validated(PillarRating, {**only("pillar", brief.pillars), **cells}, field)
