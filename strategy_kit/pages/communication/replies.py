"""Consideration 2, answers: what the group rates each pillar, person by person, and how messages are answered."""

from collections.abc import Sequence
from typing import Any

from strategy_kit.errors import InputError
from strategy_kit.labels.communication import message_words, rating_step_words
from strategy_kit.model import Brief, PillarRating, ReplyRule
from strategy_kit.model.validation import validated
from strategy_kit.pages.choices import choice_column, entries
from strategy_kit.pages.group_rows import Said, said_rows, with_said
from strategy_kit.session.session import Session
from strategy_kit.text import one_line
from strategy_kit.views.communication import replies_views
from strategy_kit.widgets.form import Group, boxed, table
from strategy_kit.widgets.form_rows import Row, each, given, only
from strategy_kit.widgets.panel import Panel

MOST_RATINGS, MOST_RULES = 480, 4
"""All that the plan can hold: a row that a table does not take would be lost with the next change."""


def replies_panel(session: Session) -> Panel:
    """Let people change how messages are answered; show the guide, and who is there when."""
    return Panel(session, [], [replies_views], editors=[replies_group(session)])


def raters_group(session: Session) -> Group:
    """What each person rates each pillar."""
    _ = session.words
    editor = table(
        session, lambda: _rating_columns(session), _rating_rows, _ratings_of, add=_("Add a rating"), most=MOST_RATINGS
    )
    return boxed(
        _("What each of you rates"),
        [editor],
        _(
            "One row for a person and a pillar; a role or initials will do for a name. Rate alone first, then compare. "
            "Where the table above leaves a rating unknown, the mean of these stands in."
        ),
    )


def replies_group(session: Session) -> Group:
    """How each kind of message is answered, where the plan departs from the guide."""
    _ = session.words
    editor = table(
        session, lambda: _rule_columns(session), _rule_rows, _rules_of, add=_("Set a rule of your own"), most=MOST_RULES
    )
    editor.add_class("spread")
    return boxed(
        _("How you answer"),
        [editor],
        _("The guide below holds until you set a rule of your own for a kind of message. What you leave empty stays."),
    )


def _rating_columns(session: Session) -> list[dict[str, Any]]:
    _, anchors = session.words, session.workings.evidence.rating_anchors
    return [
        {"key": "person", "word": _("Who rates"), "kind": "text"},
        choice_column("pillar", _("Pillar"), entries(session.plan.brief, "pillars", _)),
        *(choice_column(key, word, steps) for key, (word, steps) in rating_step_words(anchors, _).items()),
    ]


def _rating_rows(brief: Brief) -> list[dict[str, Any]]:
    return said_rows((), brief, "pillars")


def _ratings_of(brief: Brief, rows: Sequence[Row]) -> dict[str, object]:
    return {
        "voices": with_said(brief, "pillars", each(rows, lambda place, row: _rating(brief, row, f"voices.{place}")))
    }


def _rating(brief: Brief, row: Row, field: str) -> Said:
    """Read a row; where there is one pillar only, it speaks of that."""
    told = {key: cell for key, cell in given(row).items() if key != "person"}
    person = one_line(row["person"])
    if not person:
        raise InputError("{field}: is empty. Say who rates: a role or initials will do.", field=f"{field}.person")
    return person, validated(PillarRating, {**only("pillar", brief.pillars), **told}, field)


def _rule_columns(session: Session) -> list[dict[str, Any]]:
    _ = session.words
    team = entries(session.plan.brief, "team", _)
    return [
        choice_column("kind", _("Message"), message_words(_)),
        {"key": "minutes", "word": _("Answer within, minutes"), "kind": "number"},
        choice_column("who", _("Who answers"), {None: _("whoever is on duty"), **team}),
        {"key": "tone", "word": _("How"), "kind": "text"},
    ]


def _rule_rows(brief: Brief) -> list[dict[str, Any]]:
    return [dict(rule) for rule in brief.replies]


def _rules_of(_brief: Brief, rows: Sequence[Row]) -> dict[str, object]:
    return {"replies": each(rows, lambda place, row: validated(ReplyRule, given(row), f"replies.{place}"))}
