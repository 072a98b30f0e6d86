"""The crisis plan, beside the replies: a crisis is a kind of message, and waits for the same hours."""

from collections.abc import Mapping
from functools import partial
from typing import Any

import ipywidgets

from strategy_kit.labels.strategy import crisis_part_words
from strategy_kit.model.types import CrisisPart
from strategy_kit.pages.choices import entry_names
from strategy_kit.session.session import Session
from strategy_kit.views.strategy import crisis_view
from strategy_kit.widgets.form import Form, Read, Write, boxed, dropdown, text_field, with_help
from strategy_kit.widgets.panel import Panel

LINES = 3
"""Height of a field for sentences."""


def crisis_panel(session: Session) -> Panel:
    """What counts as a crisis, who decides, what is said first; how long a message can wait."""
    return Panel(session, [crisis_view], editors=[crisis_form(session)])


def crisis_form(session: Session) -> Form:
    """The six questions of a crisis plan."""
    _, names = session.words, crisis_part_words(session.words)

    def text(part: CrisisPart, words: str) -> list[ipywidgets.Widget]:
        return with_help(text_field(session, names[part], *_part(part), lines=LINES), words)

    people = partial(_people, session)
    controls = [
        *text("what", _("Spoilt goods, an accident, an accusation, a hacked account; not every complaint.")),
        dropdown(session, names["decides"], *_part("decides"), people),
        dropdown(session, names["deputy"], *_part("deputy"), people),
        *text("first_words", _("Say that you know of it, what you do now, and when you report again.")),
        *text("told", _("Staff, partners, insurance, authorities: name them, with telephone numbers.")),
        *text("afterwards", _("What happened, how fast you answered, what you change.")),
    ]
    return boxed(_("Crisis plan"), controls, _("Decide it in a quiet week. Leave blank what you do not know yet."))


def _part(name: str) -> tuple[Read, Write]:
    """Return how a control reads and writes a part of the crisis plan."""
    return (
        lambda brief: getattr(brief.crisis, name),
        lambda brief, value: {"crisis": brief.crisis.changed(**{name: value})},
    )


def _people(session: Session) -> Mapping[Any, str]:
    _ = session.words
    return {None: _("not decided yet"), **entry_names(session, "team")}
