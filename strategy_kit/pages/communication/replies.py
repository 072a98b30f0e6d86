"""Consideration 2, replies: ratings of the pillars by each participant, and rules for answering messages."""

from collections.abc import Sequence
from typing import Any

from strategy_kit.errors import InputError
from strategy_kit.labels.communication import message_words, rating_step_words
from strategy_kit.model import Brief, PillarRating
from strategy_kit.model.validation import validated
from strategy_kit.pages.choices import choice_column, name_options
from strategy_kit.pages.group_rows import ParticipantEntry, participant_rows, with_participant_entries
from strategy_kit.session.session import Session
from strategy_kit.text import one_line
from strategy_kit.views.communication import replies_views
from strategy_kit.widgets.form import Group, boxed, list_field, table
from strategy_kit.widgets.form_rows import Row, given, only, read_rows
from strategy_kit.widgets.panel import Panel

MOST_RATINGS, MOST_RULES = 480, 4
"""All that the plan can hold: a row beyond would be lost with the next change."""


def replies_panel(session: Session) -> Panel:
    """Rules for answering messages; the guide, and who is on duty when."""
    return Panel(session, [], [replies_views], editors=[replies_group(session)])


def raters_group(session: Session) -> Group:
    """Ratings of each pillar by each participant."""
    _, anchors = session.words, session.workings.evidence.rating_anchors

    def columns() -> list[dict[str, Any]]:
        return [
            {"key": "person", "word": _("Who rates"), "kind": "text"},
            choice_column("pillar", _("Pillar"), name_options(session.plan.brief, "pillars", _)),
            *(choice_column(key, word, steps) for key, (word, steps) in rating_step_words(anchors, _).items()),
        ]

    editor = table(session, columns, _rating_rows, _with_ratings, add=_("Add a rating"), most=MOST_RATINGS)
    words = _(
        "One row for a person and a pillar; a role or initials will do for a name. Rate alone first, then compare. "
        "Where the table above leaves a rating unknown, the mean of these stands in."
    )
    return boxed(_("What each of you rates"), [editor], words)


def replies_group(session: Session) -> Group:
    """Rules for kinds of messages that depart from the guide."""
    _ = session.words

    def columns() -> list[dict[str, Any]]:
        team = name_options(session.plan.brief, "team", _)
        return [
            choice_column("kind", _("Message"), message_words(_)),
            {"key": "minutes", "word": _("Answer within, minutes"), "kind": "number"},
            choice_column("who", _("Who answers"), {None: _("whoever is on duty"), **team}),
            {"key": "tone", "word": _("How"), "kind": "text"},
        ]

    rows = list_field("replies")
    editor = table(session, columns, *rows, add=_("Set a rule of your own"), most=MOST_RULES, wide=True)
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
